package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Asker;
import dev.mig.database.Database;
import dev.mig.operation.Answer;
import dev.mig.operation.Batch;
import dev.mig.operation.Saved;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables beside the ledger in which applied migrations keep what they overwrote or removed.
 * Whatever the database refuses is told by {@link Probe.Failed}; nothing is changed then.
 */
public final class SavedRows {
  private final Database database;
  private final Runner.Settings settings;

  /**
   * One of those tables.
   *
   * @param migration whose {@code down} needs it
   * @param at when it was filled
   * @param rows how many rows it holds, or null when somebody has dropped it
   * @param bytes on disk, or null where the database does not tell
   */
  public record Kept(
      String name, String migration, Instant at, @Nullable Long rows, @Nullable Long bytes) {}

  /** Some rows as text, under the names of their columns. */
  public record Rows(List<String> columns, List<List<@Nullable String>> rows) {}

  public SavedRows(Database database, Runner.Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** All of them, in the order in which they were filled. */
  public List<Kept> list() {
    return with(
        connection -> {
          List<Kept> all = new ArrayList<>();
          Set<String> names = names(connection, database);
          for (Applied row : Ledger.open(connection, database.name()).applied()) {
            for (String name : row.saved()) {
              boolean there = names.contains(name);
              all.add(
                  new Kept(
                      name,
                      row.name(),
                      row.at(),
                      there ? number(connection, "SELECT count(*) FROM " + table(name)) : null,
                      there ? bytes(connection, name) : null));
            }
          }
          return all;
        });
  }

  /** The first rows of one. */
  public Rows rows(Kept kept, int most) {
    return with(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet found =
                  statement.executeQuery(
                      "SELECT * FROM " + table(kept.name()) + " ORDER BY 1 LIMIT " + most)) {
            ResultSetMetaData about = found.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
              columns.add(about.getColumnName(i));
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (found.next()) {
              List<@Nullable String> row = new ArrayList<>();
              for (int i = 1; i <= columns.size(); i++) {
                row.add(found.getString(i));
              }
              rows.add(row);
            }
            return new Rows(columns, rows);
          }
        });
  }

  /** Copies one into an ordinary new table, types kept; answers with the number of rows. */
  public long restore(Kept kept, String newTable) {
    return written(
        connection -> {
          Schema schema = database.read(connection);
          QName to = QName.of(newTable);
          if (schema.tables().containsKey(to) || schema.views().containsKey(to)) {
            throw new Refused(Problems.taken(to));
          }
          for (String sql : copy(connection, kept.name(), to)) {
            execute(connection, sql);
          }
          return number(connection, "SELECT count(*) FROM " + database.sql().name(to));
        });
  }

  /**
   * Puts old values back into the rows that they were taken from, by what the way back would do,
   * which asks whether every row still holds what the migration left. Rows that are gone stay so;
   * answers with the number of the others.
   */
  public long restoreInPlace(Kept kept) {
    return written(
        connection -> {
          Optional<Applied> row = Ledger.open(connection, database.name()).find(kept.migration());
          StoredPlan plan = row.isPresent() ? wayBack(row.get()) : null;
          List<Step> own =
              plan == null
                  ? List.of()
                  : plan.steps().stream()
                      .flatMap(SavedRows::atOnce)
                      .filter(s -> puts(s, table(kept.name())))
                      .toList();
          boolean asked = own.stream().anyMatch(Step.AskNone.class::isInstance);
          if (!asked || own.stream().noneMatch(Step.Execute.class::isInstance)) {
            throw new Refused(Problems.notInPlace(kept));
          }
          long rows = 0;
          for (Step step : own) {
            if (step instanceof Step.AskNone ask) {
              Answer answer = new Asker(connection).none(ask.sql(), ask.ofSql());
              if (!answer.holds()) {
                throw new Refused(ask.refusal().explain(answer));
              }
            } else if (step instanceof Step.Execute update) {
              try (Statement statement = connection.createStatement()) {
                rows += Math.max(0, statement.executeLargeUpdate(update.sql()));
              }
            }
          }
          return rows;
        });
  }

  private static @Nullable StoredPlan wayBack(Applied row) throws Refused {
    String stored = row.planDown();
    if (stored == null) {
      return null;
    }
    try {
      if (row.sealed()) {
        return StoredPlan.read(stored, row.plain());
      }
    } catch (StoredPlan.Damaged e) {
      throw new Refused(Problems.damaged(row, "the plan back cannot be read: " + e.getMessage()));
    }
    throw new Refused(Problems.damaged(row, "it was changed by hand"));
  }

  /** Whether a step of the way back asks about rows that were updated, or updates them. */
  private static boolean puts(Step step, String table) {
    return switch (step) {
      case Step.AskNone ask ->
          ask.refusal().template().code() == Code.CHANGED_SINCE && ask.sql().contains(table);
      case Step.Execute execute ->
          execute.rows() && execute.sql().startsWith("update ") && execute.sql().contains(table);
      case Step.AskSame ask -> false;
      case Step.Remember remember -> false;
      case Step.AskUnchanged ask -> false;
      case Step.Walk walk -> false;
    };
  }

  /** What goes back in batches goes back in one transaction here. */
  private static Stream<Step> atOnce(Step step) {
    return step instanceof Step.Walk walk
        ? walk.parts().stream()
            .map(p -> new Step.Execute(Batch.put(p.sql(), "true"), p.why(), p.rows(), walk.span()))
        : Stream.of(step);
  }

  /** CREATE TABLE … AS would forget the declared types of SQLite. */
  private List<String> copy(Connection connection, String name, QName to) throws SQLException {
    String target = database.sql().name(to);
    String from = table(name);
    String create;
    if (sqlite()) {
      try (PreparedStatement text =
          connection.prepareStatement("SELECT sql FROM sqlite_schema WHERE name = ?")) {
        text.setString(1, Saved.SCHEMA + "_" + name);
        try (ResultSet row = text.executeQuery()) {
          row.next();
          String sql = row.getString(1);
          create = "CREATE TABLE " + target + sql.substring(("CREATE TABLE " + from).length());
        }
      }
    } else {
      create = "CREATE TABLE " + target + " (LIKE " + from + ")";
    }
    return List.of(create, "INSERT INTO " + target + " SELECT * FROM " + from);
  }

  /**
   * Removes them for good. Their migrations have no way back from then on, and the ledger says why.
   */
  public void purge(Collection<Kept> kept) {
    List<String> names = kept.stream().map(Kept::name).toList();
    written(
        connection -> {
          Ledger ledger = Ledger.open(connection, database.name());
          ledger.create();
          Who who = Who.on(connection, settings.tool());
          for (String migration : kept.stream().map(Kept::migration).distinct().toList()) {
            Optional<Applied> row = ledger.find(migration);
            if (row.isPresent()) {
              String why = "what it had saved was purged at " + Instant.now().toString();
              ledger.update(row.get().purged(names, why));
              ledger.append(Event.now(Event.Kind.PURGED, migration, null), who);
            }
          }
          for (String name : names) {
            execute(connection, "DROP TABLE IF EXISTS " + table(name));
          }
          return names;
        });
  }

  private boolean sqlite() {
    return database.name().equals("sqlite");
  }

  private String table(String name) {
    return database.sql().name(Saved.table(name));
  }

  /** The names of all tables of saved rows that are there, whatever the ledger says of them. */
  static Set<String> names(Connection connection, Database database) throws SQLException {
    boolean sqlite = database.name().equals("sqlite");
    String prefix = sqlite ? Saved.SCHEMA + "_" : "";
    Set<String> names = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            sqlite
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, "
                    + prefix.length()
                    + ") = ?"
                : "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ?")) {
      select.setString(1, sqlite ? prefix : Saved.SCHEMA);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1).substring(prefix.length()));
        }
      }
    }
    return names;
  }

  private @Nullable Long bytes(Connection connection, String name) throws SQLException {
    String quoted = database.sql().text(sqlite() ? Saved.SCHEMA + "_" + name : table(name));
    return sqlite()
        ? number(connection, "SELECT sum(pgsize) FROM dbstat WHERE name = " + quoted)
        : number(connection, "SELECT pg_total_relation_size(" + quoted + ")");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private <T> T with(LedgerWork.Work<T> work) {
    return new LedgerWork(database, settings).read(work);
  }

  private <T> T written(LedgerWork.Work<T> work) {
    return new LedgerWork(database, settings).write(work);
  }
}
