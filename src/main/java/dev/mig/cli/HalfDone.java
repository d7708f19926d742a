package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Job;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Words;
import java.util.List;
import java.util.Optional;

/** What is said of migrations that are half done. */
final class HalfDone {
  private HalfDone() {}

  /** How far it is: {@code 62 % of users moved by job 3}. */
  static String far(Unfinished half) {
    Optional<Job> job = open(half);
    if (job.isEmpty()) {
      return half.done() + " of " + half.stages() + " parts are done";
    }
    Job at = job.get();
    int percent = JobTexts.percent(at);
    return (percent < 0 ? Words.count(at.keys(), "row") : percent + " %")
        + " of "
        + at.table()
        + " moved by job "
        + at.id()
        + (at.state() == Job.State.RUNNING ? "" : ", which " + JobTexts.phrase(at.state()));
  }

  /** What makes it go on. */
  static String goesOn(Unfinished half) {
    Optional<Job> job = open(half);
    boolean held = job.filter(HalfDone::isHeld).isPresent();
    if (held) {
      return "mig jobs resume " + job.get().id() + " lets it go on";
    }
    return half.inBackground()
        ? "mig work does the rest"
        : half.way().equals("up")
            ? "mig up goes on with it, mig down takes it back"
            : "mig down goes on with it";
  }

  /** One line of it all. */
  static String line(Unfinished half) {
    return half.name()
        + " is half "
        + (half.way().equals("down") ? "taken back" : "done")
        + ": "
        + far(half)
        + "; "
        + goesOn(half);
  }

  static Diagnostic problem(Unfinished half, String note) {
    return Diagnostic.error(
            Code.UNFINISHED,
            half.name() + " is half " + (half.way().equals("down") ? "taken back" : "done"))
        .in(half.source())
        .note(far(half) + "; " + goesOn(half))
        .note(note)
        .build();
  }

  static JsonArray json(List<Unfinished> all) {
    JsonArray array = new JsonArray();
    for (Unfinished half : all) {
      JsonObject object = new JsonObject();
      object.addProperty("name", half.name());
      members(half, object);
      array.add(object);
    }
    return array;
  }

  /** Adds what is known of it to an object. */
  static void members(Unfinished half, JsonObject object) {
    object.addProperty("way", half.way());
    object.addProperty("beganAt", half.at().toString());
    object.addProperty("partsDone", half.done());
    object.addProperty("parts", half.stages());
    JsonArray jobs = new JsonArray();
    half.jobs().forEach(j -> jobs.add(j.id()));
    object.add("jobs", jobs);
  }

  private static boolean isHeld(Job job) {
    return switch (job.state()) {
      case PAUSED -> true;
      // A run in the foreground takes up again what was cancelled and what failed.
      case CANCELLED, FAILED -> job.background();
      case RUNNING, DONE -> false;
    };
  }

  private static Optional<Job> open(Unfinished half) {
    return half.job().filter(j -> j.state() != Job.State.DONE);
  }
}
