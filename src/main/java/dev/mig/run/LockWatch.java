package dev.mig.run;

import dev.mig.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** While something runs: looks whether it waits for somebody, and says for whom. */
final class LockWatch implements AutoCloseable {
  /** Who waits less than this does not notice. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  LockWatch(Database database, Connection watched, Consumer<String> tell) {
    thread = new Thread(() -> watch(database, watched, tell), "lock watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch(Database database, Connection watched, Consumer<String> tell) {
    try {
      if (over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try (Connection asking = database.connect()) {
        List<String> told = List.of();
        do {
          List<String> holders = database.holders(asking, watched);
          if (!holders.isEmpty() && !holders.equals(told)) {
            tell.accept("waiting for a lock of " + String.join("; ", holders));
          }
          told = holders;
        } while (!over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
      }
    } catch (SQLException | InterruptedException cannotTell) {
      // What runs goes on without it.
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
