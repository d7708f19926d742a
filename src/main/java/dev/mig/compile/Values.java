package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The expressions for what the columns of a table hold before a statement sets them. */
final class Values {
  private Values() {}

  static Query empty(Table table) {
    List<Item> items =
        table.columns().stream().map(c -> new Item(nullOf(c.type()), c.name())).toList();
    return Select.of(items, null, Exprs.truth(false));
  }

  static Expr nullOf(SqlType type) {
    if (type.kind() == SqlType.Kind.UNKNOWN) {
      return Exprs.NULL;
    }
    return new Expr.Cast(Exprs.NULL, type, Typing.of(type, true), Span.NONE);
  }

  static Expr own(Table table, Column column) {
    return Exprs.column(table.name().name(), column);
  }

  /**
   * The columns whose values are left to chance: the run will draw others, and so would a second
   * look. A clock stands still while a question is asked.
   */
  static Set<String> left(Query query) {
    Set<String> names = new HashSet<>();
    switch (query) {
      case Union u -> u.parts().forEach(p -> names.addAll(left(p)));
      case Select s -> {
        for (Item item : s.items()) {
          Exprs.walk(
              item.value(),
              e -> {
                if (e instanceof Expr.Call c
                    && c.function() != null
                    && !c.function().stable()
                    && !c.function().result().isTemporal()) {
                  names.add(item.name());
                }
              });
        }
      }
    }
    return names;
  }

  static Optional<Expr> initial(Column column, @Nullable Expr fill, Table table) {
    if (fill != null) {
      return Optional.of(fill);
    }
    if (column.generated() != null) {
      return column.generated().formula() instanceof Expr e
          ? Optional.of(qualified(e, table.name().name()))
          : Optional.empty();
    }
    if (column.defaultValue() == null) {
      return Optional.of(nullOf(column.type()));
    }
    return column.defaultValue() instanceof Expr e
        ? Optional.of(
            new Expr.Cast(e, column.type(), Typing.of(column.type(), column.nullable()), Span.NONE))
        : Optional.empty();
  }

  /** A schema formula, whose columns stand alone, as an expression over a relation. */
  static Expr qualified(Expr formula, String relation) {
    return Exprs.map(
        formula,
        e ->
            e instanceof Expr.Column c && c.relation().isEmpty()
                ? new Expr.Column(relation, c.name(), c.typing(), c.span())
                : e);
  }

  /**
   * The query with NULL for columns that nobody can tell and that nobody asks for: what would be
   * computed for them need not even have a meaning, after a statement that was refused.
   */
  static Query without(Query query, Set<String> untold) {
    return switch (query) {
      case Union u -> new Union(u.parts().stream().map(p -> without(p, untold)).toList());
      case Select s ->
          s.withItems(
              s.items().stream()
                  .map(
                      i ->
                          untold.contains(i.name())
                              ? new Item(nullOf(i.value().typing().type()), i.name())
                              : i)
                  .toList());
    };
  }
}
