package dev.mig.database.sqlite;

import dev.mig.schema.QName;
import java.util.Set;

/** How names are written on SQLite, and which tables are the tool's own. */
final class SqliteNames {
  /** What stands before the name of a table of saved rows: SQLite has no namespaces. */
  private static final String SAVED = "mig_saved_";

  private static final Set<String> LEDGER =
      Set.of(
          "mig_migration",
          "mig_event",
          "mig_snapshot",
          "mig_mark",
          "mig_lock",
          "mig_attempt",
          "mig_job",
          "mig_range");

  private SqliteNames() {}

  static String quoted(String name) {
    return TableSql.SQL.name(name);
  }

  static String string(String text) {
    return TableSql.SQL.text(text);
  }

  static String plain(QName table) {
    return table.schema().isEmpty() ? table.name() : table.schema() + "_" + table.name();
  }

  static String table(QName table) {
    return quoted(plain(table));
  }

  static boolean ours(String table) {
    return table.startsWith(SAVED) || LEDGER.contains(table);
  }
}
