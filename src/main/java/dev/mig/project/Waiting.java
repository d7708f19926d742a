package dev.mig.project;

import dev.mig.compile.Compiled;
import dev.mig.database.Touched;
import dev.mig.run.Unfinished;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.WrittenName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has to wait until migrations that are half done are finished: whatever comes after one of
 * them by name, changes or reads a table that it changes, or needs something else that waits.
 */
public final class Waiting {
  private final String dialect;
  private final Function<Unfinished, String> told;
  private List<Unfinished> unfinished;
  private boolean fitted;
  private final Map<String, @Nullable Set<QName>> others = new HashMap<>();

  /**
   * For migrations that are half done.
   *
   * @param dialect the database's name
   * @param told how far one of them is, in a line
   */
  public Waiting(String dialect, List<Unfinished> unfinished, Function<Unfinished, String> told) {
    this.dialect = dialect;
    this.told = told;
    this.unfinished = List.copyOf(unfinished);
  }

  /** Nothing is half done. */
  public static Waiting forNothing() {
    return new Waiting("", List.of(), Unfinished::name);
  }

  /** Whether nothing is half done. */
  public boolean isEmpty() {
    return unfinished.isEmpty();
  }

  /** These are half done now; what is asked about from here on has fitted behind them. */
  public void begun(List<Unfinished> now) {
    unfinished = List.copyOf(now);
    fitted = true;
  }

  /** Whether one that does not fit may do so only because something is missing that waits. */
  boolean explainsUnfit() {
    return !others.isEmpty() || (fitted && !isEmpty());
  }

  /** Why this script has to wait, by what it says that it comes after. */
  Optional<Diagnostic> byName(MigrationScript script) {
    for (WrittenName after : script.read().migration().after()) {
      for (Unfinished half : unfinished) {
        if (half.name().equals(after.text())) {
          others.put(script.name(), Set.of());
          return Optional.of(waits(script, "it comes after " + half.name(), half, after));
        }
      }
      if (others.containsKey(after.text())) {
        others.put(script.name(), Set.of());
        return Optional.of(
            waits(script, "it comes after " + after.text() + ", which waits, too", null, after));
      }
    }
    return Optional.empty();
  }

  /** Why it has to wait, by the tables that it changes and reads. */
  Optional<Diagnostic> byTable(MigrationScript script, Compiled compiled) {
    if (isEmpty()) {
      return Optional.empty();
    }
    Set<QName> needs = Touched.orRead(compiled.up(), compiled.before(), dialect);
    for (Unfinished half : unfinished) {
      Optional<String> common = common(needs, half.touched());
      if (common.isPresent()) {
        others.put(script.name(), needs);
        return Optional.of(waits(script, common.get() + " by " + half.name(), half, null));
      }
    }
    for (Map.Entry<String, @Nullable Set<QName>> other : others.entrySet()) {
      Optional<String> common = common(needs, other.getValue());
      if (common.isPresent()) {
        others.put(script.name(), needs);
        return Optional.of(
            waits(
                script,
                "it needs what " + other.getKey() + ", which waits, too, would have left",
                null,
                null));
      }
    }
    return Optional.empty();
  }

  /** One that does not fit without those that wait. */
  Diagnostic unfit(MigrationScript script) {
    Set<String> before = new TreeSet<>(others.keySet());
    unfinished.forEach(half -> before.add(half.name()));
    others.put(script.name(), Set.of());
    return waits(
        script, "it does not fit before the end of " + String.join(", ", before), null, null);
  }

  private static Optional<String> common(@Nullable Set<QName> needs, @Nullable Set<QName> taken) {
    if (needs == null || taken == null) {
      return Optional.of("nobody can tell that its tables are not those changed");
    }
    return needs.stream()
        .filter(taken::contains)
        .findFirst()
        .map(table -> "it needs " + table + ", which is being changed");
  }

  private Diagnostic waits(
      MigrationScript script, String why, @Nullable Unfinished half, @Nullable WrittenName after) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.WAITS, script.name() + " cannot run yet: " + why)
            .in(script.read().source());
    if (after != null) {
      problem.at(after.span(), "");
    }
    if (half != null) {
      problem.note(told.apply(half));
    }
    return problem.note("mig up runs it once that is done").build();
  }
}
