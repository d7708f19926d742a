package dev.mig.bench;

import dev.mig.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who writes one row every few milliseconds and notes how long it took. */
final class OtherWriter implements AutoCloseable {
  private static final int EVERY_MILLIS = 5;

  private final Connection connection;
  private final Thread thread = new Thread(this::write, "other writer");
  private volatile boolean over;
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  OtherWriter(TestDatabase database) throws SQLException {
    connection = database.connection();
    if (database.dialect().equals("sqlite")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma busy_timeout = 600000");
      }
    }
    thread.start();
  }

  private void write() {
    try (PreparedStatement update =
        connection.prepareStatement("update others set n = n + 1 where id = ?")) {
      while (!over) {
        update.setInt(1, 1 + (int) (writes.getAndIncrement() % Items.OTHERS));
        long start = System.nanoTime();
        update.executeUpdate();
        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the other writer failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The longest write, in milliseconds. */
  double longest() {
    return longest.get() / 1e6;
  }

  @Override
  public void close() throws SQLException {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
