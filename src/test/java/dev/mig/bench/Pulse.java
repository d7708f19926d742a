package dev.mig.bench;

import dev.mig.run.Movement;
import dev.mig.run.RunListener;
import java.util.ArrayList;
import java.util.List;

/** For how long each transaction had its rows locked; by hand that is the whole transaction. */
final class Pulse implements RunListener {
  private final List<Long> nanos = new ArrayList<>();
  private long last = System.nanoTime();

  /** A transaction by hand has ended, and the next one begins. */
  synchronized void beat() {
    long now = System.nanoTime();
    nanos.add(now - last);
    last = now;
  }

  @Override
  public synchronized void moved(Movement movement) {
    if (movement.holding() == null) {
      nanos.add(movement.locked().toNanos());
    } else {
      System.err.println("waits: " + movement.holding());
    }
  }

  /** The time that so many of a hundred do not reach, in milliseconds; 100 for the longest one. */
  synchronized double percent(int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
  }
}
