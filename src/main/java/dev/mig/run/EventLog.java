package dev.mig.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code mig.event}, which only grows. Each event is sealed together with the seal
 * of the one before it, so that one changed, removed or inserted by hand is noticed.
 */
final class EventLog {
  private final Connection connection;
  private final LedgerSql sql;
  private final Marks marks;

  EventLog(Connection connection, LedgerSql sql) {
    this.connection = connection;
    this.sql = sql;
    this.marks = new Marks(connection, sql);
  }

  /**
   * All of it.
   *
   * @param layout of the tables, at least 1
   */
  History read(int layout) throws SQLException {
    List<Recorded> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectEvents(layout))) {
      while (row.next()) {
        Event event =
            new Event(
                Instant.parse(row.getString(2)),
                Event.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8));
        all.add(
            new Recorded(
                row.getLong(1),
                event,
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getInt(12),
                row.getString(13)));
      }
    }
    return new History(all, layout < 2 ? null : marks.get(Marks.LAST_EVENT));
  }

  /** Writes an event at the end. */
  void append(Event event, Who who) throws SQLException {
    // The runner lock is one of a session, so it may be lost while this one goes on.
    if (!sql.lockEvents().isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql.lockEvents());
      }
    }
    String before = Objects.requireNonNullElse(marks.get(Marks.LAST_EVENT), "");
    Recorded sealed =
        new Recorded(0, event, who.databaseUser(), who.osUser(), who.tool(), Ledger.FORMAT, null);
    String seal = sealed.sealAfter(before);
    try (PreparedStatement insert = connection.prepareStatement(sql.insertEvent())) {
      Ledger.set(
          insert,
          Ledger.instant(event.at()),
          event.kind().word(),
          event.migration(),
          event.code(),
          event.detail(),
          event.durationMillis(),
          event.rows(),
          who.databaseUser(),
          who.osUser(),
          who.tool(),
          Ledger.FORMAT,
          seal);
      insert.executeUpdate();
    }
    marks.put(Marks.LAST_EVENT, seal);
  }

  /** Seals all of it as it is now, from the first one on that was ever sealed. */
  void seal() throws SQLException {
    History now = read(Ledger.FORMAT);
    String before = "";
    boolean begun = false;
    try (PreparedStatement update = connection.prepareStatement(sql.updateEventSeal())) {
      for (Recorded each : now.events()) {
        begun |= each.isSealed();
        if (begun) {
          @Nullable String old = each.seal();
          before = each.sealAfter(before);
          if (!before.equals(old)) {
            Ledger.set(update, before, each.id());
            update.executeUpdate();
          }
        }
      }
    }
    marks.put(Marks.LAST_EVENT, before);
  }
}
