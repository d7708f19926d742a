package dev.mig.run;

import dev.mig.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a runner holds of a database: the runner lock, and a connection that may be lost. */
final class Session implements AutoCloseable {
  private final Database database;
  private final Runner.Settings settings;
  private Database.@Nullable RunnerLock lock;
  private @Nullable Connection connection;

  Session(Database database, Runner.Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** The runner lock is one of a session, so it goes when the server ends that. */
  void stayLocked() throws SQLException {
    Database.RunnerLock held = lock;
    if (held != null && !held.held()) {
      lock = null;
      held.close();
    }
    if (lock == null) {
      lock = database.lock(settings.patience(), settings.listener()::waiting);
    }
  }

  Connection connect() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = database.connect();
      connection = open;
    }
    return open;
  }

  void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException alreadyGone) {
        // Nothing is left to close.
      }
    }
  }

  Ledger ledger() throws SQLException, Refused {
    return Ledger.open(connect(), database.name());
  }

  /** A plan of several transactions that was stopped half-way, if this migration is one. */
  Optional<Begun> begun(String name) throws SQLException, Refused {
    return ledger().begun(name);
  }

  /** Lets the lock and the connection go. */
  @Override
  public void close() throws SQLException {
    disconnect();
    Database.RunnerLock held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }
}
