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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database itself remembers of its migrations: which are applied ({@code mig.migration},
 * on SQLite {@code mig_migration}) and everything that ever happened ({@code mig.event}, {@code
 * mig_event}). Reading never makes it.
 */
final class Ledger {
  /** The form of the ledger that this version writes; greater ones are not touched. */
  static final int FORMAT = 1;

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
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.exists())) {
      return found.next() && found.getBoolean(1);
    }
  }

  /** Makes it where it is missing, in the transaction that is going on. */
  void create() throws SQLException {
    if (exists()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String part : sql.create()) {
        statement.execute(part);
      }
    }
    new JobTable(connection, dialect).create();
  }

  /** All that is applied, in order; none without a ledger. */
  List<Applied> applied() throws SQLException {
    List<Applied> all = new ArrayList<>();
    if (!exists()) {
      return all;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectMigrations())) {
      while (row.next()) {
        all.add(applied(row));
      }
    }
    return all;
  }

  Optional<Applied> find(String name) throws SQLException {
    if (!exists()) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(sql.selectMigration())) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(applied(row)) : Optional.empty();
      }
    }
  }

  /** A run of several transactions that is not finished. */
  Optional<Begun> begun(String name) throws SQLException {
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

  /** The last event of each migration; none without a ledger. */
  List<Event> lastEvents() throws SQLException {
    List<Event> all = new ArrayList<>();
    if (!exists()) {
      return all;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectLastEvents())) {
      while (row.next()) {
        all.add(
            new Event(
                Instant.parse(row.getString(2)),
                Event.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8)));
      }
    }
    return all;
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
          names(row.saved()));
      insert.executeUpdate();
    }
  }

  /** Writes what a purge of saved rows leaves of a migration's way back. */
  void updateSaved(Applied row) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql.updateSaved())) {
      set(
          update,
          row.planDown(),
          row.reverse(),
          row.reverseNote(),
          row.seal(),
          names(row.saved()),
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
    try (PreparedStatement insert = connection.prepareStatement(sql.insertEvent())) {
      set(
          insert,
          instant(event.at()),
          event.kind().name().toLowerCase(Locale.ROOT),
          event.migration(),
          event.code(),
          event.detail(),
          event.durationMillis(),
          event.rows(),
          who.databaseUser(),
          who.osUser(),
          who.tool(),
          FORMAT);
      insert.executeUpdate();
    }
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
        names(row.getString(20)));
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
