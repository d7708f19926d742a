package dev.mig.database.postgres;

/** The query of {@link PostgresCatalog} for what views have beside their text. */
final class ViewSql {
  /** What the database's defaults give to a new relation of this user, and to whom. */
  private static final String RIGHTS =
      """
      given AS (
        SELECT v.oid, x.grantee
        FROM v
        JOIN pg_catalog.pg_default_acl d
          ON d.defaclobjtype = 'r' AND d.defaclnamespace IN (0, v.relnamespace)
          AND d.defaclrole = (SELECT u.oid FROM pg_catalog.pg_roles u
            WHERE u.rolname = current_user)
        CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) x
        WHERE x.grantee <> v.relowner),
      own AS (
        SELECT v.oid, v.relowner FROM v
        WHERE v.relacl IS NOT NULL AND EXISTS (
          SELECT x.privilege_type
          FROM pg_catalog.aclexplode(pg_catalog.acldefault('r', v.relowner)) x
          EXCEPT SELECT x.privilege_type FROM pg_catalog.aclexplode(v.relacl) x
          WHERE x.grantee = v.relowner)),
      taken AS (SELECT oid, grantee FROM given UNION SELECT oid, relowner FROM own),
      rights AS (
        SELECT v.oid, NULL::text AS col, x.grantor, x.grantee, x.privilege_type AS may,
          x.is_grantable AS pass, v.relowner
        FROM v CROSS JOIN LATERAL pg_catalog.aclexplode(v.relacl) x
        UNION ALL
        SELECT v.oid, a.attname, x.grantor, x.grantee, x.privilege_type, x.is_grantable, v.relowner
        FROM v JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attacl IS NOT NULL
        CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x),
      grants AS (
        SELECT r.oid, lower(pg_catalog.string_agg(r.may, ', ' ORDER BY r.may))
            || coalesce(' (' || pg_catalog.quote_ident(r.col) || ')', '') AS may,
          CASE r.grantee WHEN 0 THEN 'public'
            ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.grantee)) END
            || CASE WHEN r.pass THEN ' with grant option' ELSE '' END AS whom
        FROM rights r
        WHERE r.grantee <> r.relowner OR r.col IS NOT NULL OR r.oid IN (SELECT oid FROM own)
        GROUP BY r.oid, r.col, r.grantee, r.pass)
      """;

  /** What stands on a view and would go with it, beside other views, whose rules are known. */
  private static final String READERS =
      """
      SELECT v.oid, 9, NULL, NULL, NULL,
        pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) || ' stands on it'
      FROM v
      JOIN pg_catalog.pg_depend d ON d.deptype IN ('n', 'a') AND (
        (d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = v.oid)
        OR (d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid IN (
          SELECT y.oid FROM pg_catalog.pg_type y WHERE v.reltype IN (y.oid, y.typelem))))
      WHERE NOT EXISTS (
          SELECT FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class o ON o.oid = w.ev_class
          WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
            AND (o.oid = v.oid OR o.relkind IN ('v', 'm')))
        AND NOT (d.classid = 'pg_catalog.pg_trigger'::regclass
          AND d.objid IN (SELECT g.oid FROM pg_catalog.pg_trigger g WHERE g.tgrelid = v.oid))
        AND NOT (d.classid = 'pg_catalog.pg_attrdef'::regclass
          AND d.objid IN (SELECT b.oid FROM pg_catalog.pg_attrdef b WHERE b.adrelid = v.oid))
        AND NOT (d.classid = 'pg_catalog.pg_class'::regclass
          AND d.objid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid = v.oid))
      """;

  /**
   * One row each: the view, a place in the order, what it is in words, the statement before and
   * behind the view's name (no name where there is nothing behind), or what stands in the way.
   */
  static String parts(String relationsFrom) {
    return """
    WITH v AS (
      SELECT c.oid, c.relowner, c.relnamespace, c.relacl, c.reltype, c.reltoastrelid, c.relkind,
        CASE WHEN c.relkind = 'm' THEN 'materialized view ' ELSE 'view ' END AS word
      %s AND c.relkind IN ('v', 'm')),
    """
            .formatted(relationsFrom)
        + RIGHTS
        + """
        SELECT v.oid, 0 AS place, NULL AS what,
          CASE WHEN pg_catalog.pg_get_userbyid(v.relowner) <> current_user
            THEN 'alter ' || v.word END AS head,
          ' owner to ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v.relowner)) AS tail,
          CASE WHEN NOT pg_catalog.pg_has_role(v.relowner, 'USAGE')
            THEN 'it belongs to ' || pg_catalog.pg_get_userbyid(v.relowner) END AS obstacle
        FROM v
        UNION ALL
        SELECT t.oid, 1, NULL, 'revoke all on ', ' from ' || pg_catalog.string_agg(
          CASE t.grantee WHEN 0 THEN 'public'
            ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(t.grantee)) END, ', '), NULL
        FROM taken t GROUP BY t.oid
        UNION ALL
        SELECT g.oid, 2, 'grant of ' || g.may || ' to ' || g.whom,
          'grant ' || g.may || ' on ', ' to ' || g.whom, NULL
        FROM grants g
        UNION ALL
        SELECT DISTINCT r.oid, 9, NULL, NULL, NULL,
          pg_catalog.pg_get_userbyid(r.grantor) || ' passed rights on it on'
        FROM rights r WHERE r.grantor <> r.relowner
        UNION ALL
        SELECT v.oid, 3, 'default of ' || a.attname, 'alter ' || v.word,
          ' alter column ' || pg_catalog.quote_ident(a.attname) || ' set default '
            || pg_catalog.pg_get_expr(b.adbin, b.adrelid), NULL
        FROM v JOIN pg_catalog.pg_attrdef b ON b.adrelid = v.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum = b.adnum
        UNION ALL
        SELECT v.oid, 4, 'index ' || x.relname, pg_catalog.pg_get_indexdef(x.oid), NULL, NULL
        FROM v JOIN pg_catalog.pg_index i ON i.indrelid = v.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        UNION ALL
        SELECT v.oid, 5, 'clustering', 'alter ' || v.word,
          ' cluster on ' || pg_catalog.quote_ident(x.relname), NULL
        FROM v JOIN pg_catalog.pg_index i ON i.indrelid = v.oid AND i.indisclustered
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        UNION ALL
        SELECT v.oid, 6, 'trigger ' || g.tgname, pg_catalog.pg_get_triggerdef(g.oid), NULL, NULL
        FROM v JOIN pg_catalog.pg_trigger g ON g.tgrelid = v.oid AND NOT g.tgisinternal
        UNION ALL
        SELECT v.oid, 7, 'comment', 'comment on ' || v.word,
          ' is ' || pg_catalog.quote_literal(m.description), NULL
        FROM v JOIN pg_catalog.pg_description m ON m.objoid = v.oid AND m.objsubid = 0
          AND m.classoid = 'pg_catalog.pg_class'::regclass
        UNION ALL
        SELECT v.oid, 7, 'comment on column ' || a.attname, 'comment on column ',
          '.' || pg_catalog.quote_ident(a.attname) || ' is '
            || pg_catalog.quote_literal(m.description), NULL
        FROM v JOIN pg_catalog.pg_description m ON m.objoid = v.oid
          AND m.classoid = 'pg_catalog.pg_class'::regclass
        JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum = m.objsubid
        UNION ALL
        SELECT v.oid, 8, 'comment on trigger ' || g.tgname,
          'comment on trigger ' || pg_catalog.quote_ident(g.tgname) || ' on ',
          ' is ' || pg_catalog.quote_literal(m.description), NULL
        FROM v JOIN pg_catalog.pg_trigger g ON g.tgrelid = v.oid
        JOIN pg_catalog.pg_description m ON m.objoid = g.oid
          AND m.classoid = 'pg_catalog.pg_trigger'::regclass
        UNION ALL
        SELECT v.oid, 8, 'comment on index ' || x.relname,
          'comment on index ' || x.oid::regclass || ' is '
            || pg_catalog.quote_literal(m.description), NULL, NULL
        FROM v JOIN pg_catalog.pg_index i ON i.indrelid = v.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_description m ON m.objoid = x.oid
          AND m.classoid = 'pg_catalog.pg_class'::regclass
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'it has the rule ' || w.rulename
        FROM v JOIN pg_catalog.pg_rewrite w ON w.ev_class = v.oid AND w.rulename <> '_RETURN'
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'it belongs to the extension ' || e.extname
        FROM v JOIN pg_catalog.pg_depend d ON d.objid = v.oid AND d.deptype = 'e'
          AND d.classid = 'pg_catalog.pg_class'::regclass
        JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'it has a security label of ' || l.provider
        FROM v JOIN pg_catalog.pg_seclabel l ON l.objoid = v.oid
          AND l.classoid = 'pg_catalog.pg_class'::regclass
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'its column ' || a.attname || ' has settings of its own'
        FROM v JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
        JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
        WHERE a.attoptions IS NOT NULL OR coalesce(a.attstattarget, -1) >= 0
          OR (v.relkind = 'm' AND (a.attstorage <> y.typstorage OR a.attcompression <> ''))
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'it has settings for its large values'
        FROM v JOIN pg_catalog.pg_class c ON c.oid = v.reltoastrelid AND c.reloptions IS NOT NULL
        UNION ALL
        SELECT v.oid, 9, NULL, NULL, NULL, 'its index ' || x.relname || ' is in a tablespace'
        FROM v JOIN pg_catalog.pg_index i ON i.indrelid = v.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid AND x.reltablespace <> 0
        UNION ALL
        """
        + READERS
        + "ORDER BY 1, 2, 3, 6";
  }

  private ViewSql() {}
}
