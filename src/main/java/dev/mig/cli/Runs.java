package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.database.Database;
import dev.mig.database.StrainLimits;
import dev.mig.run.Jobs;
import dev.mig.run.Live;
import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import dev.mig.run.Runner;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs migrations one after the other and says what became of each. */
final class Runs implements AutoCloseable {
  /** This program with its version, as the ledger and plan files know it. */
  static final String TOOL = "mig " + Main.Version.number();

  private final Talk talk;
  private final @Nullable Project project;
  private final Runner runner;
  private final Progress progress;
  private final Jobs jobs;
  private final Runner.Settings settings;
  private final JsonArray migrations = new JsonArray();
  private int done;
  private int applied;
  private int handedOver;
  private boolean changed;

  Runs(Talk talk, GlobalOptions options, Database database) {
    this(talk, options, database, null, false, StrainLimits.DEFAULTS);
  }

  /**
   * @param count see {@link Runner.Settings#count}
   */
  Runs(Talk talk, GlobalOptions options, Project project, boolean count) {
    this(talk, options, project.database(), project, count, project.settings().throttle());
  }

  private Runs(
      Talk talk,
      GlobalOptions options,
      Database database,
      @Nullable Project project,
      boolean count,
      StrainLimits limits) {
    this.talk = talk;
    this.project = project;
    this.progress = new Progress(talk);
    this.jobs = new Jobs(database);
    this.settings = new Runner.Settings(TOOL, options.patience(), progress, count, limits);
    this.runner = new Runner(database, settings);
    talk.put("migrations", migrations);
  }

  Runner.Settings settings() {
    return settings;
  }

  Progress progress() {
    return progress;
  }

  /** Lets others run: the next run takes the lock again. */
  void letGo() {
    Live.release(runner);
  }

  /** What is run: {@link Runner#up} or {@link Runner#down} of one migration. */
  @FunctionalInterface
  interface Run {
    RunResult with(Runner runner);
  }

  /** Which way a migration goes. */
  enum Way {
    UP("applied"),
    DOWN("taken back");

    private final String done;

    Way(String done) {
      this.done = done;
    }
  }

  /** Runs one and shows its outcome. */
  RunResult run(String name, Way way, Run run) {
    talk.beginWriting();
    progress.begin(name);
    RunResult result;
    try {
      result = run.with(runner);
    } finally {
      progress.end();
    }
    JsonObject migration = new JsonObject();
    migration.addProperty("name", name);
    migration.addProperty("way", way.name().toLowerCase(Locale.ROOT));
    migration.addProperty("outcome", word(result.outcome()));
    migration.addProperty("rows", result.rows());
    migration.addProperty("millis", result.duration().toMillis());
    migrations.add(migration);
    changed |=
        switch (result.outcome()) {
          case DONE, PARTIAL, HANDED_OVER -> true;
          case ALREADY, REFUSED, FAILED -> false;
        };
    if (result.outcome() == Outcome.DONE) {
      done++;
      applied += way == Way.UP ? 1 : 0;
      Colour colour = talk.colour();
      talk.line(
          colour.green(way.done)
              + "  "
              + colour.bold(name)
              + colour.dim(
                  "  "
                      + Words.count(result.rows(), "row")
                      + " · "
                      + Words.duration(result.duration())));
    } else if (result.outcome() == Outcome.ALREADY) {
      talk.line("already  " + name + ", by another runner");
    } else if (result.outcome() == Outcome.HANDED_OVER) {
      handedOver++;
      tellHandedOver(name);
    }
    talk.complain(result.diagnostics());
    return result;
  }

  /** How many were left to the background. */
  int handedOver() {
    return handedOver;
  }

  private void tellHandedOver(String name) {
    talk.line(
        talk.colour().yellow("half done")
            + "  "
            + talk.colour().bold(name)
            + jobs.unfinished().stream()
                .filter(u -> u.name().equals(name))
                .map(u -> "  " + HalfDone.far(u) + "; " + HalfDone.goesOn(u))
                .findFirst()
                .orElse(""));
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The exit after a run that did not succeed: it is partial if others before it did. */
  Exit exitAfter(RunResult result) {
    if (result.outcome() == Outcome.PARTIAL) {
      return Exit.PARTIAL;
    }
    if (done > 0) {
      talk.remark(
          Words.count(done, "migration")
              + " before it "
              + (done == 1 ? "is" : "are")
              + " done and stay"
              + (done == 1 ? "s" : "")
              + " done");
      return Exit.PARTIAL;
    }
    return result.outcome() == Outcome.FAILED ? Exit.FAILED : Exit.REFUSED;
  }

  /** What is said at the end, when all that was to go up did. */
  String summary() {
    Colour colour = talk.colour();
    String handed =
        handedOver == 0
            ? ""
            : ", "
                + handedOver
                + " half done in the background; mig work does the rest, mig jobs shows it";
    if (applied == 0 && handed.isEmpty()) {
      return "nothing was left to do";
    }
    return applied == 0
        ? colour.yellow("begun") + handed
        : colour.green("done")
            + ", "
            + Words.count(applied, "migration")
            + (handed.isEmpty() ? "; mig down takes the last one back" : handed);
  }

  int done() {
    return done;
  }

  /** Ends it; the schema file follows what was run. */
  @Override
  public void close() {
    Live.release(runner);
    if (project != null && changed) {
      SchemaFile.refresh(talk, project);
    }
  }
}
