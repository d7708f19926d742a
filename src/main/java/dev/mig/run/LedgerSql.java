package dev.mig.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How each database says what the ledger needs. Instants go in and come out as text of ISO 8601 in
 * UTC.
 *
 * <p>The first format of the ledger had the migrations and the events alone, these without seals.
 */
enum LedgerSql {
  POSTGRES(
      "mig.",
      "bigint PRIMARY KEY",
      "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
      "timestamptz",
      "CAST(? AS timestamptz)",
      "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
      """
      SELECT CASE
        WHEN to_regclass('mig.migration') IS NULL OR to_regclass('mig.event') IS NULL THEN 0
        WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_attribute
          WHERE attrelid = to_regclass('mig.event') AND attname = 'seal' AND NOT attisdropped)
        THEN 2
        ELSE 1
      END\
      """),
  SQLITE(
      "mig_",
      "integer PRIMARY KEY",
      "integer PRIMARY KEY AUTOINCREMENT",
      "text",
      "?",
      "%s",
      """
      SELECT CASE
        WHEN (SELECT count(*) FROM main.sqlite_master
          WHERE type = 'table' AND name IN ('mig_migration', 'mig_event')) < 2 THEN 0
        WHEN EXISTS (SELECT 1 FROM pragma_table_info('mig_event', 'main') WHERE name = 'seal')
        THEN 2
        ELSE 1
      END\
      """);

  /** What the first format has, in the order in which a row is written and read. */
  private static final String FIRST_COLUMNS =
      "name, title, file, source, fingerprint, plan_up, plan_down, reverse, reverse_note,"
          + " duration_ms, rows_touched, database_user, os_user, tool, schema_before, schema_after,"
          + " seal, saved";

  private static final List<String> NEW_COLUMNS = List.of("expanded", "parameters", "tag");

  private static final String COLUMNS = FIRST_COLUMNS + ", " + String.join(", ", NEW_COLUMNS);

  private static final String FIRST_EVENT_COLUMNS =
      "kind, migration, code, detail, duration_ms, rows_touched, database_user, os_user, tool,"
          + " format";

  private static final String KINDS =
      "'applied', 'begun', 'resumed', 'failed', 'reverted', 'purged', 'repaired', 'tagged'";

  private final String prefix;
  private final String number;
  private final String id;
  private final String instant;
  private final String instantIn;
  private final String instantOut;
  private final String layout;

  LedgerSql(
      String prefix,
      String number,
      String id,
      String instant,
      String instantIn,
      String instantOut,
      String layout) {
    this.prefix = prefix;
    this.number = number;
    this.id = id;
    this.instant = instant;
    this.instantIn = instantIn;
    this.instantOut = instantOut;
    this.layout = layout;
  }

  /** By the dialect's name. */
  static LedgerSql of(String dialect) {
    return dialect.equals("sqlite") ? SQLITE : POSTGRES;
  }

  /** One number: which format the tables have; 0 where there is no ledger. */
  String layout() {
    return layout;
  }

  /** Makes it, all parts that are not there. */
  List<String> create() {
    List<String> all = new ArrayList<>();
    if (this == POSTGRES) {
      all.add("CREATE SCHEMA IF NOT EXISTS mig");
    }
    all.add(
        """
        CREATE TABLE IF NOT EXISTS %smigration (
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
          saved text NOT NULL,
          expanded text,
          parameters text,
          tag text
        )\
        """
            .formatted(prefix, number, instant));
    all.add(
        """
        CREATE TABLE IF NOT EXISTS %sevent (
          id %s,
          at %s NOT NULL,
          kind text NOT NULL CONSTRAINT event_kind_check CHECK (kind IN (%s)),
          migration text NOT NULL,
          code text,
          detail text,
          duration_ms bigint NOT NULL,
          rows_touched bigint NOT NULL,
          database_user text NOT NULL,
          os_user text NOT NULL,
          tool text NOT NULL,
          format integer NOT NULL,
          seal text
        )\
        """
            .formatted(prefix, id, instant, KINDS));
    all.add(
        """
        CREATE TABLE IF NOT EXISTS %ssnapshot (
          kind text NOT NULL,
          name text NOT NULL,
          definition text NOT NULL,
          fingerprint text NOT NULL,
          PRIMARY KEY (kind, name)
        )\
        """
            .formatted(prefix));
    all.add(
        "CREATE TABLE IF NOT EXISTS %smark (name text PRIMARY KEY, value text NOT NULL)"
            .formatted(prefix));
    return List.copyOf(all);
  }

  /** One truth: whether there are the tables of the snapshot and of the marks. */
  String hasSnapshot() {
    return this == POSTGRES
        ? "SELECT to_regclass('mig.snapshot') IS NOT NULL AND to_regclass('mig.mark') IS NOT NULL"
        : "SELECT count(*) = 2 FROM main.sqlite_master WHERE type = 'table' AND name IN"
            + " ('mig_snapshot', 'mig_mark')";
  }

  /** The names of the columns of {@code migration}. */
  String migrationColumns() {
    return this == POSTGRES
        ? "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid ="
            + " to_regclass('mig.migration') AND attnum > 0 AND NOT attisdropped"
        : "SELECT name FROM pragma_table_info('mig_migration', 'main')";
  }

  /**
   * Brings a ledger of the first format to the second; {@link #create} follows, for what is not
   * there then.
   *
   * @param columns that {@code migration} has
   */
  List<String> upgrade(Set<String> columns) {
    List<String> all = new ArrayList<>();
    for (String column : NEW_COLUMNS) {
      if (!columns.contains(column)) {
        all.add("ALTER TABLE " + prefix + "migration ADD COLUMN " + column + " text");
      }
    }
    if (this == POSTGRES) {
      all.add("ALTER TABLE mig.event ADD COLUMN seal text");
      all.add("ALTER TABLE mig.event DROP CONSTRAINT IF EXISTS event_kind_check");
      all.add(
          "ALTER TABLE mig.event ADD CONSTRAINT event_kind_check CHECK (kind IN (" + KINDS + "))");
      return all;
    }
    // SQLite changes no check of a table that is there. A rename would look at all of the user's
    // views, and fail where one of them is broken.
    String old = "mig_event_of_format_1";
    all.add("CREATE TABLE " + old + " AS SELECT * FROM mig_event");
    all.add("DROP TABLE mig_event");
    all.addAll(create());
    String moved = "id, at, " + FIRST_EVENT_COLUMNS;
    all.add(
        "INSERT INTO mig_event (%s) SELECT %s FROM %s ORDER BY id".formatted(moved, moved, old));
    all.add("DROP TABLE " + old);
    return all;
  }

  /** The greatest format that any event was written in, NULL when there is none. */
  String format() {
    return "SELECT max(format) FROM " + prefix + "event";
  }

  String insertMigration() {
    return "INSERT INTO %smigration (number, applied_at, %s) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM %smigration), %s%s)"
        .formatted(prefix, COLUMNS, prefix, instantIn, ", ?".repeat(21));
  }

  String insertEvent() {
    return "INSERT INTO %sevent (at, %s, seal) VALUES (%s%s)"
        .formatted(prefix, FIRST_EVENT_COLUMNS, instantIn, ", ?".repeat(11));
  }

  String updateEventSeal() {
    return "UPDATE " + prefix + "event SET seal = ? WHERE id = ?";
  }

  /**
   * Only one transaction at a time adds to the chain of events; nothing where that is so anyway.
   */
  String lockEvents() {
    return this == POSTGRES
        // The letters "mig" and "evt" as the two halves of the key.
        ? "SELECT pg_catalog.pg_advisory_xact_lock(7170407, 6649460)"
        : "";
  }

  /** All rows, in order, of a ledger of this layout. */
  String selectMigrations(int layout) {
    return select(layout, "");
  }

  /** The row of one name. */
  String selectMigration(int layout) {
    return select(layout, "WHERE name = ? ");
  }

  private String select(int layout, String where) {
    return "SELECT number, %s, %s FROM %smigration %sORDER BY number"
        .formatted(
            instantOut.formatted("applied_at"),
            layout < 2 ? FIRST_COLUMNS + ", NULL, NULL, NULL" : COLUMNS,
            prefix,
            where);
  }

  /** All events, in the order in which they happened. */
  String selectEvents(int layout) {
    return "SELECT id, %s, %s, %s FROM %sevent ORDER BY id"
        .formatted(
            instantOut.formatted("at"), FIRST_EVENT_COLUMNS, layout < 2 ? "NULL" : "seal", prefix);
  }

  /** The names of those applied after the given one. */
  String selectLater() {
    return "SELECT name FROM %smigration WHERE number > (SELECT number FROM %smigration WHERE name = ?) ORDER BY number"
        .formatted(prefix, prefix);
  }

  /** Everything of a row that may change while it is there. */
  String updateMigration() {
    return "UPDATE %smigration SET file = ?, source = ?, fingerprint = ?, plan_down = ?, reverse = ?, reverse_note = ?, seal = ?, saved = ?, tag = ? WHERE name = ?"
        .formatted(prefix);
  }

  String deleteMigration() {
    return "DELETE FROM " + prefix + "migration WHERE name = ?";
  }

  String selectMark() {
    return "SELECT value FROM " + prefix + "mark WHERE name = ?";
  }

  String putMark() {
    return "INSERT INTO "
        + prefix
        + "mark (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value ="
        + " excluded.value";
  }

  String selectFingerprints() {
    return "SELECT kind, name, fingerprint FROM " + prefix + "snapshot";
  }

  String countSnapshot() {
    return "SELECT count(*) FROM " + prefix + "snapshot";
  }

  String selectSnapshot() {
    return "SELECT kind, name, fingerprint, definition FROM " + prefix + "snapshot";
  }

  String insertSnapshot() {
    return "INSERT INTO "
        + prefix
        + "snapshot (kind, name, fingerprint, definition) VALUES (?, ?, ?, ?)";
  }

  String deleteSnapshot() {
    return "DELETE FROM " + prefix + "snapshot WHERE kind = ? AND name = ?";
  }

  String clearSnapshot() {
    return "DELETE FROM " + prefix + "snapshot";
  }
}
