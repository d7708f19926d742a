package dev.mig.database.sqlite;

import dev.mig.database.sqlite.Alteration.Origin;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table anew in another shape: create, copy, drop, rename, and everything that stands on
 * it. Foreign keys must be off if any touches the table, or the drop would delete what refers to
 * it.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">the documented order</a>
 */
final class Rebuild {
  /** A statement and what it is for. */
  record Line(String sql, String why) {}

  private final Alteration alteration;
  private final Table made;
  private final Table source;
  private final Schema schema;
  private final String old;
  private final String temporary;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param schema after the operations, with the texts of views and triggers as they stand now
   */
  Rebuild(Alteration alteration, Schema schema) {
    this.alteration = alteration;
    this.source = alteration.source();
    this.schema = schema;
    QName name = source.name();
    Schema unrenamed = schema;
    for (Map.Entry<String, String> column : alteration.renamed().entrySet()) {
      unrenamed =
          new RenameColumn(name, column.getKey(), column.getValue(), Span.NONE).applyTo(unrenamed);
    }
    // Columns are renamed last, by SQLite itself, which follows a name into views and triggers.
    this.made = unrenamed.table(name).orElseThrow();
    this.old = SqliteNames.plain(name);
    this.temporary = free("mig_new_" + old);
  }

  private String free(String wanted) {
    String name = wanted;
    while (!schema.tablesLike(QName.of(name)).isEmpty()) {
      name += "_";
    }
    return name;
  }

  List<Line> lines(String changes) {
    Dependants dependants = Dependants.of(schema, source.name());
    for (String drop : dependants.drops()) {
      lines.add(new Line(drop, "step aside while " + old + " is rebuilt"));
    }
    lines.add(new Line(TableSql.create(made, temporary), "rebuild " + old + ": " + changes));
    boolean counts = TableSql.autoincrement(source) && TableSql.autoincrement(made);
    if (counts) {
      lines.add(new Line(sequence(), "numbers that were given out are not given out again"));
    }
    if (alteration.unchecked()) {
      lines.add(new Line("pragma ignore_check_constraints = on", "old rows are not validated"));
    }
    lines.add(new Line(copy(), "copy the rows of " + old));
    if (alteration.unchecked()) {
      lines.add(new Line("pragma ignore_check_constraints = off", "new rows are"));
    }
    lines.add(new Line("drop table " + quoted(old), "the copy takes the place of " + old));
    lines.add(
        new Line(
            "alter table " + quoted(temporary) + " rename to " + quoted(old),
            "the copy takes the place of " + old));
    made.indexes()
        .forEach(i -> lines.add(new Line(TableSql.create(i, made.name()), "index of " + old)));
    made.triggers().forEach(t -> lines.add(new Line(t.definition(), "trigger of " + old)));
    dependants.creates().forEach(sql -> lines.add(new Line(sql, "put back as it was")));
    return lines;
  }

  private String sequence() {
    return "insert into sqlite_sequence (name, seq)\nselect "
        + SqliteNames.string(temporary)
        + ", seq from sqlite_sequence where name = "
        + SqliteNames.string(old);
  }

  private String copy() {
    List<String> into = new ArrayList<>();
    List<String> from = new ArrayList<>();
    String rowid = rowid();
    if (rowid != null) {
      into.add(rowid);
      from.add(rowid);
    }
    Map<String, String> renamed = alteration.renamed();
    Table target = schema.table(source.name()).orElseThrow();
    for (Column column : target.columns()) {
      String value = value(target, column);
      if (value != null) {
        into.add(quoted(renamed.getOrDefault(column.name(), column.name())));
        from.add(value);
      }
    }
    if (into.isEmpty()) {
      into.add("rowid");
      from.add("rowid");
    }
    // A conflict clause of the table must not drop rows here.
    return "insert or abort into "
        + quoted(temporary)
        + " ("
        + String.join(", ", into)
        + ")\nselect "
        + String.join(", ", from)
        + "\nfrom "
        + quoted(old);
  }

  /** What a column is copied from; null where it fills itself. */
  private @Nullable String value(Table target, Column column) {
    if (column.generated() != null) {
      return null;
    }
    Origin origin = alteration.origin(column.name());
    if (origin.value() != null) {
      return TableSql.SQL.expr(origin.value());
    }
    if (origin.base() != null) {
      return quoted(origin.base());
    }
    Formula first = origin.first();
    boolean same = Objects.equals(first, column.defaultValue()) || TableSql.rowid(target, column);
    return same ? null : first == null ? "null" : TableSql.SQL.formula(first);
  }

  /**
   * The rowid under a name that no column hides, where nothing else keeps it; what lies outside the
   * schema may refer to it (https://www.sqlite.org/rowidtable.html).
   */
  private @Nullable String rowid() {
    boolean named = made.columns().stream().anyMatch(c -> TableSql.rowid(made, c));
    if (named || made.options().withoutRowid() || source.options().withoutRowid()) {
      return null;
    }
    return rowid(source, made);
  }

  /** A name of the rowid that no column of these tables hides; null if there is none. */
  static @Nullable String rowid(Table... tables) {
    for (String name : List.of("rowid", "_rowid_", "oid")) {
      boolean hidden = false;
      for (Table table : tables) {
        hidden |= !table.columnsLike(name).isEmpty();
      }
      if (!hidden) {
        return name;
      }
    }
    return null;
  }

  private static String quoted(String name) {
    return SqliteNames.quoted(name);
  }
}
