package dev.mig.run;

import java.sql.SQLException;

/** The first format of the ledger, as versions wrote it that know no other. */
final class OldLedger {
  private static final String COLUMNS =
      "number, name, title, file, source, fingerprint, plan_up, plan_down, reverse, reverse_note,"
          + " applied_at, duration_ms, rows_touched, database_user, os_user, tool, schema_before,"
          + " schema_after, seal, saved";

  private static final String EVENT_COLUMNS =
      "id, at, kind, migration, code, detail, duration_ms, rows_touched, database_user, os_user,"
          + " tool, format";

  private OldLedger() {}

  /** Makes the ledger of a shop one of the first format, with all that happened in it. */
  static void of(Shop shop) throws SQLException {
    boolean sqlite = shop.database().name().equals("sqlite");
    String migration = shop.ledger("migration");
    String event = shop.ledger("event");
    String instant = sqlite ? "text" : "timestamptz";
    shop.execute(
        "CREATE TABLE kept_migration AS SELECT " + COLUMNS + " FROM " + migration,
        "CREATE TABLE kept_event AS SELECT " + EVENT_COLUMNS + " FROM " + event,
        "DROP TABLE " + migration,
        "DROP TABLE " + event,
        "DROP TABLE " + shop.ledger("snapshot"),
        "DROP TABLE " + shop.ledger("mark"),
        """
        CREATE TABLE IF NOT EXISTS %s (
          number %s,
          name text NOT NULL UNIQUE,
          title text NOT NULL,
          file text NOT NULL,
          source text NOT NULL,
          fingerprint text NOT NULL,
          plan_up text NOT NULL,
          plan_down text,
          reverse text NOT NULL,
          reverse_note text NOT NULL,
          applied_at %s NOT NULL,
          duration_ms bigint NOT NULL,
          rows_touched bigint NOT NULL,
          database_user text NOT NULL,
          os_user text NOT NULL,
          tool text NOT NULL,
          schema_before text NOT NULL,
          schema_after text NOT NULL,
          seal text NOT NULL,
          saved text NOT NULL
        )\
        """
            .formatted(migration, sqlite ? "integer PRIMARY KEY" : "bigint PRIMARY KEY", instant),
        """
        CREATE TABLE IF NOT EXISTS %s (
          id %s,
          at %s NOT NULL,
          kind text NOT NULL CHECK (kind IN ('applied', 'begun', 'failed', 'reverted', 'purged')),
          migration text NOT NULL,
          code text,
          detail text,
          duration_ms bigint NOT NULL,
          rows_touched bigint NOT NULL,
          database_user text NOT NULL,
          os_user text NOT NULL,
          tool text NOT NULL,
          format integer NOT NULL
        )\
        """
            .formatted(
                event,
                sqlite
                    ? "integer PRIMARY KEY AUTOINCREMENT"
                    : "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                instant),
        "INSERT INTO %s (%s) SELECT %s FROM kept_migration ORDER BY number"
            .formatted(migration, COLUMNS, COLUMNS),
        "INSERT INTO %s (%s) SELECT %s FROM kept_event ORDER BY id"
            .formatted(
                event,
                EVENT_COLUMNS.substring("id, ".length()),
                EVENT_COLUMNS.substring("id, ".length())),
        "UPDATE " + event + " SET format = 1",
        "DROP TABLE kept_migration",
        "DROP TABLE kept_event");
  }
}
