package dev.mig.bench;

import dev.mig.run.Movement;
import dev.mig.run.RunListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The longest time between the ends of two transactions of one thread: no lock was held for longer.
 * The first transaction of a thread begins with the pulse.
 */
final class Pulse implements RunListener {
  private final Map<Long, Long> last = new ConcurrentHashMap<>();
  private final long start = System.nanoTime();
  private long longest;

  /** A transaction of this thread has ended. */
  synchronized void beat() {
    long now = System.nanoTime();
    Long before = last.put(Thread.currentThread().threadId(), now);
    longest = Math.max(longest, now - (before == null ? start : before));
  }

  /** What has been before is no transaction. */
  synchronized void begin() {
    last.put(Thread.currentThread().threadId(), System.nanoTime());
  }

  @Override
  public void moved(Movement movement) {
    if (movement.holding() == null) {
      beat();
    }
  }

  /** In milliseconds. */
  synchronized double longest() {
    return longest / 1e6;
  }
}
