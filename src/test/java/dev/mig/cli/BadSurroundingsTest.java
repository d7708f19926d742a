package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases and disks that do not do their part: one clear message, the exit code promised, nothing
 * changed.
 */
class BadSurroundingsTest {
  @TempDir Path folder;
  private Shell shell;
  private List<String> start;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.sql(
        "create table users (id integer primary key, name text)",
        "insert into users values (1, 'Ada')");
    shell.write("migrations/001_add_age.mig", "add column users.age integer\n");
    start = shell.schema();
  }

  private void isOneMessage(Shell.Result result, int exit, String code) {
    assertThat(result.exit()).as(result.all()).isEqualTo(exit);
    assertThat(result.all())
        .containsOnlyOnce("error[" + code + "]")
        .doesNotContain("Exception", "\tat ", "R799");
  }

  private void nothingChanged() {
    assertThat(shell.schema()).isEqualTo(start);
    assertThat(shell.rows("select * from users")).containsExactly("1|Ada");
  }

  @Test
  void aServerThatCannotBeReached() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    String url = "postgres://app:pa55word@localhost:" + nobody + "/app";
    for (String command : List.of("status", "check", "up")) {
      Shell.Result result = shell.mig(command, "--url", url);
      isOneMessage(result, 1, "R701");
      assertThat(result.all()).doesNotContain("pa55word");
    }
  }

  @Test
  void aHostThatDoesNotExist() {
    Shell.Result result = shell.mig("status", "--url", "postgres://no-such-host.invalid/app");
    isOneMessage(result, 1, "R701");
    assertThat(result.err()).contains("no-such-host.invalid");
  }

  @Test
  void aWrongPasswordIsNeverShown() throws SQLException {
    try (TestDatabase database = TestPostgres.create();
        Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      String role = "mig_locked_" + ProcessHandle.current().pid();
      statement.execute("create role " + role + " login password 'right'");
      String rules = askForPassword(statement, role);
      try {
        String url = database.url().replaceFirst("\\?.*", "");
        Shell.Result result =
            shell.mig("up", "--url", url + "?user=" + role + "&password=wr0ng-pa55word", "--json");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.codes()).containsExactly("R701");
        assertThat(result.all()).doesNotContain("wr0ng-pa55word", "right");
      } finally {
        writeRules(statement, rules);
        statement.execute("drop role " + role);
      }
    }
  }

  /**
   * The embedded server trusts everybody; this makes it ask this one. Answers with the rules as
   * they were.
   */
  private static String askForPassword(Statement statement, String role) throws SQLException {
    String rules;
    try (ResultSet found =
        statement.executeQuery("select pg_read_file(current_setting('hba_file'))")) {
      found.next();
      rules = found.getString(1);
    }
    writeRules(statement, "host all " + role + " all scram-sha-256\n" + rules);
    return rules;
  }

  private static void writeRules(Statement statement, String rules) throws SQLException {
    statement.execute(
        "do $do$ begin execute format('copy (select unnest(string_to_array(%L, chr(10)))) to %L"
            + " with (format text, delimiter E''\\x01'')', $hba$"
            + rules
            + "$hba$, current_setting('hba_file')); end $do$");
    statement.execute("select pg_reload_conf()");
  }

  @Test
  void aSqliteFileThatIsWriteProtected() throws Exception {
    assertThat(folder.resolve("app.db").toFile().setWritable(false)).isTrue();
    for (String url : List.of("sqlite:app.db", "jdbc:sqlite:app.db")) {
      assertThat(asOrdinaryUser("check", "--url", url).exit()).isZero();
      isOneMessage(asOrdinaryUser("up", "--url", url), 1, "R706");
    }
    nothingChanged();
  }

  @Test
  void aSqliteFileInAWriteProtectedFolder() throws Exception {
    assertThat(folder.resolve("app.db").toFile().setWritable(false)).isTrue();
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assertThat(asOrdinaryUser("check").exit()).isZero();
      isOneMessage(asOrdinaryUser("up"), 1, "R706");
      isOneMessage(asOrdinaryUser("run", "migrations/001_add_age.mig"), 1, "R706");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
    nothingChanged();
  }

  /** The program by a user whom permissions bind, which they do not bind root. */
  private Shell.Result asOrdinaryUser(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (Files.isWritable(folder.resolve("app.db"))) {
      String bound = "-dac_override,-dac_read_search,-fowner";
      command.addAll(List.of("setpriv", "--bounding-set", bound, "--inh-caps", bound));
    }
    command.addAll(OtherProcess.command(arguments));
    return OtherProcess.finish(OtherProcess.start(folder, command));
  }

  @Test
  void aSqliteDatabaseOpenedForReading() {
    Shell.Result result = shell.mig("up", "--url", "sqlite:app.db?open_mode=1");
    isOneMessage(result, 1, "R706");
    nothingChanged();
  }

  @Test
  void aFileThatIsNoDatabase() {
    shell.write(
        "other.db", "these are only words, many of them, and no database at all".repeat(20));
    for (String command : List.of("status", "check", "up")) {
      isOneMessage(shell.mig(command, "--url", "sqlite:other.db"), 1, "R701");
    }
  }

  @Test
  void aSqliteFileInAFolderThatDoesNotExist() {
    isOneMessage(shell.mig("status", "--url", "sqlite:no/such/app.db"), 1, "R701");
  }

  @Test
  void aLockedSqliteFile() throws SQLException {
    try (Connection other = shell.connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin exclusive");
      Shell.Result result = shell.mig("up", "--wait", "1");
      isOneMessage(result, 1, "R702");
      statement.execute("rollback");
    }
    nothingChanged();
    assertThat(shell.mig("up").exit()).isZero();
  }

  @Test
  @SuppressWarnings("try") // the lock is only held
  void anotherRunnerAtWork() throws SQLException {
    Database database = Databases.open("sqlite:" + folder.resolve("app.db"), Map.of());
    try (Database.RunnerLock lock = database.lock(Duration.ofSeconds(1), holder -> {})) {
      Shell.Result result = shell.mig("up", "--wait", "1");
      isOneMessage(result, 1, "R702");
      assertThat(result.err()).contains("process " + ProcessHandle.current().pid());
    }
    nothingChanged();
  }

  @Test
  @SuppressWarnings("try") // the lock is only held
  void aTableDroppedBetweenCheckAndRun() throws Exception {
    Database database = Databases.open("sqlite:" + folder.resolve("app.db"), Map.of());
    CompletableFuture<Shell.Result> up;
    try (Database.RunnerLock lock = database.lock(Duration.ofSeconds(1), holder -> {})) {
      up = CompletableFuture.supplyAsync(() -> shell.mig("up", "--wait", "60"));
      shell.awaitOnErr("waiting for another mig");
      shell.sql("drop table users");
    }
    Shell.Result result = up.get(60, TimeUnit.SECONDS);
    isOneMessage(result, 1, "R705");
    assertThat(shell.schema()).isEmpty();
  }

  @Test
  void aFullDisk() throws Exception {
    shell.sql(
        "with recursive n(i) as (select 2 union all select i + 1 from n where i < 120000)"
            + " insert into users select i, hex(zeroblob(20)) from n");
    List<String> rows = shell.rows("select count(*), sum(length(name)) from users");
    shell.write(
        "migrations/001_add_age.mig",
        "update users set name = name || name || name || name saving\n");
    long blocks = Files.size(folder.resolve("app.db")) / 512 + 64;
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    command.addAll(OtherProcess.command("up"));
    Shell.Result result = OtherProcess.finish(OtherProcess.start(folder, command));
    isOneMessage(result, 3, "R703");
    assertThat(shell.rows("select count(*), sum(length(name)) from users")).isEqualTo(rows);
    assertThat(shell.rows("pragma integrity_check")).containsExactly("ok");
    assertThat(shell.schema()).isEqualTo(start);
  }

  @Test
  void askedToEndInTheMiddleOfARun() throws Exception {
    shell.sql(
        "with recursive n(i) as (select 2 union all select i + 1 from n where i < 3000)"
            + " insert into users select i, 'name ' || i from n",
        "create trigger slow after update of name on users begin select count(*) from users a,"
            + " users b, users c where a.name > b.name || c.name; end");
    shell.write("migrations/001_add_age.mig", "update users set name = upper(name) saving\n");
    start = shell.schema();
    Process up = OtherProcess.start(folder, OtherProcess.command("up"));
    StringBuilder said = new StringBuilder();
    while (said.indexOf("step ") < 0) {
      int c = up.getErrorStream().read();
      assertThat(c).as("it ended: " + said).isNotNegative();
      said.append((char) c);
    }
    // Not SIGINT: where the build itself runs in the background it is ignored, and children inherit
    // that.
    assertThat(new ProcessBuilder("kill", "-TERM", String.valueOf(up.pid())).start().waitFor())
        .isZero();
    Shell.Result result = OtherProcess.finish(up);
    assertThat(result.exit()).isEqualTo(143);
    assertThat(result.err()).contains("interrupted");
    assertThat(shell.schema()).isEqualTo(start);
    assertThat(shell.rows("select count(*) from users where name = upper(name)"))
        .containsExactly("0");
    shell.sql("drop trigger slow");
    assertThat(shell.mig("up", "--wait", "0").exit()).isZero();
  }

  @Test
  void aReaderThatWalksAway() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" | head -n 1", "sh"));
    command.addAll(OtherProcess.command("demo"));
    Shell.Result result = OtherProcess.finish(OtherProcess.start(folder, command));
    assertThat(result.out()).startsWith("mig demo").hasLineCount(1);
    assertThat(result.err()).isEmpty();
  }
}
