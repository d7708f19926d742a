package dev.mig.properties;

import java.util.List;
import java.util.Random;

/**
 * What the values of a column look like: its type, and a pool of literals that PostgreSQL, SQLite
 * and mig read alike. Some of each pool are odd on purpose.
 */
enum Values {
  CODE(
      "varchar(20)",
      "'new'",
      "'open'",
      "'done'",
      "'it''s'",
      "''",
      "' '",
      "'OPEN'",
      "'é'",
      "'%_\\'",
      "'a;b'"),
  NAME(
      "text",
      "'Ada Lovelace'",
      "'Cher'",
      "'Jean Luc Picard'",
      "'O''Brien \"Bob\"'",
      "'Ünï Çödé'",
      "' lead and trail '",
      "''",
      "'x''); drop table items; --'",
      "'𝄞 clef'",
      "'tab\tline\nend'"),
  PAIR("text", "'a-1'", "'b-2'", "'c-'", "'-d'", "'é-''f'", "'g-h-i'", "'none'"),
  DIGITS(
      "text", "'1'", "'-7'", "'007'", "' 42'", "'1.50'", "'99999999999999'", "'0'", "'2'", "'5'"),
  WHOLE("integer", "0", "1", "-1", "2", "7", "42", "2147483647", "-2147483648"),
  HUGE("bigint", "0", "1", "-5", "9223372036854775807", "-9223372036854775808", "40", "70000"),
  MONEY("numeric(14,2)", "0", "1.50", "-2.25", "999999999999.99", "0.01", "100", "33.33"),
  FLAG("boolean", "true", "false"),
  DAY("date", "'2024-02-29'", "'1999-12-31'", "'1970-01-01'", "'2038-01-19'", "'0001-01-01'"),
  MOMENT(
      "timestamp",
      "'2024-02-29 12:00:00'",
      "'1999-12-31 23:59:59'",
      "'1970-01-01 00:00:00'",
      "'2038-01-19 03:14:08'"),
  DOCUMENT(
      "jsonb",
      "'{\"n\": 5, \"kind\": \"a\"}'",
      "'{\"kind\": \"it''s \\\"b\\\"\"}'",
      "'{}'",
      "'{\"n\": null, \"tags\": [1, \"x\", null]}'",
      "'{\"kind\": \"é𝄞\", \"n\": -3, \"tags\": []}'"),
  DOCUMENT_TEXT(
      "text", "'{\"n\":5,\"kind\":\"a\"}'", "'{ \"kind\" : null }'", "'{}'", "'{\"n\":\"12\"}'");

  private final String type;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> pool;

  Values(String type, String... pool) {
    this.type = type;
    this.pool = List.of(pool);
  }

  String type() {
    return type;
  }

  /** A literal of SQL. The first ones of the pool come most often, so that values repeat. */
  String any(Random random) {
    int most = random.nextInt(3) == 0 ? pool.size() : Math.min(4, pool.size());
    return pool.get(random.nextInt(most));
  }

  /** The same literal as a script writes it. */
  String inScript(String literal) {
    return switch (this) {
      case DAY -> "date " + literal;
      case MOMENT -> "timestamp " + literal;
      case CODE, NAME, PAIR, DIGITS, WHOLE, HUGE, MONEY, FLAG, DOCUMENT, DOCUMENT_TEXT -> literal;
    };
  }

  boolean isText() {
    return type.equals("text") || type.startsWith("varchar");
  }

  boolean isNumber() {
    return this == WHOLE || this == HUGE || this == MONEY;
  }

  boolean isDocument() {
    return this == DOCUMENT || this == DOCUMENT_TEXT;
  }
}
