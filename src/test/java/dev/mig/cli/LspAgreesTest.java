package dev.mig.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.mig.lsp.Editor;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor is told is what {@code mig check --json} says, over many case folders. */
class LspAgreesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final String SCRIPT = "migrations/001_case.mig";

  /** One of so many cases is taken; the others say much the same. */
  private static final int SQLITE_STEP = 10;

  private static final int POSTGRES_STEP = 40;

  @TempDir Path folder;

  @Test
  void onSqlite() throws Exception {
    List<Path> cases = cases("sqlite", SQLITE_STEP);
    assertThat(cases).hasSizeGreaterThan(25);
    try (Editor editor = Editor.start(folder, null)) {
      for (Path each : cases) {
        Path project = project(each);
        String url = "jdbc:sqlite:" + project.resolve("app.db");
        prepare(url, before(each, "sqlite"));
        Files.writeString(project.resolve("mig.toml"), "url = \"sqlite:app.db\"\n");
        agree(editor, each, project);
      }
    }
  }

  @Test
  void onPostgres() throws Exception {
    List<Path> cases = cases("postgres", POSTGRES_STEP);
    assertThat(cases).hasSizeGreaterThan(6);
    try (Editor editor = Editor.start(folder, null)) {
      for (Path each : cases) {
        try (TestDatabase database = TestPostgres.create()) {
          Path project = project(each);
          prepare(database.url(), before(each, "postgres"));
          Files.writeString(project.resolve("mig.toml"), "url = '" + database.url() + "'\n");
          agree(editor, each, project);
        }
      }
    }
  }

  private static List<Path> cases(String dialect, int step) throws IOException {
    try (Stream<Path> all = Files.walk(CASES, 2)) {
      List<Path> fitting =
          all.filter(f -> Files.exists(f.resolve("script.mig")))
              .filter(f -> !Files.exists(f.resolve("params.properties")))
              .filter(f -> !Files.exists(f.resolve("lib")))
              .filter(
                  f ->
                      Files.exists(f.resolve("before.sql"))
                          || Files.exists(f.resolve("before." + dialect + ".sql")))
              // Those that are refused say the most.
              .filter(
                  f ->
                      Files.exists(f.resolve("problems.txt"))
                          || f.getFileName().toString().length() % 4 == 0)
              .sorted()
              .toList();
      List<Path> picked = new ArrayList<>();
      for (int i = 0; i < fitting.size(); i += step) {
        picked.add(fitting.get(i));
      }
      return picked;
    }
  }

  private Path project(Path each) throws IOException {
    Path project =
        folder.resolve(requireNonNull(each.getParent()).getFileName() + "_" + each.getFileName());
    Files.createDirectories(project.resolve("migrations"));
    return project.toRealPath();
  }

  private static String before(Path each, String dialect) throws IOException {
    Path own = each.resolve("before." + dialect + ".sql");
    return Files.readString(Files.exists(own) ? own : each.resolve("before.sql"));
  }

  private static void prepare(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : sql.split(";\\s*(\\r?\\n|$)")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private void agree(Editor editor, Path each, Path project) throws Exception {
    String script = Files.readString(each.resolve("script.mig"));
    String name = project.getFileName() + "/" + SCRIPT;
    editor.write(name, script);
    Shell shell = new Shell(project);
    shell.environment.clear();
    List<String> expected =
        Stream.of(shell.mig("check", "--json").json().getAsJsonArray("diagnostics"))
            .flatMap(all -> all.asList().stream())
            .map(JsonElement::getAsJsonObject)
            .map(LspAgreesTest::ofJson)
            .sorted()
            .toList();
    editor.open(name, script);
    editor.logged("asked the database of " + project);
    assertThat(
            editor.diagnostics(name, all -> true).stream()
                .map(LspAgreesTest::ofEditor)
                .sorted()
                .toList())
        .as(name)
        .isEqualTo(expected);
  }

  /** {@code error D201 3:5-3:9}, from 1; without a span the first line is meant. */
  private static String ofJson(JsonObject diagnostic) {
    String span = "1:1";
    if (diagnostic.get("span").isJsonObject()) {
      JsonObject start = diagnostic.getAsJsonObject("span").getAsJsonObject("start");
      span = start.get("line").getAsInt() + ":" + start.get("column").getAsInt();
    }
    return diagnostic.get("severity").getAsString()
        + " "
        + diagnostic.get("code").getAsString()
        + " "
        + span
        + " "
        + diagnostic.get("summary").getAsString();
  }

  private static String ofEditor(Diagnostic diagnostic) {
    String message = diagnostic.getMessage().getLeft();
    return diagnostic.getSeverity().name().toLowerCase(Locale.ROOT).replace("information", "info")
        + " "
        + diagnostic.getCode().getLeft()
        + " "
        + (diagnostic.getRange().getStart().getLine() + 1)
        + ":"
        + (diagnostic.getRange().getStart().getCharacter() + 1)
        + " "
        + message.lines().findFirst().orElse("");
  }
}
