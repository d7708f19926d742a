package dev.mig.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Finds the row that the database refuses among some, by trying halves of them and taking each try
 * back. For stripes, whose cursor knows no place within one.
 */
final class Culprit {
  private final WalkKeys keys;
  private final Try change;

  /** Changes some rows. */
  @FunctionalInterface
  interface Try {
    void rows(Mover.Turn turn) throws SQLException;
  }

  Culprit(WalkKeys keys, Try change) {
    this.keys = keys;
    this.change = change;
  }

  /**
   * Finds it, in a transaction that is to be rolled back; the rows may be fine by now.
   *
   * @param suspects the keys of the rows, one of which was refused
   * @throws Mover.Failed says which it is
   */
  void find(Connection connection, List<List<String>> suspects) throws SQLException {
    Mover.Failed failed = tried(connection, suspects);
    List<List<String>> some = suspects;
    while (failed != null && some.size() > 1) {
      List<List<String>> first = some.subList(0, some.size() / 2);
      Mover.Failed inFirst = tried(connection, first);
      some = inFirst != null ? first : some.subList(some.size() / 2, some.size());
      failed = inFirst != null ? inFirst : tried(connection, some);
    }
    if (failed != null) {
      throw failed;
    }
  }

  private Mover.@org.jspecify.annotations.Nullable Failed tried(
      Connection connection, List<List<String>> some) throws SQLException {
    if (some.isEmpty()) {
      return null;
    }
    execute(connection, "SAVEPOINT mig_try");
    try {
      change.rows(new Mover.Turn(keys.these(some), some.size(), some.getLast()));
      return null;
    } catch (Mover.Failed e) {
      return e;
    } finally {
      execute(connection, "ROLLBACK TO SAVEPOINT mig_try");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
