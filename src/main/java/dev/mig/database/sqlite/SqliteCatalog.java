package dev.mig.database.sqlite;

import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.schema.ViewExtras;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema with a fixed number of queries, however many tables there are. Virtual tables and
 * their shadows are left out: nothing in the language can be done to them.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">the pragmas, also as table-valued functions</a>
 */
public final class SqliteCatalog {
  /** Tables, not views and virtual tables, which have no root page. */
  private static final String REAL =
      " from sqlite_schema as s %s where s.type = 'table' and s.rootpage > 0"
          + " and s.name not like 'sqlite\\_%%' escape '\\'";

  private static final String OBJECTS =
      "select type, name, tbl_name, sql from sqlite_schema where sql is not null"
          + " and name not like 'sqlite\\_%' escape '\\' order by rowid";
  private static final String OPTIONS =
      "select name, wr, strict from pragma_table_list where schema = 'main' and type = 'table'";
  private static final String COLUMNS =
      "select s.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
          + REAL.formatted("join pragma_table_xinfo(s.name, 'main') as x")
          + " order by s.rowid, x.cid";
  private static final String INDEXES =
      "select s.name, l.name, l.\"unique\", l.origin, x.cid, x.name, x.desc, x.coll, x.key"
          + REAL.formatted(
              "join pragma_index_list(s.name, 'main') as l"
                  + " left join pragma_index_xinfo(l.name, 'main') as x on true")
          + " order by s.rowid, l.seq desc, x.seqno";
  private static final String VIEW_COLUMNS =
      "select s.name, x.name from sqlite_schema as s join pragma_table_xinfo(s.name, 'main') as x"
          + " where s.type = 'view'";

  /** A row of sqlite_schema. */
  record Found(String type, String name, String table, String sql) {}

  /** A row of pragma_table_xinfo. */
  record FoundColumn(
      String name, String type, boolean notNull, @Nullable String value, int key, int hidden) {}

  /** One key of an index: {@code column} is null for an expression. */
  record FoundPart(@Nullable String column, boolean descending, String collation) {}

  /** A row of pragma_index_list with its keys. */
  record FoundIndex(String name, boolean unique, String origin, List<FoundPart> parts) {}

  private final Connection connection;
  private final List<Found> objects = new ArrayList<>();
  private final Map<String, List<Found>> standing = new LinkedHashMap<>();
  private final Map<String, Table.Options> options = new LinkedHashMap<>();
  private final Map<String, List<FoundColumn>> columns = new LinkedHashMap<>();
  private final Map<String, Map<String, FoundIndex>> indexes = new LinkedHashMap<>();
  private final Map<String, List<String>> viewColumns = new LinkedHashMap<>();

  private SqliteCatalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * The schema of the main database as the connection sees it now, without the tool's own tables.
   */
  public static Schema read(Connection connection) throws SQLException {
    SqliteCatalog catalog = new SqliteCatalog(connection);
    catalog.query();
    return catalog.schema();
  }

  private void query() throws SQLException {
    each(OBJECTS, this::object);
    each(
        OPTIONS,
        r -> options.put(r.getString(1), new Table.Options(r.getBoolean(3), r.getBoolean(2))));
    each(
        COLUMNS,
        r ->
            columns
                .computeIfAbsent(r.getString(1), t -> new ArrayList<>())
                .add(
                    new FoundColumn(
                        r.getString(2),
                        text(r.getString(3)),
                        r.getBoolean(4),
                        r.getString(5),
                        r.getInt(6),
                        r.getInt(7))));
    each(INDEXES, this::indexPart);
    if (objects.stream().anyMatch(o -> o.type.equals("view"))) {
      viewColumns();
    }
  }

  private void object(ResultSet r) throws SQLException {
    Found found = new Found(r.getString(1), r.getString(2), r.getString(3), r.getString(4));
    objects.add(found);
    String table = found.table.toLowerCase(Locale.ROOT);
    standing.computeIfAbsent(table, t -> new ArrayList<>()).add(found);
  }

  private void indexPart(ResultSet r) throws SQLException {
    String name = r.getString(2);
    boolean unique = r.getBoolean(3);
    String origin = r.getString(4);
    FoundIndex index =
        indexes
            .computeIfAbsent(r.getString(1), t -> new LinkedHashMap<>())
            .computeIfAbsent(name, n -> new FoundIndex(n, unique, origin, new ArrayList<>()));
    if (r.getBoolean(9)) {
      index.parts.add(
          new FoundPart(
              r.getInt(5) >= 0 ? r.getString(6) : null, r.getBoolean(7), text(r.getString(8))));
    }
  }

  /** One view that names what is gone makes the common query fail; then each is asked by itself. */
  private void viewColumns() throws SQLException {
    try {
      each(VIEW_COLUMNS, this::viewColumn);
    } catch (SQLException broken) {
      viewColumns.clear();
      for (Found view : objects) {
        if (view.type.equals("view")) {
          try {
            each(VIEW_COLUMNS + " and s.name = " + SqliteNames.string(view.name), this::viewColumn);
          } catch (SQLException itself) {
            viewColumns.remove(view.name);
          }
        }
      }
    }
  }

  private void viewColumn(ResultSet r) throws SQLException {
    viewColumns.computeIfAbsent(r.getString(1), v -> new ArrayList<>()).add(r.getString(2));
  }

  private Schema schema() {
    Map<String, String> exact = new LinkedHashMap<>();
    objects.stream()
        .filter(
            o -> o.type.equals("table") && options.containsKey(o.name) && !SqliteNames.ours(o.name))
        .forEach(o -> exact.put(o.name.toLowerCase(Locale.ROOT), o.name));
    List<Table> tables = new ArrayList<>();
    for (Found object : objects) {
      String own = exact.get(object.name.toLowerCase(Locale.ROOT));
      if (object.type.equals("table") && object.name.equals(own)) {
        tables.add(table(object, exact));
      }
    }
    Map<String, Table> byName = new HashMap<>();
    tables.forEach(t -> byName.put(t.name().name().toLowerCase(Locale.ROOT), t));
    Map<String, String> views = new HashMap<>();
    objects.stream()
        .filter(o -> o.type.equals("view"))
        .forEach(o -> views.put(o.name.toLowerCase(Locale.ROOT), o.name));
    List<View> allViews = new ArrayList<>();
    for (Found object : objects) {
      if (object.type.equals("view")) {
        allViews.add(
            new View(
                QName.of(object.name),
                object.sql,
                false,
                viewColumns.getOrDefault(object.name, List.of()),
                Dependence.uses(object.sql, object.name, byName, views),
                triggers(object.name),
                ViewExtras.NONE));
      }
    }
    return Schema.of(TableReader.resolved(tables), allViews, Map.of());
  }

  private Table table(Found object, Map<String, String> exact) {
    TableReader reader =
        new TableReader(
            object.name,
            object.sql,
            columns.getOrDefault(object.name, List.of()),
            List.copyOf(indexes.getOrDefault(object.name, Map.of()).values()),
            options.getOrDefault(object.name, Table.Options.NONE),
            exact);
    List<Index> standing = new ArrayList<>();
    for (Found index : on(object.name)) {
      FoundIndex found = indexes.getOrDefault(object.name, Map.of()).get(index.name);
      if (index.type.equals("index") && found != null) {
        standing.add(reader.index(found, index.sql));
      }
    }
    return reader.table(QName.of(object.name), standing, triggers(object.name));
  }

  private List<Trigger> triggers(String on) {
    List<Trigger> all = new ArrayList<>();
    for (Found object : on(on)) {
      if (object.type.equals("trigger")) {
        all.add(new Trigger(object.name, object.sql, Dependence.words(object.sql)));
      }
    }
    return all;
  }

  /** Indexes and triggers on a table or view. */
  private List<Found> on(String table) {
    return standing.getOrDefault(table.toLowerCase(Locale.ROOT), List.of());
  }

  private static String text(@Nullable String maybe) {
    return maybe == null ? "" : maybe;
  }

  /** Something done with each row. */
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, Row row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        row.read(found);
      }
    }
  }
}
