parser grammar MigParser;

options {
  tokenVocab = MigLexer;
}

script: NAME* EOF;
