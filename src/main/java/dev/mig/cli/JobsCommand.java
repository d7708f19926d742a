package dev.mig.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.mig.cli.JobTexts.Seen;
import dev.mig.run.Job;
import dev.mig.run.Jobs;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the moves of rows in batches, watches them, and pauses, resumes or cancels one. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "What is moved in batches, in the background or by a run: how far it is, how fast, until"
          + " when.",
      "list: what is not done, and what was done within a day; the default.",
      "pause ID: after the batch at hand, until resumed.",
      "resume ID: let it go on; also one that was cancelled or has failed.",
      "cancel ID: stop it. What is done stays done, and the migration stays half done.",
      "The rate counts rows since the job began, pauses included; with --watch, since the look"
          + " before."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig jobs",
      "  mig jobs --watch",
      "  mig jobs pause 3",
      "  mig jobs --json | jq '.jobs[].percent'"
    })
final class JobsCommand extends Action {
  private static final long LOOK_MILLIS = 1000;
  private static final long PLAIN_MILLIS = 5000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "WHAT",
      defaultValue = "list",
      description = "list, pause, resume or cancel. Default: list.")
  private String what = "list";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The number of a job, as mig jobs lists it.")
  private @Nullable String id;

  @Option(names = "--watch", description = "Look again every second until nothing is left to do.")
  private boolean watch;

  @Option(names = "--all", description = "Also what was done longer than a day ago.")
  private boolean all;

  enum Verb {
    LIST,
    PAUSE,
    RESUME,
    CANCEL
  }

  @Override
  String whenInterrupted() {
    return "";
  }

  @Override
  Exit act(Talk talk) {
    Verb verb = verb();
    Project project =
        verb == Verb.LIST ? Project.look(talk, options()) : Project.open(talk, options());
    Jobs jobs = new Jobs(project.database());
    if (verb != Verb.LIST) {
      return change(talk, jobs, verb);
    }
    if (id != null) {
      throw wrong("mig jobs list takes no number", "mig jobs pause, resume and cancel take one");
    }
    return watch ? watch(talk, jobs) : list(talk, jobs);
  }

  private Exit list(Talk talk, Jobs jobs) {
    List<Seen> seen = first(jobs);
    talk.put("jobs", JobTexts.json(seen));
    shown(talk, seen).forEach(talk::line);
    return Exit.DONE;
  }

  private List<Seen> first(Jobs jobs) {
    Instant now = Instant.now();
    return wanted(jobs).stream().map(j -> Seen.first(j, now)).toList();
  }

  private List<Job> wanted(Jobs jobs) {
    Instant since = Instant.now().minus(Duration.ofDays(1));
    return jobs.list().stream()
        .filter(j -> all || j.endedAt() == null || j.endedAt().isAfter(since))
        .toList();
  }

  private static List<String> shown(Talk talk, List<Seen> seen) {
    if (seen.isEmpty()) {
      return List.of("nothing is being moved in batches");
    }
    List<String> lines = new ArrayList<>();
    boolean terminal = talk.around().terminals().out();
    int width = terminal ? talk.around().columns() - 1 : Integer.MAX_VALUE;
    seen.forEach(s -> lines.addAll(JobTexts.lines(s, talk.colour(), width)));
    return lines;
  }

  private Exit watch(Talk talk, Jobs jobs) {
    boolean terminal = talk.around().terminals().out() && !talk.json();
    int drawn = 0;
    long plainAt = 0;
    Map<Long, Job> before = new HashMap<>();
    long beforeAt = 0;
    while (true) {
      List<Job> now = wanted(jobs);
      long at = System.nanoTime();
      Duration between = Duration.ofNanos(at - beforeAt);
      List<Seen> seen = new ArrayList<>();
      for (Job job : now) {
        Job last = before.get(job.id());
        seen.add(last == null ? Seen.first(job, Instant.now()) : Seen.since(last, job, between));
      }
      boolean goesOn = now.stream().anyMatch(JobsCommand::isUnderWay);
      if (talk.json()) {
        event(talk, seen);
      } else if (terminal) {
        drawn = draw(talk, seen, drawn);
      } else if (!goesOn || at - plainAt >= PLAIN_MILLIS * 1_000_000 || before.isEmpty()) {
        plainAt = at;
        plain(seen).forEach(talk::line);
      }
      if (!goesOn) {
        talk.put("jobs", JobTexts.json(seen));
        return Exit.DONE;
      }
      before = now.stream().collect(Collectors.toMap(Job::id, j -> j));
      beforeAt = at;
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Exit.DONE;
      }
    }
  }

  private static boolean isUnderWay(Job job) {
    return job.state() == Job.State.RUNNING || job.state() == Job.State.PAUSED;
  }

  private static List<String> plain(List<Seen> seen) {
    return seen.isEmpty()
        ? List.of("nothing is being moved in batches")
        : seen.stream().map(JobTexts::plain).toList();
  }

  private static void event(Talk talk, List<Seen> seen) {
    JsonObject event = new JsonObject();
    event.addProperty("event", "jobs");
    event.add("jobs", JobTexts.json(seen));
    talk.event(event);
  }

  /** In the place of what was drawn before, which had so many lines. */
  private static int draw(Talk talk, List<Seen> seen, int before) {
    List<String> lines = shown(talk, seen);
    StringBuilder page = new StringBuilder(before == 0 ? "" : "\u001B[" + before + "A\r");
    lines.forEach(line -> page.append(line).append("\u001B[K\n"));
    talk.text(page.append("\u001B[J").toString());
    talk.around().out().flush();
    return lines.size();
  }

  private Verb verb() {
    List<String> known =
        Stream.of(Verb.values()).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    int at = known.indexOf(what.toLowerCase(Locale.ROOT));
    if (at >= 0) {
      return Verb.values()[at];
    }
    List<String> near = Nearest.to(what, known);
    throw wrong(
        "mig jobs has no " + what,
        near.isEmpty()
            ? "there are: " + String.join(", ", known)
            : "did you mean  mig jobs " + near.getFirst());
  }

  private Exit change(Talk talk, Jobs jobs, Verb verb) {
    if (watch || all) {
      throw wrong("--watch and --all go with the list", "mig jobs --watch");
    }
    Job job = meant(jobs, verb);
    Job.State to =
        switch (verb) {
          case PAUSE -> Job.State.PAUSED;
          case CANCEL -> Job.State.CANCELLED;
          case RESUME, LIST -> Job.State.RUNNING;
        };
    String name = "job " + job.id() + " of " + job.migration();
    if (job.state() == Job.State.DONE) {
      throw wrong(name + " is done already", "mig jobs lists those that are not");
    }
    if (verb == Verb.PAUSE && job.state() != Job.State.RUNNING && job.state() != to) {
      throw wrong(
          name + " " + JobTexts.phrase(job.state()) + ", so there is nothing to pause",
          "mig jobs resume " + job.id() + " lets it go on");
    }
    boolean same = job.state() == to;
    if (!same) {
      talk.beginWriting();
      jobs.change(job.id(), to, options().patience());
    }
    talk.put("job", new JsonPrimitive(job.id()));
    talk.put("state", to.word());
    talk.line(name + " " + JobTexts.phrase(to) + (same ? " already" : "") + next(job, to));
    return Exit.DONE;
  }

  private static String next(Job job, Job.State to) {
    return switch (to) {
      case PAUSED, CANCELLED -> "; mig jobs resume " + job.id() + " lets it go on";
      case RUNNING -> job.background() ? "; mig work does its batches" : next(job);
      case FAILED, DONE -> "";
    };
  }

  /** A run that waits goes on by itself; one that has ended has to be begun again. */
  private static String next(Job job) {
    return job.state() == Job.State.PAUSED || job.state() == Job.State.RUNNING
        ? ""
        : "; mig " + (job.way().equals("up") ? "up" : "down") + " goes on with it";
  }

  private Job meant(Jobs jobs, Verb verb) {
    String word = verb.name().toLowerCase(Locale.ROOT);
    if (id == null) {
      throw wrong("which job? mig jobs " + word + " takes its number", known(jobs));
    }
    String said = id;
    return jobs.list().stream()
        .filter(j -> Long.toString(j.id()).equals(said))
        .findFirst()
        .orElseThrow(() -> wrong("there is no job " + said, known(jobs)));
  }

  private static String known(Jobs jobs) {
    List<String> open =
        jobs.list().stream()
            .filter(j -> j.state() != Job.State.DONE)
            .map(j -> j.id() + " (" + j.migration() + ", " + j.state().word() + ")")
            .toList();
    return open.isEmpty() ? "no job is open" : "there are: " + String.join(", ", open);
  }

  private static Stop wrong(String summary, String note) {
    return Stop.because(Diagnostic.error(Code.WRONG_CALL, summary).note(note).build());
  }
}
