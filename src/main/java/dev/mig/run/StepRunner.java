package dev.mig.run;

import dev.mig.database.Asker;
import dev.mig.operation.Answer;
import dev.mig.operation.Refusal;
import dev.mig.plan.Step;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out the steps of one plan on one connection, in order, until one fails. */
final class StepRunner {
  private final Connection connection;
  private final boolean sqlite;
  private final Source source;
  private final RunListener listener;
  private final Asker asker;
  private final Map<Integer, @Nullable String> remembered;
  private final List<StepResult> results = new ArrayList<>();
  private @Nullable Step current;

  /**
   * @param remembered what was kept for later questions; grows
   */
  StepRunner(
      Connection connection,
      boolean sqlite,
      Source source,
      RunListener listener,
      Map<Integer, @Nullable String> remembered) {
    this.remembered = remembered;
    this.connection = connection;
    this.sqlite = sqlite;
    this.source = source;
    this.listener = listener;
    this.asker = new Asker(connection);
  }

  /**
   * Runs them.
   *
   * @throws Refused when a question is not answered as wished
   * @throws SQLException when the database fails; {@link #current} is the step it failed at
   */
  void run(List<Step> steps) throws SQLException, Refused {
    int number = 0;
    for (Step step : steps) {
      number++;
      current = step;
      listener.stepStarted(number, steps.size(), step);
      long start = System.nanoTime();
      long rows = run(step);
      StepResult result = new StepResult(step, rows, Duration.ofNanos(System.nanoTime() - start));
      results.add(result);
      listener.stepEnded(number, steps.size(), result);
    }
    current = null;
  }

  /** What was carried out so far. */
  List<StepResult> results() {
    return results;
  }

  /** How many rows were touched so far. */
  long rows() {
    return results.stream().mapToLong(r -> Math.max(0, r.rows())).sum();
  }

  /** The step that is being carried out, or null between plans. */
  @Nullable Step current() {
    return current;
  }

  private long run(Step step) throws SQLException, Refused {
    switch (step) {
      case Step.Execute execute -> {
        return execute(execute);
      }
      case Step.AskNone ask -> demand(asker.none(ask.sql(), ask.ofSql()), ask.refusal());
      case Step.AskSame ask -> demand(asker.same(ask.left(), ask.right()), ask.refusal());
      case Step.Remember remember -> remembered.put(remember.slot(), asker.value(remember.sql()));
      case Step.AskUnchanged ask ->
          demand(
              asker.unchanged(remembered.get(ask.slot()), ask.sql(), ask.within()), ask.refusal());
      case Step.Walk walk -> throw new IllegalStateException("a walk has its own transactions");
    }
    return -1;
  }

  /** What only warns, such as {@code expect}, is told and does not stop the run. */
  private void demand(Answer answer, Refusal refusal) throws Refused {
    if (answer.holds()) {
      return;
    }
    Diagnostic told = refusal.explain(answer);
    if (told.isError()) {
      throw new Refused(told);
    }
    listener.remarked(told.source() == null ? told.in(source) : told);
  }

  private long execute(Step.Execute step) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (step.rows()) {
        statement.execute(step.sql());
        return Math.max(0, statement.getLargeUpdateCount());
      }
      if (sqlite) {
        // Of several statements in one text, this driver's execute() runs only the first.
        statement.executeLargeUpdate(step.sql());
      } else {
        statement.execute(step.sql());
      }
      return -1;
    }
  }
}
