package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.EachClauseContext;
import dev.mig.syntax.MigParser.ElementsContext;
import dev.mig.syntax.MigParser.FromClauseContext;
import dev.mig.syntax.MigParser.GroupClauseContext;
import dev.mig.syntax.MigParser.JoinClauseContext;
import dev.mig.syntax.MigParser.KeepClauseContext;
import dev.mig.syntax.MigParser.MatchingClauseContext;
import dev.mig.syntax.MigParser.MatchingColumnsContext;
import dev.mig.syntax.MigParser.MatchingConditionContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.MissingValuesContext;
import dev.mig.syntax.MigParser.MissingVerbContext;
import dev.mig.syntax.MigParser.OrderItemContext;
import dev.mig.syntax.MigParser.SourceContext;
import dev.mig.syntax.MigParser.SourcePartsContext;
import dev.mig.syntax.MigParser.SourceStartContext;
import dev.mig.syntax.MigParser.SourceTableContext;
import dev.mig.syntax.MigParser.WalkKeyContext;
import dev.mig.syntax.MigParser.WalkStartContext;
import dev.mig.syntax.MigParser.WalkTableContext;
import dev.mig.syntax.MigParser.WhereClauseContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources: tables, walks, joins, elements, groupings, first rows. */
final class Sources {
  private final Reader reader;

  Sources(Reader reader) {
    this.reader = reader;
  }

  Select read(SourceContext node) {
    SourceStartContext start = node.sourceStart();
    return start.walkTable() == null
        ? read(start.sourceTable(), node.sourceParts())
        : read(start.walkTable(), node.sourceParts());
  }

  Select read(SourceTableContext table, @Nullable SourcePartsContext parts) {
    return read(table(table), parts);
  }

  Select read(WalkTableContext node, @Nullable SourcePartsContext parts) {
    TableFrom rows = table(node.sourceTable());
    WalkKeyContext key = node.walkKey();
    List<String> columns =
        (key.columnNames() == null
                ? List.of(reader.column(key.columnRef()).column())
                : reader.columns(key.columnNames()))
            .stream().map(WrittenName::text).toList();
    WalkStartContext start = node.walkStart();
    List<Expr> first =
        start.arithmetic() == null
            ? start.expression().stream().map(reader::expression).toList()
            : List.of(reader.arithmetic(start.arithmetic()));
    WalkFrom walk =
        new WalkFrom(
            rows,
            rows.alias(),
            node.UP() != null,
            columns,
            List.of(),
            new Expr.Row(first, Typing.UNKNOWN, Reader.span(start)),
            List.of(),
            null,
            WalkFrom.DEEPEST,
            Reader.span(node));
    return read(walk, parts);
  }

  /** Elements of a value of the row around. */
  Select read(ElementsContext node) {
    From from = each(node.eachClause().getFirst());
    for (EachClauseContext next : node.eachClause().subList(1, node.eachClause().size())) {
      from = with(from, next);
    }
    return select(from, node.whereClause(), node.groupClause(), node.keepClause());
  }

  private Select read(From first, @Nullable SourcePartsContext parts) {
    From from = first;
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
    for (EachClauseContext each : parts.eachClause()) {
      from = with(from, each);
    }
    return select(from, parts.whereClause(), parts.groupClause(), parts.keepClause());
  }

  private Select select(
      From from,
      @Nullable WhereClauseContext condition,
      @Nullable GroupClauseContext group,
      @Nullable KeepClauseContext kept) {
    Expr where = condition == null ? null : reader.expression(condition.expression());
    List<Expr> groups =
        group == null ? List.of() : group.expression().stream().map(reader::expression).toList();
    Keep keep =
        kept == null
            ? null
            : new Keep(
                kept.LAST() != null,
                orders(kept.orderItem()),
                kept.expression().stream().map(reader::expression).toList());
    return new Select(List.of(), from, where, groups, null, keep, List.of(), false, -1);
  }

  private Join with(From left, EachClauseContext each) {
    return new Join(left, each(each), JoinKind.CROSS, null, Reader.span(each));
  }

  private EachFrom each(EachClauseContext node) {
    WrittenName function = Reader.name(node.functionRef());
    boolean json = function.text().equalsIgnoreCase("json");
    if (!json) {
      reader.report(
          Diagnostic.error(Code.UNKNOWN_FUNCTION, "only json is taken apart into elements")
              .at(function.span(), "each json(…) as …"));
    }
    return new EachFrom(
        json ? reader.expression(node.expression()) : Exprs.text("[]"),
        Reader.name(node.alias()).text(),
        node.MISSING() != null,
        Reader.span(node));
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
    Expr on = node.matchingClause() == null ? Exprs.truth(true) : matching(node.matchingClause());
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
