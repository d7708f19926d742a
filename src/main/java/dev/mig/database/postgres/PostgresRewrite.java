package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.SqlWriter;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.operation.Batch;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has PostgreSQL write a table anew with other values: a column that gets the type it has, by an
 * expression. No dead row is left, and each index is built once from sorted entries; but nobody
 * gets at the table meanwhile, and older snapshots find it empty afterwards. Docs:
 * https://www.postgresql.org/docs/current/mvcc-caveats.html
 */
final class PostgresRewrite {
  private final SqlWriter sql;

  PostgresRewrite(SqlWriter sql) {
    this.sql = sql;
  }

  /** Why updates cannot be done so; empty where they can. */
  static Optional<String> against(Batch batch, Schema schema) {
    Table table = schema.known(batch.table());
    if (batch.pace().inSync()) {
      return Optional.of("rows written meanwhile are kept in sync");
    }
    if (!table.triggers().isEmpty()) {
      return Optional.of("the table's triggers would not see it");
    }
    Set<String> set = new HashSet<>();
    for (Batch.Part part : batch.parts()) {
      if (!(part.operation() instanceof UpdateRows o) || o.from() != null || asks(o)) {
        return Optional.of("only values made of the row itself can be written so");
      }
      o.assignments().forEach(a -> set.add(a.column()));
    }
    for (String each : set) {
      Optional<String> why = against(table.column(each).orElseThrow(), table, schema);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static boolean asks(UpdateRows o) {
    return o.assignments().stream().anyMatch(a -> !Queries.tables(a.value()).isEmpty())
        || (o.where() != null && !Queries.tables(o.where()).isEmpty());
  }

  private static Optional<String> against(Column column, Table table, Schema schema) {
    String name = column.name();
    if (column.identity() != null || column.generated() != null) {
      return Optional.of("the database makes the values of " + name);
    }
    boolean made =
        table.columns().stream()
            .anyMatch(
                c -> c.generated() != null && c.generated().formula().columns().contains(name));
    if (made) {
      return Optional.of("another column is generated from " + name);
    }
    return schema.views().values().stream().anyMatch(v -> v.uses(table.name(), name))
        ? Optional.of("a view reads " + name)
        : Optional.empty();
  }

  /**
   * The statement for an update whose condition is bounded to a stretch, which is all rows here.
   */
  String statement(UpdateRows o, Table table) {
    Expr where = Batch.unbounded(o.where());
    List<String> actions = new ArrayList<>();
    for (Assignment assignment : o.assignments()) {
      Column column = table.column(assignment.column()).orElseThrow();
      Expr old = Exprs.column(o.alias(), column);
      Expr value = where == null ? assignment.value() : Exprs.when(where, assignment.value(), old);
      actions.add(
          "alter column %s type %s%s using %s"
              .formatted(
                  name(column.name()),
                  sql.type(column.type()),
                  PostgresDdl.collate(column),
                  sql.expr(ofTable(value, o.alias(), table.name().name()))));
    }
    return "alter table " + table(table.name()) + "\n  " + String.join(",\n  ", actions);
  }

  /** There is no alias in ALTER TABLE. */
  private static Expr ofTable(Expr value, String alias, String table) {
    return Exprs.map(
        value,
        e ->
            e instanceof Expr.Column c && c.relation().equals(alias)
                ? new Expr.Column(table, c.name(), c.typing(), c.span())
                : e);
  }
}
