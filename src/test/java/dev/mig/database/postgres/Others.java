package dev.mig.database.postgres;

import dev.mig.database.Strain;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What other sessions do in tests, and waiting until it shows. */
final class Others {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Others() {}

  /** Something that may fail as SQL does. */
  @FunctionalInterface
  interface Asking {
    Optional<Strain> ask() throws SQLException;
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs a statement that takes long or waits; how it ends is of no interest. */
  static CompletableFuture<Void> meanwhile(Connection connection, String sql) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            execute(connection, sql);
          } catch (SQLException cancelled) {
            // The test has what it wanted of it.
          }
        },
        // The pool of the system may have one thread only, and these block each other.
        task -> Thread.ofPlatform().daemon().start(task));
  }

  /** The first strain that shows. */
  static Strain strain(Asking asking) throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Strain> strain = asking.ask();
      if (strain.isPresent()) {
        return strain.get();
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no strain within " + PATIENCE);
  }

  /** Waits until there is no strain any more. */
  static void noStrain(Asking asking) throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<Strain> strain = asking.ask();
    while (strain.isPresent()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still after " + PATIENCE + ": " + strain.get().reason());
      }
      Thread.sleep(10);
      strain = asking.ask();
    }
  }
}
