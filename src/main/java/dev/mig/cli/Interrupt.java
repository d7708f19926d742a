package dev.mig.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a command is at work: the working thread is interrupted and given a moment to roll
 * back; what it does not reach the database rolls back by itself, because the connection ends.
 */
final class Interrupt implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interrupt(Thread working, PrintStream err, Action action) {
    hook =
        new Thread(
            () -> {
              working.interrupt();
              boolean ended = await(action.patienceSeconds());
              String said =
                  ended
                      ? action.whenInterrupted()
                      : "mig: interrupted; the database rolls back what was not committed";
              if (!said.isEmpty()) {
                err.println();
                err.println(said);
                err.flush();
              }
            },
            "interrupted");
  }

  static Interrupt watch(PrintStream err, Action action) {
    Interrupt interrupt = new Interrupt(Thread.currentThread(), err, action);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  private boolean await(int seconds) {
    try {
      return done.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException expected) {
      // The program is on its way out already, and the hook is what waited for this.
      return;
    }
  }
}
