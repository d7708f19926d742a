package dev.mig.cli;

import dev.mig.run.Applied;
import dev.mig.run.Event;
import dev.mig.run.Status;
import dev.mig.run.Unfinished;
import dev.mig.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a migration came to stand as it does, in one line, and what puts it right. */
final class StatusText {
  private static final int DETAIL = 80;

  private StatusText() {}

  /**
   * The line behind its name.
   *
   * @param file of the migration, or null when there is none
   */
  static String of(Status.Line line, @Nullable String file) {
    List<String> parts = new ArrayList<>();
    Unfinished half = line.half();
    Applied applied = line.applied();
    if (half != null) {
      parts.add(half.way() + ", " + HalfDone.far(half));
      parts.add(HalfDone.goesOn(half));
    } else if (applied != null) {
      parts.add(
          Words.time(applied.at())
              + "  "
              + Words.count(applied.rows(), "row")
              + " · "
              + Words.duration(Duration.ofMillis(applied.durationMillis()))
              + " · "
              + applied.by()
              + (applied.tag() == null ? "" : " · tag " + applied.tag()));
    } else if (file != null) {
      parts.add(file);
    }
    if (applied != null && line.state() == Status.State.PENDING) {
      parts.add("says something else now; mig up applies it again");
    }
    if (line.resumed()) {
      parts.add("went on after a stop");
    }
    String last = last(line);
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return String.join("; ", parts);
  }

  /** What happened last, where the state alone does not say it. */
  private static String last(Status.Line line) {
    Event event = line.last();
    if (event == null) {
      return "";
    }
    return switch (event.kind()) {
      case FAILED ->
          (line.applied() == null || line.half() != null ? "failed " : "mig down failed ")
              + Words.time(event.at())
              + ": "
              + Objects.requireNonNullElse(event.code(), "")
              + " "
              + Words.oneLine(
                  Objects.requireNonNullElse(event.detail(), "").lines().findFirst().orElse(""),
                  DETAIL)
              + (line.state() == Status.State.FAILED ? "; mig up tries it again" : "");
      case REVERTED -> line.applied() == null ? "taken back " + Words.time(event.at()) : "";
      case PURGED -> "what it saved was purged " + Words.time(event.at());
      case APPLIED, BEGUN, RESUMED, REPAIRED, TAGGED -> "";
    };
  }

  /** The commands that put it right, or bring it further. */
  static List<String> mend(Status.Line line) {
    String repair = "mig repair " + line.name() + " --";
    return switch (line.state()) {
      case APPLIED -> List.of();
      case PENDING, FAILED -> List.of("mig up");
      case EDITED -> List.of(repair + "restore-file", repair + "accept-edit");
      case MISSING -> List.of(repair + "restore-file", "mig down " + line.name());
      case BEGUN -> {
        Unfinished half = Objects.requireNonNull(line.half());
        yield List.of(half.inBackground() ? "mig work" : "mig " + half.way());
      }
    };
  }
}
