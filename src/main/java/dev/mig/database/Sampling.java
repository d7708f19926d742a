package dev.mig.database;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question.NoRows;
import dev.mig.schema.QName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a question of the first rows of a table, where what is wrong there is wrong at all. */
final class Sampling {
  static final int ROWS = 100_000;

  private Sampling() {}

  /**
   * The same question of some rows of its table, which must be this one; empty where only all of
   * them tell.
   */
  static Optional<NoRows> of(NoRows question, QName table) {
    Query of = question.of() == null ? null : sampled(question.of(), table).orElse(null);
    return sampled(question.offending(), table)
        .map(q -> new NoRows(q, of, question.enforced(), question.refusal(), question.span()));
  }

  private static Optional<Query> sampled(Query query, QName table) {
    boolean plain =
        query instanceof Select s
            && s.groupBy().isEmpty()
            && s.having() == null
            && s.keep() == null
            && !s.distinct()
            && s.limit() < 0;
    if (!plain) {
      return Optional.empty();
    }
    Select select = (Select) query;
    return from(select, table)
        .map(
            from ->
                new Select(
                    select.items(),
                    from,
                    select.where(),
                    List.of(),
                    null,
                    null,
                    select.orderBy(),
                    false,
                    -1));
  }

  private static Optional<From> from(Select select, QName table) {
    return switch (select.from()) {
      case TableFrom t when t.table().equals(table) -> Optional.of(first(t, columns(select, t)));
      case QueryFrom q ->
          sampled(q.query(), table).map(inner -> new QueryFrom(inner, q.alias(), q.apart()));
      case null, default -> Optional.empty();
    };
  }

  /** Every column that anything in the query reads of the table. */
  private static List<Item> columns(Select select, TableFrom table) {
    Map<String, Item> found = new LinkedHashMap<>();
    Queries.expressions(select, top -> Exprs.walk(top, e -> add(e, table.alias(), found)));
    return new ArrayList<>(found.values());
  }

  private static void add(Expr expr, String alias, Map<String, Item> found) {
    if (expr instanceof Expr.Column c && c.relation().equals(alias)) {
      found.putIfAbsent(c.name(), new Item(c, c.name()));
    } else if (expr instanceof Expr.Exists x) {
      Queries.expressions(x.query(), top -> Exprs.walk(top, e -> add(e, alias, found)));
    } else if (expr instanceof Expr.Scalar x) {
      Queries.expressions(x.query(), top -> Exprs.walk(top, e -> add(e, alias, found)));
    }
  }

  private static From first(TableFrom table, List<Item> columns) {
    List<Item> items = columns.isEmpty() ? List.of(new Item(Exprs.number(1), "one")) : columns;
    Select rows = new Select(items, table, null, List.of(), null, null, List.of(), false, ROWS);
    return new QueryFrom(rows, table.alias());
  }
}
