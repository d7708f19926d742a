package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Probe;
import dev.mig.compile.script.Parameters;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.project.ScriptLibrary;
import dev.mig.run.OpenTransaction;
import dev.mig.terminal.Colour;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

/** Somebody sits at a terminal with a shell on a small shop: types, waits for what is shown. */
final class Sitting implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestDatabase database;
  private final PipedOutputStream keys = new PipedOutputStream();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Thread thread;
  private final ExternalTerminal terminal;
  private final Map<String, String> environment = new HashMap<>();
  private int seen;

  Sitting(String dialect, Path folder) throws Exception {
    this(dialect, folder, 100, Map.of());
  }

  Sitting(String dialect, Path folder, int columns, Map<String, String> more) throws Exception {
    database = shop(dialect);
    environment.put("HOME", folder.toString());
    environment.putAll(more);
    PipedInputStream input = new PipedInputStream(keys, 1 << 24);
    terminal =
        new ExternalTerminal("test", "xterm-256color", input, screen, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(columns, 300));
    Repl repl =
        new Repl(
            setup(Databases.open(database.url(), Map.of()), folder, environment, Colour.When.AUTO),
            terminal);
    thread =
        new Thread(
            () -> {
              try {
                repl.run();
              } catch (Probe.Failed told) {
                // It is on the screen.
              }
            },
            "shell");
    thread.start();
    await("> ");
  }

  /** A database with three users and three orders. */
  static TestDatabase shop(String dialect) throws SQLException {
    TestDatabase made = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    try (Connection connection = made.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL)");
      statement.execute(
          "CREATE TABLE orders (id integer PRIMARY KEY, total integer, status varchar(10))");
      statement.execute("INSERT INTO users VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Cher')");
      statement.execute("INSERT INTO orders VALUES (1, 10, 'N'), (2, 20, 'N'), (3, 30, 'P')");
    }
    return made;
  }

  /** What a shell is started with. */
  static Setup setup(
      Database database, Path folder, Map<String, String> environment, Colour.When colour) {
    OpenTransaction.Setup transaction =
        new OpenTransaction.Setup(
            "test",
            Duration.ofSeconds(20),
            DataCheck.FULL,
            false,
            Parameters.NONE,
            new ScriptLibrary(folder));
    Path migrations = folder.resolve("migrations");
    return new Setup(database, transaction, folder, migrations, environment, colour, true, true);
  }

  /** The first value that another connection sees. */
  String ask(String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  TestDatabase database() {
    return database;
  }

  void resize(int columns) {
    terminal.setSize(Size.of(columns, 300));
    terminal.raise(org.jline.terminal.Terminal.Signal.WINCH);
  }

  void keys(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Types a line, waits until its prompt is back, and gives what was shown. */
  String line(String text) throws Exception {
    seen = text().length();
    keys(text + "\r");
    // The prompt at the end of all, after the echo of the line.
    return await("(?s).*\\n(mig \\S+?> )$");
  }

  /**
   * Waits until a text, or what fits a pattern that begins with (?, is shown since the last line.
   */
  String await(String expected) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String now = shown();
      boolean found = expected.startsWith("(?") ? now.matches(expected) : now.contains(expected);
      if (found) {
        return now;
      }
      if (System.nanoTime() > end) {
        assertThat(now).as("what is shown").contains(expected);
      }
      Thread.sleep(20);
    }
  }

  /** What was shown since the last line was typed. */
  String shown() {
    String all = text();
    return all.substring(Math.min(seen, all.length()));
  }

  void forget() {
    seen = text().length();
  }

  /** Everything so far, without what steers the terminal. */
  private String text() {
    return raw()
        .replaceAll("\u001B\\[[0-9;?]*[A-Za-z]", "")
        .replaceAll("\u001B[=>]", "")
        .replaceAll("\u001B[()][0-9A-Za-z]", "")
        .replaceAll("\u001B\\][^\u0007]*\u0007", "")
        .replace("\r\n", "\n")
        .replaceAll("[^\n]*\r(?=[^\n])", "")
        .replace("\r", "");
  }

  String raw() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  boolean ended() throws InterruptedException {
    thread.join(PATIENCE.toMillis());
    return !thread.isAlive();
  }

  @Override
  public void close() {
    try {
      keys.close();
      thread.join(PATIENCE.toMillis());
    } catch (IOException gone) {
      // The shell has left before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
