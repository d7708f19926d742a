package dev.mig.run;

import dev.mig.database.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Does a short transaction again for as long as it fails only because of others or because the
 * connection is gone. The transaction must come out the same when it is done twice, as the answer
 * to a commit may be lost.
 */
final class Insistence {
  /** How long it goes on trying without a single success. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private Insistence() {}

  /** What is done; each time on a connection of its own. */
  interface Work<T> {
    T run() throws SQLException, Refused;
  }

  /**
   * Does it until it is done.
   *
   * @param waiting is told once why it is not done at once
   * @throws SQLException when it would fail again, or has failed for too long
   */
  static <T> T on(Work<T> work, Consumer<String> waiting) throws SQLException, Refused {
    long start = System.nanoTime();
    for (int waits = 0; ; waits++) {
      try {
        return work.run();
      } catch (SQLException e) {
        Failure.Kind kind = Failure.kind(e);
        boolean passing = kind == Failure.Kind.OTHERS || kind == Failure.Kind.CONNECTION;
        if (!passing || System.nanoTime() - start > LONGEST.toNanos()) {
          throw e;
        }
        if (waits == 0) {
          waiting.accept(why(e));
        }
      }
      await(waits);
    }
  }

  /** Why nothing goes on at the moment. */
  static String why(SQLException failure) {
    String what =
        Failure.kind(failure) == Failure.Kind.CONNECTION
            ? "connecting again: "
            : "waiting for others: ";
    return what + Failure.explain(failure).summary();
  }

  private static void await(int waits) throws SQLException {
    try {
      Thread.sleep(wait(waits));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  /** How long to wait before the next try, in milliseconds: two shall not meet again and again. */
  static long wait(int waits) {
    long longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(waits, 10));
    return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
  }
}
