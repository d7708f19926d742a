package dev.mig.database.postgres;

import dev.mig.schema.QName;
import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL: always quoted, so that no reserved word bites. */
final class PostgresNames {
  private PostgresNames() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String table(QName name) {
    return name.schema().isEmpty()
        ? name(name.name())
        : name(name.schema()) + "." + name(name.name());
  }

  static String names(List<String> names) {
    return names.stream().map(PostgresNames::name).collect(Collectors.joining(", "));
  }
}
