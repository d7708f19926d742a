package dev.mig.database.sqlite;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Table.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes tables, columns, constraints and indexes, one definition a line. */
final class TableSql {
  static final SqliteSql SQL = new SqliteSql();

  private TableSql() {}

  /** How a column of this type is declared. */
  static String type(SqlType type, boolean strict) {
    return strict ? SQL.strictType(type) : SQL.type(type);
  }

  /** How this column is declared: in its own old words if it still has that type. */
  static String declared(Table table, Column column) {
    boolean strict = table.options().strict();
    if (column.identity() != null && onlyKey(table, column) && !table.options().withoutRowid()) {
      return "integer";
    }
    String own = table.options().words(Detail.Kind.TYPE, List.of(column.name()));
    return own != null && SqliteTypes.of(own).equals(column.type())
        ? own
        : type(column.type(), strict);
  }

  /** Whether the column is the rowid under another name. */
  static boolean rowid(Table table, Column column) {
    String parts = table.options().words(Detail.Kind.KEY_PARTS, List.of(column.name()));
    return onlyKey(table, column)
        && !table.options().withoutRowid()
        && declared(table, column).equalsIgnoreCase("integer")
        && (column.identity() != null || parts == null);
  }

  static boolean autoincrement(Table table) {
    return table.columns().stream()
        .anyMatch(c -> c.identity() != null && c.identity() != Identity.ROWID && rowid(table, c));
  }

  private static boolean onlyKey(Table table, Column column) {
    PrimaryKey key = table.primaryKey();
    return key != null && key.columns().equals(List.of(column.name()));
  }

  /**
   * The statement that makes a table, without its indexes.
   *
   * @param name under which it is made: a rebuild takes another one first
   */
  static String create(Table table, String name) {
    List<String> lines = new ArrayList<>();
    table.columns().forEach(c -> lines.add(column(table, c)));
    for (Constraint constraint : table.constraints()) {
      if (!(constraint instanceof PrimaryKey key) || !inline(table, key)) {
        lines.add(constraint(table, constraint));
      }
    }
    List<String> options = new ArrayList<>();
    if (table.options().strict()) {
      options.add(" strict");
    }
    if (table.options().withoutRowid()) {
      options.add(" without rowid");
    }
    return "create table "
        + SqliteNames.quoted(name)
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)"
        + String.join(",", options);
  }

  /** The definition of one column, its primary key included if that is its alone. */
  static String column(Table table, Column column) {
    StringBuilder out = new StringBuilder(SqliteNames.quoted(column.name()));
    String declared = declared(table, column);
    if (!declared.isEmpty()) {
      out.append(' ').append(declared);
    }
    PrimaryKey key = table.primaryKey();
    if (key != null && onlyKey(table, column) && inline(table, key)) {
      out.append(' ').append(inlineKey(table, column, key));
    }
    if (!column.nullable() && !rowid(table, column)) {
      out.append(" not null").append(words(table, Detail.Kind.NOT_NULL, List.of(column.name())));
    }
    Formula value = column.defaultValue();
    if (value != null && column.identity() == null) {
      out.append(" default ").append(value(SQL.formula(value)));
    }
    Generated generated = column.generated();
    if (generated != null) {
      out.append(" generated always as (").append(SQL.formula(generated.formula())).append(')');
      out.append(generated.stored() ? " stored" : " virtual");
    }
    if (column.collation() != null) {
      out.append(" collate ").append(SqliteNames.quoted(column.collation()));
    }
    return out.toString();
  }

  private static boolean inline(Table table, PrimaryKey key) {
    String parts = table.options().words(Detail.Kind.KEY_PARTS, key.columns());
    return key.columns().size() == 1 && (parts == null || parts.equals("desc"));
  }

  private static String inlineKey(Table table, Column column, PrimaryKey key) {
    boolean rowid = rowid(table, column);
    String parts = rowid ? null : table.options().words(Detail.Kind.KEY_PARTS, key.columns());
    boolean counts = rowid && column.identity() != null && column.identity() != Identity.ROWID;
    return named(key.name())
        + "primary key"
        + (parts == null ? "" : " " + parts)
        + words(table, Detail.Kind.PRIMARY_KEY, key.columns())
        + (counts ? " autoincrement" : "");
  }

  private static String words(Table table, Detail.Kind kind, List<String> columns) {
    String words = table.options().words(kind, columns);
    return words == null ? "" : " " + words;
  }

  /** A default needs parentheses unless it is a single value. */
  static String value(String text) {
    return single(text) ? text : "(" + text + ")";
  }

  private static boolean single(String text) {
    Words words = new Words(text);
    if (words.sees("(")) {
      return false;
    }
    words.skipValue();
    return !words.more();
  }

  /** Whether ADD COLUMN accepts this default: a constant that is not the time. */
  static boolean constant(String text) {
    String upper = text.strip().toUpperCase(java.util.Locale.ROOT);
    return single(text) && !upper.startsWith("CURRENT_");
  }

  private static String constraint(Table table, Constraint constraint) {
    return named(constraint.name())
        + switch (constraint) {
          case PrimaryKey k ->
              "primary key "
                  + key(table, k.columns())
                  + words(table, Detail.Kind.PRIMARY_KEY, k.columns());
          case Unique u ->
              "unique "
                  + key(table, u.columns())
                  + (conflict(u).isEmpty() ? "" : " " + conflict(u));
          case Check c -> "check (" + SQL.formula(c.condition()) + ")";
          case ForeignKey k -> foreignKey(k);
        };
  }

  /** The conflict clause of a unique constraint; SQLite has no deferred ones. */
  static String conflict(Unique unique) {
    return unique.deferral().startsWith("on conflict") ? unique.deferral() : "";
  }

  private static String foreignKey(ForeignKey key) {
    return "foreign key "
        + names(key.columns())
        + " references "
        + SqliteNames.table(key.target())
        + " "
        + names(key.targetColumns())
        + (key.onDelete() == Action.NO_ACTION ? "" : " on delete " + key.onDelete().words())
        + (key.onUpdate() == Action.NO_ACTION ? "" : " on update " + key.onUpdate().words())
        + (key.deferral().isEmpty() ? "" : " " + key.deferral());
  }

  private static String named(@Nullable String name) {
    return name == null ? "" : "constraint " + SqliteNames.quoted(name) + " ";
  }

  private static String key(Table table, List<String> columns) {
    String parts = table.options().words(Detail.Kind.KEY_PARTS, columns);
    if (parts == null) {
      return names(columns);
    }
    String[] suffixes = parts.split(",", -1);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add((SqliteNames.quoted(columns.get(i)) + " " + suffixes[i]).strip());
    }
    return "(" + String.join(", ", all) + ")";
  }

  static String names(List<String> columns) {
    return columns.stream().map(SqliteNames::quoted).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The statement that makes an index: its own old one as long as that is of this table. */
  static String create(Index index, QName table) {
    String own = index.definition();
    if (own != null && new CreateIndexSql(own).table().equalsIgnoreCase(SqliteNames.plain(table))) {
      return own;
    }
    return "create "
        + (index.unique() ? "unique " : "")
        + "index "
        + SqliteNames.quoted(index.name())
        + " on "
        + SqliteNames.table(table)
        + " ("
        + index.parts().stream().map(TableSql::part).collect(Collectors.joining(", "))
        + ")"
        + (index.where() == null ? "" : " where " + SQL.formula(index.where()));
  }

  private static String part(Index.Part part) {
    String column = part.column();
    Formula formula = part.formula();
    String key =
        column != null ? SqliteNames.quoted(column) : formula == null ? "" : SQL.formula(formula);
    return key
        + (part.operatorClass().isEmpty()
            ? ""
            : " collate " + SqliteNames.quoted(part.operatorClass()))
        + (part.descending() ? " desc" : "");
  }
}
