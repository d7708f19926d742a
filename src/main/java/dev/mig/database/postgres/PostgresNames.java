package dev.mig.database.postgres;

import dev.mig.database.SqlWriter;
import dev.mig.schema.QName;
import java.util.List;

/** Names as SQL, where no expression is written: the same on every version. */
final class PostgresNames {
  private static final SqlWriter SQL = new PostgresSql(PostgresDatabase.OLDEST);

  private PostgresNames() {}

  static String name(String name) {
    return SQL.name(name);
  }

  static String table(QName name) {
    return SQL.name(name);
  }

  static String names(List<String> names) {
    return SQL.names(names);
  }
}
