package dev.mig.language;

import dev.mig.database.SqlWriter;
import dev.mig.database.postgres.PostgresSql;
import dev.mig.expression.Aggregates;
import dev.mig.expression.Function;
import dev.mig.expression.Functions;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to say of functions, tables and columns, in Markdown. */
public final class Descriptions {
  /** Of a table no more columns are listed. */
  private static final int MOST_COLUMNS = 20;

  /** What comes from a script is told in words of PostgreSQL, which most people can read. */
  private static final SqlWriter SQL = new PostgresSql();

  private Descriptions() {}

  /** All forms of a function or aggregate, in any case; null where there is none of this name. */
  public static @Nullable String function(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    List<String> parts = new ArrayList<>();
    for (Function function : Functions.named(known)) {
      parts.add(code(Signatures.of(function).label()) + function.summary() + notes(function));
    }
    if (Aggregates.names().contains(known)) {
      parts.add(Aggregates.usage(known));
    }
    return parts.isEmpty() ? null : String.join("\n\n", parts);
  }

  private static String notes(Function function) {
    return (function.stable() ? "" : "\n\nEach call may give another value.")
        + (function.inSchema()
            ? ""
            : "\n\nNot for a default, a check, an index or a generated column on SQLite.");
  }

  /** A column with its type, its default and the keys it belongs to. */
  public static String column(Table table, Column column) {
    List<String> lines = new ArrayList<>();
    if (column.defaultValue() != null) {
      lines.add("default `" + SQL.formula(column.defaultValue()) + "`");
    }
    if (column.identity() != null) {
      lines.add("numbered by the database");
    }
    if (column.generated() != null) {
      lines.add("computed as `" + SQL.formula(column.generated().formula()) + "`");
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint.columns().contains(column.name())) {
        lines.add(said(constraint));
      }
    }
    String head = code(table.name() + "." + line(column));
    return lines.isEmpty() ? head.strip() : head + "- " + String.join("\n- ", lines);
  }

  private static String line(Column column) {
    return column.name() + " " + column.type() + (column.nullable() ? "" : " not null");
  }

  private static String said(Constraint constraint) {
    String name = Objects.requireNonNullElse(constraint.name(), "");
    String called = name.isEmpty() ? "" : " (" + name + ")";
    String columns = String.join(", ", constraint.columns());
    return switch (constraint) {
          case Constraint.PrimaryKey key -> "primary key `" + columns + "`";
          case Constraint.Unique key -> "unique `" + columns + "`";
          case Constraint.ForeignKey key ->
              "`%s` refers to `%s(%s)`"
                  .formatted(columns, key.target(), String.join(", ", key.targetColumns()));
          case Constraint.Check check -> "check `" + SQL.formula(check.condition()) + "`";
        }
        + called;
  }

  /** A table with its columns. */
  public static String table(Table table) {
    String columns =
        table.columns().stream()
            .limit(MOST_COLUMNS)
            .map(column -> "  " + line(column))
            .collect(Collectors.joining("\n"));
    int more = table.columns().size() - MOST_COLUMNS;
    return code(table.name() + "\n" + columns + (more > 0 ? "\n  … " + more + " more" : ""))
        .strip();
  }

  /** A stretch of code, with a blank line behind it. */
  static String code(String text) {
    return "```mig\n" + text + "\n```\n\n";
  }
}
