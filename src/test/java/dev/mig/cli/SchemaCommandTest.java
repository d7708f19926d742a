package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.mig.project.Snapshot;
import dev.mig.schema.QName;
import dev.mig.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mig schema}: what is live is shown, kept in a file, and compared with it. */
class SchemaCommandTest {
  @TempDir Path folder;

  private Workshop open(String dialect) {
    Workshop shop = new Workshop(dialect, folder);
    shop.shell.write("mig.toml", "");
    shop.sql(
        "create table orders (no integer primary key, buyer integer not null"
            + " references users (id) on delete cascade, total numeric(10,2) default 0)",
        "create index by_buyer on orders (buyer)",
        "create view names as select name from users");
    shop.migration("001_age", "add column users.age integer not null default 0");
    shop.migration("002_nick", "add column users.nick text");
    return shop;
  }

  private String file() {
    return folder.resolve(Snapshot.FILE).toString();
  }

  private static Snapshot kept(Workshop shop) {
    return Snapshot.parse(new Source(Snapshot.FILE, shop.shell.read(Snapshot.FILE)))
        .value()
        .orElseThrow();
  }

  private static Set<String> columns(Workshop shop) {
    return Set.copyOf(
        kept(shop).schema().known(QName.of("users")).columns().stream()
            .map(c -> c.name())
            .toList());
  }

  private static Shell.Result done(Shell.Result result) {
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  private static Shell.Result refused(Shell.Result result, String... says) {
    assertThat(result.exit()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains(says).containsOnlyOnce("error[");
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theLiveSchemaIsShown(String dialect) {
    try (Workshop shop = open(dialect)) {
      String all = done(shop.mig("schema")).out();
      assertThat(all)
          .contains("table orders\n", "\n\ntable users\n", "\n\nview names\n")
          .contains("index by_buyer (buyer)", "-> users(id) on delete cascade")
          .contains("referenced by orders(buyer)", "numeric(10,2)")
          .doesNotContain("mig_", "\u001b");
      assertThat(done(shop.mig("schema", "USERS")).out())
          .startsWith("table users\n")
          .contains("referenced by orders(buyer)")
          .doesNotContain("table orders", "view");
      assertThat(done(shop.mig("schema", "names", "orders")).out())
          .contains("table orders", "view names")
          .doesNotContain("table users");
      assertThat(folder.resolve(Snapshot.FILE)).doesNotExist();
      assertThat(shop.mig("status").out()).contains("0 applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void asJsonItIsWhatTheFileHolds(String dialect) {
    try (Workshop shop = open(dialect)) {
      done(shop.mig("up", "1"));
      JsonObject snapshot = done(shop.mig("schema", "--json")).json().getAsJsonObject("snapshot");
      JsonObject saved = done(shop.mig("schema", "--save", "--json")).json();
      assertThat(saved.get("file").getAsString()).isEqualTo(file());
      assertThat(kept(shop).object()).isEqualTo(snapshot);
      assertThat(kept(shop).dialect()).isEqualTo(dialect);
      assertThat(kept(shop).version()).matches("\\d+(\\.\\d+)?");
      assertThat(kept(shop).migrations()).containsExactly("age");
      JsonObject part =
          done(shop.mig("schema", "users", "--json")).json().getAsJsonObject("snapshot");
      assertThat(part.getAsJsonArray("tables")).hasSize(1);
      assertThat(part.getAsJsonArray("views")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theFileIsCheckedAndFollowsWhatIsRun(String dialect) {
    try (Workshop shop = open(dialect)) {
      refused(shop.mig("schema", "--check"), "P603", "there is no file", "mig schema --save");
      Shell.Result up = done(shop.mig("up", "1"));
      assertThat(up.all()).doesNotContain(Snapshot.FILE);
      assertThat(folder.resolve(Snapshot.FILE)).doesNotExist();
      assertThat(done(shop.mig("schema", "--save")).out())
          .isEqualTo("wrote " + file() + ", 2 tables after 1 migration\n");
      String first = shop.shell.read(Snapshot.FILE);
      assertThat(done(shop.mig("schema", "--check")).out()).contains("is as the live schema");
      assertThat(done(shop.mig("schema", "--save")).out()).startsWith("nothing to do");

      up = done(shop.mig("up"));
      assertThat(up.out()).endsWith("wrote  " + file() + "\n");
      assertThat(columns(shop)).containsExactlyInAnyOrder("id", "name", "age", "nick");
      assertThat(kept(shop).migrations()).containsExactly("age", "nick");
      assertThat(done(shop.mig("up")).all()).doesNotContain(Snapshot.FILE);
      done(shop.mig("schema", "--check"));

      JsonObject down = done(shop.mig("down", "--json")).json();
      assertThat(down.get("schemaFile").getAsString()).isEqualTo(file());
      assertThat(shop.shell.read(Snapshot.FILE)).isEqualTo(first);
      assertThat(done(shop.mig("to", "nick")).out()).contains("wrote  " + file());
      shop.migration("002_nick", "add column users.called text");
      assertThat(done(shop.mig("redo", "--yes")).out()).contains("wrote  " + file());
      assertThat(columns(shop)).containsExactlyInAnyOrder("id", "name", "age", "called");
      assertThat(done(shop.mig("to", "age")).out()).contains("wrote  " + file());
      assertThat(shop.shell.read(Snapshot.FILE)).isEqualTo(first);
      done(shop.mig("schema", "--check"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatDiffersIsShown(String dialect) throws Exception {
    try (Workshop shop = open(dialect)) {
      done(shop.mig("schema", "--save"));
      String before = shop.shell.read(Snapshot.FILE);
      shop.sql("alter table users add column nick text", "create table more (a integer)");
      Shell.Result check =
          refused(
              shop.mig("schema", "--check"),
              "P607",
              "table users: column nick was not expected",
              "table more was not expected",
              "mig schema --save");
      assertThat(check.out()).isEmpty();
      assertThat(shop.mig("schema", "--check", "--json").codes()).containsExactly("P607");
      assertThat(shop.shell.read(Snapshot.FILE)).isEqualTo(before);
      done(shop.mig("schema", "--save"));
      done(shop.mig("schema", "--check"));
      // The same schema after other migrations is another file.
      shop.migration("000_rows", "update users set name = 'Bo' where id = 1");
      Files.move(folder.resolve(Snapshot.FILE), folder.resolve("away"));
      done(shop.mig("up", "1"));
      Files.move(folder.resolve("away"), folder.resolve(Snapshot.FILE));
      refused(shop.mig("schema", "--check"), "migration rows is applied, and was not");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatCannotBeReadIsLeftUntilItIsSaved(String dialect) throws Exception {
    try (Workshop shop = open(dialect)) {
      done(shop.mig("schema", "--save"));
      String merging =
          shop.shell
              .read(Snapshot.FILE)
              .replace(
                  "  \"tables\"", "<".repeat(7) + " HEAD\n" + "=".repeat(7) + "\n  \"tables\"");
      shop.shell.write(Snapshot.FILE, merging);
      refused(shop.mig("schema", "--check"), "P606", "marks of a merge");
      Shell.Result up = done(shop.mig("up", "1"));
      assertThat(up.err()).contains("warning[P607]", "left as it is", "marks of a merge");
      assertThat(shop.shell.read(Snapshot.FILE)).isEqualTo(merging);
      done(shop.mig("schema", "--save"));
      done(shop.mig("schema", "--check"));
      assertThat(columns(shop)).contains("age");

      shop.shell.write(Snapshot.FILE, "{\"tables\": 3}\n");
      refused(shop.mig("schema", "--check"), "P606", "is no schema file of mig");
      Shell.Result save = shop.mig("schema", "--save");
      assertThat(save.exit()).isEqualTo(2);
      assertThat(save.err()).contains("P606", "move it away");
      assertThat(done(shop.mig("up")).err()).contains("warning[P607]");
      assertThat(shop.shell.read(Snapshot.FILE)).isEqualTo("{\"tables\": 3}\n");

      Files.delete(folder.resolve(Snapshot.FILE));
      Files.createDirectory(folder.resolve(Snapshot.FILE));
      save = shop.mig("schema", "--save");
      assertThat(save.exit()).isEqualTo(2);
      assertThat(save.err()).contains("P603", "is a folder");
      assertThat(done(shop.mig("down")).err()).contains("warning[P607]");
    }
  }

  @Test
  void wrongCallsAreSaid() {
    Shell shell = new Shell(folder);
    shell.sql("create table users (id integer primary key)");
    for (List<String> call :
        List.of(
            List.of("schema", "--save", "--check"),
            List.of("schema", "users", "--save"),
            List.of("schema", "users", "--check"))) {
      Shell.Result wrong = shell.mig(call.toArray(String[]::new));
      assertThat(wrong.exit()).isEqualTo(2);
      assertThat(wrong.err()).contains("P605");
    }
    Shell.Result unknown = shell.mig("schema", "user", "users");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err()).contains("N101", "there is no table or view user", "users");
    for (String option : List.of("--save", "--check")) {
      Shell.Result none = shell.mig("schema", option);
      assertThat(none.exit()).isEqualTo(2);
      assertThat(none.err()).contains("P604", "there is no mig.toml", "mig init");
    }
    shell.environment.remove("MIG_URL");
    shell.write("mig.toml", "");
    Shell.Result nowhere = shell.mig("schema");
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("P602", "nothing says which database is meant");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("app.db", "mig.toml");
  }

  @Test
  void aDatabaseThatIsNotThereYetIsEmpty() {
    Shell shell = new Shell(folder);
    Shell.Result empty = done(shell.mig("schema"));
    assertThat(empty.out()).isEqualTo("there is no table or view yet\n");
    assertThat(empty.err()).contains("there is no file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerThatDoesNotAnswerIsSaid() {
    Shell shell = new Shell(folder);
    shell.write("mig.toml", "");
    shell.environment.put("MIG_URL", "postgres://nobody@127.0.0.1:1/none");
    Shell.Result result = shell.mig("schema", "--save");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("R701").containsOnlyOnce("error[");
    assertThat(folder.resolve(Snapshot.FILE)).doesNotExist();
  }
}
