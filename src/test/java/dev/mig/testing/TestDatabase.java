package dev.mig.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A new, empty database that exists until it is closed. */
public interface TestDatabase extends AutoCloseable {
  /** {@code postgres} or {@code sqlite}. */
  String dialect();

  /** A JDBC URL that needs nothing beside it to connect. */
  String url();

  /** A new connection in auto-commit mode; whoever asks closes it. */
  default Connection connection() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** A new database with the same in it, written to the disk; nobody may be connected to this. */
  TestDatabase copy();

  /** Removes the database, connections of others to it included. */
  @Override
  void close();
}
