package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives a SQLite connection what the library of functions needs and SQLite lacks, all under names
 * that begin with mig_.
 */
public final class SqliteFunctions {
  private SqliteFunctions() {}

  /**
   * Registers them all; needed once for each connection that runs SQL written by {@link SqliteSql}.
   */
  public static void register(Connection connection) throws SQLException {
    SqliteFunctionRegistry registry = new SqliteFunctionRegistry(connection);
    SqliteTextFunctions.register(registry);
    SqlitePatternFunctions.register(registry);
    SqliteNumberFunctions.register(registry);
    SqliteDateFunctions.register(registry);
    SqliteJsonFunctions.register(registry);
    SqliteCastFunctions.register(registry);
    registry.open("mig_greatest", a -> extreme(a, 1));
    registry.open("mig_least", a -> extreme(a, -1));
  }

  private static @Nullable Object extreme(Arguments arguments, int sign) {
    return arguments.values().stream()
        .filter(Objects::nonNull)
        .map(Object.class::cast)
        .reduce((a, b) -> SqliteValues.compare(a, b) * sign >= 0 ? a : b)
        .orElse(null);
  }
}
