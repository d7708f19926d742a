package dev.mig.database;

import dev.mig.database.postgres.PostgresDatabase;
import dev.mig.database.postgres.PostgresDialect;
import dev.mig.database.postgres.PostgresSql;
import dev.mig.database.sqlite.SqliteDatabase;
import dev.mig.database.sqlite.SqliteDialect;
import dev.mig.plan.Dialect;
import java.util.Map;

/** Finds the database behind a URL. */
public final class Databases {
  private Databases() {}

  /**
   * The database that a URL names; nothing is connected yet.
   *
   * @param url plain ({@code postgres://user@host/db}, {@code sqlite:file.db}, {@code file.db}) or
   *     JDBC form
   * @param environment see {@link DatabaseUrl#parse}
   * @throws BadUrl if the URL cannot be understood
   */
  public static Database open(String url, Map<String, String> environment) {
    return switch (DatabaseUrl.parse(url, environment)) {
      case DatabaseUrl.Postgres postgres -> new PostgresDatabase(postgres);
      case DatabaseUrl.Sqlite sqlite -> new SqliteDatabase(sqlite);
    };
  }

  /**
   * How a database says things, where none is at hand: for the newest version that there is.
   *
   * @param name {@code postgres} or {@code sqlite}
   */
  public static Dialect dialect(String name) {
    return name.equals(PostgresDialect.NAME)
        ? new PostgresDialect(new PostgresSql())
        : new SqliteDialect();
  }
}
