package dev.mig.plan;

import dev.mig.expression.Queries;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Builds indexes after the rows are in: one sorted build costs less than an entry for each row.
 * Unique ones stay, since they tell what is wrong with a row at the statement that writes it; so
 * does every index before something that may look rows up by it.
 */
final class LateIndexes {
  private final List<Operation> operations;
  private final List<List<Operation>> behind = new ArrayList<>();

  /** The places of the operations that stand elsewhere now. */
  private final Set<Integer> moved = new HashSet<>();

  private LateIndexes(List<Operation> operations) {
    this.operations = operations;
    operations.forEach(o -> behind.add(new ArrayList<>()));
  }

  static List<Operation> of(List<Operation> operations, Schema before) {
    LateIndexes late = new LateIndexes(operations);
    List<Operation> kept = new ArrayList<>();
    Schema schema = before;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      schema = operation.applyTo(schema);
      kept.add(late.without(operation, i, schema));
    }
    List<Operation> all = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      if (!late.moved.contains(i)) {
        all.add(kept.get(i));
      }
      all.addAll(late.behind.get(i));
    }
    return all;
  }

  /** The operation without the indexes that come later, which are noted where they belong. */
  private Operation without(Operation operation, int place, Schema after) {
    if (operation instanceof CreateIndex o) {
      if (move(o, place, after)) {
        moved.add(place);
      }
    } else if (operation instanceof CreateTable o) {
      List<Index> early = new ArrayList<>();
      for (Index index : o.made().indexes()) {
        if (!move(new CreateIndex(o.table(), index, o.span()), place, after)) {
          early.add(index);
        }
      }
      return early.size() == o.made().indexes().size()
          ? o
          : new CreateTable(o.made().withIndexes(early), o.span());
    }
    return operation;
  }

  private boolean move(CreateIndex index, int place, Schema after) {
    Table table = after.known(index.table());
    if (!isPlain(index.index()) || !table.triggers().isEmpty()) {
      return false;
    }
    int last = place;
    for (int i = place + 1; i < operations.size() && passes(operations.get(i), index, after); i++) {
      last = writes(operations.get(i), index) ? i : last;
    }
    if (last > place) {
      behind.get(last).add(index);
    }
    return last > place;
  }

  /** PostgreSQL's exclusion constraints are indexes here, too, and refuse rows. */
  private static boolean isPlain(Index index) {
    String text = index.definition();
    return !index.unique()
        && (text == null || text.toLowerCase(Locale.ROOT).startsWith("create index"));
  }

  private static boolean writes(Operation operation, CreateIndex index) {
    return switch (operation) {
      case InsertRows o -> o.table().equals(index.table());
      case UpdateRows o ->
          o.table().equals(index.table())
              && !Collections.disjoint(Mentions.assigned(o), index.index().columns());
      default -> false;
    };
  }

  private static boolean passes(Operation operation, CreateIndex index, Schema schema) {
    return switch (operation) {
      case Question o -> !reads(o, index.table());
      case RowOperation o -> passesRows(o, index.table(), schema);
      case SchemaOperation o -> passesSchema(o, index);
      case Batch o -> false;
      case NativeSql o -> false;
    };
  }

  private static boolean reads(Question question, QName table) {
    return switch (question) {
      case NoRows q -> !q.enforced() && Queries.tables(q.offending()).contains(table);
      case Same q ->
          Queries.tables(q.left()).contains(table) || Queries.tables(q.right()).contains(table);
      case Unchanged q -> Queries.tables(q.now()).contains(table);
    };
  }

  private static boolean passesRows(RowOperation operation, QName table, Schema schema) {
    return switch (operation) {
      case InsertRows o -> o.conflict() == null && !Queries.tables(o.query()).contains(table);
      case UpdateRows o ->
          !Mentions.reads(o).contains(table)
              && (o.table().equals(table) ? o.from() == null : !refers(table, o.table(), schema));
      case RowOperation.SaveRows o -> !Queries.tables(o.query()).contains(table);
      case RowOperation.DropSaved o -> true;
      case RowOperation.DeleteRows o -> false;
      case RowOperation.SetTriggers o -> false;
      case RowOperation.AdvanceIdentity o -> true;
    };
  }

  /** A change of a key makes the database look for the rows that refer to it. */
  private static boolean refers(QName from, QName to, Schema schema) {
    return schema.referencesTo(to).stream().anyMatch(r -> r.from().name().equals(from));
  }

  private static boolean passesSchema(SchemaOperation operation, CreateIndex index) {
    boolean own = operation.table().equals(index.table());
    return switch (operation) {
      case SchemaOperation.AddColumn o -> o.fill() == null;
      case SchemaOperation.AlterColumn o ->
          !own || !index.index().columns().contains(o.after().name());
      case SchemaOperation.AddConstraint o -> true;
      case CreateTable o -> !own;
      case CreateIndex o -> true;
      case SchemaOperation.DropTable o -> false;
      case SchemaOperation.RenameTable o -> false;
      case SchemaOperation.DropColumns o -> false;
      case SchemaOperation.RenameColumn o -> false;
      case SchemaOperation.DropConstraint o -> false;
      case SchemaOperation.RenameConstraint o -> false;
      case SchemaOperation.ValidateConstraint o -> false;
      case SchemaOperation.DropIndex o -> false;
      case SchemaOperation.RenameIndex o -> false;
      case SchemaOperation.KeepInSync o -> false;
      case SchemaOperation.EndSync o -> false;
    };
  }
}
