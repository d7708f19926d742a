package dev.mig.statement.scale;

import dev.mig.operation.Pace;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Statement;
import java.util.List;

/**
 * {@code in batches|background [of N|auto|TIME] [pause TIME] [parallel K] [using METHOD] [keep in
 * sync] { … }}: row statements whose rows are moved in many small transactions.
 */
public record Batches(Pace pace, List<Statement> statements, Span span) implements Statement {
  public Batches {
    statements = List.copyOf(statements);
  }

  @Override
  public void lower(Lowering to) {
    to.inBatches(pace, statements.stream().map(s -> (Runnable) () -> s.lower(to)).toList());
  }

  @Override
  public void assume(Lowering to) {
    statements.forEach(s -> s.assume(to));
  }
}
