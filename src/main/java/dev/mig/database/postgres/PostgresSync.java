package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.SqlWriter;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A trigger that changes rows while others write them. Its function stands beside the ledger; it
 * has the settings of this connection, whatever those of the writer are.
 */
final class PostgresSync {
  private static final String SCHEMA = "mig";

  /** What a trigger calls the row that is written. */
  private static final String NEW = "new";

  private PostgresSync() {}

  static void create(KeepInSync o, SqlWriter sql, PostgresSteps steps) {
    String why = o.table() + ": rows that are written meanwhile are treated alike";
    steps.ddl(
        "create schema if not exists " + name(SCHEMA), "for the function of a trigger", o.span());
    steps.ddl(function(o, sql), why, o.span());
    steps.ddl(trigger(o, sql), why, o.span());
  }

  static void drop(KeepInSync o, PostgresSteps steps) {
    String why = o.table() + ": all rows are done";
    steps.ddl(
        "drop trigger " + name(o.triggers().getFirst()) + " on " + table(o.table()), why, o.span());
    steps.ddl("drop function " + called(o) + "()", why, o.span());
  }

  private static String called(KeepInSync o) {
    return table(new QName(SCHEMA, o.triggers().getFirst()));
  }

  private static String function(KeepInSync o, SqlWriter sql) {
    StringBuilder body = new StringBuilder("begin\n");
    for (UpdateRows update : o.updates()) {
      UpdateRows row = update.called(NEW);
      String set =
          row.assignments().stream()
              .map(a -> "\"new\"." + name(a.column()) + " := " + sql.expr(a.value()) + ";\n")
              .collect(Collectors.joining());
      body.append(
          row.where() == null
              ? set.indent(2)
              : "  if " + sql.expr(row.where()) + " then\n" + set.indent(4) + "  end if;\n");
    }
    body.append("  return \"new\";\nend\n");
    String quote = quote(body.toString());
    return "create function "
        + called(o)
        + "() returns trigger\nlanguage plpgsql\n"
        + "set search_path from current\nset timezone from current\n"
        + "set datestyle from current\nset intervalstyle from current\nas "
        + quote
        + "\n"
        + body
        + quote;
  }

  /** Dollars around a text that does not hold them. */
  private static String quote(String body) {
    String quote = "$mig$";
    for (int i = 1; body.contains(quote); i++) {
      quote = "$mig" + i + "$";
    }
    return quote;
  }

  private static String trigger(KeepInSync o, SqlWriter sql) {
    return "create trigger "
        + name(o.triggers().getFirst())
        + "\nbefore insert or update on "
        + table(o.table())
        + "\nfor each row "
        + when(o, sql)
        + "execute function "
        + called(o)
        + "()";
  }

  /**
   * The function is called only where a row does not hold its values yet. A condition has no
   * settings of its own, so it is left out where a writer's time zone would count.
   */
  private static String when(KeepInSync o, SqlWriter sql) {
    List<String> all = new ArrayList<>();
    for (UpdateRows update : o.updates()) {
      UpdateRows row = update.called(NEW);
      Expr differs = row.differs();
      if (zoned(differs) || (row.where() != null && zoned(row.where()))) {
        return "";
      }
      all.add(sql.expr(Objects.requireNonNull(Exprs.and(row.where(), differs))));
    }
    return "when ("
        + (all.size() == 1
            ? all.getFirst()
            : all.stream().map(c -> "(" + c + ")").collect(Collectors.joining("\n  or ")))
        + ")\n";
  }

  private static boolean zoned(Expr expr) {
    boolean[] found = {false};
    Exprs.walk(
        expr,
        e ->
            found[0] |=
                e instanceof Expr.Cast c && (temporal(c.target()) || temporal(c.operand().type())));
    return found[0];
  }

  private static boolean temporal(SqlType type) {
    return type.isTemporal() || type.kind() == SqlType.Kind.INTERVAL;
  }
}
