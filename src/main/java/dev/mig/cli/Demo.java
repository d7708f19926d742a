package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.plan.PlanText;
import dev.mig.project.Checked;
import dev.mig.project.MigrationScript;
import dev.mig.run.Live;
import dev.mig.run.Prepared;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.Table;
import dev.mig.source.Source;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Grid;
import dev.mig.terminal.Highlight;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One example from beginning to end: the rows, the script, check, plan, up, the rows, down, the
 * rows again.
 */
final class Demo {
  private final Talk talk;
  private final Colour colour;
  private final GlobalOptions options;
  private final Examples.Example example;
  private final Database database;
  private final Live live;
  private final Path folder;

  Demo(Talk talk, GlobalOptions options, Examples.Example example, Path folder) {
    this.talk = talk;
    this.colour = talk.colour();
    this.options = options;
    this.example = example;
    this.folder = folder;
    this.database = Databases.open("sqlite:" + folder.resolve("demo.db"), Map.of());
    this.live = new Live(database);
  }

  /**
   * Schema and rows at one moment; the columns of a row by name, because one that comes back may
   * come last.
   */
  private record Moment(Schema schema, Map<String, List<Map<String, @Nullable String>>> rows) {}

  Exit play() {
    talk.put("example", example.name());
    talk.line(colour.bold("mig demo " + example.name()) + ": " + example.shows());
    live.execute(example.before());
    heading("1", "The database before", "");
    Moment before = showRows();

    heading("2", "The script", "examples/" + example.name() + "/script.mig");
    indented(Highlight.all(example.script(), colour));

    heading(
        "3",
        "Check",
        "mig check: is it right, does the data allow it, how is each statement taken back?");
    Source source = new Source("script.mig", example.script());
    MigrationScript script = MigrationScript.of(Compiler.read(source), example.name());
    Checked checked = Checks.of(database, false, DataCheck.FULL, List.of(script));
    talk.find(checked.diagnostics());
    if (checked.refused(false)) {
      return Exit.REFUSED;
    }
    Compiled compiled = checked.compiled().getFirst();
    WaysBack.show(talk, compiled);
    JsonArray migrations = new JsonArray();
    migrations.add(WaysBack.json(compiled));
    talk.put("checked", migrations);

    Prepared prepared = Prepared.of(compiled, database.dialect());
    heading("4", "Plan", "mig plan: the SQL, before any of it is sent");
    PlanText.Header header =
        new PlanText.Header(prepared.name(), prepared.title(), "up", prepared.source());
    indented(Highlight.all(PlanText.of(prepared.up(), header, database.name()), colour));

    try (Runs runs = new Runs(talk, options, database)) {
      return upAndDown(runs, prepared, before);
    }
  }

  private Exit upAndDown(Runs runs, Prepared prepared, Moment before) {
    heading(
        "5", "Up", "mig up: one transaction, the schema compared with the plan before the commit");
    RunResult up =
        runs.run(
            prepared.name(),
            Runs.Way.UP,
            runner -> worked(runner, runner.up(prepared), prepared.name()));
    if (!up.done()) {
      return runs.exitAfter(up);
    }
    showRows();
    heading("6", "Status", "mig status");
    status();
    heading("7", "Down", "mig down: the way back, derived from the script");
    RunResult down =
        runs.run(
            prepared.name(),
            Runs.Way.DOWN,
            runner -> worked(runner, runner.down(prepared.name()), prepared.name()));
    if (!down.done()) {
      return runs.exitAfter(down);
    }
    Moment after = showRows();
    boolean rows = after.rows().equals(before.rows());
    SchemaDiff.Rules rules = SchemaDiff.Rules.EXACT.anyColumnOrder();
    boolean schema = SchemaDiff.between(before.schema(), after.schema(), rules).isEmpty();
    talk.put("restored", String.valueOf(rows && schema));
    talk.line(
        rows && schema
            ? colour.green("Schema and rows are what they were at the start.")
            : colour.red("Schema or rows are not what they were at the start."));
    next();
    return rows && schema ? Exit.DONE : Exit.FAILED;
  }

  /** Nobody else works on this database, so a job in the background is done here. */
  private RunResult worked(Runner runner, RunResult result, String name) {
    if (result.outcome() != RunResult.Outcome.HANDED_OVER) {
      return result;
    }
    talk.line(
        "  " + colour.dim("The job is recorded; mig work would do it, and so does this demo."));
    return runner.workOff(name);
  }

  /** The command itself, on a project of this one script. */
  private void status() {
    Surroundings around = talk.around();
    Surroundings inside =
        new Surroundings(
            around.in(),
            talk.json() ? new PrintStream(OutputStream.nullOutputStream()) : around.out(),
            around.err(),
            Map.of("COLUMNS", String.valueOf(around.width())),
            folder,
            around.terminals());
    try {
      Files.writeString(folder.resolve("mig.toml"), "url = \"sqlite:demo.db\"\n");
      Path migrations = Files.createDirectory(folder.resolve("migrations"));
      Files.writeString(migrations.resolve("001_demo.mig"), example.script());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Main.run(inside, "status", "--color", colour.on() ? "always" : "never");
  }

  private void next() {
    talk.line("");
    talk.line(colour.bold("What to try next"));
    talk.line("  mig demo --list                more of these");
    talk.line(
        "  mig init --url sqlite:app.db   begin a project of your own; then mig new, mig check, mig"
            + " up");
    talk.line("  mig explain split              how a statement works");
    talk.line("  docs/getting-started.md        the first migration, step by step");
  }

  private void heading(String number, String title, String remark) {
    talk.line("");
    talk.line(
        colour.cyan(number)
            + " "
            + colour.bold(title)
            + (remark.isEmpty() ? "" : "  " + colour.dim(remark)));
    talk.line("");
  }

  private void indented(String text) {
    text.lines().forEach(line -> talk.line(line.isEmpty() ? "" : "  " + line));
  }

  private Moment showRows() {
    Schema schema = live.schema();
    Map<String, List<Map<String, @Nullable String>>> all = new TreeMap<>();
    for (Table table : schema.tables().values()) {
      List<List<@Nullable String>> rows = live.rows(table);
      List<String> names = table.columns().stream().map(Column::name).toList();
      talk.line("  " + colour.dim(table.name().toString()));
      Grid.lines(names, rows, colour).forEach(line -> talk.line("    " + line));
      talk.line("");
      all.put(table.name().toString(), rows.stream().map(row -> named(names, row)).toList());
    }
    return new Moment(schema, all);
  }

  private static Map<String, @Nullable String> named(
      List<String> names, List<@Nullable String> row) {
    Map<String, @Nullable String> named = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), row.get(i));
    }
    return named;
  }
}
