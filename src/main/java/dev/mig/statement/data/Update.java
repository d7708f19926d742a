package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.UpdateStatementContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code update T set C = e, … [from SOURCE matching … [missing …]] [where e] [saving|losing]}:
 * overwrites values; all right sides see the row as it was before.
 *
 * @param block whether it stands in a block about a table
 */
public record Update(
    TableName table,
    List<SetClause> sets,
    @Nullable Lookup lookup,
    @Nullable Expr where,
    Loss loss,
    boolean block,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(UpdateStatementContext node, Reader reader) {
    return List.of(
        new Update(
            reader.table(node.tableRef(), node),
            SetClause.read(node.assignment(), reader),
            node.fromClause() == null ? null : reader.lookup(node.fromClause()),
            node.whereClause() == null ? null : reader.expression(node.whereClause().expression()),
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            Reader.span(node)));
  }

  /**
   * The update that gives the old rows of a column made just before their values from elsewhere.
   */
  public static Update filling(
      TableName table, WrittenName column, Expr value, Lookup lookup, boolean block, Span span) {
    SetClause set = new SetClause(new ColumnName(table, column), value);
    return new Update(table, List.of(set), lookup, null, Loss.UNSAID, block, span);
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.values(to, table, sets.stream().map(s -> s.column().column()).toList());
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    Optional<List<Column>> columns =
        Targets.of(to, target, sets.stream().map(SetClause::column).toList(), false);
    if (columns.isEmpty()) {
      return;
    }
    RowTyper typer = new RowTyper(to, target, block);
    List<Expr> values = sets.stream().map(SetClause::value).toList();
    typer
        .type(columns.get(), values, lookup, where)
        .flatMap(t -> MissingRows.settle(typer, t, loss, span))
        .ifPresent(
            t -> {
              RowUpdate update = new RowUpdate(to, t.rows(), t.assigned(), at(), span);
              update.ask();
              update.overwrite(loss);
            });
  }

  private Span at() {
    Span first = sets.getFirst().column().column().span();
    return first.to(sets.getLast().column().column().span());
  }
}
