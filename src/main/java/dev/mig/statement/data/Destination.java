package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ColumnDefinitionContext;
import dev.mig.syntax.MigParser.ColumnOptionContext;
import dev.mig.syntax.MigParser.ExistingTargetContext;
import dev.mig.syntax.MigParser.NewTargetsContext;
import dev.mig.syntax.MigParser.NotNullOptionContext;
import dev.mig.syntax.MigParser.SplitTargetContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column that gets what a statement makes out of others: one that exists, or {@code (c type [not
 * null])}, a new one.
 *
 * @param table the one it was said to be of, or null
 * @param type null for a column that exists
 */
record Destination(
    @Nullable TableName table, WrittenName name, @Nullable SqlType type, boolean notNull) {
  /**
   * The columns said; options other than not null are reported.
   *
   * @param verb the statement that makes them
   */
  static List<Destination> read(List<SplitTargetContext> nodes, String verb, Reader reader) {
    List<Destination> all = new ArrayList<>();
    for (SplitTargetContext node : nodes) {
      if (node instanceof ExistingTargetContext e) {
        ColumnName column = reader.column(e.columnRef());
        all.add(new Destination(column.table(), column.column(), null, false));
      } else if (node instanceof NewTargetsContext n) {
        n.columnDefinition().forEach(c -> all.add(made(c, verb, reader)));
      }
    }
    return all;
  }

  private static Destination made(ColumnDefinitionContext node, String verb, Reader reader) {
    boolean notNull = false;
    for (ColumnOptionContext option : node.columnOption()) {
      notNull |= option instanceof NotNullOptionContext;
      if (!(option instanceof NotNullOptionContext)) {
        reader.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE,
                    "a column made by " + verb + " takes a type and not null, nothing else")
                .at(Reader.span(option), "say it in a statement after this one"));
      }
    }
    return new Destination(null, Reader.name(node.newName()), reader.type(node.typeRef()), notNull);
  }

  boolean isNew() {
    return type != null;
  }

  /**
   * The column as it shall be in the end; a new one is made now, without NOT NULL. Empty after a
   * report.
   */
  Optional<Column> column(Lowering to, Table before, Span span) {
    if (type == null) {
      return Targets.of(to, before, List.of(new ColumnName(table, name)), false)
          .map(List::getFirst);
    }
    Table now = to.schema().table(before.name()).orElseThrow();
    String text = to.newName(name, n -> !now.columnsLike(n).isEmpty(), "column");
    Column made = Column.of(text, type, true);
    if (now.column(text).isEmpty()) {
      to.emit(new AddColumn(before.name(), made, null, span));
    }
    return Optional.of(made.withNullable(!notNull));
  }

  /** What a refused statement would have left of them. */
  static void assume(Lowering to, Table before, List<Destination> all, Span span) {
    for (Destination each : all) {
      if (each.type == null) {
        Assumptions.values(to, new TableName(before.name(), span), List.of(each.name));
      } else {
        Assumptions.column(to, before, each.name.text(), each.type, span);
      }
    }
  }

  /** Makes new columns NOT NULL where that was said, once they are filled. */
  static void close(Lowering to, Table before, List<Column> columns, Span span) {
    for (Column made : columns) {
      if (!made.nullable() && before.column(made.name()).isEmpty()) {
        to.emit(new AlterColumn(before.name(), made, null, span));
      }
    }
  }

  /**
   * Asks of a new column that shall be NOT NULL whether every row gets a value.
   *
   * @param where the rows that get one; null for all
   * @param telling what to show of the others
   */
  static void filled(
      Lowering to, Rows rows, @Nullable Expr where, Assigned made, List<Expr> telling, Span span) {
    boolean there = rows.table().column(made.column().name()).filter(Column::nullable).isEmpty();
    if (where == null || made.column().nullable() || there) {
      return;
    }
    String name = rows.table().name() + "." + made.column().name();
    new Candidates(
            to,
            rows.self(),
            null,
            mentioned -> RowSamples.of(rows.table(), rows.alias(), mentioned, Set.of()),
            "rows of " + rows.table().name(),
            span)
        .none(
            Exprs.isNotTrue(where),
            telling,
            true,
            Diagnostic.error(
                    Code.NULLS_PRESENT,
                    "{n} of {of} rows of "
                        + rows.table().name()
                        + " would leave "
                        + name
                        + " without a value")
                .at(
                    made.at(),
                    "no value in {n} {n:row|rows}, and " + made.column().name() + " is not null"));
  }
}
