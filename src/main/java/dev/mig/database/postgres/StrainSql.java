package dev.mig.database.postgres;

import dev.mig.database.Strain.Kind;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query for signs of strain: at most one row a sign, in the order of {@link Kind}. Its
 * parameters are the table's name and the processes that are ours. What a user without {@code
 * pg_monitor} may not see is NULL in these views (PostgreSQL's page on monitoring statistics).
 */
final class StrainSql {
  private static final String GIVEN =
      """
      WITH given AS MATERIALIZED (
        SELECT to_regclass(?)::oid AS relation, ?::int[] || pg_backend_pid() AS own,
          CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END AS wal,
          (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
            AS database)
      """;

  /** The locks say who waits, to everybody; only of those is asked behind whom. */
  private static final String LOCK_WAITERS =
      """
      SELECT count(*)::float8 AS value, NULL::text AS who
      FROM given g, (
        SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l WHERE NOT l.granted) AS waits
      WHERE waits.pid <> ALL (g.own) AND pg_blocking_pids(waits.pid) && g.own
      """;

  /** A lag is shown for a while after it was caught up, so the place counts, too. */
  private static final String REPLAY_LAG =
      """
      SELECT extract(epoch FROM r.replay_lag)::float8 AS value, r.application_name AS who
      FROM given g, pg_catalog.pg_stat_replication r
      WHERE r.replay_lag IS NOT NULL AND (r.replay_lsn < g.wal) IS NOT FALSE
      ORDER BY 1 DESC LIMIT 1
      """;

  /**
   * A replica that stands still shows no lag, but falls behind. A slot that nobody reads does not
   * catch up while we wait, so only those in use count; they are shown to everybody.
   */
  private static final String REPLICA_WAL =
      """
      SELECT pg_wal_lsn_diff(g.wal, at.place)::float8 AS value, at.who
      FROM given g, (
        SELECT r.replay_lsn AS place, 'the replica ' || r.application_name AS who
        FROM pg_catalog.pg_stat_replication r
        UNION ALL
        SELECT coalesce(s.confirmed_flush_lsn, s.restart_lsn), 'the reader of slot ' || s.slot_name
        FROM pg_catalog.pg_replication_slots s WHERE s.active) AS at
      WHERE at.place IS NOT NULL AND g.wal IS NOT NULL
      ORDER BY 1 DESC LIMIT 1
      """;

  private static final String ARCHIVE_FOLDER =
      """
      SELECT count(*)::float8 AS value, NULL::text AS who
      FROM pg_catalog.pg_ls_archive_statusdir() f WHERE f.name LIKE '%.ready'
      """;

  /** By the number of the last file that was archived; the file that is written to is not due. */
  private static final String ARCHIVE_NUMBERS =
      """
      SELECT greatest(0, floor((g.wal - '0/0'::pg_lsn) / size.bytes) - 1
          - ('x' || substr(a.last_archived_wal, 9, 8))::bit(32)::bigint
            * (4294967296 / size.bytes)
          - ('x' || substr(a.last_archived_wal, 17, 8))::bit(32)::bigint)::float8 AS value,
        NULL::text AS who
      FROM given g, pg_catalog.pg_stat_archiver a,
        (SELECT pg_size_bytes(current_setting('wal_segment_size')) AS bytes) AS size
      WHERE a.last_archived_wal ~ '^[0-9A-F]{24}'
      """;

  /**
   * Of the vacuums of others a plain user sees the process only; the lock tells on which table it
   * is.
   */
  private static final String AUTOVACUUM =
      """
      SELECT coalesce(v.heap_blks_scanned::float8 / nullif(v.heap_blks_total, 0), -1) AS value,
        NULL::text AS who
      FROM given g, pg_catalog.pg_stat_progress_vacuum v
      WHERE v.datid = g.database AND CASE
        WHEN v.relid IS NOT NULL
        THEN v.relid = g.relation OR v.relid IN (SELECT t.relid FROM pg_partition_tree(g.relation) t)
        ELSE EXISTS (
          SELECT FROM pg_catalog.pg_locks l
          WHERE l.pid = v.pid AND l.locktype = 'relation' AND l.database = g.database
            AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
            AND (l.relation = g.relation
              OR l.relation IN (SELECT t.relid FROM pg_partition_tree(g.relation) t)))
        END
      LIMIT 1
      """;

  /** A transaction that has written keeps dead rows, too; a vacuum's own snapshot does not. */
  private static final String OLDEST_SNAPSHOT =
      """
      SELECT extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS value,
        'process ' || a.pid || ' of ' || coalesce(nullif(a.application_name, ''), a.usename, '?')
          AS who
      FROM given g, pg_catalog.pg_stat_activity a
      WHERE a.datid = g.database AND a.pid <> ALL (g.own) AND a.xact_start IS NOT NULL
        AND (a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_vacuum v WHERE v.pid = a.pid)
      ORDER BY a.xact_start LIMIT 1
      """;

  private StrainSql() {}

  /**
   * The query for these signs, of those that a server has.
   *
   * @param archiveFolder whether this user may list the files that wait to be archived
   */
  static String signs(Set<Kind> wanted, boolean archiveFolder) {
    return wanted.stream()
        .map(
            kind ->
                "(SELECT '"
                    + kind
                    + "' AS kind, s.value, s.who FROM ("
                    + sign(kind, archiveFolder)
                    + ") AS s)")
        .collect(Collectors.joining("\nUNION ALL\n", GIVEN, ""));
  }

  private static String sign(Kind kind, boolean archiveFolder) {
    return switch (kind) {
      case LOCK_WAITERS -> LOCK_WAITERS;
      case REPLAY_LAG -> REPLAY_LAG;
      case REPLICA_WAL -> REPLICA_WAL;
      case ARCHIVE_QUEUE -> archiveFolder ? ARCHIVE_FOLDER : ARCHIVE_NUMBERS;
      case AUTOVACUUM -> AUTOVACUUM;
      case OLDEST_SNAPSHOT -> OLDEST_SNAPSHOT;
      case WAL_FILE, QUERY -> throw new IllegalArgumentException(kind + " is none of the server's");
    };
  }
}
