package dev.mig.cli;

import dev.mig.plan.Step;
import dev.mig.run.Movement;
import dev.mig.run.RunListener;
import dev.mig.run.StepResult;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Words;
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
  private static final long EVERY_MILLIS = 250;

  /** Between two lines about moving rows, where there is no terminal to redraw on. */
  private static final long PLAIN_MILLIS = 5_000;

  private static final long EVENT_MILLIS = 1_000;

  private final Talk talk;
  private final boolean terminal;
  private @Nullable ScheduledExecutorService clock;
  private @Nullable ScheduledFuture<?> ticking;
  private long start;
  private volatile String now = "";
  private volatile String said = "";
  private volatile @Nullable Movement movement;
  private long toldAt;

  Progress(Talk talk) {
    this.talk = talk;
    this.terminal = talk.around().terminals().err() && !talk.json();
  }

  void begin(String name) {
    start = System.nanoTime();
    now = name;
    movement = null;
    toldAt = 0;
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
  public void waiting(String what) {
    talk.remark(what);
  }

  @Override
  public void remarked(Diagnostic remark) {
    clear();
    talk.remark(remark);
  }

  @Override
  public void entered(Phase phase) {
    movement = null;
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
    movement = null;
    now = "step " + number + " of " + of + ": " + words(step);
  }

  @Override
  public void stepEnded(int number, int of, StepResult result) {
    now = "step " + number + " of " + of + " is done";
  }

  /** Nothing is written on a terminal here: a slow one must not hold the workers up. */
  @Override
  public void moved(Movement at) {
    movement = at;
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (talk.json()) {
      if (toldAt == 0 || millis - toldAt >= EVENT_MILLIS) {
        toldAt = Math.max(1, millis);
        talk.event(Bar.json(at));
      }
    } else if (!terminal && millis - toldAt >= PLAIN_MILLIS) {
      toldAt = millis;
      talk.remark(Bar.plain(at));
    }
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
    Movement moving = movement;
    String line = now;
    if (terminal) {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      // One column stays free: some terminals break a line that fills the last one.
      int columns = talk.around().columns() - 1;
      String shown =
          moving == null
              ? JobTexts.cut("  " + line + " · " + Words.duration(taken), columns)
              : Bar.line(moving, columns, talk.unicode());
      talk.around().err().print("\r" + shown + "\u001B[K");
      talk.around().err().flush();
    } else if (moving != null) {
      return;
    } else if (!line.equals(said)) {
      talk.remark("  " + line);
    }
    said = line;
  }
}
