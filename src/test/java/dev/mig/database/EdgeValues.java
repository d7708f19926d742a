package dev.mig.database;

import static dev.mig.database.BothDatabases.literal;

import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Function;
import dev.mig.schema.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of each type on which implementations are known to part. */
final class EdgeValues {
  private EdgeValues() {}

  private static final @Nullable Object[] TEXTS = {
    null,
    "",
    " ",
    "a",
    "Abc dEF",
    " pad\t\tded ",
    "na\u00efve \u00c9COLE",
    "\u00df\u1e9e",
    "e\u0301a",
    "\ud83d\ude00 x\ud83d\udc4d",
    "O'Brien",
    "back\\slash\\n",
    "line\nbreak\r\n",
    "100%_",
    "12",
    "-3.5",
    " 42 ",
    "2024-02-29",
    "2023-02-29",
    "{\"a\": 1}",
    "a--b/*c*/",
    "$$x$$",
    "\u039f\u0394\u039f\u03a3",
    "aXbXc",
    "a,b,,c",
    "1e5",
    "true",
    "ON",
    "00000000-0000-4000-8000-00000000000A",
    "zz%41",
    "2024-02-29 23:59:59.5+02",
    "12:30",
    "9223372036854775808",
    "32768",
    "0x1F",
    "[1, 2",
    "YQ==",
    "616263",
    "xn--\u4e2d\u6587",
    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
    "\u01c4\u01c5\u01c6 \ufb01\u0149",
    "\u0130I\u0131i",
    "\u0301",
    "\u00a0x\u2003y\u3000",
    "\ufefftext\u200b",
    "\u0663\u0664",
    "\uff11\uff21",
    "\u0e33\u0938\u094d\u0924\u0947",
    "\ud835\udd38\ud801\udc28",
    "x\u000b\u000c\u0085y",
    "-0",
    "+7",
    "1.",
    ".5",
    "1e400",
    "1e-400",
    "NaN",
    "-Infinity",
    "99999999999999999999999999999999999999.5",
    "1900-02-29",
    "2000-02-29T00:00:00Z",
    "9999-12-31",
    "24:00:00",
    "2024-02-30",
    "%E2%82%AC%zz%",
    "\"\\u0000\"",
    "{\"a\": \"\\ud83d\"}",
    "[1e400, -0, 1.0]",
    "x".repeat(3000) + "\u00e9".repeat(500)
  };
  private static final @Nullable Object[] FEW_TEXTS = {
    null,
    "",
    "a",
    "aXbXc",
    "a,b,,c",
    "\ud83d\ude00x\u00e9",
    "X",
    ",",
    "ab\\c%",
    " pad ",
    "\ud83d\udc68\u200d\ud83d\udc69",
    "e\u0301",
    "\u0663"
  };

  static List<Literal> of(SqlType type, boolean few) {
    if (type.equals(SqlType.TEXT)) {
      return all(type, few ? FEW_TEXTS : TEXTS);
    }
    return switch (type.kind()) {
      case BOOLEAN -> all(type, null, true, false);
      case SMALLINT -> all(type, null, 0, -5, 32767);
      case INTEGER ->
          few
              ? all(type, null, 0, 1, 2, -1, -2, 5, 400, 100000, -100000)
              : all(
                  type,
                  null,
                  0,
                  1,
                  -1,
                  2,
                  -7,
                  65,
                  100,
                  233,
                  128512,
                  55296,
                  2147483647,
                  -2147483648);
      case BIGINT ->
          few
              ? all(type, null, 0, 1, -1, 7, -12, 9223372036854775807L, Long.MIN_VALUE)
              : all(
                  type,
                  null,
                  0,
                  1,
                  -1,
                  255,
                  4294967296L,
                  -9007199254740993L,
                  9223372036854775807L,
                  Long.MIN_VALUE);
      case NUMERIC ->
          all(
              type,
              null,
              "0",
              "1",
              "-1",
              "0.5",
              "-0.5",
              "1.5",
              "2.5",
              "-2.5",
              "2.675",
              "0.1",
              "123456.789",
              "-0.001",
              "10000000000",
              "99999999999.99",
              "1700000000.123456",
              "-999999999999.995");
      case REAL, DOUBLE ->
          all(
              type,
              null,
              "0",
              "1",
              "-1",
              "0.5",
              "2",
              "10",
              "-2.5",
              "0.1",
              "1e300",
              "1e-300",
              "123456789.125",
              "1e15",
              "1e14",
              "0.0001",
              "0.00001",
              "-1e20",
              "1e308",
              "-1e-308",
              "45035996273704.5");
      case DATE ->
          all(
              type,
              null,
              "2024-02-29",
              "2023-12-31",
              "2000-01-01",
              "1970-01-01",
              "0004-02-29",
              "9000-12-31",
              "1999-07-04",
              "2021-01-31",
              "1900-03-01",
              "2000-02-29",
              "2100-02-28",
              "0001-01-01",
              "1582-10-10",
              "2024-12-30",
              "2027-01-01",
              "9999-12-31");
      case TIME -> all(type, null, "00:00:00", "23:59:59.999999", "12:30:00.5");
      case TIMESTAMP ->
          all(
              type,
              null,
              "2024-02-29 23:59:59.999999",
              "2023-12-31 00:00:00",
              "1970-01-01 00:00:00",
              "1969-12-31 23:59:59.5",
              "0004-02-29 12:00:00",
              "2021-01-31 01:02:03.04",
              "2000-02-29 00:00:00.000001",
              "2016-12-31 23:59:59",
              "9999-12-31 23:59:59.999999");
      case TIMESTAMPTZ ->
          all(
              type,
              null,
              "2024-02-29 23:59:59.999999+00:00",
              "2023-12-31 00:00:00+00:00",
              "1970-01-01 00:00:00+00:00",
              "1969-12-31 23:59:59.5+00:00",
              "2021-03-28 01:30:00+00:00",
              "2000-02-29 00:00:00.000001+00:00",
              "0001-01-01 00:00:00+00:00",
              "9999-12-31 23:59:59.999999+00:00");
      case INTERVAL ->
          all(
              type,
              null,
              "1 day",
              "-1 mons",
              "1 year 2 mons 3 days 04:05:06.7",
              "-00:00:01",
              "-1 days +02:00:00",
              "00:00:00",
              "30 days",
              "12 mons -31 days",
              "100000:00:00",
              "-1000 years");
      case UUID ->
          all(
              type,
              null,
              "00000000-0000-4000-8000-00000000000a",
              "ffffffff-ffff-ffff-ffff-ffffffffffff");
      case JSON, JSONB ->
          all(
              type,
              null,
              "{}",
              "[]",
              "{\"a\":1}",
              "{\"b\": {\"c\": [1, 2, {\"d\": null}]}, \"a\": \"x\"}",
              "[1, \"a\", null, true, [2]]",
              "\"str\"",
              "null",
              "true",
              "-1.5",
              "{\"aa\":1,\"b\":2,\"a\":\"\\u00e9\\n\",\"b\":3}",
              "\"\ud83d\ude00\\\"\\/\"",
              "{\"\":[]}",
              "[1e30, 1.0, -0.0, 1E+2, 12345678901234567890]",
              "\"\\ud83d\\ude00e\\u0301\"",
              "[[[[{\"a\":[[]]}]]]]");
      case BYTES ->
          all(type, null, "\\x", "\\x616263", "\\xc3a9", "\\xff00", "\\x00", "\\xf09f9880");
      case CHAR, VARCHAR, TEXT, ENUM, ARRAY, OTHER, UNKNOWN -> special(type);
    };
  }

  private static List<Literal> special(SqlType type) {
    if (type.equals(Function.NUMBER)) {
      return of(SqlType.NUMERIC, true);
    }
    List<Literal> mixed = new ArrayList<>(List.of(literal(null, SqlType.TEXT)));
    mixed.addAll(of(SqlType.TEXT, true));
    mixed.addAll(of(SqlType.INTEGER, true));
    mixed.addAll(of(SqlType.NUMERIC, true));
    mixed.addAll(of(SqlType.BOOLEAN, true));
    if (!type.equals(Function.AS_JSON)) {
      mixed.addAll(of(SqlType.DATE, true));
      mixed.addAll(of(SqlType.TIMESTAMPTZ, true));
    } else {
      mixed.addAll(of(SqlType.JSONB, true));
    }
    return mixed;
  }

  static List<Literal> words(String function) {
    SqlType word = SqlType.other("word");
    return switch (function) {
      case "date_trunc" ->
          all(word, "second", "minute", "hour", "day", "week", "month", "quarter", "year");
      case "extract" ->
          all(
              word, "hour", "minute", "second", "epoch", "year", "month", "day", "quarter", "week",
              "dow", "isodow", "doy", "isoyear");
      case "format_date" ->
          all(word, "YYYY-MM-DD", "DD.MM.YY HH24:MI:SS.MS", "US/DDD \"Day\" [YYYY] \u00a7");
      default ->
          all(
              word,
              "a",
              "X",
              "[^a-z]+",
              "^(a|ab)(c|X)?",
              "\\d+",
              "[\\w\\-]+",
              "\\s",
              "x*",
              "(.)(.)",
              "a.*?".replace("?", ""),
              "[aX,]{2}",
              "\u00e9|\ud83d\ude00",
              "^$",
              "(a)|(b)",
              "\\W",
              "[^\\n]$",
              "[\\].]",
              "(X|Xb)(b|c)*");
    };
  }

  static List<Literal> all(SqlType type, @Nullable Object... values) {
    List<Literal> list = new ArrayList<>();
    for (Object value : Arrays.asList(values)) {
      boolean number = type.isNumber() && value instanceof String;
      list.add(literal(number ? new java.math.BigDecimal((String) value) : value, type));
    }
    return list;
  }
}
