package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.schema.ViewExtras;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema file: what is written is read, and what cannot be read is said with its line. */
class SnapshotTest {
  @TempDir Path folder;

  private static final Snapshot SMALL =
      new Snapshot("postgres", "18", List.of("init", "moods"), small());

  private static Schema small() {
    Table users =
        new Table(
            QName.of("users"),
            List.of(
                new Column("id", SqlType.BIGINT, false, null, Identity.ALWAYS, null, null),
                Column.of("name", SqlType.of(SqlType.Kind.VARCHAR, 50), false)
                    .withDefault(sql("''")),
                Column.of("mood", SqlType.enumOf("mood"), true),
                Column.of("total", SqlType.numeric(10, 2), true),
                Column.of("upper", SqlType.TEXT, true)
                    .withGenerated(new Generated(sql("upper(name)", "name"), true))),
            List.of(
                new Constraint.Check("total_ok", sql("total > 0", "total"), false),
                new Constraint.PrimaryKey("users_pkey", List.of("id")),
                new Constraint.ForeignKey(
                    "users_boss",
                    List.of("id"),
                    new QName("hr", "staff"),
                    List.of("no"),
                    Action.CASCADE,
                    Action.NO_ACTION,
                    true,
                    "")),
            List.of(
                new Index(
                    "by_name",
                    List.of(Index.Part.of("name"), Index.Part.of(sql("lower(name)", "name"))),
                    true,
                    sql("mood is not null", "mood"),
                    null,
                    List.of("total"),
                    "CREATE UNIQUE INDEX by_name …",
                    true)),
            List.of(new Trigger("t", "create trigger t\nbegin\nend", Set.of("users", "name"))),
            Table.Options.NONE);
    View names =
        new View(
            QName.of("names"),
            "select name\n  from users",
            false,
            List.of("name"),
            Set.of("users", "users.name"),
            List.of(),
            new ViewExtras("ada", List.of(), List.of(), List.of(), Set.of("users"), false));
    return Schema.of(List.of(users), List.of(names), Map.of(QName.of("mood"), List.of("so", "la")));
  }

  private static Formula sql(String text, String... columns) {
    return new SqlText(text, Set.of(columns));
  }

  private static Loaded<Snapshot> parse(String text) {
    return Snapshot.parse(new Source("mig.schema.json", text));
  }

  private static Diagnostic problem(String text) {
    Loaded<Snapshot> loaded = parse(text);
    assertThat(loaded.value()).as(text).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    Diagnostic problem = loaded.problems().getFirst();
    assertThat(problem.code()).isEqualTo(Code.SCHEMA_FILE);
    assertThat(problem.isError()).isTrue();
    return problem;
  }

  private static int line(Diagnostic problem) {
    return Objects.requireNonNull(problem.source()).line(problem.span().start());
  }

  /** The same text with a part replaced, which must be there. */
  private static String with(String part, String other) {
    assertThat(SMALL.json()).contains(part);
    return SMALL.json().replace(part, other);
  }

  @Test
  void aFileIsReadableLineByLine() throws IOException {
    // Files of this format lie in other people's folders: what is here must stay readable.
    Path expected = Path.of("src/test/resources/snapshot/format-1.json");
    assertThat(SMALL.json()).isEqualTo(Files.readString(expected));
    assertThat(parse(SMALL.json())).isEqualTo(Loaded.of(SMALL));
  }

  @Test
  void whateverASchemaHoldsComesBack() {
    for (int seed = 0; seed < 2000; seed++) {
      Schema schema = new AnyRecord(new Random(seed)).schema();
      Snapshot snapshot = new Snapshot("sqlite", "3.50", List.of("a\nb"), schema);
      Loaded<Snapshot> read = parse(snapshot.json());
      assertThat(read.problems()).as("seed %d: %s", seed, snapshot.json()).isEmpty();
      assertThat(read.value()).as("seed %d", seed).contains(snapshot);
      assertThat(read.value().orElseThrow().json()).isEqualTo(snapshot.json());
      assertThat(snapshot.differences(read.value().orElseThrow())).isEmpty();
    }
  }

  @Test
  void theOrderInWhichThingsWereMadeDoesNotCount() {
    Table users = SMALL.schema().known(QName.of("users"));
    Table other = users.withConstraints(users.constraints().reversed());
    Snapshot again = new Snapshot("postgres", "18", SMALL.migrations(), SMALL.schema().with(other));
    assertThat(other).isNotEqualTo(users);
    assertThat(again.json()).isEqualTo(SMALL.json());
    assertThat(SchemaDiff.between(SMALL.schema(), again.schema())).isEmpty();
  }

  @Test
  void aColumnMoreIsALineMore() {
    Table users = SMALL.schema().known(QName.of("users"));
    List<Column> columns = new ArrayList<>(users.columns());
    columns.add(1, Column.of("age", SqlType.INTEGER, true));
    Snapshot more =
        new Snapshot(
            "postgres", "18", SMALL.migrations(), SMALL.schema().with(users.withColumns(columns)));
    List<String> old = SMALL.json().lines().toList();
    assertThat(more.json().lines().filter(line -> !old.contains(line)))
        .hasSize(2)
        .anyMatch(line -> line.strip().startsWith("{\"name\": \"age\", \"type\": \"integer\""))
        .anyMatch(line -> line.strip().startsWith("\"fingerprint\""));
  }

  @Test
  void aFormulaOfTheLanguageIsNone() {
    Formula guess =
        new Formula() {
          @Override
          public Set<String> columns() {
            return Set.of();
          }

          @Override
          public Formula renamed(String from, String to) {
            return this;
          }
        };
    Table table =
        Table.of(
            QName.of("t"),
            List.of(Column.of("a", SqlType.INTEGER, true).withDefault(guess)),
            List.of());
    Snapshot predicted = new Snapshot("sqlite", "3.50", List.of(), Schema.EMPTY.with(table));
    assertThatThrownBy(predicted::json).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFileIsUtf8WithALineEnd() throws IOException {
    Snapshot snapshot = new Snapshot("sqlite", "3.50", List.of("größe", "😀"), Schema.EMPTY);
    Path file = folder.resolve(Snapshot.FILE);
    assertThat(TextFile.write(file, Snapshot.FILE, snapshot.json(), false)).isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .contains("\"größe\"", "😀")
        .endsWith("}\n");
    assertThat(Snapshot.read(file, Snapshot.FILE)).isEqualTo(Loaded.of(snapshot));
    Files.write(file, snapshot.json().getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Snapshot.read(file, Snapshot.FILE).problems().getFirst().code())
        .isEqualTo(Code.NOT_TEXT);
    Files.delete(file);
    assertThat(Snapshot.read(file, Snapshot.FILE).problems().getFirst().summary())
        .isEqualTo("there is no file mig.schema.json");
    // Editors and Git may write lines in another way.
    Files.writeString(file, "\uFEFF" + SMALL.json().replace("\n", "\r\n"));
    assertThat(Snapshot.read(file, Snapshot.FILE)).isEqualTo(Loaded.of(SMALL));
  }

  @Test
  void aMergeThatIsNotDoneIsSaidWithItsLine() {
    Diagnostic problem =
        problem(
            with(
                "    \"moods\"\n",
                "<".repeat(7)
                    + " HEAD\n    \"moods\"\n"
                    + "=".repeat(7)
                    + "\n    \"ages\"\n"
                    + ">".repeat(7)
                    + " ages\n"));
    assertThat(problem.summary())
        .isEqualTo("mig.schema.json holds the marks of a merge that is not done");
    assertThat(line(problem)).isEqualTo(8);
    assertThat(problem.notes()).hasSize(1);
  }

  @Test
  void aForeignFileIsSaidToBeOne() {
    for (String text : List.of("[]", "3", "\"mig-schema\"", "{}", "{\"format\": \"mig-plan\"}")) {
      assertThat(problem(text).summary()).isEqualTo("mig.schema.json is no schema file of mig");
    }
  }

  @Test
  void aNewerFormatIsSaidToBeOne() {
    Diagnostic problem = problem(with("\"version\": 1", "\"version\": 2"));
    assertThat(problem.summary()).isEqualTo("mig.schema.json was written by a newer mig");
    assertThat(line(problem)).isEqualTo(3);
    // What is added without another number is passed over.
    assertThat(parse(with("\"version\": 1", "\"version\": 1, \"more\": [{\"a\": 1}]")).value())
        .contains(SMALL);
  }

  @Test
  void whatIsDamagedIsSaidWithItsLine() {
    damaged("", "it ends too early", 1);
    damaged("{\"format\": \"mig-schema\",\n", "it ends too early", 1);
    damaged(SMALL.json() + "{}", "this is not JSON", 0);
    damaged(with("\"nullable\": true,", "\"nullable\": true"), "this is not JSON", 0);
    damaged(with("\"type\": \"bigint\"", "\"type\": \"big\""), "'big' is unknown here", 15);
    damaged(with("\"type\": \"bigint\"", "\"type\": 3"), "\"type\" is text", 15);
    damaged(with("\"type\": \"bigint\", ", ""), "there is no \"type\" in this", 15);
    damaged(with("\"length\": 50", "\"length\": 1e99"), "\"length\" is a whole number", 16);
    damaged(with("\"length\": 50", "\"length\": null"), "no null is expected", 16);
    damaged(
        with("\"length\": 50", "\"length\": 50, \"length\": 51"),
        "\"length\" stands here twice",
        16);
    damaged(with("\"nullable\": false", "\"nullable\": 0"), "\"nullable\" is true or false", 15);
    damaged(with("\"primary key\"", "\"main key\""), "'main key' is no kind of constraint", 0);
    damaged(with("\"name\": \"mood\",", "\"name\": 7,"), "\"name\" is text", 0);
    damaged(with("\"postgres\"", "\"oracle\""), "\"dialect\" is one of postgres, sqlite", 1);
    damaged(with("\"version\": 1,", ""), "there is no \"version\" in this", 1);
    damaged("[".repeat(100_000), "this is not JSON", 1);
  }

  private static void damaged(String text, String says, int line) {
    Diagnostic problem = problem(text);
    assertThat(problem.label()).isEqualTo(says);
    assertThat(problem.summary())
        .isEqualTo("mig.schema.json cannot be read: line " + line(problem) + " is damaged");
    if (line > 0) {
      assertThat(line(problem)).as(says).isEqualTo(line);
    }
  }

  @Test
  void twoOfOneNameAreNone() {
    Table users = SMALL.schema().known(QName.of("users"));
    String one = SMALL.json();
    int from = one.indexOf("    {\n      \"name\": \"users\"");
    int to = one.indexOf("  ],\n  \"views\"");
    String twice = one.substring(0, to).stripTrailing() + ",\n" + one.substring(from);
    assertThat(problem(twice).label()).isEqualTo("there are two of table " + users.name());
  }

  @Test
  void whatWasEditedIsReadWithAWarning() {
    Loaded<Snapshot> edited = parse(with("\"upper\"", "\"higher\""));
    assertThat(edited.value().orElseThrow().schema().known(QName.of("users")).column("higher"))
        .isPresent();
    assertThat(edited.problems()).hasSize(1);
    Diagnostic warning = edited.problems().getFirst();
    assertThat(warning.isError()).isFalse();
    assertThat(warning.summary()).isEqualTo("mig.schema.json was changed after it was written");
    assertThat(warning.code()).isEqualTo(Code.SCHEMA_FILE);
  }

  @Test
  void nothingThatIsCutOffOrLacksALineIsTakenForWhole() {
    String whole = SMALL.json();
    for (int i = 0; i < whole.length() - 1; i++) {
      assertThat(line(problem(whole.substring(0, i)))).isPositive();
    }
    List<String> lines = whole.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> rest = new ArrayList<>(lines);
      rest.remove(i);
      Loaded<Snapshot> read = parse(String.join("\n", rest));
      if (read.problems().isEmpty()) {
        assertThat(
                SchemaDiff.between(
                    SMALL.schema(), read.value().orElseThrow().schema(), SchemaDiff.Rules.EXACT))
            .as("without line %d: %s", i + 1, lines.get(i))
            .isEmpty();
      }
    }
  }

  @Test
  void whatDiffersIsSaid() {
    Table users = SMALL.schema().known(QName.of("users"));
    Schema schema = SMALL.schema().with(users.withColumns(users.columns().subList(0, 4)));
    Snapshot live = new Snapshot("postgres", "17", List.of("moods", "ages"), schema);
    assertThat(SMALL.differences(live))
        .containsExactly(
            "table users: column upper is missing",
            "migration ages is applied, and was not",
            "migration init is not applied, and was");
    assertThat(
            SMALL.differences(new Snapshot("postgres", "17", SMALL.migrations(), SMALL.schema())))
        .isEmpty();
    assertThat(
            SMALL.differences(
                new Snapshot("postgres", "18", SMALL.migrations().reversed(), SMALL.schema())))
        .containsExactly("the migrations were applied in another order");
    assertThat(SMALL.differences(new Snapshot("sqlite", "3.50", List.of(), Schema.EMPTY)))
        .containsExactly("the database is sqlite, expected postgres");
  }
}
