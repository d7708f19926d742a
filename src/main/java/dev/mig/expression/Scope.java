package dev.mig.expression;

import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at one place: the schema, the relations whose columns may be named, values by
 * name (parameters and loop variables), and the scope of the query around it.
 */
public final class Scope {
  /**
   * A relation in scope.
   *
   * @param alias how SQL calls it; "" where columns stand without one (checks, indexes, generated
   *     columns)
   * @param table the table behind it, or null for a query
   */
  public record Relation(String alias, @Nullable QName table, List<Column> columns) {
    public Relation {
      columns = List.copyOf(columns);
    }

    boolean answersTo(List<String> qualifier) {
      String last = qualifier.getLast();
      boolean aliased = table != null && !alias.isEmpty() && !alias.equals(table.name());
      if (qualifier.size() == 1) {
        return last.equalsIgnoreCase(alias.isEmpty() && table != null ? table.name() : alias);
      }
      return !aliased
          && table != null
          && last.equalsIgnoreCase(table.name())
          && qualifier.getFirst().equalsIgnoreCase(table.schema());
    }
  }

  /** A column that a name may mean. */
  public record Found(Relation relation, Column column) {}

  private static final List<Column> ELEMENTS =
      List.of(
          Column.of(EachFrom.TEXT, SqlType.TEXT, true),
          Column.of(EachFrom.JSON, SqlType.JSONB, false),
          Column.of(EachFrom.PLACE, SqlType.BIGINT, false));

  private final Schema schema;
  private final List<Relation> relations;
  private final SortedMap<String, Expr> values;
  private final @Nullable Scope outer;

  /** Whether a table could not be found: then a name that fits nothing may have been its column. */
  private final boolean forgiving;

  private Scope(
      Schema schema,
      List<Relation> relations,
      Map<String, Expr> values,
      @Nullable Scope outer,
      boolean forgiving) {
    this.forgiving = forgiving;
    this.schema = schema;
    this.relations = List.copyOf(relations);
    this.values = new TreeMap<>(values);
    this.outer = outer;
  }

  /** Nothing but the tables. */
  public static Scope of(Schema schema) {
    return new Scope(schema, List.of(), Map.of(), null, false);
  }

  /** With the columns of a table; alias "" for expressions that live in the schema. */
  public Scope with(String alias, Table table) {
    return with(new Relation(alias, table.name(), table.columns()));
  }

  public Scope with(Relation relation) {
    List<Relation> all = new ArrayList<>(relations);
    all.add(relation);
    return new Scope(schema, all, values, outer, forgiving);
  }

  /** With all relations of a from clause that a typer has returned. */
  public Scope with(From typed) {
    return with(typed, false);
  }

  private Scope with(From from, boolean optional) {
    return switch (from) {
      case TableFrom t -> with(relation(t, optional));
      case QueryFrom q -> with(new Relation(q.alias(), null, columns(q.query(), optional)));
      case EachFrom e -> with(new Relation(e.alias(), null, ELEMENTS));
      case WalkFrom w -> with(walked(w));
      case Join j ->
          with(j.left(), optional).with(j.right(), optional || j.kind() == JoinKind.LEFT);
    };
  }

  /** The depth of a walk hides a column of this name. */
  private Relation walked(WalkFrom walk) {
    List<Column> columns = new ArrayList<>();
    if (walk.rows() instanceof TableFrom t) {
      relation(t, false).columns().stream()
          .filter(c -> !c.name().equalsIgnoreCase(WalkFrom.DEPTH))
          .forEach(columns::add);
    }
    columns.add(Column.of(WalkFrom.DEPTH, SqlType.INTEGER, false));
    return new Relation(walk.alias(), null, columns);
  }

  private Relation relation(TableFrom from, boolean optional) {
    Table table = schema.tables().get(from.table());
    if (table != null) {
      List<Column> columns =
          table.columns().stream().map(c -> c.withNullable(optional || c.nullable())).toList();
      return new Relation(from.alias(), table.name(), columns);
    }
    View view = schema.views().get(from.table());
    List<String> names = view == null ? List.of() : view.columns();
    return new Relation(
        from.alias(),
        from.table(),
        names.stream().map(n -> Column.of(n, SqlType.UNKNOWN, true)).toList());
  }

  private static List<Column> columns(Query query, boolean optional) {
    return switch (query) {
      case Query.Union u -> unionColumns(u, optional);
      case Query.Select s ->
          s.items().stream()
              .map(
                  i ->
                      Column.of(
                          i.name(), i.value().type(), optional || i.value().typing().nullable()))
              .toList();
    };
  }

  private static List<Column> unionColumns(Query.Union union, boolean optional) {
    List<Column> first = columns(union.parts().getFirst(), optional);
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int place = i;
      boolean nullable =
          union.parts().stream().anyMatch(p -> columns(p, optional).get(place).nullable());
      all.add(first.get(i).withNullable(nullable));
    }
    return all;
  }

  /** With a value by name, for parameters and loop variables. */
  public Scope withValue(String name, Expr value) {
    Map<String, Expr> all = new TreeMap<>(values);
    all.put(name.toLowerCase(Locale.ROOT), value);
    return new Scope(schema, relations, all, outer, forgiving);
  }

  /** An empty scope for a query inside this one. */
  public Scope inner() {
    return new Scope(schema, List.of(), Map.of(), this, forgiving);
  }

  /**
   * An empty scope beside this one, for a part of a query that sees what is around it but not its
   * relations.
   */
  Scope beside() {
    return new Scope(schema, List.of(), values, outer, forgiving);
  }

  /** The same scope after a table was not found. */
  Scope forgiving() {
    return new Scope(schema, relations, values, outer, true);
  }

  boolean isForgiving() {
    return forgiving;
  }

  public Schema schema() {
    return schema;
  }

  public List<Relation> relations() {
    return relations;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /** The columns of this scope alone that a name may mean; an exact fit alone if there is one. */
  List<Found> find(List<String> parts) {
    String name = parts.getLast();
    List<Found> exact = new ArrayList<>();
    List<Found> like = new ArrayList<>();
    for (Relation relation : relations) {
      if (parts.size() > 1 && !relation.answersTo(parts.subList(0, parts.size() - 1))) {
        continue;
      }
      for (Column column : relation.columns()) {
        if (column.name().equals(name)) {
          exact.add(new Found(relation, column));
        } else if (column.name().equalsIgnoreCase(name)) {
          like.add(new Found(relation, column));
        }
      }
    }
    return exact.isEmpty() ? like : exact;
  }

  /** The value of this name in this scope or one around it, or null. */
  @Nullable Expr value(String name) {
    Expr here = values.get(name.toLowerCase(Locale.ROOT));
    return here == null && outer != null ? outer.value(name) : here;
  }

  /** The values of an enum, or null when the schema does not know it. */
  @Nullable List<String> enumValues(SqlType type) {
    for (Map.Entry<QName, List<String>> entry : schema.enums().entrySet()) {
      QName name = entry.getKey();
      if (name.toString().equals(type.name()) || name.name().equals(type.name())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
