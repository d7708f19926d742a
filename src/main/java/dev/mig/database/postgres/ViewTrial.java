package dev.mig.database.postgres;

import dev.mig.database.SqlWriter;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/**
 * Whether views can read tables that are not there yet: empty temporary ones, which hide those of
 * the same names. Nothing real is locked, and all of it is rolled back.
 */
final class ViewTrial {
  /** Classes of failure that the text of a view can have: its syntax and types, its literals. */
  private static final List<String> OF_THE_TEXT = List.of("42", "22", "0A");

  private ViewTrial() {}

  /** What the server says against the first view that it refuses; empty when it takes all. */
  static Optional<String> refusal(
      Connection connection, SqlWriter sql, List<Table> tables, List<View> views)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try {
        for (Table table : tables) {
          statement.execute(create(table, sql));
        }
      } catch (SQLException cannotBeTold) {
        return Optional.empty();
      }
      for (View view : views) {
        try {
          statement.execute(create(view));
        } catch (PSQLException e) {
          String state = e.getSQLState();
          boolean text = state != null && OF_THE_TEXT.contains(state.substring(0, 2));
          return !text || e.getServerErrorMessage() == null
              ? Optional.empty()
              : Optional.of(view.name() + ": " + e.getServerErrorMessage().getMessage());
        }
      }
      return Optional.empty();
    }
  }

  private static String create(Table table, SqlWriter sql) {
    List<String> lines = new ArrayList<>(table.columns().stream().map(c -> line(c, sql)).toList());
    PrimaryKey key = table.primaryKey();
    if (key != null) {
      lines.add("primary key (" + PostgresNames.names(key.columns()) + ")");
    }
    return "create temporary table %s (%s)"
        .formatted(PostgresNames.name(table.name().name()), String.join(", ", lines));
  }

  private static String line(Column column, SqlWriter sql) {
    return PostgresNames.name(column.name())
        + " "
        + sql.type(column.type())
        + PostgresDdl.collate(column);
  }

  /** Its query as a view without rows and options. */
  private static String create(View view) {
    String definition = view.definition();
    String query = definition.substring(definition.indexOf(" as\n") + " as\n".length());
    return "create temporary view %s (%s) as\n%s"
        .formatted(
            PostgresNames.name(view.name().name()),
            PostgresNames.names(view.columns()),
            query.endsWith(PostgresViews.NO_ROWS)
                ? query.substring(0, query.length() - PostgresViews.NO_ROWS.length())
                : query);
  }
}
