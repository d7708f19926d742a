package dev.mig.database.sqlite;

import dev.mig.database.Walks;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace.Method;
import dev.mig.plan.Step;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Moves rows in batches: the steps before a walk, and the walk. */
final class SqliteBatches {
  private final SqliteSql sql = TableSql.SQL;
  private final Schema schema;

  SqliteBatches(Schema schema) {
    this.schema = schema;
  }

  List<Step> steps(Batch batch) {
    List<Step> steps = new ArrayList<>();
    List<Step.Part> parts = parts(batch, batch.parts(), steps);
    List<Step.Part> again = parts(batch, batch.proof().redo(), new ArrayList<>());
    List<Step.Key> key =
        batch.key().stream()
            .map(c -> sql.name(c.name()))
            .map(c -> new Step.Key(c, read(c), null))
            .toList();
    Walks.Choice choice = choice(batch);
    steps.add(
        new Step.Walk(
            batch.table(),
            sql.name(batch.table()),
            key,
            null,
            parts,
            Walks.proof(sql, batch, again),
            batch.pace(),
            choice.method(),
            Walks.why(batch, parts, choice),
            batch.rows(),
            batch.span()));
    return steps;
  }

  /**
   * What is done to a stretch.
   *
   * @param before gets the tables that must be there for it
   */
  private List<Step.Part> parts(Batch batch, List<Batch.Part> all, List<Step> before) {
    List<Step.Part> parts = new ArrayList<>();
    for (Batch.Part part : all) {
      for (Step step : new RowSql(schema, false).steps(part.operation())) {
        Step.Execute execute = (Step.Execute) step;
        if (execute.sql().startsWith("create table ")) {
          before.add(execute);
        } else {
          parts.add(
              new Step.Part(
                  execute.sql(),
                  Walks.key(sql, batch, part),
                  execute.why(),
                  execute.rows() && Walks.counts(batch, part)));
        }
      }
    }
    return parts;
  }

  /** SQLite's own quoting ends a text at its first character of number 0. */
  private static String read(String column) {
    return ("case when typeof(%1$s) = 'text' and instr(%1$s, char(0)) > 0"
            + " then 'cast(x''' || hex(%1$s) || ''' as text)' else quote(%1$s) end")
        .formatted(column);
  }

  /** One writer at a time is all that SQLite has, so batches only keep each turn short. */
  private static Walks.Choice choice(Batch batch) {
    Method said = batch.pace().method();
    if (said == Method.SINGLE) {
      return new Walks.Choice(Method.SINGLE, "the script says so");
    }
    if (batch.facts().settled()) {
      return new Walks.Choice(Method.NONE, Walks.settled(batch));
    }
    if (said != null && said != Method.REINDEX) {
      return new Walks.Choice(Method.KEYSET, "SQLite has nothing to gain from another");
    }
    return batch.pace().auto() && batch.rows() >= 0 && batch.rows() <= Walks.FEW
        ? new Walks.Choice(Method.SINGLE, "so few are done in one transaction")
        : new Walks.Choice(Method.KEYSET, "other writers get their turn after each batch");
  }
}
