package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database as the doors see it: whatever fails is told by {@link Probe.Failed}, never by an
 * exception of JDBC.
 */
public final class Live {
  private final Database database;

  public Live(Database database) {
    this.database = database;
  }

  /**
   * What there is at one moment.
   *
   * @param dialect the dialect's name
   * @param release see {@link Database#release}
   * @param applied the names of the applied migrations, in order
   */
  public record Moment(String dialect, String release, List<String> applied, Schema schema) {
    public Moment {
      applied = List.copyOf(applied);
    }
  }

  /** The schema of this moment, and what the ledger says is applied. */
  public Moment moment() {
    return with(
        connection -> {
          database.beginReading(connection);
          Ledger ledger = Ledger.open(connection, database.name());
          List<String> applied =
              ledger.exists() ? ledger.applied().stream().map(Applied::name).toList() : List.of();
          return new Moment(
              database.name(), database.release(connection), applied, database.read(connection));
        });
  }

  /** The schema of this moment. */
  public Schema schema() {
    return with(database::read);
  }

  /** Executes SQL of several statements, separated by semicolons, in one transaction. */
  public void execute(String script) {
    with(
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
          }
          connection.commit();
          return script;
        });
  }

  /**
   * All rows of a table in the order of its first column, values as text. For tables that fit on a
   * page.
   */
  public List<List<@Nullable String>> rows(Table table) {
    String columns =
        table.columns().stream()
            .map(Column::name)
            .map(Live::quoted)
            .collect(Collectors.joining(", "));
    String name = quoted(table.name().name());
    String from =
        table.name().schema().isEmpty() ? name : quoted(table.name().schema()) + "." + name;
    return with(
        connection -> {
          List<List<@Nullable String>> rows = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet found =
                  statement.executeQuery("SELECT " + columns + " FROM " + from + " ORDER BY 1")) {
            while (found.next()) {
              List<@Nullable String> row = new ArrayList<>();
              for (int i = 1; i <= table.columns().size(); i++) {
                row.add(found.getString(i));
              }
              rows.add(row);
            }
          }
          return rows;
        });
  }

  /**
   * Closes a runner; what it did is committed or rolled back by then, so that a failure changes
   * nothing.
   */
  public static void release(Runner runner) {
    try {
      runner.close();
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private interface Use<T> {
    T on(Connection connection) throws SQLException, Refused;
  }

  private <T> T with(Use<T> use) {
    try (Connection connection = database.connect()) {
      return use.on(connection);
    } catch (Refused e) {
      throw new Probe.Failed(e.diagnostic(), e);
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }
}
