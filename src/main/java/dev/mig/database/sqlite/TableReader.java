package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteCatalog.FoundColumn;
import dev.mig.database.sqlite.SqliteCatalog.FoundIndex;
import dev.mig.database.sqlite.SqliteCatalog.FoundPart;
import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import dev.mig.schema.Table.Detail;
import dev.mig.schema.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together one table from what the pragmas and its text tell of it. */
final class TableReader {
  private final List<FoundColumn> columns;
  private final List<FoundIndex> indexes;
  private final Table.Options options;
  private final Map<String, String> exactTables;
  private final List<String> names;
  private final CreateTableSql text;

  /**
   * @param name of the table
   * @param exactTables the exact name of each table by its lower-case one
   */
  TableReader(
      String name,
      String sql,
      List<FoundColumn> columns,
      List<FoundIndex> indexes,
      Table.Options options,
      Map<String, String> exactTables) {
    this.columns = columns;
    this.indexes = indexes;
    this.options = options;
    this.exactTables = exactTables;
    this.names = columns.stream().map(FoundColumn::name).toList();
    this.text = new CreateTableSql(sql, name, names);
  }

  Table table(QName name, List<Index> standing, List<Trigger> triggers) {
    List<Detail> details = new ArrayList<>(text.details());
    List<Column> all = new ArrayList<>();
    for (FoundColumn column : columns) {
      Column read = column(column);
      all.add(read);
      if (!SqliteTypes.same(column.type(), TableSql.type(read.type(), options.strict()))) {
        details.add(new Detail(Detail.Kind.TYPE, List.of(column.name()), column.type()));
      }
    }
    List<Constraint> constraints = text.constraints().stream().map(this::exact).toList();
    return Normal.of(
        new Table(name, all, constraints, standing, triggers, options.withDetails(details)));
  }

  private Column column(FoundColumn found) {
    SqlType type = SqliteTypes.of(found.type());
    String value = found.value();
    Identity identity = rowid(found) ? identity() : null;
    CreateTableSql.Generation generation = text.generation(found.name());
    return new Column(
        found.name(),
        type,
        !found.notNull() && identity == null,
        value == null || identity != null ? null : formula(Words.clean(value)),
        identity,
        generation == null
            ? null
            : new Generated(formula(generation.expression()), found.hidden() == 3),
        text.collation(found.name()));
  }

  private Identity identity() {
    return text.autoincrement() ? Identity.BY_DEFAULT : Identity.ROWID;
  }

  /**
   * Whether the column is the rowid under another name: a primary key of that one type which needs
   * no index (https://www.sqlite.org/lang_createtable.html#rowid).
   */
  private boolean rowid(FoundColumn found) {
    return found.key() == 1
        && found.type().equalsIgnoreCase("INTEGER")
        && !options.withoutRowid()
        && columns.stream().filter(c -> c.key() > 0).count() == 1
        && indexes.stream().noneMatch(i -> i.origin().equals("pk"));
  }

  private Constraint exact(Constraint constraint) {
    if (constraint instanceof ForeignKey key) {
      String written = key.target().name();
      String exact = exactTables.getOrDefault(written.toLowerCase(Locale.ROOT), written);
      return key.withTarget(QName.of(exact), key.targetColumns());
    }
    return constraint;
  }

  Index index(FoundIndex found, String sql) {
    CreateIndexSql definition = new CreateIndexSql(sql);
    List<Index.Part> parts = new ArrayList<>();
    for (int i = 0; i < found.parts().size(); i++) {
      FoundPart part = found.parts().get(i);
      String expression = definition.expression(i);
      parts.add(
          new Index.Part(
              part.column(),
              part.column() == null ? formula(expression) : null,
              part.descending(),
              collation(part)));
    }
    String where = definition.where();
    return new Index(
        found.name(),
        parts,
        found.unique(),
        where == null ? null : formula(where),
        null,
        List.of(),
        sql,
        true);
  }

  /** The collation of an index key where it is not that of its column. */
  private String collation(FoundPart part) {
    String own = part.column() == null ? null : text.collation(part.column());
    String expected = own == null ? "BINARY" : own;
    return part.collation().equalsIgnoreCase(expected) ? "" : part.collation();
  }

  private SqlText formula(String sql) {
    return new SqlText(sql, SqlWords.mentioned(sql, names));
  }

  /** With the targets of all foreign keys as exact names; those that name none mean the key. */
  static List<Table> resolved(List<Table> tables) {
    Map<QName, Table> byName = new HashMap<>();
    tables.forEach(t -> byName.put(t.name(), t));
    return tables.stream()
        .map(
            t ->
                t.withConstraints(
                    t.constraints().stream()
                        .map(
                            c ->
                                c instanceof ForeignKey k ? resolved(k, byName.get(k.target())) : c)
                        .toList()))
        .toList();
  }

  private static ForeignKey resolved(ForeignKey key, @Nullable Table target) {
    if (target == null) {
      return key.targetColumns().isEmpty() ? key.withTarget(key.target(), key.columns()) : key;
    }
    PrimaryKey primary = target.primaryKey();
    if (key.targetColumns().isEmpty()) {
      List<String> columns = primary == null ? key.columns() : primary.columns();
      return key.withTarget(key.target(), columns);
    }
    List<String> columns = new ArrayList<>();
    for (String written : key.targetColumns()) {
      List<Column> found = target.columnsLike(written);
      columns.add(found.isEmpty() ? written : found.getFirst().name());
    }
    return key.withTarget(key.target(), columns);
  }
}
