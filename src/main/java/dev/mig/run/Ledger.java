package dev.mig.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the database itself remembers of its migrations: which are applied ({@code mig.migration},
 * on SQLite {@code mig_migration}), everything that ever happened ({@code mig.event}, {@code
 * mig_event}) and the schema that they left ({@code mig.snapshot}). Reading never makes it, and
 * reads the first format as well; the first write makes the second of it.
 */
final class Ledger {
  /** The form of the ledger that this version writes; greater ones are not touched. */
  static final int FORMAT = 2;

  private final Connection connection;
  private final String dialect;
  private final LedgerSql sql;

  private Ledger(Connection connection, String dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.sql = LedgerSql.of(dialect);
  }

  /**
   * The ledger behind this connection.
   *
   * @throws Refused when a newer version of the tool wrote it
   */
  static Ledger open(Connection connection, String dialect) throws SQLException, Refused {
    Ledger ledger = new Ledger(connection, dialect);
    if (ledger.exists()) {
      int format = ledger.number(ledger.sql.format());
      if (format > FORMAT) {
        throw new Refused(
            Diagnostic.error(Code.LEDGER, "the ledger was written by a newer mig than this one")
                .note("its format is " + format + ", this version knows up to " + FORMAT)
                .note("nothing was changed; use the newer version here, too")
                .build());
      }
    }
    return ledger;
  }

  boolean exists() throws SQLException {
    return layout() > 0;
  }

  /** The format of the tables, 0 where there are none. */
  int layout() throws SQLException {
    return number(sql.layout());
  }

  /** Makes it, or makes one of the first format new, in the transaction that is going on. */
  void create() throws SQLException {
    int layout = layout();
    if (layout == FORMAT && new Marks(connection, sql).exist()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      if (layout == 1) {
        for (String part : sql.upgrade(migrationColumns(statement))) {
          statement.execute(part);
        }
      }
      for (String part : sql.create()) {
        statement.execute(part);
      }
    }
    new JobTable(connection, dialect).create();
  }

  private Set<String> migrationColumns(Statement statement) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet row = statement.executeQuery(sql.migrationColumns())) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  /** All that is applied, in order; none without a ledger. */
  List<Applied> applied() throws SQLException {
    List<Applied> all = new ArrayList<>();
    int layout = layout();
    if (layout == 0) {
      return all;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectMigrations(layout))) {
      while (row.next()) {
        all.add(applied(row));
      }
    }
    return all;
  }

  Optional<Applied> find(String name) throws SQLException {
    int layout = layout();
    if (layout == 0) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(sql.selectMigration(layout))) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(applied(row)) : Optional.empty();
      }
    }
  }

  /** A run of several transactions that is not finished. */
  Optional<Begun> begun(String name) throws SQLException, Refused {
    return new BegunTable(connection, dialect).find(name);
  }

  /** The names of those applied after this one, in order. */
  List<String> later(String name) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.selectLater())) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /** Everything that ever happened; nothing without a ledger. */
  History history() throws SQLException {
    int layout = layout();
    return layout == 0 ? History.NONE : events().read(layout);
  }

  /** The schema as the history left it. */
  SnapshotTable snapshot() {
    return new SnapshotTable(connection, sql);
  }

  private EventLog events() {
    return new EventLog(connection, sql);
  }

  /** Writes the row of a migration; its number is given by the database. */
  void insert(Applied row) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql.insertMigration())) {
      set(
          insert,
          instant(row.at()),
          row.name(),
          row.title(),
          row.source().name(),
          row.source().text(),
          row.fingerprint(),
          row.planUp(),
          row.planDown(),
          row.reverse(),
          row.reverseNote(),
          row.durationMillis(),
          row.rows(),
          row.databaseUser(),
          row.osUser(),
          row.tool(),
          row.schemaBefore(),
          row.schemaAfter(),
          row.seal(),
          names(row.saved()),
          row.expanded(),
          row.parameters(),
          row.tag());
      insert.executeUpdate();
    }
  }

  /** Writes what may change of a row that is there. */
  void update(Applied row) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql.updateMigration())) {
      set(
          update,
          row.source().name(),
          row.source().text(),
          row.fingerprint(),
          row.planDown(),
          row.reverse(),
          row.reverseNote(),
          row.seal(),
          names(row.saved()),
          row.tag(),
          row.name());
      update.executeUpdate();
    }
  }

  void delete(String name) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql.deleteMigration())) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }

  void append(Event event, Who who) throws SQLException {
    events().append(event, who);
  }

  /** Seals the log as it is now, whatever was done to it. */
  void sealEvents() throws SQLException {
    events().seal();
  }

  private static Applied applied(ResultSet row) throws SQLException {
    return new Applied(
        row.getLong(1),
        row.getString(3),
        row.getString(4),
        new Source(row.getString(5), row.getString(6)),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        Instant.parse(row.getString(2)),
        row.getLong(12),
        row.getLong(13),
        row.getString(14),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        row.getString(19),
        names(row.getString(20)),
        row.getString(21),
        row.getString(22),
        row.getString(23));
  }

  private static String names(List<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array.toString();
  }

  private static List<String> names(String json) {
    return JsonParser.parseString(json).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  private int number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next() ? found.getInt(1) : 0;
    }
  }

  /** An instant as the tables keep it. */
  static String instant(Instant at) {
    // Always with three digits, so that the texts sort as the instants do.
    return at.truncatedTo(ChronoUnit.MILLIS).plusNanos(1).toString().substring(0, 23) + "Z";
  }

  /** Sets all parameters of a statement. */
  static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      switch (value) {
        case null -> statement.setString(i + 1, null);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean truth -> statement.setBoolean(i + 1, truth);
        default -> throw new IllegalArgumentException("no column holds " + value.getClass());
      }
    }
  }
}
