package dev.mig.properties;

import dev.mig.compile.Compiled;
import dev.mig.compile.WayBack;
import dev.mig.run.RunResult;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.source.Diagnostic;
import dev.mig.source.TextRenderer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries one migration out: checked, the refused statements left out until the rest is accepted,
 * up, and down where that is said to be exact; on one database, or on two that are compared.
 */
final class Trial {
  /**
   * What is wrong; failures of one kind are taken for the same when a migration is made smaller.
   */
  record Failure(String kind, String text) {}

  /** What came of it. */
  record Outcome(boolean accepted, boolean ran, boolean restored, @Nullable Failure failure) {}

  private final List<Laboratory> laboratories;

  /** Whether all are of one kind, so that they store the same alike. */
  private final boolean alike;

  Trial(Laboratory... laboratories) {
    this.laboratories = List.of(laboratories);
    this.alike = this.laboratories.stream().map(Laboratory::dialect).distinct().count() == 1;
  }

  Outcome run(RandomMigration migration) throws SQLException {
    try {
      return carryOut(migration);
    } catch (Wrong wrong) {
      return new Outcome(true, true, true, wrong.failure);
    }
  }

  /** The smallest migration found, by leaving out statements and rows, that fails alike. */
  RandomMigration smaller(RandomMigration migration, Failure failure) throws SQLException {
    RandomMigration least = migration;
    for (int i = least.statements().size() - 1; i >= 0; i--) {
      RandomMigration less = least.with(least.rows(), without(least.statements(), i));
      least = failsAlike(less, failure) ? less : least;
    }
    for (int i = least.rows().size() - 1; i >= 0; i--) {
      RandomMigration less = least.with(without(least.rows(), i), least.statements());
      least = failsAlike(less, failure) ? less : least;
    }
    return least;
  }

  private boolean failsAlike(RandomMigration migration, Failure failure) {
    try {
      Failure other = migration.statements().isEmpty() ? null : run(migration).failure;
      return other != null && other.kind.equals(failure.kind);
    } catch (SQLException notEvenFilled) {
      return false;
    }
  }

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    Wrong(String kind, String text) {
      super(kind);
      this.failure = new Failure(kind, text);
    }
  }

  private Outcome carryOut(RandomMigration migration) throws SQLException, Wrong {
    List<String> sql =
        Stream.concat(migration.tables().stream(), migration.rows().stream()).toList();
    for (Laboratory each : laboratories) {
      each.fill(sql);
    }
    List<String> statements = new ArrayList<>(migration.statements());
    while (!statements.isEmpty()) {
      List<Compiled> checked = new ArrayList<>();
      for (Laboratory each : laboratories) {
        checked.add(check(each, statements));
      }
      compareVerdicts(statements, checked);
      if (!checked.getFirst().refused()) {
        return upAndDown(checked, statements);
      }
      leaveOutRefused(statements, checked.getFirst());
    }
    return new Outcome(false, false, false, null);
  }

  private static Compiled check(Laboratory laboratory, List<String> statements)
      throws SQLException, Wrong {
    try {
      return laboratory.check(script(statements));
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      throw new Wrong(
          laboratory.dialect() + ": the check throws " + e.getClass().getSimpleName(),
          script(statements) + "\n" + trace);
    }
  }

  private void compareVerdicts(List<String> statements, List<Compiled> checked) throws Wrong {
    Set<String> first = codes(checked.getFirst());
    for (int i = 1; i < checked.size(); i++) {
      if (!codes(checked.get(i)).equals(first)) {
        throw new Wrong(
            "the databases do not agree on the verdict",
            script(statements)
                + said(checked.getFirst())
                + "\n-- the other\n"
                + said(checked.get(i)));
      }
    }
  }

  private static Set<String> codes(Compiled compiled) {
    return compiled.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(d -> d.code().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void leaveOutRefused(List<String> statements, Compiled compiled) {
    int at =
        compiled.diagnostics().stream()
            .filter(Diagnostic::isError)
            .mapToInt(d -> d.span().start())
            .findFirst()
            .orElse(0);
    int index = 0;
    for (int end = statements.getFirst().length() + 1;
        end <= at && index < statements.size() - 1;
        end += statements.get(index).length() + 1) {
      index++;
    }
    statements.remove(index);
  }

  private Outcome upAndDown(List<Compiled> checked, List<String> statements)
      throws SQLException, Wrong {
    List<Boolean> done = new ArrayList<>();
    List<String> meanings = new ArrayList<>();
    boolean restored = false;
    for (int i = 0; i < checked.size(); i++) {
      Laboratory laboratory = laboratories.get(i);
      Compiled compiled = checked.get(i);
      Schema schema = laboratory.schema();
      String digest = laboratory.digest();
      done.add(up(laboratory, compiled, digest, statements));
      meanings.add(alike ? laboratory.meaning() + laboratory.digest() : laboratory.meaning());
      WayBack way = compiled.wayBack();
      if (done.get(i)
          && compiled.whyNoWayBack() == null
          && (way == WayBack.EXACT || way == WayBack.EXACT_WITH_SAVED)) {
        down(laboratory, schema, digest, compiled, statements);
        restored = true;
      }
    }
    compare(done, meanings, statements);
    return new Outcome(true, done.getFirst(), restored, null);
  }

  private static boolean up(
      Laboratory laboratory, Compiled compiled, String digest, List<String> statements)
      throws SQLException, Wrong {
    RunResult up = carried(laboratory, "up", statements, () -> laboratory.up(compiled));
    if (up.done()) {
      return true;
    }
    if (compiled.deferred() == 0) {
      throw new Wrong(
          laboratory.dialect() + ": up fails after a check without errors",
          script(statements) + said(compiled) + said(up.diagnostics()));
    }
    if (!laboratory.digest().equals(digest)) {
      throw new Wrong(
          laboratory.dialect() + ": an up that failed left something",
          two(script(statements), digest, laboratory.digest()));
    }
    return false;
  }

  private static void down(
      Laboratory laboratory,
      Schema schema,
      String digest,
      Compiled compiled,
      List<String> statements)
      throws SQLException, Wrong {
    String between = laboratory.digest();
    RunResult down = carried(laboratory, "down", statements, laboratory::down);
    if (!down.done()) {
      throw new Wrong(
          laboratory.dialect() + ": down fails, although " + compiled.wayBack().words(),
          two(script(statements) + said(down.diagnostics()), digest, between));
    }
    String after = laboratory.digest();
    List<String> differences =
        SchemaDiff.between(
            schema, laboratory.schema(), SchemaDiff.Rules.PREDICTION.anyColumnOrder());
    if (!after.equals(digest) || !differences.isEmpty()) {
      throw new Wrong(
          laboratory.dialect() + ": down does not restore, although " + compiled.wayBack().words(),
          two(script(statements) + "\n" + String.join("\n", differences), digest, after)
              + "-- between\n"
              + between);
    }
  }

  private interface Work {
    RunResult run() throws SQLException;
  }

  private static RunResult carried(
      Laboratory laboratory, String way, List<String> statements, Work work)
      throws SQLException, Wrong {
    try {
      return work.run();
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      throw new Wrong(
          laboratory.dialect() + ": " + way + " throws " + e.getClass().getSimpleName(),
          script(statements) + "\n" + trace);
    }
  }

  private static void compare(List<Boolean> done, List<String> meanings, List<String> statements)
      throws Wrong {
    for (int i = 1; i < done.size(); i++) {
      if (!done.get(i).equals(done.getFirst())) {
        throw new Wrong("up succeeds on one database only", script(statements) + done);
      }
      if (!meanings.get(i).equals(meanings.getFirst())) {
        throw new Wrong(
            "up leaves other rows on the other database",
            two(script(statements), meanings.getFirst(), meanings.get(i)));
      }
    }
  }

  private static List<String> without(List<String> all, int place) {
    List<String> less = new ArrayList<>(all);
    less.remove(place);
    return less;
  }

  private static String script(List<String> statements) {
    return String.join("\n", statements) + "\n";
  }

  private static String said(Compiled compiled) {
    return said(compiled.diagnostics());
  }

  private static String said(List<Diagnostic> diagnostics) {
    TextRenderer renderer = new TextRenderer(100, true, false);
    return diagnostics.stream().map(renderer::render).collect(Collectors.joining("\n", "\n", ""));
  }

  private static String two(String script, String expected, String found) {
    return "-- what ran\n%s-- expected\n%s-- found\n%s".formatted(script, expected, found);
  }
}
