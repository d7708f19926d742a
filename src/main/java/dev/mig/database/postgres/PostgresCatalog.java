package dev.mig.database.postgres;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the system catalog into the model, in nine queries at most however many tables there are.
 */
final class PostgresCatalog {
  /** Reads one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<Long, CatalogRelation> relations = new LinkedHashMap<>();
  private final Map<QName, List<String>> enums = new HashMap<>();
  private String current = "";

  private PostgresCatalog(Connection connection) {
    this.connection = connection;
  }

  /** The whole schema, except for what belongs to the system, to extensions and to the ledger. */
  static Schema read(Connection connection) throws SQLException {
    return new PostgresCatalog(connection).read();
  }

  private Schema read() throws SQLException {
    each(CatalogSql.SETTINGS, r -> current = r.getString(1) == null ? "" : r.getString(1));
    each(
        CatalogSql.RELATIONS,
        r ->
            relations.put(
                r.getLong("oid"),
                CatalogRelation.of(name(r.getString("nspname"), r.getString("relname")), r)));
    each(CatalogSql.COLUMNS, this::column);
    each(CatalogSql.CONSTRAINTS, this::constraint);
    each(CatalogSql.INDEXES, this::index);
    each(CatalogSql.TRIGGERS, this::trigger);
    // Planning these two takes as long as most of the others together.
    if (!relations.values().stream().allMatch(CatalogRelation::isTable)) {
      each(CatalogSql.VIEW_USES, this::use);
      each(CatalogSql.VIEW_PARTS, this::viewPart);
    }
    each(
        CatalogSql.ENUMS,
        r -> enums.put(name(r.getString("nspname"), r.getString("typname")), texts(r, "labels")));
    List<Table> tables = new ArrayList<>();
    List<View> views = new ArrayList<>();
    for (CatalogRelation relation : relations.values()) {
      if (relation.isTable()) {
        tables.add(
            new Table(
                relation.name,
                relation.finished(),
                relation.constraints,
                relation.indexes,
                relation.triggers,
                Table.Options.NONE));
      } else {
        views.add(relation.view());
      }
    }
    return Schema.of(tables, views, enums);
  }

  private void each(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  private QName name(String schema, String name) {
    return new QName(schema.equals(current) ? "" : schema, name);
  }

  /** The relation of a row; null for one that was made since the relations were read. */
  private @Nullable CatalogRelation relation(ResultSet row, String oid) throws SQLException {
    return relations.get(row.getLong(oid));
  }

  private void column(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "attrelid");
    if (relation == null) {
      return;
    }
    SqlType type =
        PostgresTypes.of(
            row.getString("built_in"),
            row.getString("type_kind"),
            row.getString("category"),
            row.getInt("atttypmod"),
            row.getString("type_text"));
    String formula = row.getString("formula");
    String sequence = row.getString("sequence");
    String generation = row.getString("generated");
    boolean numbered = sequence != null && formula != null && formula.startsWith("nextval(");
    Identity identity =
        switch (row.getString("identity")) {
          case "a" -> Identity.ALWAYS;
          case "d" -> Identity.BY_DEFAULT;
          default -> numbered ? Identity.SERIAL : null;
        };
    boolean computed = !generation.isEmpty();
    boolean plain = formula != null && !computed && identity == null;
    relation.columns.put(
        row.getInt("attnum"),
        new Column(
            row.getString("attname"),
            type,
            !row.getBoolean("attnotnull"),
            plain ? new SqlText(formula, Set.of()) : null,
            identity,
            computed && formula != null
                ? new Generated(new SqlText(formula, Set.of()), generation.equals("s"))
                : null,
            row.getString("collation"),
            identity == null ? null : sequence));
  }

  private void constraint(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "conrelid");
    if (relation == null) {
      return;
    }
    String name = row.getString("conname");
    String deferral =
        !row.getBoolean("condeferrable")
            ? ""
            : row.getBoolean("condeferred")
                ? "deferrable initially deferred"
                : "deferrable initially immediate";
    boolean validated = row.getBoolean("convalidated");
    switch (row.getString("kind")) {
      case "p" ->
          relation.constraints.add(
              new Constraint.PrimaryKey(name, relation.names(numbers(row, "conkey"))));
      case "u" ->
          relation.constraints.add(
              new Constraint.Unique(
                  name,
                  relation.names(numbers(row, "conkey")),
                  row.getString("text").contains("NULLS NOT DISTINCT"),
                  deferral));
      case "f" ->
          relation.constraints.add(
              new Constraint.ForeignKey(
                  name,
                  relation.names(numbers(row, "conkey")),
                  name(row.getString("target_schema"), row.getString("target_table")),
                  texts(row, "target_columns"),
                  action(row.getString("on_delete")),
                  action(row.getString("on_update")),
                  validated,
                  deferral));
      case "c" ->
          relation.constraints.add(
              new Constraint.Check(
                  name,
                  relation.text(CatalogRelation.bare(row.getString("condition"))),
                  validated));
      default -> relation.indexes.add(exclusion(relation, name, row.getString("text")));
    }
  }

  /**
   * The model has no exclusion constraints; as an index with its own statement it can still be
   * named and restored.
   */
  private static Index exclusion(CatalogRelation relation, String name, String text) {
    String statement =
        "alter table "
            + PostgresNames.table(relation.name)
            + " add constraint "
            + PostgresNames.name(name)
            + " "
            + text;
    return new Index(
        name,
        List.of(Index.Part.of(relation.text(text))),
        false,
        null,
        "exclude",
        List.of(),
        statement,
        true);
  }

  private static Constraint.Action action(String code) {
    return switch (code) {
      case "r" -> Constraint.Action.RESTRICT;
      case "c" -> Constraint.Action.CASCADE;
      case "n" -> Constraint.Action.SET_NULL;
      case "d" -> Constraint.Action.SET_DEFAULT;
      default -> Constraint.Action.NO_ACTION;
    };
  }

  private void index(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "indrelid");
    if (relation == null) {
      return;
    }
    short[] keys = numbers(row, "keys");
    short[] options = numbers(row, "options");
    String[] formulas = (String[]) row.getArray("formulas").getArray();
    List<String> classes = texts(row, "classes");
    List<Index.Part> parts = new ArrayList<>();
    int count = row.getInt("indnkeyatts");
    for (int i = 0; i < count; i++) {
      boolean descending = (options[i] & 1) != 0;
      boolean nullsFirst = (options[i] & 2) != 0;
      String nulls = nullsFirst == descending ? "" : nullsFirst ? "nulls first" : "nulls last";
      String formula = formulas[i];
      parts.add(
          new Index.Part(
              formula == null ? relation.name(keys[i]) : null,
              formula == null ? null : relation.text(CatalogRelation.bare(formula)),
              descending,
              (classes.get(i) + " " + nulls).strip()));
    }
    String condition = row.getString("condition");
    String method = row.getString("amname");
    relation.indexes.add(
        new Index(
            row.getString("relname"),
            parts,
            row.getBoolean("indisunique"),
            condition == null ? null : relation.text(CatalogRelation.bare(condition)),
            method.equals("btree") ? null : method,
            relation.names(Arrays.copyOfRange(keys, count, keys.length)),
            row.getString("text"),
            row.getBoolean("indisvalid")));
  }

  private void trigger(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "tgrelid");
    if (relation == null) {
      return;
    }
    String name = row.getString("tgname");
    String text = row.getString("text");
    Set<String> mentions = new TreeSet<>();
    relation.names(numbers(row, "columns")).forEach(c -> mentions.add(c.toLowerCase(Locale.ROOT)));
    int when = text.indexOf(" WHEN (");
    if (when >= 0) {
      String condition = text.substring(when, text.lastIndexOf(" EXECUTE "));
      for (SqlWords.Word word : SqlWords.of(condition)) {
        if (word.kind() == SqlWords.Kind.NAME || word.kind() == SqlWords.Kind.QUOTED_NAME) {
          mentions.add(word.value().toLowerCase(Locale.ROOT));
        }
      }
    }
    String state =
        switch (row.getString("enabled")) {
          case "D" -> "disable";
          case "R" -> "enable replica";
          case "A" -> "enable always";
          default -> "";
        };
    String statements =
        state.isEmpty()
            ? text
            : "%s;\nalter table %s %s trigger %s"
                .formatted(
                    text, PostgresNames.table(relation.name), state, PostgresNames.name(name));
    relation.triggers.add(new Trigger(name, statements, mentions));
  }

  private void use(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "ev_class");
    if (relation != null) {
      String used = name(row.getString("nspname"), row.getString("relname")).toString();
      String column = row.getString("attname");
      relation.uses.add(used);
      if (column != null) {
        relation.uses.add(used + "." + column);
      }
    }
  }

  private void viewPart(ResultSet row) throws SQLException {
    CatalogRelation relation = relation(row, "oid");
    if (relation != null) {
      relation.viewPart(
          row.getString("what"),
          row.getString("head"),
          row.getString("tail"),
          row.getString("obstacle"));
    }
  }

  private static short[] numbers(ResultSet row, String column) throws SQLException {
    Short[] boxed = (Short[]) row.getArray(column).getArray();
    short[] numbers = new short[boxed.length];
    for (int i = 0; i < boxed.length; i++) {
      numbers[i] = boxed[i];
    }
    return numbers;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
