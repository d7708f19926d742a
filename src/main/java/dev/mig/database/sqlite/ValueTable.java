package dev.mig.database.sqlite;

import dev.mig.database.Sql;
import dev.mig.database.SqlWriter;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Json;
import dev.mig.expression.ValueCase;
import dev.mig.expression.ValueCase.Branch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some values and what they become, as a JSON array in a query. SQLite compares every constant of a
 * statement with all before it when it prepares the statement, so a hundred thousand of them take
 * minutes; one text that holds many does not.
 */
record ValueTable(SqliteSql sql, ValueCase values, int depth) {
  /** Few enough to be looked through for each row, enough to save most constants. */
  private static final int SIZE = 32;

  /** Whether all values and results are such that JSON holds them exactly. */
  static boolean holds(ValueCase values) {
    return !values.subject().relation().isEmpty()
        && values.branches().stream().allMatch(b -> isPlain(b.value()) && isPlain(b.result()))
        && (values.otherwise() == null
            || values.branches().stream().noneMatch(b -> ((Literal) b.result()).value() == null));
  }

  private static boolean isPlain(Expr expr) {
    if (!(expr instanceof Literal l)) {
      return false;
    }
    return switch (l.value()) {
      case null -> true;
      case String text -> l.type().isText() && text.indexOf('\0') < 0;
      case BigDecimal number -> l.type().isInteger() && number.scale() <= 0;
      default -> false;
    };
  }

  SqlWriter.Ends ends() {
    String key = sql.key(values.subject(), false, depth).within(Sql.CHAIN);
    Expr last = values.otherwise();
    String otherwise = last == null ? null : sql.expr(last);
    return new SqlWriter.Ends(SIZE, few -> query(few, key, otherwise));
  }

  private String query(List<Branch> branches, String key, @Nullable String otherwise) {
    List<Object> rows = new ArrayList<>();
    for (Branch branch : branches) {
      rows.add(List.of(plain(branch.value()), plain((Literal) branch.result())));
    }
    String found =
        "(select value ->> 1 from json_each(%s) where %s = value ->> 0)"
            .formatted(sql.text(Json.write(rows)), key);
    return otherwise == null ? found : "coalesce(" + found + ", " + otherwise + ")";
  }

  private static Object plain(Literal literal) {
    Object value = literal.value();
    return value == null ? Json.NULL : value;
  }
}
