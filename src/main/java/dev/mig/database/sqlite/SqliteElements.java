package dev.mig.database.sqlite;

import dev.mig.database.Sql;
import dev.mig.expression.Expr;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Elements of arrays come out of {@code json_each}, in whose values JSON's kinds are lost; so each
 * is made a pair of texts before: as text, as JSON.
 */
final class SqliteElements {
  private SqliteElements() {}

  static String from(EachFrom each, Function<Expr, String> sql, String alias) {
    boolean text = each.array() instanceof Expr.Cast c && c.operand().type().isText();
    Expr array = text ? ((Expr.Cast) each.array()).operand() : each.array();
    return "json_each(mig_json_elements(" + sql.apply(array) + ")) as " + alias;
  }

  static Sql column(String name, String alias) {
    return switch (name) {
      case EachFrom.TEXT -> new Sql(alias + ".value ->> 0", Sql.CHAIN);
      case EachFrom.JSON -> new Sql(alias + ".value ->> 1", Sql.CHAIN);
      default -> new Sql(alias + ".key + 1", Sql.SUM);
    };
  }

  /** The relations that are elements, in a query over these. */
  static Set<String> within(@Nullable From from, Set<String> around) {
    Set<String> all = new HashSet<>(around);
    collect(from, all);
    return all;
  }

  private static void collect(@Nullable From from, Set<String> elements) {
    switch (from) {
      case null -> {}
      case EachFrom e -> elements.add(e.alias());
      case TableFrom t -> elements.remove(t.alias());
      case QueryFrom q -> elements.remove(q.alias());
      case WalkFrom w -> elements.remove(w.alias());
      case Join j -> {
        collect(j.left(), elements);
        collect(j.right(), elements);
      }
    }
  }
}
