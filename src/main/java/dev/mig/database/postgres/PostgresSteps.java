package dev.mig.database.postgres;

import dev.mig.database.postgres.AlterTable.Action;
import dev.mig.operation.SchemaOperation;
import dev.mig.plan.Step;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the steps of a plan in order; changes of one table that follow each other become one
 * statement.
 */
final class PostgresSteps {
  private final List<Step> steps = new ArrayList<>();
  private @Nullable AlterTable altering;
  private boolean rowsChanged;
  private Schema schema = Schema.EMPTY;

  /** The schema as the next step finds it. */
  void look(Schema now) {
    schema = now;
  }

  List<Step> finished() {
    flush();
    return steps;
  }

  /** A step that only asks. */
  void ask(Step step) {
    flush();
    steps.add(step);
  }

  /** Actions of ALTER TABLE, which join those before them where they may. */
  void alter(QName table, Span span, String why, List<Action> actions) {
    if (altering != null && !altering.takes(table, actions)) {
      flush();
    }
    if (altering == null) {
      altering = new AlterTable(table);
    }
    altering.add(actions, why, span);
  }

  /** A statement that changes the schema. */
  void ddl(String statement, String why, Span span) {
    flush();
    settle();
    steps.add(new Step.Execute(statement, why, false, span));
  }

  /** A statement that changes rows, or may. */
  void rows(String statement, String why, boolean count, Span span) {
    flush();
    steps.add(new Step.Execute(statement, why, count, span));
    rowsChanged = true;
  }

  /** Rows that are moved in transactions of their own. */
  void walk(Step.Walk step) {
    flush();
    settle();
    steps.add(step);
  }

  private void flush() {
    AlterTable open = altering;
    if (open != null) {
      altering = null;
      settle();
      steps.add(new Step.Execute(open.sql(), open.why(), false, open.span()));
    }
  }

  /**
   * A table whose rows wait for a deferred constraint cannot be altered, so that they are looked at
   * now.
   */
  private void settle() {
    boolean deferred =
        schema.tables().values().stream()
            .flatMap(t -> t.constraints().stream())
            .anyMatch(PostgresSteps::isDeferred);
    if (rowsChanged && deferred) {
      steps.add(
          new Step.Execute(
              "set constraints all immediate", "no check may wait beyond here", false, Span.NONE));
    }
    rowsChanged = false;
  }

  private static boolean isDeferred(Constraint constraint) {
    return switch (constraint) {
      case ForeignKey k -> k.deferral().endsWith("initially deferred");
      case Constraint.Unique u -> u.deferral().endsWith("initially deferred");
      case Constraint.PrimaryKey k -> false;
      case Constraint.Check c -> false;
    };
  }

  /** What is done to an index, in a few words. */
  static String said(String verb, Index index, SchemaOperation o) {
    return o.table() + ": " + verb + " index " + index.name();
  }
}
