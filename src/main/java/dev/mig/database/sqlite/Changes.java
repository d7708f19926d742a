package dev.mig.database.sqlite;

import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says in a few words what operations change. */
final class Changes {
  private Changes() {}

  /**
   * What one operation changes.
   *
   * @param before the table before it; for a new one the table itself
   */
  static String words(SchemaOperation operation, Table before) {
    return switch (operation) {
      case CreateTable o -> "create " + o.table();
      case DropTable o -> "drop " + o.table();
      case RenameTable o -> "rename " + o.table() + " to " + o.to();
      case AddColumn o -> "add column " + o.column().name();
      case DropColumns o -> "drop column " + String.join(", ", o.columns());
      case RenameColumn o -> "rename column " + o.from() + " to " + o.to();
      case AlterColumn o -> alter(o.after(), before.column(o.after().name()).orElseThrow());
      case AddConstraint o -> "add " + constraint(o.constraint());
      case DropConstraint o -> "drop " + constraint(o.constraint());
      case RenameConstraint o -> "rename " + constraint(o.constraint()) + " to " + o.to();
      case ValidateConstraint o -> "validate " + constraint(o.constraint());
      case CreateIndex o -> "add index " + o.index().name();
      case DropIndex o -> "drop index " + o.index().name();
      case RenameIndex o -> "rename index " + o.index().name() + " to " + o.to();
      case KeepInSync o -> "keep rows in sync";
      case EndSync o -> "rows are no longer kept in sync";
    };
  }

  private static String alter(Column after, Column before) {
    List<String> changes = new ArrayList<>();
    if (!after.type().equals(before.type())) {
      changes.add("type " + after.type());
    }
    if (after.nullable() != before.nullable()) {
      changes.add(after.nullable() ? "drop not null" : "set not null");
    }
    if (!Objects.equals(after.defaultValue(), before.defaultValue())) {
      changes.add(after.defaultValue() == null ? "drop default" : "set default");
    }
    if (!Objects.equals(after.identity(), before.identity())) {
      changes.add(after.identity() == null ? "drop identity" : "set identity");
    }
    if (!Objects.equals(after.generated(), before.generated())) {
      changes.add(after.generated() == null ? "drop generated" : "set generated");
    }
    return "alter " + after.name() + " " + String.join(" ", changes);
  }

  private static String constraint(Constraint constraint) {
    String name = constraint.name();
    String which = name != null ? name : "(" + String.join(", ", constraint.columns()) + ")";
    return switch (constraint) {
      case PrimaryKey k -> "primary key (" + String.join(", ", k.columns()) + ")";
      case Unique u -> "unique " + which;
      case ForeignKey k -> "foreign key " + which;
      case Check c -> "check " + which;
    };
  }
}
