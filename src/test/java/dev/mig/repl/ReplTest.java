package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Live;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.Runner;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.Table;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell at a terminal that is a pair of pipes. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aStatementShowsWhatItDidAndUndoTakesItBack(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      assertThat(at.line("update orders set status = 'open' where total > 10"))
          .contains("~  2  N → open", "~  3  P → open", "2 rows", "*1>");
      assertThat(at.line("add column users.email varchar(60)"))
          .contains("table users", "+ email  varchar(60)", "*2>");
      assertThat(at.line("select * from users where id = 3")).contains(" 3  Cher  NULL", "(1 row)");
      assertThat(at.line("delete nowhere")).contains("error[N101]", "shell:3:", "*2>");
      assertThat(at.line("\\changes")).contains("1  update orders", "2  add column users.email");
      assertThat(at.line("\\undo")).contains("undone  add column", "- email", "*1>");
      assertThat(at.line("\\undo 4")).contains("a number from 1 to 1");
      assertThat(at.line("\\undo")).contains("undone  update", "2 rows as before");
      assertThat(at.line("\\undo")).contains("nothing was done");
      assertThat(at.ask("select count(*) from orders where status = 'open'")).isEqualTo("0");
    }
  }

  @Test
  void helpOnAStatementIsItsPage() throws Exception {
    try (Sitting at = new Sitting("sqlite", folder)) {
      assertThat(at.line("\\h drop index")).contains("drop index", "What is refused");
      assertThat(at.line("\\h rename"))
          .contains("rename column [T.]C to NAME", "rename table T to NAME", "Renames a table.");
      assertThat(at.line("\\h drop indx")).contains("no help on drop indx", "drop index");
      assertThat(at.line("\\h D204")).contains("split-does-not-fit");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void nothingIsKeptBeforeTheQuestionIsAnswered(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("add column orders.email varchar(60)");
      at.line("update users set name = 'Dora' where id = 1");
      at.keys("\\com\r");
      at.await("commit? [y/N]");
      assertThat(at.shown()).contains("+ email", "2 statements · 1 row");
      at.forget();
      at.keys("n\r");
      at.await("not committed; all of it is still there");
      at.await("*2> ");
      assertThat(at.ask("select name from users where id = 1")).isEqualTo("Ada");
      at.keys("\\commit\r");
      at.await("commit? [y/N]");
      at.keys("y\r");
      at.await("committed as shell_");
      assertThat(at.ask("select name from users where id = 1")).isEqualTo("Dora");
      String ledger = dialect.equals("sqlite") ? "mig_migration" : "mig.migration";
      assertThat(at.ask("select count(*) from " + ledger)).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatSurvivedUndoIsSavedAsAMigration(String dialect) throws Exception {
    Files.createDirectory(folder.resolve("migrations"));
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("let word = 'open'");
      at.line("update orders set status = word where id = 1");
      at.line("drop table users losing");
      at.line("\\undo");
      at.line("on users { add column email varchar(60) }");
      assertThat(at.line("\\save emails")).contains("saved", "001_emails.mig");
      assertThat(Files.readString(folder.resolve("migrations/001_emails.mig")))
          .isEqualTo(
              """
              migration emails

              let word = 'open'
              update orders set status = word where id = 1
              on users {
                add column email varchar(60)
              }
              """);
      at.keys("\\commit\r");
      at.await("commit? [y/N]");
      at.keys("y\r");
      at.await("committed as emails");
      at.line("\\rehearse update users set email = 'x'");
      assertThat(at.line("select count(*) from users where email = 'x'"))
          .containsPattern("\n +0\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anInputGoesOnUntilItIsComplete(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.forget();
      at.keys("on users {\r");
      at.await("{> ");
      at.keys("  add column a text\r");
      at.await("(?s).*text.*\\{> $");
      assertThat(at.line("}")).contains("+ a     text", "*1>");
      at.keys("select count(*)\r");
      at.forget();
      at.keys("select 'it is\r");
      at.await("'> ");
      assertThat(at.line("open' as a")).contains("it is open");
      at.forget();
      at.keys("\u001b[200~add column users.b text\nadd column users.c text\n\u001b[201~\r");
      at.await("*3> ");
      assertThat(at.line("\\d users")).contains("b     text", "c     text");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void interruptDropsAnInputAndKeepsItInTheHistory(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.forget();
      at.keys("update users set name = 'gone'");
      at.await("'gone'");
      Thread.sleep(400);
      at.keys("\u0003");
      at.await("(?s).*\\nmig \\S+> $");
      at.forget();
      Thread.sleep(400);
      at.keys("\u0003");
      at.await("\\q or Ctrl-D leaves");
      at.forget();
      at.keys("\u001bOA");
      at.await("update users set name = 'gone'");
      assertThat(at.line("")).contains("3 rows");
      assertThat(at.line("add column users.email text;")).contains("+ email");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void interruptCancelsWhatIsRunning(String dialect) throws Exception {
    String endless =
        dialect.equals("postgres")
            ? "sql postgres $$ do $x$ begin perform pg_sleep(60); end $x$ $$"
            : "sql sqlite $$ insert into orders with recursive n(i) as (select 9 union all select i"
                + " + 1 from n) select i, i, 'x' from n $$";
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("update users set name = 'Dora' where id = 1");
      at.forget();
      at.keys(endless + "\r");
      Thread.sleep(1500);
      at.keys("\u0003");
      at.await("cancelled; nothing of this statement is left");
      at.await("*1> ");
      assertThat(at.line("select name from users where id = 1")).contains("Dora");
      assertThat(at.line("update users set name = 'Eve' where id = 2")).contains("*2>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void leavingWithOpenWorkAsks(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("update users set name = 'Dora'");
      at.forget();
      at.keys("\u0004");
      at.await("1 statement not committed: [c]ommit, [r]oll back or [s]tay?");
      at.keys("s\r");
      at.await("staying");
      at.await("*1> ");
      at.forget();
      at.keys("\\q\r");
      at.await("or [s]tay?");
      at.keys("r\r");
      assertThat(at.ended()).isTrue();
      assertThat(at.ask("select count(*) from users where name = 'Dora'")).isEqualTo("0");
    }
    try (Sitting at = new Sitting(dialect, folder)) {
      at.keys("\u0004");
      assertThat(at.ended()).as("with nothing open there is nothing to ask").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void commandsAreThoseOfPsql(String dialect) throws Exception {
    Files.writeString(
        folder.resolve("more.mig"), "add column users.a text\nadd column users.b text\n");
    try (Sitting at = new Sitting(dialect, folder)) {
      assertThat(at.line("\\dt")).contains("orders", "users");
      assertThat(at.line("\\dt us*")).contains("users").doesNotContain("orders ");
      assertThat(at.line("\\d user")).contains("there is no table or view user", "users");
      assertThat(at.line("\\d")).contains("orders", "users");
      assertThat(at.line("\\h split")).contains("split");
      assertThat(at.line("\\h splt")).contains("the nearest: split");
      assertThat(at.line("\\h d204")).contains("split-does-not-fit");
      assertThat(at.line("\\h")).contains("dedupe", "remap");
      assertThat(at.line("\\?")).contains("\\rehearse [STATEMENT]", "Ctrl-R");
      assertThat(at.line("\\reh add column users.z text")).contains("+ z", "rehearsed", "lock  ");
      assertThat(at.line("\\ro")).contains("nothing was done");
      assertThat(at.line("\\r")).contains("no command \\r", "rehearse, \\rollback");
      assertThat(at.line("\\unod")).contains("the nearest: \\undo");
      assertThat(at.line("\\l")).contains("name");
      assertThat(at.line("\\i more.mig")).contains("+ a", "+ b", "*2>");
      assertThat(at.line("\\i none.mig")).contains("cannot read none.mig: there is no such file");
      assertThat(at.line("\\plan update users set a = 'x'")).containsIgnoringCase("update");
      assertThat(at.line("\\plan")).containsIgnoringCase("add column");
      assertThat(at.line("\\o out.txt")).contains("goes to out.txt");
      at.line("select name from users order by id");
      assertThat(at.line("\\o")).contains("shown here");
      assertThat(Files.readString(folder.resolve("out.txt"))).contains("Ada", "(3 rows)");
      assertThat(at.line("\\x on")).contains("expanded: on");
      assertThat(at.line("select name from users where id = 1")).contains("-[ 1 ]", "name | Ada");
      assertThat(at.line("\\timing off")).contains("timing: off");
      assertThat(at.line("update users set b = 'c' where id = 1")).contains("1 row");
      assertThat(at.line("\\s old.txt")).contains("inputs in old.txt");
      assertThat(Files.readString(folder.resolve("old.txt"))).contains("\\dt us*");
      assertThat(at.line("in batches { fill orders.status = 'a' }"))
          .contains("error[R714]", "mig run FILE");
      assertThat(at.line("irreversible 'no'")).contains("error[R714]", "\\save");
      assertThat(at.line("delete users where id = 9;")).contains("0 rows");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theHistoryKeepsNoCredential(String dialect) throws Exception {
    Path file;
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("select 'password=hunter2'");
      at.line("select 'postgres://me:hunter2@host/db'");
      at.line(" select 'kept out by a blank'");
      at.line("select 'kept'");
      at.keys("\u0004");
      assertThat(at.ended()).isTrue();
      file = Memories.file(Map.of("HOME", folder.toString()), folder);
    }
    assertThat(Files.readString(file)).contains("kept'").doesNotContain("hunter2", "blank");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    try (Sitting at = new Sitting(dialect, folder)) {
      at.forget();
      at.keys("\u0012kep");
      at.await("select 'kept'");
      at.keys("\r");
      at.await("(1 row)");
    }
  }

  @Test
  void aLostConnectionIsSaidAndNotReplaced() throws Exception {
    try (Sitting at = new Sitting("postgres", folder)) {
      at.line("update users set name = 'Dora'");
      at.ask(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and state = 'idle in transaction'");
      Thread.sleep(300);
      assertThat(at.line("update users set name = 'Eve'"))
          .contains("the connection is lost", "?> ");
      assertThat(at.line("select 1")).contains("the connection is lost");
      assertThat(at.line("\\save kept.mig")).contains("saved");
      assertThat(at.line("\\commit")).contains("the connection is lost");
      assertThat(at.line("\\rollback")).contains("connected anew");
      assertThat(at.line("select count(*) from users where name = 'Dora'"))
          .containsPattern("\n +0\n");
      assertThat(Files.readString(folder.resolve("kept.mig"))).contains("'Dora'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void oddInputBreaksNothing(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder, 20, Map.of())) {
      assertThat(at.line("update users set name = '日本語 e\u0301' where id = 1")).contains("1 row");
      assertThat(at.line("select * from users")).contains("日本語", "(3 rows)");
      assertThat(at.line("\\d users")).contains("name");
      at.resize(60);
      assertThat(at.line("select name, name as other from users where id = 2")).contains("Bob");
      at.resize(20);
      assertThat(at.line("\\x auto")).contains("auto");
      assertThat(at.line("select id, name, name as b, name as c from users"))
          .contains("1 ]---", "name | 日本語");
      at.line("update users set name = 'bell\u0016\u0007' where id = 2");
      at.resize(100);
      at.line("select name from users");
      assertThat(at.shown()).doesNotContain("\u0007");
    }
  }

  @Test
  void aLargePasteIsTakenWhole() throws Exception {
    try (Sitting at = new Sitting("sqlite", folder)) {
      String rows =
          IntStream.range(0, 250_000)
              .mapToObj(i -> "-- a remark of about forty characters " + i)
              .collect(Collectors.joining("\n"));
      assertThat(rows.length()).isGreaterThan(10_000_000);
      at.forget();
      at.keys("\u001b[200~" + rows + "\nupdate users set name = 'x'\n\u001b[201~\r");
      at.await("Run that? [y/N]");
      at.forget();
      at.keys("y\r");
      at.await("(?s).*(error\\[|3 rows).*");
      assertThat(at.line("select 1 as one")).contains("one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void tabCompletesFromTheSchemaAsChangedSoFar(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("add column users.nickname varchar(20)");
      at.line("define loud(text x) = upper(x)");
      assertThat(at.line("update users set nick\t= 'N' where id = 1")).contains("NULL → N");
      at.forget();
      at.keys("map values orders.status { \t");
      at.await("'N'");
      at.await("'P'");
      Thread.sleep(300);
      at.keys("\u0003");
      at.await("(?s).*\\nmig \\S+> $");
      at.forget();
      at.keys("update users set name = lo\t");
      at.await("loud");
      at.await("lower");
      Thread.sleep(300);
      at.keys("\u0003");
      at.await("(?s).*\\nmig \\S+> $");
      at.forget();
      at.keys("\\rea\u007f\u007fhea\t");
      Thread.sleep(300);
      at.keys("\u0003");
      at.await("(?s).*mig \\S+> $");
      assertThat(at.line("\\chan\t")).contains("1  add column users.nickname");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatIsTypedIsColouredAndItsFaultsUnderlined(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.forget();
      at.keys("update users set nme = 'x'");
      at.await("'x'");
      Thread.sleep(300);
      assertThat(at.raw()).as("text is green").containsPattern("\u001B\\[[0-9;]*32m'");
      assertThat(at.raw()).as("a fault is underlined").containsPattern("\u001B\\[[0-9;]*4[;m]");
      assertThat(at.line("")).contains("error[N102]");
    }
    Map<String, String> plain = Map.of("NO_COLOR", "1");
    try (Sitting at = new Sitting(dialect, folder, 100, plain)) {
      at.line("update users set nme = 'x'");
      assertThat(at.raw()).doesNotContainPattern("\u001B\\[[0-9;]*3[0-9]m");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theHistorySuggestsBehindTheCursor(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      at.line("select 'suggested' as word");
      at.forget();
      at.keys("select 's");
      at.await("uggested");
      at.keys("\u001bOC");
      Thread.sleep(200);
      assertThat(at.line("")).contains("(1 row)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whoWaitsForALockSeesItAndCanGiveUp(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder);
        Connection other = at.database().connection()) {
      other.setAutoCommit(false);
      try (Statement hold = other.createStatement()) {
        hold.executeUpdate("update users set name = name");
      }
      at.forget();
      at.keys("update users set name = 'x'\r");
      at.await("waiting");
      at.await("Ctrl-C gives up");
      if (dialect.equals("postgres")) {
        assertThat(at.shown()).contains("idle in a transaction since", "process ");
      }
      at.keys("\u0003");
      at.await("cancelled; nothing of this statement is left");
      other.rollback();
      assertThat(at.line("update users set name = 'x' where id = 1")).contains("1 row");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aResizeWhileATablePrintsLeavesTheShellWhole(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder, 60, Map.of())) {
      String many =
          "with recursive n(i) as (select 1 union all select i + 1 from n where i < 280)"
              + " select i, i * 7 as seven from n";
      at.forget();
      at.keys(many + "\r");
      for (int columns : new int[] {20, 100, 33, 80}) {
        at.resize(columns);
        Thread.sleep(20);
      }
      at.await("(280 rows)");
      at.resize(100);
      assertThat(at.line("select 'after' as it")).contains("after", "(1 row)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatWasSavedMakesTheSameOfACopy(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder);
        TestDatabase copy = Sitting.shop(dialect)) {
      at.line("let word = 'new'");
      at.line("map values orders.status { 'N' -> 'open'  else keep } saving");
      at.line("drop table users losing");
      at.line("\\undo");
      at.line("add column users.email varchar(60)");
      at.line("fill users.email = lower(name) || '@x.org'");
      at.line("alter column users.email set not null");
      at.line("drop column users.name saving");
      at.line("insert orders (id, total, status) values (9, 90, word)");
      at.line("\\save same.mig");
      at.keys("\\commit\r");
      at.await("commit? [y/N]");
      at.keys("y\r");
      at.await("committed as same");
      Database other = Databases.open(copy.url(), Map.of());
      Source text = new Source("same.mig", Files.readString(folder.resolve("same.mig")));
      Schema start = new Live(other).schema();
      Compiled compiled;
      try (JdbcProbe probe = new JdbcProbe(other)) {
        compiled =
            new Compiler(probe, false).compile(Compiler.read(text), "same", World.live(start));
      }
      assertThat(compiled.refused()).isFalse();
      try (Runner runner =
          new Runner(
              other, new Runner.Settings("test", Duration.ofSeconds(20), RunListener.SILENT))) {
        assertThat(runner.up(Prepared.of(compiled, other.dialect())).diagnostics()).isEmpty();
      }
      Database one = Databases.open(at.database().url(), Map.of());
      Schema left = new Live(one).schema();
      assertThat(SchemaDiff.between(left, new Live(other).schema())).isEmpty();
      for (Table table : left.tables().values()) {
        assertThat(new Live(other).rows(table)).isEqualTo(new Live(one).rows(table));
      }
    }
  }
}
