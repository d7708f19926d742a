package dev.mig.run;

import java.util.List;

/**
 * How each database says what the ledger needs. Instants go in and come out as text of ISO 8601 in
 * UTC.
 */
enum LedgerSql {
  POSTGRES(
      "mig.migration",
      "mig.event",
      "bigint PRIMARY KEY",
      "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      "timestamptz",
      "CAST(? AS timestamptz)",
      "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
      "SELECT to_regclass('mig.migration') IS NOT NULL AND to_regclass('mig.event') IS NOT NULL"),
  SQLITE(
      "mig_migration",
      "mig_event",
      "integer PRIMARY KEY",
      "integer PRIMARY KEY AUTOINCREMENT",
      "text",
      "?",
      "%s",
      "SELECT count(*) = 2 FROM main.sqlite_master WHERE type = 'table' AND name IN"
          + " ('mig_migration', 'mig_event')");

  /** The order in which a row is written and read, {@code number} and {@code applied_at} apart. */
  private static final String COLUMNS =
      "name, title, file, source, fingerprint, plan_up, plan_down, reverse, reverse_note,"
          + " duration_ms, rows_touched, database_user, os_user, tool, schema_before, schema_after,"
          + " seal, saved";

  private static final String EVENT_COLUMNS =
      "kind, migration, code, detail, duration_ms, rows_touched, database_user, os_user, tool,"
          + " format";

  private final String migration;
  private final String event;
  private final String number;
  private final String id;
  private final String instant;
  private final String instantIn;
  private final String instantOut;
  private final String exists;

  LedgerSql(
      String migration,
      String event,
      String number,
      String id,
      String instant,
      String instantIn,
      String instantOut,
      String exists) {
    this.migration = migration;
    this.event = event;
    this.number = number;
    this.id = id;
    this.instant = instant;
    this.instantIn = instantIn;
    this.instantOut = instantOut;
    this.exists = exists;
  }

  /** By the dialect's name. */
  static LedgerSql of(String dialect) {
    return dialect.equals("sqlite") ? SQLITE : POSTGRES;
  }

  /** One truth: whether there is a ledger. */
  String exists() {
    return exists;
  }

  /** Makes it, all parts that are not there. */
  List<String> create() {
    String migrations =
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
            .formatted(migration, number, instant);
    String events =
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
            .formatted(event, id, instant);
    return this == POSTGRES
        ? List.of("CREATE SCHEMA IF NOT EXISTS mig", migrations, events)
        : List.of(migrations, events);
  }

  /** The greatest format that any event was written in, NULL when there is none. */
  String format() {
    return "SELECT max(format) FROM " + event;
  }

  String insertMigration() {
    return "INSERT INTO %s (number, applied_at, %s) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM %s), %s%s)"
        .formatted(migration, COLUMNS, migration, instantIn, ", ?".repeat(18));
  }

  String insertEvent() {
    return "INSERT INTO %s (at, %s) VALUES (%s%s)"
        .formatted(event, EVENT_COLUMNS, instantIn, ", ?".repeat(10));
  }

  /** All rows, in order. */
  String selectMigrations() {
    return select("");
  }

  /** The row of one name. */
  String selectMigration() {
    return select("WHERE name = ? ");
  }

  private String select(String where) {
    return "SELECT number, %s, %s FROM %s %sORDER BY number"
        .formatted(instantOut.formatted("applied_at"), COLUMNS, migration, where);
  }

  /** The last event of each migration. */
  String selectLastEvents() {
    return "SELECT id, %s, %s FROM %s WHERE id IN (SELECT max(id) FROM %s GROUP BY migration) ORDER BY id"
        .formatted(instantOut.formatted("at"), EVENT_COLUMNS, event, event);
  }

  /** The names of those applied after the given one. */
  String selectLater() {
    return "SELECT name FROM %s WHERE number > (SELECT number FROM %s WHERE name = ?) ORDER BY number"
        .formatted(migration, migration);
  }

  /** Takes away the plan back of a migration whose saved rows are gone. */
  String updateSaved() {
    return "UPDATE %s SET plan_down = ?, reverse = ?, reverse_note = ?, seal = ?, saved = ? WHERE name = ?"
        .formatted(migration);
  }

  String deleteMigration() {
    return "DELETE FROM " + migration + " WHERE name = ?";
  }
}
