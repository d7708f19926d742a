package dev.mig.project;

import dev.mig.compile.Compiled;
import dev.mig.compile.World;
import dev.mig.plan.Dialect;
import dev.mig.run.Prepared;
import dev.mig.source.Diagnostic;
import dev.mig.source.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scripts, checked one after the other in the world that the ones before leave.
 *
 * @param compiled those that were checked, in order
 * @param unchecked names of those behind a refused one: nobody can say what they would find
 * @param unread what is wrong with the texts of these all the same
 * @param waiting why others cannot run yet
 */
public record Checked(
    List<Compiled> compiled,
    List<String> unchecked,
    List<Diagnostic> unread,
    List<Diagnostic> waiting) {
  /** Checks one script in the world that it finds. */
  @FunctionalInterface
  public interface Check {
    Compiled of(MigrationScript script, World world);
  }

  /** Of no script. */
  public static final Checked NOTHING = new Checked(List.of(), List.of(), List.of(), List.of());

  /**
   * Checks them all, up to the first that is refused, leaving out what has to wait.
   *
   * @param check is asked once for each, in order
   * @param start what the first of them finds
   * @param strict whether warnings refuse
   */
  public static Checked of(
      Check check, World start, boolean strict, List<MigrationScript> scripts, Waiting waiting) {
    List<Compiled> compiled = new ArrayList<>();
    List<String> unchecked = new ArrayList<>();
    List<Diagnostic> unread = new ArrayList<>();
    List<Diagnostic> waits = new ArrayList<>();
    World world = start;
    boolean refused = false;
    for (MigrationScript script : scripts) {
      if (refused) {
        unchecked.add(script.name());
        unread.addAll(script.read().diagnostics());
        continue;
      }
      Optional<Diagnostic> byName = waiting.byName(script);
      if (byName.isPresent()) {
        waits.add(byName.get());
        continue;
      }
      Compiled result = check.of(script, world);
      Optional<Diagnostic> byTable = waiting.byTable(script, result);
      if (byTable.isPresent()) {
        waits.add(byTable.get());
        continue;
      }
      if (refuses(result, strict) && waiting.explainsUnfit()) {
        waits.add(waiting.unfit(script));
        continue;
      }
      compiled.add(result);
      world = result.next();
      refused = refuses(result, strict);
    }
    return new Checked(compiled, unchecked, unread, waits);
  }

  private static boolean refuses(Compiled compiled, boolean strict) {
    return compiled.refused()
        || (strict
            && compiled.diagnostics().stream().anyMatch(d -> d.severity() == Severity.WARNING));
  }

  /** Whether anything keeps them from being run. */
  public boolean refused(boolean strict) {
    return compiled.stream().anyMatch(c -> refuses(c, strict))
        || unread.stream().anyMatch(Diagnostic::isError);
  }

  /** What is said of all of them, in order. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    compiled.forEach(c -> all.addAll(c.diagnostics()));
    all.addAll(unread);
    return all;
  }

  /** The plans of those that were checked; only where nothing is refused. */
  public List<Prepared> prepared(Dialect dialect, boolean optimised) {
    return compiled.stream().map(c -> Prepared.of(c, dialect, optimised)).toList();
  }

  /** The one of this name, if it was checked. */
  public Optional<Compiled> find(String name) {
    return compiled.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
