package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Background;
import dev.mig.run.Job;
import dev.mig.run.Jobs;
import dev.mig.run.RunResult;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Does the batches of what was left to the background, and then the rest of its migration. */
@Command(
    name = "work",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Do the batches of all jobs in the background, and finish their migrations.",
      "Start as many as you like, on as many machines: each row is done once, whoever is killed.",
      "Ends when nothing is left to do. Ctrl-C and SIGTERM end it after the batch at hand.",
      "Asks nothing. Exit code 4: a job failed; mig jobs says why."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig work",
      "  mig work --parallel 4",
      "  mig work --job 3",
      "  mig work --stay             as a service",
      "  mig up && mig work && mig up"
    })
final class WorkCommand extends Action {
  private static final long LOOK_MILLIS = 2000;

  @Option(
      names = "--parallel",
      paramLabel = "K",
      description = "How many batches at once. Default: what the script says.")
  private int parallel;

  @Option(names = "--job", paramLabel = "ID", description = "Only this one, as mig jobs lists it.")
  private @Nullable Long only;

  @Option(names = "--stay", description = "Stay, and look for new jobs every two seconds.")
  private boolean stay;

  private final JsonArray worked = new JsonArray();
  private final Set<String> leave = new HashSet<>();
  private boolean failed;

  @Override
  String whenInterrupted() {
    return "mig: stopped; mig work goes on where this was";
  }

  @Override
  int patienceSeconds() {
    return 30;
  }

  @Override
  Exit act(Talk talk) {
    if (parallel < 0) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "--parallel takes a number from 1 on").build());
    }
    Project project = Project.open(talk, options());
    Jobs jobs = new Jobs(project.database());
    talk.put("jobs", worked);
    boolean any = false;
    try (Runs runs = new Runs(talk, options(), project, false)) {
      Background background = new Background(project.database(), runs.settings());
      while (!Thread.currentThread().isInterrupted()) {
        Optional<Background.Task> task = background.next(leave, only);
        if (task.isPresent()) {
          any = true;
          if (task.get().moves()) {
            move(talk, runs, background, jobs, task.get());
          } else {
            finish(runs, task.get());
          }
        } else if (!stay || !sleep()) {
          break;
        }
      }
    }
    if (!any) {
      talk.line("nothing to do: no job is running in the background" + others(jobs));
    }
    return failed ? Exit.PARTIAL : Exit.DONE;
  }

  private static boolean sleep() {
    try {
      Thread.sleep(LOOK_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void move(Talk talk, Runs runs, Background background, Jobs jobs, Background.Task task) {
    Job job = task.job();
    talk.beginWriting();
    runs.progress().begin("moving rows of " + job.table() + " (job " + job.id() + ")");
    Background.Worked done;
    try {
      done = background.work(task, parallel);
    } finally {
      runs.progress().end();
    }
    Job.State now = jobs.find(job.id()).map(Job::state).orElse(Job.State.DONE);
    JsonObject object = new JsonObject();
    object.addProperty("id", job.id());
    object.addProperty("migration", task.migration());
    object.addProperty("state", now.word());
    object.addProperty("looked", done.keys());
    object.addProperty("millis", done.taken().toMillis());
    worked.add(object);
    talk.line(
        talk.colour().green("moved")
            + "  job "
            + job.id()
            + " of "
            + talk.colour().bold(task.migration())
            + talk.colour()
                .dim(
                    "  "
                        + Words.count(done.keys(), "row")
                        + " of "
                        + job.table()
                        + " by this process · "
                        + Words.duration(done.taken())));
    switch (now) {
      case DONE, RUNNING -> {
        boolean stopped = Thread.currentThread().isInterrupted();
        if (done.stopped() != null && !stopped) {
          leave.add(task.migration());
          failed = true;
          talk.complain(List.of(done.stopped()));
        }
      }
      case PAUSED, CANCELLED ->
          talk.line(
              "job "
                  + job.id()
                  + " "
                  + JobTexts.phrase(now)
                  + "; mig jobs resume "
                  + job.id()
                  + " lets it go on");
      case FAILED -> {
        failed = true;
        if (done.stopped() != null) {
          talk.complain(List.of(done.stopped()));
        }
        talk.remark("job " + job.id() + " stopped; mig jobs resume " + job.id() + " tries again");
      }
    }
  }

  /** Everybody who finds the rows moved comes here; whoever has the lock first does it. */
  private void finish(Runs runs, Background.Task task) {
    String name = task.migration();
    Runs.Way way = task.way().equals("up") ? Runs.Way.UP : Runs.Way.DOWN;
    RunResult result = runs.run(name, way, runner -> runner.goOn(name));
    runs.letGo();
    if (result.done()) {
      return;
    }
    leave.add(name);
    failed |= result.diagnostics().stream().noneMatch(d -> d.code() == Code.LOCKED);
  }

  private static String others(Jobs jobs) {
    List<String> held =
        jobs.list().stream()
            .filter(j -> j.background() && j.state() != Job.State.DONE)
            .filter(j -> j.state() != Job.State.RUNNING)
            .map(j -> "job " + j.id() + " " + JobTexts.phrase(j.state()))
            .toList();
    return held.isEmpty() ? "" : "; " + String.join(", ", held);
  }
}
