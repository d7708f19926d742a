package dev.mig.cases;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schema and rows of a database as text, the same for both databases where they mean the same. */
public final class Dump {
  private Dump() {}

  /**
   * @param sorted columns by name: PostgreSQL puts a column that comes back at the end
   */
  public static String of(Schema schema, Connection connection, boolean sorted)
      throws SQLException {
    StringBuilder out = new StringBuilder();
    for (Table table : schema.tables().values()) {
      List<Column> columns = new ArrayList<>(table.columns());
      if (sorted) {
        columns.sort(Comparator.comparing(Column::name));
      }
      out.append("table ").append(table.name()).append('\n');
      columns.forEach(c -> out.append("  ").append(column(table, c)).append('\n'));
      lines(table).forEach(l -> out.append("  ").append(l).append('\n'));
      rows(table, columns, connection).forEach(r -> out.append("    ").append(r).append('\n'));
      out.append('\n');
    }
    for (View view : schema.views().values()) {
      out.append("view ").append(view.name()).append('\n');
      if (sorted) {
        out.append(SqlWords.canonical(view.definition())).append('\n');
        out.append(SqlWords.canonical(view.triggers().toString())).append('\n');
        out.append(view.extras()).append('\n');
      }
    }
    return out.toString();
  }

  private static String column(Table table, Column column) {
    StringBuilder out = new StringBuilder(column.name()).append(' ').append(type(column));
    boolean key =
        table.primaryKey() != null && table.primaryKey().columns().contains(column.name());
    if (!column.nullable() && !key) {
      out.append(" not null");
    }
    if (column.defaultValue() != null) {
      out.append(" default ").append(formula(column.defaultValue()));
    }
    if (column.identity() != null && column.identity() != Column.Identity.ROWID) {
      out.append(" identity");
    }
    if (column.generated() != null) {
      out.append(" generated");
    }
    return out.toString();
  }

  /** SQLite's numbered keys are integers of 64 bits whatever their name is. */
  private static String type(Column column) {
    boolean numbered = column.identity() != null;
    return numbered && column.type().isInteger() ? "integer" : column.type().toString();
  }

  private static String formula(Formula formula) {
    return formula
        .toString()
        .replaceAll("'(-?[\\d.]+)'::(smallint|integer|bigint|numeric)", "$1")
        .replaceAll("::[a-z ]+(\\(\\d+(,\\d+)?\\))?", "")
        .replaceAll("^\\((.*)\\)$", "$1")
        .toLowerCase(Locale.ROOT)
        .replace(" at time zone 'utc'", "")
        .replace("now()", "current_timestamp");
  }

  private static List<String> lines(Table table) {
    List<String> lines = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      lines.add(
          switch (constraint) {
            case Constraint.PrimaryKey k -> "primary key " + k.columns();
            case Constraint.Unique u -> "unique " + u.columns();
            case Constraint.ForeignKey k ->
                "foreign key "
                    + k.columns()
                    + " -> "
                    + k.target()
                    + k.targetColumns()
                    + " on delete "
                    + k.onDelete().words()
                    + " on update "
                    + k.onUpdate().words();
            case Constraint.Check c -> "check " + c.columns();
          });
    }
    for (Index index : table.indexes()) {
      lines.add(
          (index.unique() ? "unique index " : "index ")
              + index.name()
              + " "
              + index.parts().stream()
                  .map(
                      p ->
                          (p.column() == null ? "expression" : p.column())
                              + (p.descending() ? " desc" : ""))
                  .collect(Collectors.joining(", "))
              + (index.where() == null ? "" : " partial"));
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  private static List<String> rows(Table table, List<Column> columns, Connection connection)
      throws SQLException {
    String names =
        columns.stream()
            .map(c -> "\"" + c.name().replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining(", "));
    String schema = table.name().schema();
    String from =
        (schema.isEmpty() ? "" : "\"" + schema + "\".") + "\"" + table.name().name() + "\"";
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + names + " FROM " + from)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          values.add(value(columns.get(i), result, i + 1));
        }
        rows.add(String.join(" | ", values));
      }
    }
    rows.sort(
        Comparator.comparingLong(
                (String r) ->
                    r.matches("-?\\d{1,15} .*")
                        ? Long.parseLong(r.substring(0, r.indexOf(' ')))
                        : 0)
            .thenComparing(Comparator.naturalOrder()));
    return rows;
  }

  private static String value(Column column, ResultSet result, int at) throws SQLException {
    if (column.type().kind() == SqlType.Kind.BYTES) {
      byte @Nullable [] bytes = result.getBytes(at);
      return bytes == null ? "NULL" : HexFormat.of().formatHex(bytes);
    }
    String text = result.getString(at);
    if (text == null) {
      return "NULL";
    }
    return switch (column.type().kind()) {
      case BOOLEAN -> text.equals("1") || text.startsWith("t") ? "true" : "false";
      case NUMERIC, REAL, DOUBLE -> number(text);
      case JSON, JSONB -> sorted(JsonParser.parseString(text)).toString();
      case TIMESTAMPTZ -> text.replaceFirst("(\\+00(:00)?|Z)$", "");
      case SMALLINT, INTEGER, BIGINT, CHAR, VARCHAR, TEXT, BYTES, DATE, TIME, TIMESTAMP ->
          quoted(column, text);
      case INTERVAL, UUID, ENUM, ARRAY, OTHER, UNKNOWN -> quoted(column, text);
    };
  }

  private static String quoted(Column column, String text) {
    return column.type().isText()
        ? "'" + text.replace("\n", "\\n").replace("\0", "\\0") + "'"
        : text;
  }

  private static String number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException notANumber) {
      return text;
    }
  }

  private static JsonElement sorted(JsonElement element) {
    if (element instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(e -> copy.add(sorted(e)));
      return copy;
    }
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    JsonObject copy = new JsonObject();
    new TreeMap<>(object.asMap()).forEach((k, v) -> copy.add(k, sorted(v)));
    return copy;
  }
}
