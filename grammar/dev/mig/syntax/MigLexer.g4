lexer grammar MigLexer;

options {
  caseInsensitive = true;
}

NAME: [a-z_] [a-z_0-9]*;
SPACE: [ \t\r\n]+ -> channel(HIDDEN);
OTHER: .;
