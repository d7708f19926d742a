package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration saved: listed, shown, restored and purged, on both databases. */
class SavedCommandTest {
  @TempDir Path folder;

  private record Site(Shell shell, TestDatabase database) implements AutoCloseable {
    Shell.Result mig(String... arguments) {
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--url", database.url()));
      return shell.mig(all.toArray(String[]::new));
    }

    List<String> rows(String query) throws SQLException {
      try (Connection connection = database.connection();
          Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(query)) {
        List<String> rows = new ArrayList<>();
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(found.getString(i));
          }
          rows.add(String.join("|", row));
        }
        return rows;
      }
    }

    @Override
    public void close() {
      database.close();
    }
  }

  /** Two migrations that save, applied. */
  private Site open(String dialect) throws SQLException {
    TestDatabase database = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    Site site = new Site(new Shell(folder), database);
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table users (id integer primary key, email varchar(40))");
      statement.execute("insert into users values (1, 'Ada@X.org'), (2, 'bob@x.org')");
    }
    site.shell().write("migrations/001_lower.mig", "update users set email = lower(email) saving");
    site.shell().write("migrations/002_no_bob.mig", "delete users where id = 2 saving");
    Shell.Result up = site.mig("up");
    assertThat(up.exit()).as(up.all()).isZero();
    return site;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void isListedAndShown(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      Shell.Result list = site.mig("saved");
      assertThat(list.exit()).isZero();
      assertThat(list.out()).contains("name", "migration", "lower_1_users_email", "no_bob", "KiB");
      JsonObject first =
          site.mig("saved", "--json").json().getAsJsonArray("saved").get(0).getAsJsonObject();
      assertThat(first.get("migration").getAsString()).isEqualTo("lower");
      assertThat(first.get("rows").getAsLong()).isPositive();
      assertThat(first.get("bytes").getAsLong()).isPositive();
      String name = first.get("name").getAsString();
      assertThat(site.mig("saved", "show", name).out()).contains("Ada@X.org");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void isCopiedIntoATableOfTheUsers(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      String name = name(site, 0);
      Shell.Result restored = site.mig("saved", "restore", name, "--as", "before it");
      assertThat(restored.exit()).as(restored.all()).isZero();
      assertThat(site.rows("select * from \"before it\" where id = 1"))
          .containsExactly("1|Ada@X.org|ada@x.org");
      Shell.Result again = site.mig("saved", "restore", name, "--as", "before it");
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("error[N103]");
      assertThat(site.mig("down", "2").exit()).isZero();
      assertThat(site.rows("select email from users order by id"))
          .containsExactly("Ada@X.org", "bob@x.org");
      assertThat(site.mig("saved").out()).contains("nothing is saved");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void comesBackIntoItsRows(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      Shell.Result restored = site.mig("saved", "restore", name(site, 0), "--in-place");
      assertThat(restored.exit()).as(restored.all()).isZero();
      assertThat(restored.out()).contains("1 row got back");
      assertThat(site.rows("select id, email from users order by id"))
          .containsExactly("1|Ada@X.org");
      Shell.Result again = site.mig("saved", "restore", name(site, 0), "--in-place");
      assertThat(again.exit()).as(again.all()).isEqualTo(1);
      assertThat(again.err())
          .contains("error[L304]", "1 row of users no longer holds the email", "Ada@X.org");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void rowsThatWereRemovedHaveNoPlace(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      Shell.Result result = site.mig("saved", "restore", name(site, 1), "--in-place");
      assertThat(result.exit()).as(result.all()).isNotZero();
      assertThat(result.err()).contains("no old values of an update");
      assertThat(site.rows("select count(*) from users")).containsExactly("1");
      Shell.Result both =
          site.mig("saved", "restore", name(site, 0), "--in-place", "--as", "elsewhere");
      assertThat(both.exit()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void isPurgedAndThenThereIsNoWayBack(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      assertThat(site.mig("saved", "purge", "--older-than", "1").out())
          .contains("nothing to purge");
      Shell.Result purged = site.mig("saved", "purge", "--of", "no_bob");
      assertThat(purged.exit()).as(purged.all()).isZero();
      Shell.Result down = site.mig("down");
      assertThat(down.exit()).isEqualTo(1);
      assertThat(down.err()).contains("error[L302]", "purged");
      assertThat(site.rows("select count(*) from users")).containsExactly("1");
      assertThat(site.mig("status").exit()).isZero();
      assertThat(site.mig("saved", "purge", name(site, 0)).exit()).isZero();
      assertThat(site.mig("saved").out()).contains("nothing is saved");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void wrongCallsAreToldApart(String dialect) throws SQLException {
    try (Site site = open(dialect)) {
      for (List<String> call :
          List.of(
              List.of("saved", "restore"),
              List.of("saved", "show", "nothing_of_the_kind"),
              List.of("saved", "purge"),
              List.of("saved", "burn"))) {
        Shell.Result result = site.mig(call.toArray(String[]::new));
        assertThat(result.exit()).as(result.all()).isEqualTo(2);
        assertThat(result.all()).doesNotContain("Exception", "\tat ");
      }
    }
  }

  private static String name(Site site, int index) {
    return site.mig("saved", "--json")
        .json()
        .getAsJsonArray("saved")
        .get(index)
        .getAsJsonObject()
        .get("name")
        .getAsString();
  }
}
