package dev.mig.expression;

import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types the sources that are more than tables: elements of an array, walks along a reference. */
record SourceTyper(Scope scope, Problems problems, Typer typer) {
  /** The scope holds the relations that the array may speak of. */
  EachFrom each(EachFrom each) {
    Expr array = typer.type(each.array());
    SqlType type = array.type();
    if (type.isText() || type.kind() == SqlType.Kind.JSON) {
      array = typer.align(array, SqlType.JSONB);
    } else if (!type.isJson()
        && !Typer.isUnknown(array)
        && Types.family(type) != Types.Family.OTHER) {
      problems.type("only JSON has elements", "jsonb", type.toString(), array.span());
    }
    return new EachFrom(array, each.alias(), each.skip(), each.span());
  }

  /**
   * The scope is the one around the walk; the key it starts from is not one of the rows it finds.
   */
  WalkFrom walk(WalkFrom walk, TableFrom rows) {
    if (!walk.target().isEmpty()) {
      return walk;
    }
    Table table = scope.schema().tables().get(rows.table());
    if (table == null || !(walk.start() instanceof Row first)) {
      return walked(walk, rows, List.of(), List.of(), Exprs.truth(false), List.of());
    }
    List<String> columns =
        table.columns().stream().map(Column::name).filter(SourceTyper::isKept).toList();
    List<String> key = new ArrayList<>();
    for (String written : walk.key()) {
      List<Column> found = table.columnsLike(written);
      if (found.size() != 1) {
        Scope inside = Scope.of(scope.schema()).with(rows.alias(), table);
        problems.unknownColumn(inside, List.of(written), walk.span());
        return walked(walk, rows, List.of(), List.of(), Exprs.truth(false), columns);
      }
      key.add(found.getFirst().name());
    }
    List<String> target = target(walk, table, key);
    if (target.isEmpty()) {
      return walked(walk, rows, key, key, Exprs.truth(false), columns);
    }
    if (first.parts().size() != target.size()) {
      problems.error(
          Code.WRONG_ARGUMENTS,
          "a walk over "
              + table.name()
              + " starts from "
              + (target.size() == 1 ? "one value" : target.size() + " values")
              + ": "
              + String.join(", ", target),
          first.span());
      return walked(walk, rows, key, target, Exprs.truth(false), columns);
    }
    return walked(walk, rows, key, target, starting(rows, table, target, first), columns);
  }

  private static boolean isKept(String name) {
    return !name.equalsIgnoreCase(WalkFrom.DEPTH);
  }

  private static WalkFrom walked(
      WalkFrom walk,
      TableFrom rows,
      List<String> key,
      List<String> target,
      Expr start,
      List<String> columns) {
    return new WalkFrom(
        rows,
        rows.alias(),
        walk.up(),
        key,
        target,
        start,
        columns,
        null,
        walk.deepest(),
        walk.span());
  }

  private Expr starting(TableFrom rows, Table table, List<String> target, Row first) {
    Expr all = null;
    for (int i = 0; i < target.size(); i++) {
      Expr value = typer.type(first.parts().get(i));
      boolean hidden = rows.alias().equals(relation(value));
      if (hidden) {
        problems.error(
            Code.AMBIGUOUS_NAME,
            "this walk is called " + rows.alias() + ", as the table that it starts from",
            value.span());
      }
      Expr column = Exprs.column(rows.alias(), table.column(target.get(i)).orElseThrow());
      SqlType truth = SqlType.BOOLEAN;
      Expr equal =
          new Binary(
              BinaryOp.EQ, column, value, Typing.of(truth, true), first.parts().get(i).span());
      all = Exprs.and(all, Typer.isUnknown(value) ? equal : typer.condition(equal));
    }
    return all == null ? Exprs.truth(false) : all;
  }

  private static String relation(Expr value) {
    return value instanceof Expr.Column c ? c.relation() : "";
  }

  /** What the columns refer to: by their foreign key, else the primary key. */
  private List<String> target(WalkFrom walk, Table table, List<String> key) {
    ForeignKey elsewhere = null;
    for (ForeignKey foreign : table.foreignKeys()) {
      if (foreign.columns().size() == key.size() && foreign.columns().containsAll(key)) {
        if (foreign.target().equals(table.name())) {
          return key.stream()
              .map(k -> foreign.targetColumns().get(foreign.columns().indexOf(k)))
              .toList();
        }
        elsewhere = foreign;
      }
    }
    PrimaryKey primary = table.primaryKey();
    boolean fits = primary != null && primary.columns().size() == key.size();
    if (elsewhere == null && primary != null && fits && comparable(table, key, primary.columns())) {
      return primary.columns();
    }
    problems.error(
        Code.UNKNOWN_CONSTRAINT,
        table.name()
            + "."
            + String.join(", ", key)
            + " does not refer to "
            + table.name()
            + (elsewhere == null ? "" : " but to " + elsewhere.target()),
        walk.span());
    return List.of();
  }

  private static boolean comparable(Table table, List<String> key, List<String> primary) {
    for (int i = 0; i < key.size(); i++) {
      SqlType from = type(table, key.get(i));
      SqlType to = type(table, primary.get(i));
      if (key.get(i).equals(primary.get(i)) || from == null || to == null) {
        return false;
      }
      if (Types.family(from) != Types.family(to)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable SqlType type(Table table, String column) {
    return table.column(column).map(Column::type).orElse(null);
  }
}
