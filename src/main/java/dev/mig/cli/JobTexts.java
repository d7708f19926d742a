package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Job;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as people and programs read them. */
final class JobTexts {
  private static final int WORDS = 9;

  private JobTexts() {}

  /**
   * A job at one moment.
   *
   * @param rate rows a second: since the look before where there was one, else since it began; -1
   *     where that says nothing
   */
  record Seen(Job job, long rate) {
    static Seen first(Job job, Instant now) {
      Instant end = job.endedAt() == null ? now : job.endedAt();
      long millis = Duration.between(job.beganAt(), end).toMillis();
      boolean tells = job.state() == Job.State.RUNNING || job.state() == Job.State.DONE;
      return new Seen(job, tells && millis > 0 ? job.keys() * 1000 / millis : -1);
    }

    /** What has come since the look before. */
    static Seen since(Job before, Job now, Duration between) {
      if (now.state() != Job.State.RUNNING || before.state() != Job.State.RUNNING) {
        return first(now, Instant.now());
      }
      long millis = Math.max(1, between.toMillis());
      return new Seen(now, Math.max(0, now.keys() - before.keys()) * 1000 / millis);
    }

    /** How long it takes at this rate, or null where that cannot be told. */
    @Nullable Duration left() {
      boolean tells = job.state() == Job.State.RUNNING && rate > 0 && job.estimate() > 0;
      return tells ? Duration.ofSeconds(Math.max(0, job.estimate() - job.keys()) / rate) : null;
    }
  }

  static String word(Job.State state) {
    return state.word();
  }

  /** What a job does or has done, behind its name. */
  static String phrase(Job.State state) {
    return switch (state) {
      case RUNNING -> "is running";
      case PAUSED -> "is paused";
      case CANCELLED -> "was cancelled";
      case FAILED -> "has failed";
      case DONE -> "is done";
    };
  }

  /** Of the rows that it has to go past; -1 where nobody knows how many there are. */
  static int percent(Job job) {
    if (job.state() == Job.State.DONE) {
      return 100;
    }
    return share(job.keys(), job.estimate());
  }

  /** At most 99: the last of an estimate is not the end. */
  static int share(long keys, long total) {
    return total <= 0 ? -1 : (int) Math.min(99, keys * 100 / total);
  }

  /** Two lines, or three with what went wrong. */
  static List<String> lines(Seen seen, Colour colour, int width) {
    Job job = seen.job();
    List<String> lines = new ArrayList<>();
    String state = word(job.state());
    String numbers =
        "%4d  %s%s".formatted(job.id(), state, " ".repeat(WORDS - state.length()))
            + "  "
            + numbers(seen);
    String cut = cut(numbers, width);
    lines.add(painted(cut, state, job.state(), colour));
    lines.add(colour.dim(cut("      " + job.migration() + way(job) + ": " + what(job), width)));
    if (job.error() != null) {
      lines.add(colour.red(cut("      " + job.error(), width)));
    }
    return lines;
  }

  /** One line without a terminal. */
  static String plain(Seen seen) {
    return "job " + seen.job().id() + "  " + word(seen.job().state()) + "  " + numbers(seen);
  }

  private static String numbers(Seen seen) {
    Job job = seen.job();
    List<String> parts = new ArrayList<>();
    int percent = percent(job);
    boolean done = job.state() == Job.State.DONE;
    parts.add(
        job.table()
            + "  "
            + (done
                ? Words.count(job.rows(), "row")
                : percent < 0
                    ? Words.count(job.keys(), "row")
                    : percent
                        + " %  "
                        + Words.number(job.keys())
                        + " of about "
                        + Words.count(job.estimate(), "row")));
    if (job.background() && job.state() == Job.State.RUNNING && job.keys() == 0) {
      parts.add("waits for mig work");
    } else if (!done && seen.rate() >= 0) {
      parts.add(Words.number(seen.rate()) + " rows/s");
    }
    Duration left = seen.left();
    if (left != null) {
      parts.add(Words.roughly(left) + " left");
    }
    parts.add(job.method());
    if (!job.background()) {
      parts.add("in a run");
    }
    return String.join(" · ", parts);
  }

  private static String way(Job job) {
    return job.way().equals("up") ? "" : " (back)";
  }

  /** What it is for: the rest of the text says how. */
  private static String what(Job job) {
    int end = job.what().indexOf("; ");
    return end < 0 ? job.what() : job.what().substring(0, end);
  }

  private static String painted(String line, String word, Job.State state, Colour colour) {
    String painted =
        switch (state) {
          case RUNNING -> colour.green(word);
          case PAUSED, CANCELLED -> colour.yellow(word);
          case FAILED -> colour.red(word);
          case DONE -> colour.dim(word);
        };
    int at = line.indexOf(word);
    return at < 0 ? line : line.substring(0, at) + painted + line.substring(at + word.length());
  }

  /** Ends before the width, so that no terminal breaks it. */
  static String cut(String line, int width) {
    return line.codePointCount(0, line.length()) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }

  static JsonArray json(List<Seen> all) {
    JsonArray array = new JsonArray();
    all.forEach(seen -> array.add(json(seen)));
    return array;
  }

  static JsonObject json(Seen seen) {
    Job job = seen.job();
    int percent = percent(job);
    Duration left = seen.left();
    JsonObject object = new JsonObject();
    object.addProperty("id", job.id());
    object.addProperty("migration", job.migration());
    object.addProperty("way", job.way());
    object.addProperty("state", job.state().word());
    object.addProperty("table", job.table());
    object.addProperty("what", job.what());
    object.addProperty("method", job.method());
    object.addProperty("background", job.background());
    object.addProperty("looked", job.keys());
    object.addProperty("rows", job.rows());
    object.addProperty("estimate", job.estimate() > 0 ? job.estimate() : null);
    object.addProperty("percent", percent < 0 ? null : percent);
    object.addProperty("rate", seen.rate() < 0 ? null : seen.rate());
    object.addProperty("secondsLeft", left == null ? null : left.toSeconds());
    object.addProperty("batch", job.batchSize() > 0 ? job.batchSize() : null);
    object.addProperty("error", job.error());
    object.addProperty("beganAt", job.beganAt().toString());
    object.addProperty("endedAt", job.endedAt() == null ? null : job.endedAt().toString());
    return object;
  }
}
