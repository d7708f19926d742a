package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Strain;
import dev.mig.database.StrainLimits;
import dev.mig.schema.QName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a job of many small transactions back while the database is under strain. Between two
 * transactions the job calls {@link #pass}, and before each commit {@link #look}; both ask the
 * database only when an interval has passed. Workers of one job may share it: one of them asks, and
 * while it waits all do.
 */
public final class Throttle {
  /** How often the database is asked when nobody says otherwise. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  private static final Duration FIRST_STEP = Duration.ofMillis(100);
  private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

  private final Database database;
  private final QName table;
  private final StrainLimits limits;
  private final StrainLimits inside;
  private final Duration interval;
  private final Listener listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<Strain.Kind, Duration> waited = new EnumMap<>(Strain.Kind.class);

  /** What a look inside a transaction has found and no wait has answered yet. */
  private @Nullable Strain seenInside;

  private long nextAsk = System.nanoTime();
  private long nextLook = nextAsk;
  private volatile @Nullable Strain current;

  /**
   * Hears, on the thread that waits, once when a wait for one reason begins and once when it ends;
   * a reason is another one when its kind is.
   */
  public record Listener(Consumer<Strain> begun, Consumer<Strain> ended) {
    public static final Listener SILENT = new Listener(strain -> {}, strain -> {});
  }

  /**
   * For one job.
   *
   * @param table the one that is worked on
   * @param interval between two asks while there is no strain, 0.1 to 1 s
   */
  public Throttle(
      Database database, QName table, StrainLimits limits, Duration interval, Listener listener) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(INTERVAL) > 0) {
      throw new IllegalArgumentException("the interval is 0.1 to 1 s, not " + interval);
    }
    this.database = database;
    this.table = table;
    this.limits = limits;
    this.inside = limits.whileInTransaction();
    this.interval = interval;
    this.listener = listener;
  }

  /**
   * Looks whether others wait for the locks of the transaction that is open, just before its
   * commit: afterwards they no longer would. The next {@link #pass} answers to what it finds. Never
   * waits.
   */
  public void look(Connection inTransaction) throws SQLException {
    // Whoever has the lock asks or waits already.
    if (inside.off() || !lock.tryLock()) {
      return;
    }
    try {
      if (System.nanoTime() - nextLook >= 0) {
        seenInside = database.strain(inTransaction, table, inside).orElse(null);
        nextLook = System.nanoTime() + interval.toNanos();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns at once while there is no strain, else when it is over.
   *
   * @param idle a connection in auto-commit mode, so that nothing is held while it waits
   * @return whether to go on; false after {@link #stop}
   * @throws InterruptedException when the thread is interrupted
   * @throws dev.mig.database.StrainQuery.Failed when the user's query does not tell; then the job
   *     must not go on
   */
  public boolean pass(Connection idle) throws SQLException, InterruptedException {
    if (!idle.getAutoCommit()) {
      throw new IllegalStateException("a transaction is open, which would be held while waiting");
    }
    if (limits.off()) {
      return !isStopped();
    }
    lock.lockInterruptibly();
    try {
      Strain strain = seenInside;
      seenInside = null;
      if (strain == null && System.nanoTime() - nextAsk >= 0) {
        strain = ask(idle);
      }
      if (strain != null && !isStopped()) {
        sitOut(strain, idle);
      }
      return !isStopped();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait, now and later; from any thread. */
  public void stop() {
    stopped.countDown();
  }

  /** What is waited for at this moment, with its latest value; from any thread. */
  public Optional<Strain> current() {
    return Optional.ofNullable(current);
  }

  /** How long was waited so far, by reason; those that never were one are left out. */
  public Map<Strain.Kind, Duration> waited() {
    synchronized (waited) {
      return Map.copyOf(waited);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private @Nullable Strain ask(Connection idle) throws SQLException {
    Strain strain = database.strain(idle, table, limits).orElse(null);
    nextAsk = System.nanoTime() + interval.toNanos();
    return strain;
  }

  private void sitOut(Strain first, Connection idle) throws SQLException, InterruptedException {
    Strain told = first;
    Duration step = FIRST_STEP;
    current = first;
    listener.begun().accept(first);
    try {
      while (true) {
        boolean over = sleep(step, told.kind());
        Strain next = over ? null : ask(idle);
        if (next == null) {
          return;
        }
        current = next;
        if (next.kind() != told.kind()) {
          listener.ended().accept(told);
          told = next;
          listener.begun().accept(told);
        }
        step = min(step.multipliedBy(2), LONGEST_STEP);
      }
    } finally {
      current = null;
      listener.ended().accept(told);
    }
  }

  /** Whether the wait was stopped. */
  private boolean sleep(Duration step, Strain.Kind kind) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return stopped.await(step.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      Duration slept = Duration.ofNanos(System.nanoTime() - start);
      synchronized (waited) {
        waited.merge(kind, slept, Duration::plus);
      }
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
