package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.FromClauseContext;
import dev.mig.syntax.MigParser.JoinClauseContext;
import dev.mig.syntax.MigParser.MatchingClauseContext;
import dev.mig.syntax.MigParser.MatchingColumnsContext;
import dev.mig.syntax.MigParser.MatchingConditionContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.MissingValuesContext;
import dev.mig.syntax.MigParser.MissingVerbContext;
import dev.mig.syntax.MigParser.OrderItemContext;
import dev.mig.syntax.MigParser.SourceContext;
import dev.mig.syntax.MigParser.SourcePartsContext;
import dev.mig.syntax.MigParser.SourceTableContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources: tables, joins, groupings, first rows. */
final class Sources {
  private final Reader reader;

  Sources(Reader reader) {
    this.reader = reader;
  }

  Select read(SourceContext node) {
    return read(node.sourceTable(), node.sourceParts());
  }

  Select read(SourceTableContext table, @Nullable SourcePartsContext parts) {
    From from = table(table);
    if (parts == null) {
      return Select.of(List.of(), from, null);
    }
    for (JoinClauseContext join : parts.joinClause()) {
      JoinKind kind =
          join.LEFT() != null
              ? JoinKind.LEFT
              : join.MISSING() != null ? JoinKind.SKIP : JoinKind.MATCH;
      Expr on = matching(join.matchingClause());
      from = new Join(from, table(join.sourceTable()), kind, on, Reader.span(join));
    }
    Expr where =
        parts.whereClause() == null ? null : reader.expression(parts.whereClause().expression());
    List<Expr> groups =
        parts.groupClause() == null
            ? List.of()
            : parts.groupClause().expression().stream().map(reader::expression).toList();
    Keep keep =
        parts.keepClause() == null
            ? null
            : new Keep(
                parts.keepClause().LAST() != null,
                orders(parts.keepClause().orderItem()),
                parts.keepClause().expression().stream().map(reader::expression).toList());
    return new Select(List.of(), from, where, groups, null, keep, List.of(), false, -1);
  }

  List<Order> orders(List<OrderItemContext> items) {
    return items.stream()
        .map(i -> new Order(reader.expression(i.expression()), i.DESC() != null))
        .toList();
  }

  TableFrom table(SourceTableContext node) {
    TableName table = reader.table(node.tableRef());
    String alias = node.alias() == null ? table.name().name() : Reader.name(node.alias()).text();
    return new TableFrom(table.name(), alias, table.span());
  }

  Expr matching(MatchingClauseContext node) {
    return switch (node) {
      case MatchingColumnsContext c -> {
        List<Expr> names =
            reader.columns(c.columnNames()).stream()
                .map(n -> (Expr) new Expr.Name(List.of(n.text()), n.span()))
                .toList();
        yield new Expr.Row(names, Typing.UNKNOWN, Reader.span(c.columnNames()));
      }
      case MatchingConditionContext c -> reader.expression(c.expression());
      default -> throw new IllegalStateException("matching clause " + node.getClass());
    };
  }

  Lookup lookup(FromClauseContext node) {
    Select source = read(node.source());
    Expr on =
        node.matchingClause() == null
            ? dev.mig.expression.Exprs.truth(true)
            : matching(node.matchingClause());
    MissingClauseContext missing = node.missingClause();
    Span at = missing == null ? null : Reader.span(missing);
    return new Lookup(source, on, missing(missing), assignments(missing), at, Reader.span(node));
  }

  static Lookup.Missing missing(@Nullable MissingClauseContext node) {
    return switch (node) {
      case null -> Lookup.Missing.REFUSE;
      case MissingVerbContext v -> verb(v);
      default -> Lookup.Missing.ASSIGN;
    };
  }

  private static Lookup.Missing verb(MissingVerbContext node) {
    if (node.KEEP() != null) {
      return Lookup.Missing.KEEP;
    }
    if (node.SKIP_() != null) {
      return Lookup.Missing.SKIP;
    }
    if (node.DELETE() != null) {
      return Lookup.Missing.DELETE;
    }
    return node.INSERT() != null ? Lookup.Missing.INSERT : Lookup.Missing.REFUSE;
  }

  List<Assignment> assignments(@Nullable MissingClauseContext node) {
    if (!(node instanceof MissingValuesContext values)) {
      return List.of();
    }
    return values.assignment().stream()
        .map(
            a ->
                new Assignment(
                    reader.column(a.columnRef()).column().text(),
                    reader.expression(a.expression())))
        .toList();
  }
}
