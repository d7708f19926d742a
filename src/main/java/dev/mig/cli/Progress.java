package dev.mig.cli;

import dev.mig.plan.Step;
import dev.mig.run.RunListener;
import dev.mig.run.StepResult;
import dev.mig.source.Diagnostic;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error what a run is at, once it has taken longer than people like to wait
 * without a word.
 */
final class Progress implements RunListener {
  private static final long SILENT_MILLIS = 2000;
  private static final long EVERY_MILLIS = 500;

  private final Talk talk;
  private final boolean terminal;
  private @Nullable ScheduledExecutorService clock;
  private @Nullable ScheduledFuture<?> ticking;
  private long start;
  private volatile String now = "";
  private volatile String said = "";

  Progress(Talk talk) {
    this.talk = talk;
    this.terminal = talk.around().terminals().err() && !talk.json();
  }

  void begin(String name) {
    start = System.nanoTime();
    now = name;
    if (clock == null) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "progress");
                thread.setDaemon(true);
                return thread;
              });
    }
    ticking =
        clock.scheduleAtFixedRate(this::tick, SILENT_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void end() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    if (clock != null) {
      clock.shutdown();
      clock = null;
    }
    clear();
    said = "";
  }

  private void clear() {
    if (terminal && !said.isEmpty()) {
      talk.around().err().print("\r\u001B[K");
      talk.around().err().flush();
    }
  }

  @Override
  public void waiting(String holder) {
    talk.remark("waiting for another runner: " + holder);
  }

  @Override
  public void remarked(Diagnostic remark) {
    clear();
    talk.remark(remark);
  }

  @Override
  public void entered(Phase phase) {
    now =
        switch (phase) {
          case COMPARING -> "comparing the schema with the one that was checked";
          case VERIFYING -> "comparing the schema with the planned one";
          case COMMITTING -> "committing";
          case COMMITTED -> "done";
        };
  }

  @Override
  public void stepStarted(int number, int of, Step step) {
    now = "step " + number + " of " + of + ": " + words(step);
  }

  @Override
  public void stepEnded(int number, int of, StepResult result) {
    now = "step " + number + " of " + of + " is done";
  }

  private static String words(Step step) {
    return switch (step) {
      case Step.Execute execute -> execute.why();
      case Step.AskNone ask -> "checking the rows";
      case Step.AskSame ask -> "comparing two counts";
      case Step.Remember remember -> "counting";
      case Step.AskUnchanged ask -> "comparing with the count before";
      case Step.Walk walk -> "moving rows";
    };
  }

  private void tick() {
    String line = now;
    if (terminal) {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      talk.around().err().print("\r\u001B[K  " + line + " · " + Words.duration(taken));
      talk.around().err().flush();
    } else if (!line.equals(said)) {
      talk.remark("  " + line);
    }
    said = line;
  }
}
