package dev.mig.database.postgres;

/**
 * The queries of {@link PostgresCatalog}; their number does not depend on what is in the database.
 */
final class CatalogSql {
  static final String SETTINGS =
      """
      SELECT pg_catalog.current_schema(), pg_catalog.current_setting('server_version_num')::int
      """;

  /**
   * What belongs to the user: not to the system, not to an extension (save a view that reads the
   * user's tables), not to the ledger.
   */
  private static final String MINE =
      """
      n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'mig', 'mig_saved')
        AND (NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        OR EXISTS (
          SELECT FROM pg_catalog.pg_rewrite w
          JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid
          JOIN pg_catalog.pg_class r ON r.oid = d.refobjid AND r.relkind IN ('r', 'p')
          JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
            AND rn.nspname NOT LIKE 'pg\\_%' AND rn.nspname <> 'information_schema'
          WHERE w.ev_class = c.oid AND c.relkind IN ('v', 'm') AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend e
            WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = r.oid
              AND e.deptype = 'e')))
      """;

  private static final String RELATIONS_FROM =
      """
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm') AND
      """
          + MINE;

  static final String RELATIONS =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind::text AS kind,
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END AS view_text,
        pg_catalog.array_to_string(c.reloptions, ', ') AS options,
        CASE WHEN c.relkind = 'm' THEN (SELECT am.amname FROM pg_catalog.pg_am am
          WHERE am.oid = c.relam AND am.amname
            <> pg_catalog.current_setting('default_table_access_method')) END AS method,
        (SELECT ts.spcname FROM pg_catalog.pg_tablespace ts
          WHERE ts.oid = c.reltablespace) AS tablespace,
        c.relispopulated AS populated, pg_catalog.pg_get_userbyid(c.relowner) AS owner
      """
          + RELATIONS_FROM;

  static final String COLUMNS =
      """
      SELECT a.attrelid, a.attnum, a.attname, a.attnotnull, a.atttypmod,
        a.attidentity::text AS identity, a.attgenerated::text AS generated,
        pg_catalog.format_type(a.atttypid, a.atttypmod) AS type_text,
        CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname END AS built_in,
        t.typtype::text AS type_kind, t.typcategory::text AS category,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS formula,
        CASE WHEN a.attcollation <> t.typcollation THEN co.collname END AS collation,
        s.relname AS sequence
      FROM pg_catalog.pg_attribute a
      JOIN (SELECT c.oid %s) r ON r.oid = a.attrelid
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
      LEFT JOIN (
        SELECT o.refobjid, o.refobjsubid, min(q.relname) AS relname
        FROM pg_catalog.pg_depend o
        JOIN pg_catalog.pg_class q ON q.oid = o.objid AND q.relkind = 'S'
        WHERE o.classid = 'pg_catalog.pg_class'::regclass
          AND o.refclassid = 'pg_catalog.pg_class'::regclass
          AND o.deptype IN ('a', 'i')
        GROUP BY o.refobjid, o.refobjsubid) s
        ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attrelid, a.attnum
      """
          .formatted(RELATIONS_FROM);

  /** Left out: NOT NULL of PostgreSQL 18 and the shadows that a key to a partitioned table has. */
  static final String CONSTRAINTS =
      """
      SELECT k.oid, k.conrelid, k.conname, k.contype::text AS kind, k.condeferrable, k.condeferred,
        k.convalidated, k.conkey, k.confrelid, k.confupdtype::text AS on_update,
        k.confdeltype::text AS on_delete, k.conindid,
        pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS condition,
        CASE WHEN k.contype = 'f' THEN ARRAY(
          SELECT a.attname::text
          FROM unnest(k.confkey) WITH ORDINALITY AS f (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = f.attnum
          ORDER BY f.place) END AS target_columns,
        tn.nspname AS target_schema, tc.relname AS target_table,
        CASE WHEN k.contype IN ('u', 'x') THEN pg_catalog.pg_get_constraintdef(k.oid) END AS text
      FROM pg_catalog.pg_constraint k
      JOIN (SELECT c.oid %s) r ON r.oid = k.conrelid
      LEFT JOIN pg_catalog.pg_class tc ON tc.oid = k.confrelid
      LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
      LEFT JOIN pg_catalog.pg_constraint parent ON parent.oid = k.conparentid
      WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
        AND parent.conrelid IS DISTINCT FROM k.conrelid
      ORDER BY k.conrelid, k.contype = 'p' DESC, k.oid
      """
          .formatted(RELATIONS_FROM);

  static final String INDEXES =
      """
      SELECT i.indrelid, x.relname, i.indisunique, i.indisvalid, am.amname, i.indnkeyatts,
        i.indkey::int2[] AS keys, i.indoption::int2[] AS options,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS condition,
        pg_catalog.pg_get_indexdef(i.indexrelid) AS text,
        ARRAY(
          SELECT CASE WHEN k.attnum = 0
            THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.place::int, false) END
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
          ORDER BY k.place) AS formulas,
        ARRAY(
          SELECT pg_catalog.concat_ws(' ',
            CASE WHEN l.coll <> 0 AND l.coll <> coalesce(a.attcollation, 100)
              THEN 'COLLATE ' || pg_catalog.quote_ident(co.collname) END,
            CASE WHEN NOT o.opcdefault THEN o.opcname END)
          FROM unnest(i.indclass::oid[], i.indcollation::oid[]) WITH ORDINALITY
            AS l (class, coll, place)
          JOIN pg_catalog.pg_opclass o ON o.oid = l.class
          LEFT JOIN pg_catalog.pg_collation co ON co.oid = l.coll
          LEFT JOIN pg_catalog.pg_attribute a
            ON a.attrelid = i.indrelid AND a.attnum = i.indkey[(l.place - 1)::int] AND a.attnum > 0
          ORDER BY l.place) AS classes
      FROM pg_catalog.pg_index i
      JOIN (SELECT c.oid %s) r ON r.oid = i.indrelid
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am am ON am.oid = x.relam
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint k
        WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY i.indrelid, i.indexrelid
      """
          .formatted(RELATIONS_FROM);

  static final String TRIGGERS =
      """
      SELECT g.tgrelid, g.tgname, pg_catalog.pg_get_triggerdef(g.oid) AS text,
        g.tgattr::int2[] AS columns, g.tgenabled::text AS enabled
      FROM pg_catalog.pg_trigger g
      JOIN (SELECT c.oid %s) r ON r.oid = g.tgrelid
      WHERE NOT g.tgisinternal
      ORDER BY g.tgrelid, g.tgname
      """
          .formatted(RELATIONS_FROM);

  static final String VIEW_USES =
      """
      SELECT DISTINCT w.ev_class, n.nspname, c.relname, a.attname
      FROM pg_catalog.pg_rewrite w
      JOIN pg_catalog.pg_depend d
        ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> w.ev_class
      JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_attribute a
        ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attnum > 0
      WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      """;

  static final String VIEW_PARTS = ViewSql.parts(RELATIONS_FROM);

  static final String ENUMS =
      """
      SELECT n.nspname, t.typname, ARRAY(
        SELECT e.enumlabel::text FROM pg_catalog.pg_enum e
        WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
      FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'e'
        AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'mig', 'mig_saved')
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend e
          WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
      """;

  private CatalogSql() {}
}
