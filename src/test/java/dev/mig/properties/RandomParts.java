package dev.mig.properties;

import dev.mig.properties.RandomMigration.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** What random statements are made of: columns as they stand, values, conditions. */
class RandomParts {
  final Random random;
  final Map<String, Column> columns;
  final boolean tree;

  RandomParts(Random random, Map<String, Column> columns, boolean tree) {
    this.random = random;
    this.columns = new LinkedHashMap<>(columns);
    this.tree = tree;
  }

  /**
   * An expression that a column may be set to. Left out, as a known gap: arithmetic that leaves the
   * range of its own type ({@code b * 2} of the greatest bigint), which no check asks about:
   * PostgreSQL fails in the run, SQLite goes on with a float.
   */
  String value(Column column) {
    String name = column.name();
    if (random.nextInt(4) == 0) {
      return literal(column, random.nextInt(5) == 0 ? "null" : column.values().any(random));
    }
    return switch (column.values()) {
      case CODE -> pick("left(%s, 3)", "upper(%s)", "coalesce(%s, 'none')").formatted(name);
      case NAME, PAIR, DIGITS, DOCUMENT_TEXT ->
          pick(
                  "lower(trim(%s))",
                  "%s || '''; --'", "replace(%s, ' ', '-')", "coalesce(%s, '') || id", "slug(%s)")
              .formatted(name);
      case WHOLE -> pick("id", "-id", "coalesce(%s, 0)", "mod(%s, 7)", "%s").formatted(name);
      case HUGE -> pick("id", "coalesce(%s, -1)", "mod(%s, 1000)", "%s").formatted(name);
      case MONEY -> pick("round(%s)", "%s * 2", "%s / 3", "id").formatted(name);
      case FLAG -> pick("not %s", "id > 2", "coalesce(%s, false)").formatted(name);
      case DAY -> pick("add_days(%s, 1)", "add_months(%s, 1)", "last_day(%s)").formatted(name);
      case MOMENT -> pick("add_hours(%s, 30)", "date_trunc('month', %s)").formatted(name);
      case DOCUMENT -> pick("json_remove(%s, 'n')", "null", "%s").formatted(name);
    };
  }

  /**
   * @param often one time in so many plus one there is no condition
   */
  String where(int often) {
    if (random.nextInt(often + 1) == 0) {
      return "";
    }
    Column column = any(c -> true);
    return " where "
        + switch (random.nextInt(6)) {
          case 0 -> column.name() + " is null";
          case 1 -> column.name() + " is not null";
          case 2 ->
              column.values().isDocument()
                  ? "id > 1"
                  : column.name()
                      + pick(" = ", " <> ", " < ")
                      + literal(column, column.values().any(random));
          case 3 -> "exists(notes as x where x.item_id = items.id)";
          case 4 -> tree ? "parent_id is null" : "kind_id = 1";
          default -> "id " + pick("<= 2", "> 2", "= 1", "> 100");
        };
  }

  String saving() {
    return pick(" saving", " saving", " saving", " saving", " losing", "");
  }

  String literal(Column column, String value) {
    return value.equals("null") ? value : column.values().inScript(value);
  }

  Column any(Predicate<Column> fitting) {
    List<Column> all = columns.values().stream().filter(fitting).toList();
    List<Column> some = all.isEmpty() ? List.copyOf(columns.values()) : all;
    return some.get(random.nextInt(some.size()));
  }

  void know(String name, Values values) {
    columns.put(name, new Column(name, values, true, List.of()));
  }

  /** Whether a column may go without leaving none. */
  boolean drops(Column column) {
    return columns.size() > 1 && columns.remove(column.name()) != null;
  }

  String pick(String... options) {
    return options[random.nextInt(options.length)];
  }
}
