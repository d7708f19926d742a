package dev.mig.database;

import dev.mig.expression.Query;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.plan.Step;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of questions, the same for the check and for the steps of a plan. One for each plan: it
 * numbers the slots.
 */
public final class QuestionSql {
  /** More sort keys make the sample no better. */
  private static final int MOST_KEYS = 4;

  private final SqlWriter sql;
  private final Map<String, Integer> slots = new LinkedHashMap<>();

  public QuestionSql(SqlWriter sql) {
    this.sql = sql;
  }

  /**
   * The steps that belong before everything else: they keep what {@link Unchanged} questions
   * compare with later. Equal queries share a slot.
   */
  public List<Step> remember(List<Operation> operations) {
    List<Step> steps = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof Unchanged question) {
        String text = sql.query(question.atStart());
        if (!slots.containsKey(text)) {
          slots.put(text, slots.size());
          steps.add(new Step.Remember(slots.size() - 1, text, Span.NONE));
        }
      }
    }
    return steps;
  }

  /**
   * The step that asks it in a run; null where the database refuses by itself. After {@link
   * #remember}.
   */
  public @Nullable Step step(Question question) {
    return switch (question) {
      case NoRows q ->
          q.enforced() ? null : new Step.AskNone(rows(q), count(q), q.refusal(), q.span());
      case Same q ->
          new Step.AskSame(sql.query(q.left()), sql.query(q.right()), q.refusal(), q.span());
      case Unchanged q -> {
        int slot = Objects.requireNonNull(slots.get(sql.query(q.atStart())));
        yield new Step.AskUnchanged(slot, sql.query(q.now()), q.within(), q.refusal(), q.span());
      }
    };
  }

  /** At most five of the rows that must not be, and as last column how many there are. */
  public String rows(NoRows question) {
    String keys = sortKeys(question.offending());
    return "select q.*, count(*) over () as mig_total from (\n"
        + sql.query(question.offending())
        + "\n) as q"
        + (keys.isEmpty() ? "" : "\norder by " + keys)
        + "\nlimit 5";
  }

  /** How many rows were looked at; null where that tells nothing. */
  public @Nullable String count(NoRows question) {
    return question.of() == null ? null : sql.query(question.of());
  }

  /** The same rows are shown on every run, as far as their types have an order. */
  private static String sortKeys(Query query) {
    Query first = query;
    while (first instanceof Query.Union union) {
      first = union.parts().getFirst();
    }
    List<String> keys = new ArrayList<>();
    if (first instanceof Query.Select select) {
      for (int i = 0; i < select.items().size() && keys.size() < MOST_KEYS; i++) {
        if (ordered(select.items().get(i).value().type())) {
          keys.add((i + 1) + " nulls last");
        }
      }
    }
    return String.join(", ", keys);
  }

  private static boolean ordered(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, CHAR, VARCHAR, TEXT -> true;
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, ENUM -> true;
      case JSON, JSONB, ARRAY, OTHER, UNKNOWN -> false;
    };
  }
}
