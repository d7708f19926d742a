package dev.mig.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.plan.PlanText;
import dev.mig.project.Loaded;
import dev.mig.project.Snapshot;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.SchemaFingerprint;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.TextRenderer;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Syntax;
import dev.mig.testing.TestDatabase;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One case on one database: checked, planned, up, down. */
final class CaseRun {
  private final CaseFolder folder;
  private final TestDatabase test;
  private final Database database;

  CaseRun(CaseFolder folder, TestDatabase test) {
    this.folder = folder;
    this.test = test;
    this.database = Databases.open(test.url(), Map.of());
  }

  /**
   * Runs it all; answers with the text of the database after {@code up}, or "" for a refused
   * script.
   */
  String run() throws Exception {
    String dialect = test.dialect();
    try (Connection connection = test.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : folder.before(dialect).split(";\\s*(\\r?\\n|$)")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
    String start = dump(true);
    Compiled compiled = compile();
    String problems = text(compiled.diagnostics());
    boolean refused = folder.refused();
    if (!problems.isEmpty() || refused) {
      String file = refused ? "problems.txt" : "warnings.txt";
      assertThat(problems).isEqualTo(folder.expected(file, dialect, problems));
    } else {
      assertThat(folder.text("warnings.txt")).as("no warning any more").isNull();
    }
    assertThat(compiled.refused()).as("refused:\n" + problems).isEqualTo(refused);
    if (refused) {
      assertThat(dump(true)).isEqualTo(start);
      return "";
    }
    return upAndDown(compiled, start);
  }

  private String upAndDown(Compiled compiled, String start) throws Exception {
    Prepared prepared = Prepared.of(compiled, database.dialect());
    expanded(compiled);
    String plan = plan(compiled);
    assertThat(plan)
        .isEqualTo(folder.expected("plan." + test.dialect() + ".sql", test.dialect(), plan));
    Runner.Settings settings =
        new Runner.Settings("test", Duration.ofSeconds(10), RunListener.SILENT);
    try (Runner runner = new Runner(database, settings)) {
      return upAndDown(compiled, prepared, runner, start);
    }
  }

  private String upAndDown(Compiled compiled, Prepared prepared, Runner runner, String start)
      throws Exception {
    RunResult up = worked(runner, runner.up(prepared), compiled.name());
    assertThat(up.done()).as(() -> "up:\n" + text(up.diagnostics())).isTrue();
    String after = dump(false);
    assertThat(after).isEqualTo(folder.expected("after.txt", test.dialect(), after));
    RunResult down = worked(runner, runner.down(compiled.name()), compiled.name());
    if (compiled.whyNoWayBack() != null) {
      assertThat(down.outcome()).isEqualTo(RunResult.Outcome.REFUSED);
      assertThat(dump(false)).isEqualTo(after);
    } else {
      assertThat(down.done()).as(() -> "down:\n" + text(down.diagnostics())).isTrue();
      assertThat(dump(true)).as("after down").isEqualTo(start);
    }
    return after;
  }

  /** What is left to the background is done as {@code mig work} would. */
  private static RunResult worked(Runner runner, RunResult result, String name) {
    return result.outcome() == RunResult.Outcome.HANDED_OVER ? runner.workOff(name) : result;
  }

  private String plan(Compiled compiled) {
    return PlanText.of(
        Prepared.of(compiled, database.dialect()).up(),
        new PlanText.Header(compiled.name(), "", compiled.wayBack().words(), null),
        test.dialect());
  }

  private Compiled compile() throws Exception {
    Source source = new Source("script.mig", Files.readString(folder.script()));
    return compile(Compiler.read(source, folder.library()));
  }

  /** The plain script that an interpreted one becomes is the same migration. */
  private void expanded(Compiled compiled) throws Exception {
    if (compiled.source() == compiled.written()) {
      return;
    }
    Source plain = new Source("script.mig", compiled.source().text());
    String text = Layout.format(Syntax.parse(plain)).orElseThrow();
    assertThat(text).isEqualTo(folder.expected("expanded.mig", test.dialect(), text));
    Compiled again = compile(Compiler.read(new Source("script.mig", text)));
    assertThat(again.source()).as("nothing is left to decide").isSameAs(again.written());
    assertThat(plan(again)).isEqualTo(plan(compiled));
  }

  private Compiled compile(Compiler.Read read) throws Exception {
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      String name = read.migration().name() == null ? "case" : read.migration().name().text();
      return new Compiler(probe, false, folder.parameters()).compile(read, name, world);
    }
  }

  private String dump(boolean sorted) throws Exception {
    try (Connection connection = database.connect()) {
      Schema schema = database.read(connection);
      keeps(schema);
      return Dump.of(schema, connection, sorted);
    }
  }

  /** Whatever a live schema is, it comes back whole from the file that keeps it. */
  private void keeps(Schema schema) {
    Snapshot written = new Snapshot(test.dialect(), "1", List.of(), schema);
    Loaded<Snapshot> read = Snapshot.parse(new Source("kept.json", written.json()));
    assertThat(read).isEqualTo(Loaded.of(written));
    Snapshot kept = read.value().orElseThrow();
    assertThat(kept.fingerprint()).isEqualTo(SchemaFingerprint.of(schema));
    assertThat(SchemaDiff.between(schema, kept.schema(), SchemaDiff.Rules.EXACT)).isEmpty();
    assertThat(SchemaDiff.between(kept.schema(), schema, SchemaDiff.Rules.EXACT)).isEmpty();
  }

  private static String text(List<Diagnostic> diagnostics) {
    TextRenderer renderer = new TextRenderer(100, true, false);
    return diagnostics.stream().map(renderer::render).collect(Collectors.joining("\n"));
  }
}
