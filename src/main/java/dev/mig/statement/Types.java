package dev.mig.statement;

import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.syntax.MigParser.TypeRefContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of types: SQL's own, PostgreSQL's short ones, and a few that people write everywhere.
 */
public final class Types {
  private static final Map<String, Kind> NAMES =
      Map.ofEntries(
          Map.entry("boolean", Kind.BOOLEAN),
          Map.entry("bool", Kind.BOOLEAN),
          Map.entry("smallint", Kind.SMALLINT),
          Map.entry("int2", Kind.SMALLINT),
          Map.entry("integer", Kind.INTEGER),
          Map.entry("int", Kind.INTEGER),
          Map.entry("int4", Kind.INTEGER),
          Map.entry("bigint", Kind.BIGINT),
          Map.entry("int8", Kind.BIGINT),
          Map.entry("numeric", Kind.NUMERIC),
          Map.entry("decimal", Kind.NUMERIC),
          Map.entry("real", Kind.REAL),
          Map.entry("float4", Kind.REAL),
          Map.entry("double", Kind.DOUBLE),
          Map.entry("doubleprecision", Kind.DOUBLE),
          Map.entry("float", Kind.DOUBLE),
          Map.entry("float8", Kind.DOUBLE),
          Map.entry("char", Kind.CHAR),
          Map.entry("character", Kind.CHAR),
          Map.entry("varchar", Kind.VARCHAR),
          Map.entry("charactervarying", Kind.VARCHAR),
          Map.entry("text", Kind.TEXT),
          Map.entry("bytea", Kind.BYTES),
          Map.entry("bytes", Kind.BYTES),
          Map.entry("blob", Kind.BYTES),
          Map.entry("date", Kind.DATE),
          Map.entry("time", Kind.TIME),
          Map.entry("timewithouttimezone", Kind.TIME),
          Map.entry("timestamp", Kind.TIMESTAMP),
          Map.entry("timestampwithouttimezone", Kind.TIMESTAMP),
          Map.entry("timestamptz", Kind.TIMESTAMPTZ),
          Map.entry("timestampwithtimezone", Kind.TIMESTAMPTZ),
          Map.entry("interval", Kind.INTERVAL),
          Map.entry("uuid", Kind.UUID),
          Map.entry("json", Kind.JSON),
          Map.entry("jsonb", Kind.JSONB));
  private static final Pattern ARGUMENTS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");

  private Types() {}

  /** Every name that {@link #read} knows, for nearest-name suggestions. */
  public static List<String> names() {
    return NAMES.keySet().stream().sorted().toList();
  }

  /** The type; one that is no standard name is {@link Kind#OTHER} under its own name. */
  public static SqlType read(TypeRefContext node) {
    String text = node.getText();
    Matcher arguments = ARGUMENTS.matcher(text);
    List<Integer> numbers = new ArrayList<>();
    if (arguments.find()) {
      for (int i = 1; i <= 2; i++) {
        if (arguments.group(i) != null) {
          numbers.add(
              (int) Math.min(Long.parseLong("0" + shortened(arguments.group(i))), 1_000_000_000));
        }
      }
    }
    String word = arguments.reset().replaceAll("").toLowerCase(Locale.ROOT);
    Kind kind = NAMES.get(word);
    if (kind == null) {
      return SqlType.other(text.replace("\"", ""));
    }
    if (kind == Kind.NUMERIC && !numbers.isEmpty()) {
      return SqlType.numeric(numbers.getFirst(), numbers.size() > 1 ? numbers.get(1) : 0);
    }
    if (kind == Kind.CHAR && numbers.isEmpty()) {
      return SqlType.of(kind, 1);
    }
    return numbers.isEmpty() ? SqlType.of(kind) : SqlType.of(kind, numbers.getFirst());
  }

  private static String shortened(String digits) {
    return digits.length() > 10 ? "9999999999" : digits;
  }
}
