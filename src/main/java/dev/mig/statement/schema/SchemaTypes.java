package dev.mig.statement.schema;

import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a type as written is on this database: one of the language's, an enum of the schema, or one
 * that only PostgreSQL has.
 */
public final class SchemaTypes {
  /** Types of PostgreSQL and its usual extensions that the language passes on. */
  private static final Set<String> POSTGRES =
      Set.of(
          "bit",
          "bitvarying",
          "box",
          "cidr",
          "circle",
          "citext",
          "datemultirange",
          "daterange",
          "geography",
          "geometry",
          "hstore",
          "inet",
          "int4multirange",
          "int4range",
          "int8multirange",
          "int8range",
          "jsonpath",
          "line",
          "lseg",
          "ltree",
          "macaddr",
          "macaddr8",
          "money",
          "name",
          "nummultirange",
          "numrange",
          "oid",
          "path",
          "pg_lsn",
          "point",
          "polygon",
          "regclass",
          "timetz",
          "timewithtimezone",
          "tsmultirange",
          "tsquery",
          "tsrange",
          "tstzmultirange",
          "tstzrange",
          "tsvector",
          "vector",
          "xml");

  private static final Map<String, String> SERIALS =
      Map.of(
          "serial",
          "integer",
          "serial4",
          "integer",
          "bigserial",
          "bigint",
          "serial8",
          "bigint",
          "smallserial",
          "smallint");

  /** What a STRICT table of SQLite can hold. */
  private static final Set<Kind> STRICT =
      Set.of(
          Kind.INTEGER, Kind.SMALLINT, Kind.BIGINT, Kind.REAL, Kind.DOUBLE, Kind.TEXT, Kind.BYTES);

  private SchemaTypes() {}

  /** The type for a column of this table; reports N108 or T105, and answers UNKNOWN then. */
  public static SqlType resolve(Lowering to, SqlType written, Span at, boolean strict) {
    if (written.kind() == Kind.OTHER) {
      return resolveOther(to, written.name(), at);
    }
    String wrong = sizes(written);
    if (!wrong.isEmpty()) {
      to.report(Diagnostic.error(Code.WRONG_ARGUMENTS, wrong).at(at));
      return SqlType.UNKNOWN;
    }
    if (strict && !STRICT.contains(written.kind())) {
      to.report(
          Diagnostic.error(Code.NOT_ON_THIS_DATABASE, "a STRICT table of SQLite has no " + written)
              .at(at)
              .note("it has integer, real, text and bytea"));
      return SqlType.UNKNOWN;
    }
    return written;
  }

  private static String sizes(SqlType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR ->
          type.length() == 0 || type.length() > 10_485_760
              ? type + ": the length is from 1 to 10485760"
              : "";
      case NUMERIC ->
          type.length() == 0 || type.length() > 1000
              ? type + ": a numeric has from 1 to 1000 digits"
              : type.scale() > type.length() && type.length() > 0
                  ? type + ": more digits after the point than digits in all"
                  : "";
      case TIME, TIMESTAMP, TIMESTAMPTZ ->
          type.length() > 6 ? type + ": at most 6 digits of a second" : "";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, TEXT, BYTES, DATE, INTERVAL -> "";
      case UUID, JSON, JSONB, ENUM, ARRAY, OTHER, UNKNOWN -> "";
    };
  }

  private static SqlType resolveOther(Lowering to, String name, Span at) {
    Optional<QName> known =
        to.schema().enums().keySet().stream()
            .filter(e -> e.toString().equalsIgnoreCase(name))
            .findFirst();
    if (known.isPresent()) {
      return SqlType.enumOf(known.get().toString());
    }
    boolean array = name.endsWith("[]");
    String base = array ? name.substring(0, name.indexOf('[')) : name;
    String word = base.replaceAll("\\(.*\\)", "").toLowerCase(Locale.ROOT);
    boolean standard = Types.names().contains(word);
    boolean postgres = POSTGRES.contains(word) || (array && standard) || inUse(to, name);
    if (postgres && to.dialect().equals("postgres")) {
      return array
          ? new SqlType(Kind.ARRAY, -1, -1, name.toLowerCase(Locale.ROOT))
          : SqlType.other(name.toLowerCase(Locale.ROOT));
    }
    to.report(postgres ? foreign(name, array, at) : unknown(to, name, word, at));
    return SqlType.UNKNOWN;
  }

  /** Whether a column of the schema has it: domains and types of extensions are known by that. */
  private static boolean inUse(Lowering to, String name) {
    for (Table table : to.schema().tables().values()) {
      for (Column column : table.columns()) {
        if (column.type().name().equalsIgnoreCase(name) && !name.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private static Diagnostic.Builder foreign(String name, boolean array, Span at) {
    return Diagnostic.error(
            Code.NOT_ON_THIS_DATABASE, "SQLite has no " + (array ? "arrays" : "type " + name))
        .at(at, "only PostgreSQL has it")
        .note(array ? "a list can be kept as jsonb" : "such values can be kept as text");
  }

  private static Diagnostic.Builder unknown(Lowering to, String name, String word, Span at) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_TYPE, "there is no type " + name).at(at, "not known");
    String serial = SERIALS.get(word);
    if (serial != null) {
      return problem
          .note("a column that numbers its rows is written " + serial + " identity")
          .suggest(
              "write " + serial + " identity", Safety.SAFE, new Edit(at, serial + " identity"));
    }
    List<String> names = new ArrayList<>(Types.names());
    to.schema().enums().keySet().forEach(e -> names.add(e.toString()));
    List<String> near = Nearest.to(word, names);
    for (String each : near) {
      problem.suggest("write " + each, Safety.CHECK, new Edit(at, each));
    }
    return near.isEmpty() ? problem : problem.note("did you mean " + String.join(", ", near) + "?");
  }
}
