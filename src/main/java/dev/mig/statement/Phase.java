package dev.mig.statement;

import dev.mig.source.Span;
import dev.mig.syntax.MigParser.PhaseStatementContext;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import java.util.List;

/** Which part of a script is read: a release of the application may go out between the two. */
public enum Phase {
  /** All of a script without phases. */
  WHOLE(""),
  EXPAND(""),
  CONTRACT("/contract");

  private final String suffix;

  Phase(String suffix) {
    this.suffix = suffix;
  }

  /** What the part of a migration is called: the second part has a name of its own. */
  public String name(String migration) {
    return migration + suffix;
  }

  /** The parts of a script, in the order of going up. */
  public static List<Phase> of(Parsed parsed) {
    boolean phases = parsed.statements().stream().anyMatch(s -> s.phaseStatement() != null);
    if (!phases) {
      return List.of(WHOLE);
    }
    boolean contract =
        parsed.statements().stream()
            .anyMatch(s -> s.phaseStatement() != null && s.phaseStatement().CONTRACT() != null);
    return contract ? List.of(EXPAND, CONTRACT) : List.of(EXPAND);
  }

  /** Whether a block of a script belongs to this part. */
  public boolean holds(PhaseStatementContext block) {
    return (this == CONTRACT) == (block.CONTRACT() != null);
  }

  /** The stretches of a script that belong to the other part. */
  public List<Span> others(Parsed parsed) {
    return parsed.statements().stream()
        .map(StatementContext::phaseStatement)
        .filter(p -> p != null && !holds(p))
        .map(Spans::of)
        .toList();
  }
}
