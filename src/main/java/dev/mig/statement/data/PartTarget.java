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
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ColumnDefinitionContext;
import dev.mig.syntax.MigParser.ColumnOptionContext;
import dev.mig.syntax.MigParser.ExistingTargetContext;
import dev.mig.syntax.MigParser.NewTargetsContext;
import dev.mig.syntax.MigParser.NotNullOptionContext;
import dev.mig.syntax.MigParser.SplitTargetContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column that gets a part of another: one that exists, or a new one with its type in parentheses.
 *
 * @param type null for a column that exists
 */
record PartTarget(WrittenName name, @Nullable SqlType type, boolean notNull) {
  static void read(SplitTargetContext node, Reader reader, String verb, List<PartTarget> into) {
    if (node instanceof ExistingTargetContext e) {
      into.add(new PartTarget(reader.column(e.columnRef()).column(), null, false));
    } else if (node instanceof NewTargetsContext n) {
      for (ColumnDefinitionContext column : n.columnDefinition()) {
        boolean notNull = false;
        for (ColumnOptionContext option : column.columnOption()) {
          notNull |= option instanceof NotNullOptionContext;
          if (!(option instanceof NotNullOptionContext)) {
            reader.report(
                Diagnostic.error(
                        Code.NOT_ALLOWED_HERE,
                        "a column made by " + verb + " takes a type and not null, nothing else")
                    .at(Reader.span(option), "say it in a statement after this one"));
          }
        }
        SqlType type = reader.type(column.typeRef());
        into.add(new PartTarget(Reader.name(column.newName()), type, notNull));
      }
    }
  }

  /** The column as it shall be in the end; a new one is made now, without NOT NULL. */
  Optional<Column> column(Lowering to, Table before, Span span) {
    if (type == null) {
      return Targets.columns(to, before, List.of(name), false).map(List::getFirst);
    }
    Table now = to.schema().table(before.name()).orElseThrow();
    String fresh = to.newName(name, n -> !now.columnsLike(n).isEmpty(), "column");
    Column made = Column.of(fresh, type, true);
    if (now.column(fresh).isEmpty()) {
      to.emit(new AddColumn(before.name(), made, null, span));
    }
    return Optional.of(made.withNullable(!notNull));
  }

  /** A new column that is not null becomes so once it is filled. */
  static void finish(Lowering to, Table before, Column made, Span span) {
    if (!made.nullable() && before.column(made.name()).isEmpty()) {
      to.emit(new AlterColumn(before.name(), made, null, span));
    }
  }

  /** Rows that are left out have no value in a new column. */
  static void filled(Lowering to, Rows rows, Assigned made, Expr source, String part, Span span) {
    Expr where = rows.where();
    if (where == null
        || rows.table().column(made.column().name()).filter(Column::nullable).isEmpty()) {
      return;
    }
    String table = rows.table().name().toString();
    new Candidates(
            to,
            rows.self(),
            null,
            telling -> RowSamples.of(rows.table(), rows.alias(), telling, Set.of()),
            "rows of " + table,
            span)
        .none(
            Exprs.isNotTrue(where),
            List.of(source),
            true,
            Diagnostic.error(
                    Code.NULLS_PRESENT,
                    "{n} of {of} rows of "
                        + table
                        + " would leave "
                        + table
                        + "."
                        + made.column().name()
                        + " without a value")
                .at(
                    made.at(),
                    "no "
                        + part
                        + " for {n} {n:row|rows}, and "
                        + made.column().name()
                        + " is not null"));
  }
}
