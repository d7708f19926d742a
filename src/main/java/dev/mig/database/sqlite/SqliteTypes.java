package dev.mig.database.sqlite;

import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the declared types of SQLite, which accepts any words. Those that mean the same on every
 * database become types of the language; others stay as they are.
 */
final class SqliteTypes {
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z_0-9 ]+?)(?: ?\\( ?(\\d{1,9}) ?(?:, ?(\\d{1,9}) ?)?\\))?( with(?:out)? time"
              + " zone)?");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern AROUND_SIGNS = Pattern.compile(" ?([(),]) ?");

  private static final Map<String, Kind> PLAIN =
      Map.ofEntries(
          Map.entry("boolean", Kind.BOOLEAN),
          Map.entry("bool", Kind.BOOLEAN),
          Map.entry("smallint", Kind.SMALLINT),
          Map.entry("int2", Kind.SMALLINT),
          Map.entry("integer", Kind.INTEGER),
          Map.entry("int", Kind.INTEGER),
          Map.entry("int4", Kind.INTEGER),
          Map.entry("mediumint", Kind.INTEGER),
          Map.entry("bigint", Kind.BIGINT),
          Map.entry("int8", Kind.BIGINT),
          Map.entry("real", Kind.REAL),
          Map.entry("float4", Kind.REAL),
          Map.entry("double precision", Kind.DOUBLE),
          Map.entry("double", Kind.DOUBLE),
          Map.entry("float", Kind.DOUBLE),
          Map.entry("float8", Kind.DOUBLE),
          Map.entry("text", Kind.TEXT),
          Map.entry("clob", Kind.TEXT),
          Map.entry("bytea", Kind.BYTES),
          Map.entry("blob", Kind.BYTES),
          Map.entry("date", Kind.DATE),
          Map.entry("interval", Kind.INTERVAL),
          Map.entry("uuid", Kind.UUID),
          Map.entry("json", Kind.JSON),
          Map.entry("jsonb", Kind.JSONB));

  /** Those that may carry one number. */
  private static final Map<String, Kind> SIZED =
      Map.ofEntries(
          Map.entry("char", Kind.CHAR),
          Map.entry("character", Kind.CHAR),
          Map.entry("nchar", Kind.CHAR),
          Map.entry("varchar", Kind.VARCHAR),
          Map.entry("character varying", Kind.VARCHAR),
          Map.entry("nvarchar", Kind.VARCHAR),
          Map.entry("time", Kind.TIME),
          Map.entry("timestamp", Kind.TIMESTAMP),
          Map.entry("datetime", Kind.TIMESTAMP),
          Map.entry("timestamptz", Kind.TIMESTAMPTZ));

  private SqliteTypes() {}

  /** The type that these words declare; no words are a type of their own. */
  static SqlType of(String declared) {
    Kind known = PLAIN.get(declared.toLowerCase(Locale.ROOT));
    return known != null ? SqlType.of(known) : read(declared);
  }

  private static SqlType read(String declared) {
    String text = normal(declared);
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return SqlType.other(declared.strip());
    }
    String word = form.group(1);
    int first = number(form.group(2));
    int second = number(form.group(3));
    String zone = form.group(4);
    Kind sized = SIZED.get(word);
    if (zone != null) {
      boolean instant = word.equals("timestamp") && zone.startsWith(" with ");
      boolean known = instant || (zone.startsWith(" without") && sized != null && !sized(sized));
      return known && sized != null
          ? SqlType.of(instant ? Kind.TIMESTAMPTZ : sized, first)
          : SqlType.other(declared.strip());
    }
    if (word.equals("numeric") || word.equals("decimal")) {
      return SqlType.numeric(first, second);
    }
    if (sized != null && second < 0) {
      return SqlType.of(sized, first);
    }
    Kind plain = PLAIN.get(word);
    return plain != null && second < 0 && (first < 0 || integer(plain))
        ? SqlType.of(plain)
        : SqlType.other(declared.strip());
  }

  private static boolean sized(Kind kind) {
    return kind == Kind.CHAR || kind == Kind.VARCHAR;
  }

  /** {@code int(11)} is no other type than {@code int}. */
  private static boolean integer(Kind kind) {
    return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }

  /** Whether two declarations differ in nothing but case and blanks. */
  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other) || normal(one).equals(normal(other));
  }

  private static String normal(String declared) {
    String narrow = BLANKS.matcher(declared.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    return AROUND_SIGNS.matcher(narrow).replaceAll("$1");
  }
}
