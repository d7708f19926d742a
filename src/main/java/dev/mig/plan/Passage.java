package dev.mig.plan;

import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** On which side of one pass an operation may stand that lies between the two updates in it. */
enum Passage {
  /** Before both, as far as it finds there what it found between them. */
  BEFORE,
  /** After both: the second does not care for it. */
  AFTER,
  /** Nowhere but between them. An operation of which nothing is known is one of these. */
  NEITHER;

  /**
   * @param schema as the operation itself finds it
   * @param later the update behind it
   */
  static Passage of(Operation between, Schema schema, UpdateRows later) {
    return switch (between) {
      case Question q -> BEFORE;
      case RowOperation o -> rows(o, schema, later);
      case SchemaOperation o -> schema(o, schema, later);
      case Batch o -> NEITHER;
      case NativeSql o -> NEITHER;
    };
  }

  private static Passage rows(RowOperation between, Schema schema, UpdateRows later) {
    return switch (between) {
      case RowOperation.SaveRows o -> BEFORE;
      case UpdateRows o -> isApart(o, later.table(), schema) ? BEFORE : NEITHER;
      case RowOperation.InsertRows o -> NEITHER;
      case RowOperation.DeleteRows o -> NEITHER;
      case RowOperation.DropSaved o -> NEITHER;
      case RowOperation.SetTriggers o -> NEITHER;
      case RowOperation.AdvanceIdentity o -> NEITHER;
    };
  }

  /** Whether an update of another table has nothing to do with this one. */
  private static boolean isApart(UpdateRows other, QName table, Schema schema) {
    Table changed = schema.tables().get(other.table());
    Set<String> set = Mentions.assigned(other);
    return changed != null
        && changed.triggers().stream().noneMatch(t -> t.firesOn("update"))
        && !Mentions.reads(other).contains(table)
        && schema.referencesTo(other.table()).stream()
            .allMatch(r -> Collections.disjoint(r.key().targetColumns(), set));
  }

  private static Passage schema(SchemaOperation between, Schema schema, UpdateRows later) {
    boolean own = between.table().equals(later.table());
    return switch (between) {
      case AddColumn o -> isBare(o) ? BEFORE : NEITHER;
      case AlterColumn o -> own && forbidsNull(o, schema) ? rule(o.after().name(), later) : NEITHER;
      case AddConstraint o -> own ? rule(o.constraint(), later) : NEITHER;
      case CreateIndex o ->
          own && (!o.index().unique() || isLeft(o.index().columns(), later)) ? AFTER : NEITHER;
      case SchemaOperation.CreateTable o -> NEITHER;
      case SchemaOperation.DropTable o -> NEITHER;
      case SchemaOperation.RenameTable o -> NEITHER;
      case SchemaOperation.DropColumns o -> NEITHER;
      case SchemaOperation.RenameColumn o -> NEITHER;
      case SchemaOperation.DropConstraint o -> NEITHER;
      case SchemaOperation.RenameConstraint o -> NEITHER;
      case SchemaOperation.ValidateConstraint o -> NEITHER;
      case SchemaOperation.DropIndex o -> NEITHER;
      case SchemaOperation.RenameIndex o -> NEITHER;
      case SchemaOperation.KeepInSync o -> NEITHER;
      case SchemaOperation.EndSync o -> NEITHER;
    };
  }

  /** Whether old rows get nothing but the default. */
  private static boolean isBare(AddColumn o) {
    Column column = o.column();
    return o.fill() == null && column.generated() == null && column.identity() == null;
  }

  /** Whether it says no more than {@code not null}. */
  private static boolean forbidsNull(AlterColumn o, Schema before) {
    Column old = before.known(o.table()).column(o.after().name()).orElseThrow();
    return o.using() == null && old.withNullable(false).equals(o.after());
  }

  private static Passage rule(String column, UpdateRows later) {
    return isLeft(List.of(column), later) ? AFTER : NEITHER;
  }

  private static Passage rule(Constraint constraint, UpdateRows later) {
    return switch (constraint) {
      case Constraint.PrimaryKey k -> NEITHER;
      case Constraint.Unique u -> isLeft(u.columns(), later) ? AFTER : NEITHER;
      case Constraint.ForeignKey k -> isLeft(k.columns(), later) ? AFTER : NEITHER;
      case Constraint.Check c -> isLeft(c.columns(), later) ? AFTER : NEITHER;
    };
  }

  private static boolean isLeft(Collection<String> columns, UpdateRows later) {
    return Collections.disjoint(columns, Mentions.assigned(later));
  }
}
