package dev.mig.plan;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a table as an update leaves them, in terms of the rows that it finds. So what looks
 * at them can be asked before the update.
 */
final class AfterUpdate {
  private final UpdateRows update;
  private final Table table;
  private final Map<String, Expr> assigned = new LinkedHashMap<>();

  /**
   * @param table as what looks at it finds it
   */
  AfterUpdate(UpdateRows update, Table table) {
    this.update = update;
    this.table = table;
    for (Assignment a : update.assignments()) {
      assigned.put(a.column(), a.value());
    }
  }

  /** Whether something that names these columns finds other values than before the update. */
  boolean changes(Set<String> names) {
    return names.stream().anyMatch(n -> assigned.containsKey(n) || isGenerated(n));
  }

  private boolean isGenerated(String name) {
    return table.column(name).filter(c -> c.generated() != null).isPresent();
  }

  /**
   * Whether the values of these columns can be said beforehand, exactly as the table will give
   * them. Collations belong to columns, and an expression in the place of one has none.
   */
  boolean tells(Set<String> names) {
    boolean plain = table.columns().stream().allMatch(c -> c.collation() == null);
    boolean stable = update.where() == null || Mentions.stable(update.where());
    return plain
        && stable
        && names.stream().noneMatch(this::isGenerated)
        && names.stream().filter(assigned::containsKey).allMatch(n -> told(n).isPresent());
  }

  private Optional<Expr> told(String name) {
    Expr value = Objects.requireNonNull(assigned.get(name));
    return table
        .column(name)
        .filter(c -> Mentions.stable(value) && dependsOnRows(value))
        .flatMap(c -> stored(value, c))
        .map(v -> guarded(v, name));
  }

  /**
   * Both databases compute what depends on no row before they look for one, also in a branch that
   * no row takes. A constant in the place of a column would make that of what stands around it, and
   * it could fail where nothing did.
   */
  private boolean dependsOnRows(Expr value) {
    Expr where = update.where();
    return !Mentions.columns(value).isEmpty()
        || (where != null && !Mentions.columns(where).isEmpty());
  }

  /** What the column holds afterwards; for one of those that are told. */
  Expr value(String name) {
    Column column = table.column(name).orElseThrow();
    return assigned.containsKey(name) ? told(name).orElseThrow() : own(column);
  }

  private Expr own(Column column) {
    return Exprs.column(update.alias(), column);
  }

  /** The value where the update reaches the row, and the old one elsewhere. */
  private Expr guarded(Expr value, String name) {
    Expr where = update.where();
    return where == null ? value : Exprs.when(where, value, own(table.column(name).orElseThrow()));
  }

  /**
   * A value as the column gives it back; empty where that is not known to be the same on both
   * databases, such as the padding of {@code char} or what SQLite makes of texts in a column whose
   * type it does not know.
   */
  static Optional<Expr> stored(Expr value, Column column) {
    SqlType type = column.type();
    if (!isPlain(type) || (value instanceof Literal l && tooLong(l, type))) {
      return Optional.empty();
    }
    boolean literal = value instanceof Literal;
    boolean same = value.type().equals(type) && type.kind() != SqlType.Kind.DOUBLE;
    return Optional.of(
        same && !literal
            ? value
            : new Cast(value, type, Typing.of(type, value.typing().nullable()), Span.NONE));
  }

  /** Blanks at the end of a literal may go beyond the length: PostgreSQL cuts them, SQLite not. */
  private static boolean tooLong(Literal literal, SqlType type) {
    return type.isText()
        && type.length() >= 0
        && literal.value() instanceof String s
        && s.codePointCount(0, s.length()) > type.length();
  }

  /** Whether a value of the type that went through a column of it is the same as one cast to it. */
  static boolean isPlain(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, DOUBLE, VARCHAR, TEXT, DATE -> true;
      case TIMESTAMP -> type.length() < 0;
      case CHAR, REAL, BYTES, TIME, TIMESTAMPTZ, INTERVAL, UUID, JSON, JSONB -> false;
      case ENUM, ARRAY, OTHER, UNKNOWN -> false;
    };
  }

  /**
   * The query that finds before the update what this one finds after it; empty if none is known.
   */
  Optional<Query> before(Query query) {
    if (!Queries.tables(query).contains(update.table())) {
      return Optional.of(query);
    }
    Set<String> names = Mentions.columns(query);
    if (!changes(names)) {
      return Optional.of(query);
    }
    if (!tells(names)) {
      return Optional.empty();
    }
    List<Item> items = new ArrayList<>();
    Set<String> wanted = new HashSet<>(names);
    for (Column column : table.columns()) {
      if (wanted.contains(column.name())) {
        items.add(new Item(value(column.name()), column.name()));
      }
    }
    Query rows = Select.of(items, new TableFrom(update.table(), update.alias()), null);
    return Optional.of(Queries.replace(query, f -> shown(f, rows)));
  }

  private From shown(From from, Query rows) {
    return from instanceof TableFrom t && t.table().equals(update.table())
        ? new QueryFrom(rows, t.alias())
        : from;
  }
}
