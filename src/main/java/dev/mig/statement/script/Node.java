package dev.mig.statement.script;

import dev.mig.source.Span;

/** One statement of a script as the interpreter sees it. */
public sealed interface Node
    permits Call, Define, ForEach, Gathered, If, Include, Let, Param, Plain, Within {
  /** The whole statement, or its first words where it has a block. */
  Span span();
}
