package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Order;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AnyNameContext;
import dev.mig.syntax.MigParser.DedupeStatementContext;
import dev.mig.syntax.MigParser.KeptOnConflictContext;
import dev.mig.syntax.MigParser.KeptRowContext;
import dev.mig.syntax.MigParser.RepointAllContext;
import dev.mig.syntax.MigParser.RepointClauseContext;
import dev.mig.syntax.MigParser.RepointOneContext;
import dev.mig.syntax.MigParser.TableColumnRefContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code dedupe T by e, … keep first|last by o, … | keep any [where e] [merge { c = e … }] [repoint
 * all | repoint U.fk [on conflict (k) keep first|last]] [saving|losing]}: of the rows that agree in
 * the key, one stays; what refers to the others is re-pointed to it.
 *
 * @param block whether it stands in a block about a table
 * @param at the place of the verb and its table
 */
public record Dedupe(
    TableName table,
    List<Expr> by,
    Kept kept,
    @Nullable Expr where,
    List<Line> merge,
    List<Repoint> repoint,
    Loss loss,
    boolean block,
    Span at,
    Span span)
    implements Statement {
  /**
   * Which row of a group stays.
   *
   * @param by empty for any
   * @param end where the statement could go on with {@code repoint}
   */
  record Kept(boolean last, List<Order> by, Span span, int end) {}

  /** {@code column = aggregate} in {@code merge { … }}. */
  record Line(WrittenName column, Expr value) {}

  /**
   * What shall be re-pointed.
   *
   * @param table null for all
   */
  record Repoint(
      @Nullable TableName table, List<WrittenName> columns, @Nullable Rule rule, Span span) {}

  /** Which of the rows stays that would conflict in a key once they are re-pointed. */
  record Rule(List<WrittenName> key, boolean last, Span span) {}

  public static List<? extends Statement> read(DedupeStatementContext node, Reader reader) {
    Span at = Reader.span(node.getStart());
    Span whole = node.tableRef() == null ? at : at.to(Reader.span(node.tableRef()));
    Span span = Reader.span(node);
    int end =
        node.rowClause().isEmpty() ? span.end() : Reader.span(node.rowClause().getFirst()).start();
    return List.of(
        new Dedupe(
            reader.table(node.tableRef(), node),
            node.expression().stream().map(reader::expression).toList(),
            kept(node.keptRow(), reader, end),
            node.whereClause() == null ? null : reader.expression(node.whereClause().expression()),
            node.mergeBlock() == null
                ? List.of()
                : node.mergeBlock().mergeLine().stream()
                    .map(
                        l ->
                            new Line(
                                Reader.name(l.lineTarget()), reader.expression(l.expression())))
                    .toList(),
            node.repointClause().stream().map(c -> repoint(c, reader)).toList(),
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            whole,
            span));
  }

  private static Kept kept(KeptRowContext node, Reader reader, int end) {
    return new Kept(node.LAST() != null, reader.orders(node.orderItem()), Reader.span(node), end);
  }

  private static Repoint repoint(RepointClauseContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case RepointAllContext all -> new Repoint(null, List.of(), null, span);
      case RepointOneContext one -> {
        Rule rule = one.keptOnConflict() == null ? null : rule(one.keptOnConflict(), reader);
        TableColumnRefContext column = one.tableColumnRef();
        if (column == null) {
          TableName table = reader.table(one.tableRef());
          yield new Repoint(table, reader.columns(one.columnNames()), rule, span);
        }
        List<AnyNameContext> parts = column.anyName();
        List<AnyNameContext> owner = parts.subList(0, parts.size() - 1);
        Span place = Reader.span(owner.getFirst()).to(Reader.span(owner.getLast()));
        TableName table = new TableName(Reader.qualified(owner), place);
        yield new Repoint(table, List.of(Reader.name(parts.getLast())), rule, span);
      }
      default -> throw new IllegalStateException("repoint clause " + node.getClass());
    };
  }

  private static Rule rule(KeptOnConflictContext node, Reader reader) {
    return new Rule(reader.columns(node.columnNames()), node.LAST() != null, Reader.span(node));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.rows(to, table);
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    List<WrittenName> merged = merge.stream().map(Line::column).toList();
    Optional<List<Column>> columns =
        merge.isEmpty() ? Optional.of(List.of()) : Targets.columns(to, target, merged, false);
    Optional<List<Repointing>> repointings = Repointing.of(to, target, this);
    Optional<DuplicateGroups> groups = DuplicateGroups.type(to, target, this);
    if (columns.isEmpty() || repointings.isEmpty() || groups.isEmpty()) {
      return;
    }
    Optional<MergedValues> values = MergedValues.type(to, groups.get(), columns.get(), this);
    if (values.isPresent() && target.key().isEmpty()) {
      new KeylessDuplicates(to, this, groups.get(), values.get()).run();
    } else if (values.isPresent()) {
      new DuplicateRemoval(to, this, groups.get(), values.get(), repointings.get()).run();
    }
  }
}
