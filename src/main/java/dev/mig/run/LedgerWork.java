package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something to be done to the ledger outside of a run. Whatever refuses it is told by {@link
 * Probe.Failed}; nothing is changed then.
 */
record LedgerWork(Database database, Runner.Settings settings) {
  /** What is to be done. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException, Refused;
  }

  /** On a connection of its own. */
  <T> T read(Work<T> work) {
    try (Connection connection = database.connect()) {
      return work.on(connection);
    } catch (Refused e) {
      throw new Probe.Failed(e.diagnostic(), e);
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }

  /** In a transaction of its own, with the lock that a runner takes. */
  @SuppressWarnings("try") // the lock is only held
  <T> T write(Work<T> work) {
    try (Database.RunnerLock lock =
        database.lock(settings.patience(), settings.listener()::waiting)) {
      return read(
          connection -> {
            database.begin(connection, false);
            boolean done = false;
            try {
              T result = work.on(connection);
              connection.commit();
              done = true;
              return result;
            } finally {
              if (!done) {
                connection.rollback();
              }
              database.end(connection);
            }
          });
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }
}
