package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.SqlWriter;
import dev.mig.database.Walks;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Moves rows in batches: the steps before and behind a walk, and the walk. */
final class PostgresBatches {
  /** So many keys are enough to find the ends of some dozens of ranges. */
  private static final long SAMPLED = 10_000;

  private final SqlWriter sql;
  private final PostgresRows rows;
  private final Schema schema;
  private final PostgresSteps steps;
  private final List<Step.Part> parts = new ArrayList<>();

  PostgresBatches(SqlWriter sql, PostgresRows rows, Schema schema, PostgresSteps steps) {
    this.sql = sql;
    this.rows = rows;
    this.schema = schema;
    this.steps = steps;
  }

  void add(Batch batch) {
    Walks.Choice choice = PostgresMethod.of(batch, schema);
    boolean rewrite = choice.method() == Pace.Method.REWRITE;
    List<UpdateRows> numbered = new ArrayList<>();
    for (Batch.Part part : batch.parts()) {
      switch (part.operation()) {
        case InsertRows o -> insert(o, batch, part);
        case UpdateRows o -> {
          if (!always(o).isEmpty()) {
            numbered.add(o);
          }
          parts.add(rewrite ? rewritten(o, part, batch) : changed(part, batch));
        }
        case DeleteRows o -> parts.add(changed(part, batch));
        case SaveRows o -> save(o, batch, part);
        default -> throw new IllegalStateException("not a part of a batch: " + part.operation());
      }
    }
    List<Step.Part> again = batch.proof().redo().stream().map(p -> changed(p, batch)).toList();
    Step.Proof proof = Walks.proof(sql, batch, again);
    numbered.forEach(o -> generated(o, "by default"));
    steps.walk(walk(batch, choice, proof));
    numbered.forEach(o -> generated(o, "always"));
  }

  private List<Column> always(UpdateRows o) {
    return PostgresRows.always(
        o.assignments().stream().map(a -> a.column()).toList(), schema.known(o.table()));
  }

  private void generated(UpdateRows o, String how) {
    for (Column column : always(o)) {
      steps.ddl(
          "alter table %s alter column %s set generated %s"
              .formatted(table(o.table()), name(column.name()), how),
          PostgresRows.said(o),
          o.span());
    }
  }

  /** What is done to a stretch, without what must be there for it. */
  private Step.Part changed(Batch.Part part, Batch batch) {
    return switch (part.operation()) {
      case InsertRows o ->
          part(
              rows.insert(o, schema.known(o.table())),
              "insert rows into " + o.table(),
              batch,
              part);
      case UpdateRows o -> part(rows.update(o), PostgresRows.said(o), batch, part);
      case DeleteRows o -> part(rows.delete(o), "delete rows of " + o.table(), batch, part);
      case SaveRows o ->
          part(
              "insert into " + table(o.table()) + "\n" + sql.query(o.query()),
              "save rows as " + o.table(),
              batch,
              part);
      default -> throw new IllegalStateException("not a part of a batch: " + part.operation());
    };
  }

  private Step.Part rewritten(UpdateRows o, Batch.Part part, Batch batch) {
    String text = new PostgresRewrite(sql).statement(o, schema.known(o.table()));
    return part(text, PostgresRows.said(o), batch, part);
  }

  private Step.Part part(String text, String why, Batch batch, Batch.Part part) {
    return new Step.Part(text, Walks.key(sql, batch, part), why, Walks.counts(batch, part));
  }

  private void insert(InsertRows o, Batch batch, Batch.Part part) {
    Table into = schema.known(o.table());
    QName keys = o.keysInto();
    if (keys != null) {
      steps.ddl(PostgresRows.keysTable(keys, into), "for the keys of new rows", o.span());
    }
    parts.add(changed(part, batch));
  }

  private void save(SaveRows o, Batch batch, Batch.Part part) {
    String why = "save rows as " + o.table();
    steps.ddl(
        Batch.put(rows.save(o.table(), o.query()), "false") + "\nwith no data", why, o.span());
    parts.add(changed(part, batch));
  }

  /** Blocks are taken by chance, and all their rows: enough to cut a table into ranges. */
  private static String sample(Batch batch, List<Step.Key> key) {
    double percent = 100.0 * SAMPLED / Math.max(SAMPLED, batch.rows());
    // By the columns of the table: their texts bear the same names, and sort otherwise.
    String columns =
        key.stream().map(k -> "mig_rows." + k.column()).collect(Collectors.joining(", "));
    return "select %s from %s as mig_rows tablesample system (%.4f) order by %s"
        .formatted(Step.Key.asTexts(key), table(batch.table()), percent, columns);
  }

  private Step.Walk walk(Batch batch, Walks.Choice choice, Step.Proof proof) {
    List<Step.Key> key =
        batch.key().stream()
            .map(c -> new Step.Key(name(c.name()), name(c.name()) + "::text", sql.type(c.type())))
            .toList();
    return new Step.Walk(
        batch.table(),
        table(batch.table()),
        key,
        sample(batch, key),
        parts,
        proof,
        batch.pace(),
        choice.method(),
        Walks.why(batch, parts, choice),
        batch.rows(),
        batch.span());
  }
}
