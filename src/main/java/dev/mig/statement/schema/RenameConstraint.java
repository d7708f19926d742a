package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.RenameConstraintStatementContext;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code rename primary key [on T] to NAME}, {@code rename unique|check|foreign key [T.]NAME |
 * [T](a, b) to NAME}.
 */
public record RenameConstraint(ConstraintRef constraint, WrittenName newName, Span span)
    implements Statement {
  public static List<RenameConstraint> read(RenameConstraintStatementContext node, Reader reader) {
    Span span = Reader.span(node);
    WrittenName newName = Reader.name(node.newName());
    if (node.PRIMARY() != null) {
      ConstraintRef key = ConstraintRef.primaryKey(reader.table(node.tableRef(), node), span);
      return List.of(new RenameConstraint(key, newName, span));
    }
    Class<? extends Constraint> kind =
        node.UNIQUE() != null
            ? Unique.class
            : node.CHECK() != null ? Check.class : ForeignKey.class;
    return List.of(
        new RenameConstraint(
            ConstraintRef.read(kind, node.constraintRef(), reader), newName, span));
  }

  @Override
  public void lower(Lowering to) {
    constraint.find(to).ifPresent(f -> rename(to, f.table(), f.constraint()));
  }

  private void rename(Lowering to, Table table, Constraint found) {
    if (newName.text().equals(found.name())) {
      return;
    }
    boolean key = found instanceof PrimaryKey || found instanceof Unique;
    Predicate<String> taken = key ? Names.ofKeys(to, table) : Names.ofConstraints(table);
    String old = found.name();
    String name =
        to.newName(
            newName,
            n -> taken.test(n) && (old == null || !Names.same(n, old)),
            "constraint of " + table.name() + " called");
    if (!to.failed()) {
      to.emit(new SchemaOperation.RenameConstraint(table.name(), found, name, span));
    }
  }
}
