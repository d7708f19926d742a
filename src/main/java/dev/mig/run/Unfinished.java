package dev.mig.run;

import dev.mig.plan.Stages;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is half done: some of its transactions are committed, others are to come.
 *
 * @param way {@code up} or {@code down}, which is also the way back of one that never was up
 * @param at when it began
 * @param done how many of its stages are committed, at least 1
 * @param stages how many it has
 * @param source its text as it was when it began
 * @param fingerprint of that text's meaning
 * @param touched the tables that it changes or walks along, or null where that cannot be told
 * @param jobs of this run of it, the oldest first
 */
public record Unfinished(
    String name,
    String way,
    Instant at,
    int done,
    int stages,
    Source source,
    String fingerprint,
    @Nullable Set<QName> touched,
    List<Job> jobs) {
  public Unfinished {
    jobs = List.copyOf(jobs);
  }

  /** The walk that it is at, or was last at; empty where none is begun. */
  public Optional<Job> job() {
    return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getLast());
  }

  /** Whether it is left to {@code mig work} at the moment. */
  public boolean inBackground() {
    return job().filter(j -> j.background() && j.state() != Job.State.DONE).isPresent();
  }

  /**
   * All of them, the oldest first; none where nothing was ever run in batches.
   *
   * @throws Refused when what the database keeps of one was changed by hand
   */
  static List<Unfinished> all(Connection connection, Ledger ledger, String dialect)
      throws SQLException, Refused {
    List<Begun> begun = new BegunTable(connection, dialect).all();
    if (begun.isEmpty()) {
      return List.of();
    }
    List<Job> jobs = new JobTable(connection, dialect).all();
    List<Unfinished> all = new ArrayList<>();
    for (Begun half : begun) {
      all.add(of(half, half.attempt(ledger, dialect), jobs));
    }
    return all;
  }

  private static Unfinished of(Begun begun, Attempt attempt, List<Job> jobs) {
    List<Job> own =
        jobs.stream()
            .filter(j -> j.migration().equals(begun.migration()) && j.way().equals(begun.way()))
            .filter(j -> !j.beganAt().isBefore(begun.at()))
            .toList();
    // The stages of walks that are done are counted when the transaction behind them is.
    int walked = own.stream().mapToInt(j -> j.stage() + (isDone(j) ? 1 : 0)).max().orElse(0);
    return new Unfinished(
        begun.migration(),
        begun.way().equals("up") ? "up" : "down",
        begun.at(),
        Math.max(begun.next(), walked),
        Stages.of(attempt.plan().steps()).size(),
        attempt.source(),
        attempt.fingerprint(),
        touched(attempt.plan()),
        own);
  }

  private static boolean isDone(Job job) {
    return job.state() == Job.State.DONE;
  }

  private static @Nullable Set<QName> touched(StoredPlan plan) {
    if (plan.touched() == null) {
      return null;
    }
    Set<QName> all = new TreeSet<>(plan.touched());
    for (Step step : plan.steps()) {
      if (step instanceof Step.Walk walk) {
        all.add(walk.name());
      }
    }
    return all;
  }
}
