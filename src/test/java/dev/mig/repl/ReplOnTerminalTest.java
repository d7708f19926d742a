package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Databases;
import dev.mig.run.Live;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program on a real terminal, as somebody uses it. */
class ReplOnTerminalTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  private static TestDatabase shop(String dialect) {
    TestDatabase database = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    new Live(Databases.open(database.url(), Map.of()))
        .execute(
            """
            CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL);
            INSERT INTO users VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Cher');
            """);
    return database;
  }

  private Tmux start(TestDatabase database, int columns) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dmig.terminals=012",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.mig.cli.Main",
                "repl",
                "--url",
                database.url()));
    Map<String, String> environment =
        Map.of(
            "LC_ALL",
            "C.UTF-8",
            "HOME",
            folder.toString(),
            "PAGER",
            "cat",
            "VISUAL",
            "sed -i s/wrong/edited/");
    return Tmux.start(columns, 40, environment, folder, command.toArray(String[]::new));
  }

  private static String ask(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void somebodyTriesUndoesAndSaves(String dialect) throws Exception {
    try (TestDatabase database = shop(dialect);
        Tmux tmux = start(database, 100)) {
      tmux.await("for help", SOON);
      tmux.line("add column users.email varchar(60)");
      tmux.await("+ email  varchar(60)", SOON);
      tmux.line("update users set email = lower(name)");
      tmux.await("NULL → ada", SOON);
      assertThat(tmux.screenWithColours()).as("colours of what was typed").contains("\u001B[");
      tmux.line("update users set name = 'wrong'");
      tmux.await("*3>", SOON);
      tmux.line("\\undo");
      tmux.await("undone  update users", SOON);
      tmux.line("\\e update users set email");
      tmux.await("*2> update users set email = lower(name)", SOON);
      tmux.key("C-c");
      Thread.sleep(500);
      tmux.line("\\save emails.mig");
      tmux.await("saved", SOON);
      assertThat(Files.readString(folder.resolve("emails.mig")))
          .isEqualTo(
              """
              migration emails

              add column users.email varchar(60)
              update users set email = lower(name)
              """);
      tmux.line("\\commit");
      tmux.await("commit? [y/N]", SOON);
      tmux.line("y");
      tmux.await("committed as emails", SOON);
      tmux.key("C-d");
      assertThat(tmux.awaitEnd(SOON)).isZero();
      assertThat(ask(database, "select email from users where id = 3")).isEqualTo("cher");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aRunningStatementIsCancelledAndTheRestStays(String dialect) throws Exception {
    String endless =
        dialect.equals("postgres")
            ? "sql postgres $$ do $x$ begin perform pg_sleep(60); end $x$ $$"
            : "sql sqlite $$ insert into users with recursive n(i) as (select 9 union all select"
                + " i + 1 from n) select i, 'x' from n $$";
    try (TestDatabase database = shop(dialect);
        Tmux tmux = start(database, 100)) {
      tmux.await("for help", SOON);
      tmux.line("update users set name = 'Dora' where id = 1");
      tmux.await("*1>", SOON);
      tmux.line(endless);
      Thread.sleep(2_000);
      tmux.key("C-c");
      tmux.await("cancelled; nothing of this statement is left", SOON);
      tmux.line("select name from users where id = 1");
      tmux.await("Dora", SOON);
      tmux.type("update users");
      tmux.key("C-c");
      tmux.line("\\q");
      tmux.await("or [s]tay?", SOON);
      tmux.line("r");
      assertThat(tmux.awaitEnd(SOON)).isZero();
      assertThat(ask(database, "select name from users where id = 1")).isEqualTo("Ada");
    }
  }

  @Test
  void whatIsTypedBeforeThePromptIsNotLost() throws Exception {
    try (TestDatabase database = shop("sqlite");
        Tmux tmux = start(database, 100)) {
      tmux.line("select name || '!' as loud from users where id = 1;");
      tmux.await("Ada!", SOON);
      tmux.line("\\q");
      assertThat(tmux.awaitEnd(SOON)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aClosedTerminalRollsBack(String dialect) throws Exception {
    try (TestDatabase database = shop(dialect)) {
      try (Tmux tmux = start(database, 20)) {
        tmux.await(">", SOON); // where other words break, the length of the name decides
        tmux.line("delete users where id = 3 losing");
        tmux.await("1 row", SOON);
        tmux.resize(60, 20);
        tmux.line("select * from users");
        tmux.await("(2 rows)", SOON);
        tmux.killPane();
      }
      assertThat(ask(database, "select count(*) from users")).isEqualTo("3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theEndOfTheProcessRollsBack(String dialect) throws Exception {
    try (TestDatabase database = shop(dialect);
        Tmux tmux = start(database, 100)) {
      tmux.await("for help", SOON);
      tmux.line("delete users where id = 3 losing");
      tmux.await("1 row", SOON);
      List<ProcessHandle> shells =
          ProcessHandle.allProcesses()
              .filter(
                  p ->
                      String.join(" ", p.info().arguments().orElse(new String[0]))
                          .endsWith("repl --url " + database.url()))
              .filter(p -> p.info().command().orElse("").endsWith("java"))
              .toList();
      assertThat(shells).hasSize(1);
      assertThat(shells.getFirst().destroy()).as("SIGTERM").isTrue();
      assertThat(tmux.awaitEnd(SOON)).isEqualTo(143);
      assertThat(tmux.everything()).doesNotContain("\tat ");
      assertThat(ask(database, "select count(*) from users")).isEqualTo("3");
    }
  }
}
