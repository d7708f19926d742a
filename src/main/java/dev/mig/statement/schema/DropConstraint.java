package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.DropConstraintStatementContext;
import java.util.List;

/**
 * {@code drop primary key [on T]}, {@code drop unique|check|foreign key [T.]NAME | [T](a, b)}: the
 * rows stay as they are, and a key leaves its columns NOT NULL.
 */
public record DropConstraint(ConstraintRef constraint, Span span) implements Statement {
  public static List<DropConstraint> read(DropConstraintStatementContext node, Reader reader) {
    Span span = Reader.span(node);
    if (node.PRIMARY() != null) {
      return List.of(
          new DropConstraint(
              ConstraintRef.primaryKey(reader.table(node.tableRef(), node), span), span));
    }
    Class<? extends Constraint> kind =
        node.UNIQUE() != null
            ? Unique.class
            : node.CHECK() != null ? Check.class : ForeignKey.class;
    return List.of(
        new DropConstraint(ConstraintRef.read(kind, node.constraintRef(), reader), span));
  }

  @Override
  public void lower(Lowering to) {
    constraint.find(to).ifPresent(f -> drop(to, f.table(), f.constraint()));
  }

  private void drop(Lowering to, Table table, Constraint found) {
    if (found instanceof PrimaryKey || found instanceof Unique) {
      List<Constraint> others = table.constraints().stream().filter(c -> !c.equals(found)).toList();
      List<Dependants.Dependant> dependants =
          Dependants.ofKey(to, table, table.withConstraints(others), found.columns());
      if (!dependants.isEmpty()) {
        Dependants.report(
            to,
            "foreign keys point at this " + ConstraintRef.word(found) + " of " + table.name(),
            constraint.span(),
            span,
            dependants);
        return;
      }
    }
    if (found instanceof PrimaryKey key
        && to.dialect().equals("sqlite")
        && !unnumber(to, table, key)) {
      return;
    }
    to.emit(new SchemaOperation.DropConstraint(table.name(), found, span));
  }

  /**
   * SQLite numbers rows only in their primary key: without it a column is a plain one, unless it
   * was promised to be more.
   */
  private boolean unnumber(Lowering to, Table table, PrimaryKey key) {
    if (table.options().withoutRowid()) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ON_THIS_DATABASE,
                  table.name() + " is a WITHOUT ROWID table, which SQLite keeps by its primary key")
              .at(constraint.span(), "cannot be dropped"));
      return false;
    }
    for (String name : key.columns()) {
      Column column = table.column(name).orElseThrow();
      if (column.identity() == Column.Identity.ROWID) {
        to.emit(
            new SchemaOperation.AlterColumn(table.name(), column.withIdentity(null), null, span));
      } else if (column.identity() != null) {
        to.report(
            Diagnostic.error(
                    Code.NOT_ON_THIS_DATABASE,
                    "SQLite numbers rows only in their primary key, and "
                        + table.name()
                        + "."
                        + name
                        + " is an identity column")
                .at(constraint.span(), "cannot be dropped"));
        return false;
      }
    }
    return true;
  }
}
