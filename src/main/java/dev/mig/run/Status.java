package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a project and a database stand to each other. Reading it writes nothing, not even an empty
 * ledger.
 *
 * @param lines applied ones first, in the order of going up, then those that are half done, then
 *     those that are pending, in the order of the project
 * @param problems edited and missing migrations, or why nothing could be read
 * @param history everything that ever happened
 */
public record Status(List<Line> lines, List<Diagnostic> problems, History history) {
  /** How a migration stands. */
  public enum State {
    APPLIED,
    PENDING,
    /** Pending, and its last attempt failed. */
    FAILED,
    /** Applied, but its file says something else now. */
    EDITED,
    /** Applied, but its file is gone. */
    MISSING,
    /** Half done, on its way up or down. */
    BEGUN;

    /** The word that people and JSON read. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A migration of the project.
   *
   * @param repeatable whether it is applied again whenever what it says changes
   */
  public record Known(String name, String fingerprint, Source source, boolean repeatable) {}

  /**
   * One migration.
   *
   * @param applied its row of the ledger, or null when it is not applied; a repeatable one has it
   *     while it is pending again
   * @param last the last thing that happened to it, or null
   * @param half how far it is, where it is half done; else null
   * @param resumed whether it went on after a stop, when it last went up
   */
  public record Line(
      String name,
      State state,
      @Nullable Applied applied,
      @Nullable Event last,
      @Nullable Unfinished half,
      boolean resumed) {}

  public Status {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** Those that are yet to go up, in order. */
  public List<Line> pending() {
    return lines.stream()
        .filter(line -> line.state() == State.PENDING || line.state() == State.FAILED)
        .toList();
  }

  /** Those that are half done, the oldest first. */
  public List<Unfinished> unfinished() {
    return lines.stream()
        .map(Line::half)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Unfinished::at))
        .toList();
  }

  /** Compares the project's migrations, in the order of going up, with the ledger. */
  public static Status read(Database database, List<Known> project) {
    return read(database, (Collection<String> names) -> project);
  }

  /**
   * The same for a project whose order depends on what the ledger knows.
   *
   * @param project its migrations, given the names in the ledger; not asked where that cannot be
   *     read
   */
  public static Status read(Database database, Function<Collection<String>, List<Known>> project) {
    Past past = Past.read(database);
    return past.problems().isEmpty()
        ? past.against(project.apply(past.names()))
        : new Status(List.of(), past.problems(), History.NONE);
  }

  static Status of(
      List<Applied> applied, History history, List<Unfinished> unfinished, List<Known> project) {
    Map<String, Unfinished> half = new LinkedHashMap<>();
    unfinished.forEach(u -> half.put(u.name(), u));
    Map<String, Event> last = history.lastOfEach();
    Set<String> resumed = history.resumed();
    Map<String, Known> files = new LinkedHashMap<>();
    project.forEach(known -> files.put(known.name(), known));
    List<Line> lines = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (Applied row : applied) {
      Known file = files.remove(row.name());
      Unfinished back = half.remove(row.name());
      State state = State.APPLIED;
      if (back != null) {
        state = State.BEGUN;
      } else if (file == null) {
        state = State.MISSING;
        problems.add(Problems.missing(row));
      } else if (!file.fingerprint().equals(row.fingerprint()) && file.repeatable()) {
        state = State.PENDING;
      } else if (!file.fingerprint().equals(row.fingerprint())) {
        state = State.EDITED;
        problems.add(Problems.edited(row, file.source()));
      }
      lines.add(
          new Line(
              row.name(), state, row, last.get(row.name()), back, resumed.contains(row.name())));
    }
    for (Unfinished begun : half.values()) {
      Known file = files.remove(begun.name());
      if (file != null && !file.fingerprint().equals(begun.fingerprint())) {
        problems.add(Problems.editedHalfWay(begun, file.source()));
      }
      lines.add(
          new Line(
              begun.name(),
              State.BEGUN,
              null,
              last.get(begun.name()),
              begun,
              resumed.contains(begun.name())));
    }
    for (Known file : files.values()) {
      Event event = last.get(file.name());
      boolean failed = event != null && event.kind() == Event.Kind.FAILED;
      lines.add(
          new Line(file.name(), failed ? State.FAILED : State.PENDING, null, event, null, false));
    }
    return new Status(lines, problems, history);
  }
}
