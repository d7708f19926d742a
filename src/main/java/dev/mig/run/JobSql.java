package dev.mig.run;

import java.util.List;

/**
 * How each database says what the bookkeeping of batches needs: {@code mig.attempt} holds runs that
 * are not finished, {@code mig.job} the walks of these and of former runs, {@code mig.range} how
 * far each part of a walk is. On SQLite {@code mig_attempt} and so on.
 */
enum JobSql {
  POSTGRES("mig.", "timestamptz", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", true),
  SQLITE("mig_", "text", "integer PRIMARY KEY AUTOINCREMENT", false);

  private final String prefix;
  private final String instant;
  private final String id;
  private final boolean locksRows;

  JobSql(String prefix, String instant, String id, boolean locksRows) {
    this.prefix = prefix;
    this.instant = instant;
    this.id = id;
    this.locksRows = locksRows;
  }

  /** By the dialect's name. */
  static JobSql of(String dialect) {
    return dialect.equals("sqlite") ? SQLITE : POSTGRES;
  }

  private String in() {
    return this == POSTGRES ? "CAST(? AS timestamptz)" : "?";
  }

  private String out(String column) {
    return this == POSTGRES
        ? "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
        : column;
  }

  /** Makes all of it that is not there. */
  List<String> create() {
    String attempt =
        """
        CREATE TABLE IF NOT EXISTS %sattempt (
          migration text PRIMARY KEY,
          way text NOT NULL CHECK (way IN ('up', 'down')),
          next_stage integer NOT NULL,
          remembered text NOT NULL,
          schema_now text NOT NULL,
          rows_touched bigint NOT NULL,
          duration_ms bigint NOT NULL,
          began_at %s NOT NULL,
          jobs_before bigint NOT NULL,
          record text NOT NULL
        )\
        """
            .formatted(prefix, instant);
    String job =
        """
        CREATE TABLE IF NOT EXISTS %sjob (
          id %s,
          migration text NOT NULL,
          way text NOT NULL,
          stage integer NOT NULL,
          what text NOT NULL,
          table_name text NOT NULL,
          method text NOT NULL,
          background boolean NOT NULL,
          state text NOT NULL
            CHECK (state IN ('running', 'paused', 'cancelled', 'failed', 'done')),
          batch_size integer NOT NULL,
          estimate bigint NOT NULL,
          rows_done bigint NOT NULL,
          error text,
          ranges integer NOT NULL,
          began_at %s NOT NULL,
          ended_at %s
        )\
        """
            .formatted(prefix, id, instant, instant);
    String range =
        """
        CREATE TABLE IF NOT EXISTS %srange (
          job bigint NOT NULL,
          number integer NOT NULL,
          after_key text,
          last_key text NOT NULL,
          page_end text,
          stripe integer NOT NULL,
          keys_done bigint NOT NULL,
          rows_done bigint NOT NULL,
          batches bigint NOT NULL,
          done boolean NOT NULL,
          PRIMARY KEY (job, number)
        )\
        """
            .formatted(prefix);
    return List.of(attempt, job, range);
  }

  /** One truth: whether they are there. */
  String exists() {
    return this == POSTGRES
        ? "SELECT to_regclass('mig.range') IS NOT NULL"
        : "SELECT count(*) > 0 FROM main.sqlite_master WHERE type = 'table' AND name = 'mig_range'";
  }

  String selectAttempts() {
    return "SELECT migration, way, next_stage, remembered, schema_now, rows_touched, duration_ms, "
        + out("began_at")
        + ", record FROM "
        + prefix
        + "attempt ORDER BY began_at, migration";
  }

  String insertAttempt() {
    return "INSERT INTO "
        + prefix
        + "attempt (migration, way, next_stage, remembered, schema_now, rows_touched, duration_ms,"
        + " began_at, jobs_before, record) VALUES (?, ?, ?, ?, ?, ?, ?, "
        + in()
        + ", (SELECT coalesce(max(id), 0) FROM "
        + prefix
        + "job), ?)";
  }

  /** Keeps other runners away from it until the end of the transaction. */
  String lockAttempt() {
    return "SELECT 1 FROM "
        + prefix
        + "attempt WHERE migration = ?"
        + (locksRows ? " FOR UPDATE" : "");
  }

  String updateAttempt() {
    return "UPDATE "
        + prefix
        + "attempt SET next_stage = ?, remembered = ?, schema_now = ?, rows_touched = ?,"
        + " duration_ms = ? WHERE migration = ?";
  }

  String deleteAttempt() {
    return "DELETE FROM " + prefix + "attempt WHERE migration = ?";
  }

  private static final String JOB =
      "id, migration, way, stage, what, table_name, method, background, state, batch_size,"
          + " estimate, rows_done, error, ";

  String insertJob() {
    return "INSERT INTO "
        + prefix
        + "job (migration, way, stage, what, table_name, method, background, state, batch_size,"
        + " estimate, rows_done, ranges, began_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, 0,"
        + " ?, "
        + in()
        + ") RETURNING id";
  }

  /** All jobs, the oldest first. */
  String selectJobs() {
    return "SELECT " + JOB + out("began_at") + ", " + out("ended_at") + " FROM " + prefix + "job j";
  }

  String byId() {
    return " WHERE id = ?";
  }

  /** The one of a stage, made since the attempt that goes on was begun: told by no clock. */
  String ofStage() {
    return (" WHERE migration = ? AND way = ? AND stage = ? AND id >"
            + " (SELECT jobs_before FROM %sattempt a WHERE a.migration = j.migration)"
            + " ORDER BY id DESC LIMIT 1")
        .formatted(prefix);
  }

  String inOrder() {
    return " ORDER BY id";
  }

  String updateJobState() {
    return "UPDATE " + prefix + "job SET state = ?, error = ? WHERE id = ? AND state <> 'done'";
  }

  String updateJobSize() {
    return "UPDATE " + prefix + "job SET batch_size = ? WHERE id = ?";
  }

  /** Adds up its ranges. */
  String finishJob() {
    return ("UPDATE %1$sjob SET state = 'done', error = NULL, ended_at = "
            + in()
            + ", rows_done = (SELECT coalesce(sum(rows_done), 0) FROM %1$srange WHERE job = id)"
            + " WHERE id = ? AND state <> 'done'")
        .formatted(prefix);
  }

  /** One truth: whether a job that is not done has as many ranges as it was made with. */
  String whole() {
    return ("SELECT j.state = 'done' OR j.ranges = (SELECT count(*) FROM %1$srange r WHERE r.job ="
            + " j.id) FROM %1$sjob j WHERE j.id = ?")
        .formatted(prefix);
  }

  String insertRange() {
    return "INSERT INTO "
        + prefix
        + "range (job, number, after_key, last_key, page_end, stripe, keys_done, rows_done,"
        + " batches, done) VALUES (?, ?, ?, ?, NULL, 0, 0, 0, 0, FALSE)";
  }

  /**
   * A range that nobody is at, the one asked for first; whoever holds its row lock owns it, for as
   * long as the transaction lasts.
   */
  String claim() {
    return ("SELECT r.number, r.after_key, r.last_key, r.page_end, r.stripe, j.state"
            + " FROM %1$srange r JOIN %1$sjob j ON j.id = r.job"
            + " WHERE r.job = ? AND NOT r.done ORDER BY r.number <> ?, r.number LIMIT 1"
            + (locksRows ? " FOR UPDATE OF r SKIP LOCKED" : ""))
        .formatted(prefix);
  }

  String updateRange() {
    return "UPDATE "
        + prefix
        + "range SET after_key = ?, page_end = ?, stripe = ?, keys_done = keys_done + ?, rows_done"
        + " = rows_done + ?, batches = batches + 1, done = ? WHERE job = ? AND number = ?";
  }

  /** How many ranges are not done, and the sums of keys and rows of all. */
  String sums() {
    return ("SELECT coalesce(sum(CASE WHEN done THEN 0 ELSE 1 END), 0),"
            + " coalesce(sum(keys_done), 0), coalesce(sum(rows_done), 0), coalesce(sum(batches), 0)"
            + " FROM %srange WHERE job = ?")
        .formatted(prefix);
  }

  String deleteRanges() {
    return "DELETE FROM " + prefix + "range WHERE job = ?";
  }
}
