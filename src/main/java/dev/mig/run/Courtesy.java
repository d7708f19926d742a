package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.operation.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Leaves others their turn where only one can write at a time (SQLite). Nobody queues there: who
 * waits looks after 1, 3, 8, 18, 33 … milliseconds, and has to find it free. While others are known
 * to write, turns and rests are so short that one of these looks meets a rest; else a share of the
 * time is rested, so that a newcomer gets through before long. Not for several threads.
 */
final class Courtesy {
  private static final Duration TURN = Duration.ofMillis(5);
  private static final Duration REST = Duration.ofMillis(6);

  /** One part in so many of the time is rested while nobody else is known to write. */
  private static final int SHARE = 8;

  /** Who has written is expected to write again within this time. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  /** At first, while batches are small, it is seen whether anybody writes. */
  private static final Duration LOOKS = Duration.ofMillis(50);

  /** Each checkpoint waits for the disk, so that there are few of them. */
  private static final Duration CHECKPOINT_AFTER = Duration.ofMillis(250);

  /** Others make one of their own, at their cost, when they find a thousand pages in the log. */
  private static final Duration CHECKPOINT_FOR_OTHERS_AFTER = Duration.ofMillis(25);

  private final Database database;

  /** Rests that are due; less than nothing while a checkpoint counts as some of them. */
  private Duration owed = Duration.ZERO;

  private Duration written = Duration.ZERO;
  private OptionalLong commits = OptionalLong.empty();

  /** Until when it is being looked, and until when others are expected to write. */
  private long looks;

  private long until = System.nanoTime();

  Courtesy(Database database) {
    this.database = database;
  }

  /**
   * How long to rest after a batch; zero where several can write at once.
   *
   * @param taken how long the batch took
   */
  Duration rest(Connection connection, Duration taken) throws SQLException {
    OptionalLong now = database.commitsOfOthers(connection);
    if (now.isEmpty()) {
      return Duration.ZERO;
    }
    if (commits.isEmpty()) {
      looks = System.nanoTime() + LOOKS.toNanos();
    } else if (!now.equals(commits)) {
      until = System.nanoTime() + REMEMBERED.toNanos();
    }
    commits = now;
    owed = owed.plus(part(taken)).minus(checkpoint(connection, taken));
    if (othersWrite() || System.nanoTime() - looks < 0) {
      owed = Duration.ZERO;
      return REST;
    }
    Duration rest = owed;
    if (rest.isNegative()) {
      return Duration.ZERO;
    }
    owed = Duration.ZERO;
    return rest;
  }

  /** Others can write during it, so that it is a rest, too; how long it took. */
  private Duration checkpoint(Connection connection, Duration taken) throws SQLException {
    written = written.plus(taken);
    Duration most = othersWrite() ? CHECKPOINT_FOR_OTHERS_AFTER : CHECKPOINT_AFTER;
    if (written.compareTo(most) < 0) {
      return Duration.ZERO;
    }
    written = Duration.ZERO;
    long start = System.nanoTime();
    database.checkpoint(connection);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Looks that come as regularly as the rests do must not miss them for ever. */
  private static Duration part(Duration taken) {
    long nanos = taken.toNanos() / SHARE;
    return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos + 1));
  }

  /** How long a batch should take, where the script leaves that open. */
  Duration turn() {
    return othersWrite() ? TURN : Pace.TIME;
  }

  private boolean othersWrite() {
    return System.nanoTime() - until < 0;
  }

  /** Another connection counts anew. */
  void forget() {
    commits = OptionalLong.empty();
  }
}
