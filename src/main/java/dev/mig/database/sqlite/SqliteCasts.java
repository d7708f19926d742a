package dev.mig.database.sqlite;

import dev.mig.database.Sql;
import dev.mig.expression.Expr.Cast;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;

/**
 * Casts: SQLite's own make 0 of what is no number, so most go through functions that fail as
 * PostgreSQL does.
 */
final class SqliteCasts {
  private final SqliteSql writer;

  SqliteCasts(SqliteSql writer) {
    this.writer = writer;
  }

  Sql cast(Cast c, Sql operand) {
    SqlType from = c.operand().type();
    SqlType to = c.target();
    if (writer.isForSchema()) {
      return plain(operand, to);
    }
    return switch (to.kind()) {
      case SMALLINT, INTEGER, BIGINT -> integer(operand, from, to);
      case NUMERIC ->
          from.isInteger() && to.length() < 0
              ? operand
              : call(
                  "mig_cast_numeric", operand, ", " + to.length() + ", " + Math.max(to.scale(), 0));
      case REAL -> call("mig_cast_real", operand, "");
      case DOUBLE ->
          from.isText()
              ? call("mig_cast_double", operand, "")
              : Sql.atom("cast(" + operand.text() + " as real)");
      case CHAR, VARCHAR, TEXT -> text(operand, from, to);
      case BOOLEAN ->
          from.isText()
              ? call("mig_cast_boolean", operand, "")
              : from.isInteger()
                  ? new Sql(operand.within(Sql.CHAIN) + " <> 0", Sql.COMPARISON)
                  : operand;
      case DATE -> call("mig_date", zoned(c, operand), "");
      case TIME -> call("mig_time", zoned(c, operand), "");
      case TIMESTAMP -> call("mig_timestamp", zoned(c, operand), "");
      case TIMESTAMPTZ -> call("mig_timestamptz", operand, "");
      case INTERVAL -> call("mig_interval", operand, "");
      case UUID -> call("mig_uuid", operand, "");
      case JSON -> call("mig_json", operand, "");
      case JSONB -> call("mig_jsonb", operand, "");
      case BYTES, ENUM, ARRAY, OTHER, UNKNOWN -> operand;
    };
  }

  private static Sql call(String name, Sql operand, String more) {
    return Sql.atom(name + "(" + operand.text() + more + ")");
  }

  /** A moment is first brought to UTC. */
  private static Sql zoned(Cast c, Sql operand) {
    return c.operand().type().kind() == Kind.TIMESTAMPTZ
        ? call("mig_timestamptz", operand, "")
        : operand;
  }

  private Sql integer(Sql operand, SqlType from, SqlType to) {
    boolean narrower = from.isInteger() && from.kind().compareTo(to.kind()) <= 0;
    return narrower || from.kind() == Kind.BOOLEAN
        ? operand
        : call("mig_cast_integer", operand, ", '" + to + "'");
  }

  private Sql text(Sql operand, SqlType from, SqlType to) {
    Sql text =
        switch (from.kind()) {
          case SMALLINT, INTEGER, BIGINT -> Sql.atom("cast(" + operand.text() + " as text)");
          case NUMERIC -> call("mig_text_numeric", operand, ", " + from.scale());
          case REAL -> call("mig_text_real", operand, "");
          case DOUBLE -> call("mig_text_double", operand, "");
          case BOOLEAN ->
              Sql.atom(
                  "case when "
                      + operand.text()
                      + " then 'true' when not "
                      + operand.within(Sql.NOT + 1)
                      + " then 'false' end");
          case TIME -> call("mig_time", operand, "");
          case TIMESTAMP -> call("mig_timestamp", operand, "");
          case TIMESTAMPTZ -> call("mig_timestamptz", operand, "");
          case INTERVAL -> call("mig_interval", operand, "");
          case JSON, JSONB -> call("mig_jsonb", operand, "");
          case UUID -> call("lower", operand, "");
          case CHAR -> to.kind() == Kind.CHAR ? operand : call("rtrim", operand, "");
          case VARCHAR, TEXT, BYTES, DATE, ENUM, ARRAY, OTHER, UNKNOWN -> operand;
        };
    boolean cut =
        to.length() >= 0 && !(from.isText() && from.length() >= 0 && from.length() <= to.length());
    return cut ? call("substr", text, ", 1, " + to.length()) : text;
  }

  private Sql plain(Sql operand, SqlType to) {
    String storage =
        switch (to.kind()) {
          case SMALLINT, INTEGER, BIGINT -> "integer";
          case NUMERIC -> "numeric";
          case REAL, DOUBLE -> "real";
          case CHAR, VARCHAR, TEXT -> "text";
          default -> "";
        };
    return storage.isEmpty()
        ? operand
        : Sql.atom("cast(" + operand.text() + " as " + storage + ")");
  }
}
