package dev.mig.properties;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A starting database, as SQL that both databases read, and a script.
 *
 * @param rows one INSERT each
 * @param statements of the script
 */
record RandomMigration(long seed, List<String> tables, List<String> rows, List<String> statements) {
  RandomMigration {
    tables = List.copyOf(tables);
    rows = List.copyOf(rows);
    statements = List.copyOf(statements);
  }

  /**
   * A column of {@code items} as the script's statements so far left it, and the values that its
   * rows began with.
   */
  record Column(String name, Values values, boolean nullable, List<String> held) {}

  /**
   * Items of random columns, which point at kinds (twice over: old and new ones) and at each other;
   * notes that point at items; an archive of the same columns.
   */
  static RandomMigration of(long seed) {
    return of(seed, RandomVerbs::next, 5);
  }

  /** The same database, with several statements over the one table {@code items}. */
  static RandomMigration ofPasses(long seed) {
    return of(seed, RandomVerbs::pass, 8);
  }

  /** Gives the next statement. */
  private interface Verbs {
    String next(RandomVerbs verbs, int number);
  }

  private static RandomMigration of(long seed, Verbs next, int most) {
    Random random = new Random(seed);
    Map<String, Column> columns = columns(random);
    int count = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(8);
    List<String> kinds = List.of("'new'", "'open'", "'it''s'");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      rows.add("insert into kinds (id, code) values (%d, %s)".formatted(i + 1, kinds.get(i)));
      if (i < 2 || random.nextBoolean()) {
        rows.add("insert into sorts (id, code) values (%d, %s)".formatted(30 - i, kinds.get(i)));
      }
    }
    boolean tree = random.nextInt(3) == 0;
    for (int i = 0; i < count; i++) {
      rows.add(item(random, columns, i, tree));
    }
    for (int i = 0; i < random.nextInt(4) && count > 0; i++) {
      String item = random.nextInt(4) == 0 ? "null" : String.valueOf(1 + random.nextInt(count));
      rows.add(
          "insert into notes (id, item_id, body) values (%d, %s, %s)"
              .formatted(i + 1, item, Values.NAME.any(random)));
    }
    List<String> statements = new ArrayList<>();
    RandomVerbs verbs = new RandomVerbs(random, columns, tree);
    int length = 1 + random.nextInt(most);
    while (statements.size() < length) {
      statements.add(next.next(verbs, statements.size()));
    }
    return new RandomMigration(seed, tables(random, columns, tree), rows, statements);
  }

  String script() {
    return String.join("\n", statements) + "\n";
  }

  RandomMigration with(List<String> otherRows, List<String> otherStatements) {
    return new RandomMigration(seed, tables, otherRows, otherStatements);
  }

  private static Map<String, Column> columns(Random random) {
    Map<String, Column> columns = new LinkedHashMap<>();
    int count = 2 + random.nextInt(4);
    List<String> names = List.of("a", "b", "\"odd \"\"name\"", "\"Größe\"", "c", "\"select\"");
    for (int i = 0; i < count; i++) {
      List<Values> kinds = List.of(Values.values());
      Values values = kinds.get(random.nextInt(kinds.size()));
      boolean nullable = random.nextInt(3) > 0;
      String name = names.get(i);
      columns.put(name, new Column(name, values, nullable, new ArrayList<>()));
    }
    return columns;
  }

  private static String item(Random random, Map<String, Column> columns, int place, boolean tree) {
    List<String> names = new ArrayList<>(List.of("id", "kind_id"));
    List<String> values = new ArrayList<>(List.of(String.valueOf(place + 1)));
    values.add(random.nextInt(3) == 0 ? "null" : String.valueOf(1 + random.nextInt(3)));
    if (tree) {
      names.add("parent_id");
      values.add(
          place == 0 || random.nextBoolean() ? "null" : String.valueOf(1 + random.nextInt(place)));
    }
    for (Column column : columns.values()) {
      boolean none = column.nullable() && random.nextInt(4) == 0;
      String value = none ? "null" : column.values().any(random);
      names.add(column.name());
      values.add(value);
      column.held().add(value);
    }
    return "insert into items (%s) values (%s)"
        .formatted(String.join(", ", names), String.join(", ", values));
  }

  private static List<String> tables(Random random, Map<String, Column> columns, boolean tree) {
    String of =
        columns.values().stream()
            .map(c -> c.name() + " " + c.values().type() + (c.nullable() ? "" : " not null"))
            .collect(Collectors.joining(", "));
    String kept =
        columns.values().stream()
            .map(c -> c.name() + " " + c.values().type())
            .collect(Collectors.joining(", "));
    String onDelete =
        List.of("", " on delete cascade", " on delete set null").get(random.nextInt(3));
    return List.of(
        "create table kinds (id int not null primary key, code varchar(20) not null,"
            + " constraint kinds_code_key unique (code))",
        "create table sorts (id int not null primary key, code varchar(20) not null,"
            + " constraint sorts_code_key unique (code))",
        "create table items (id integer primary key, kind_id integer,"
            + (tree ? " parent_id integer," : "")
            + of
            + ", constraint items_kind_id_fkey foreign key (kind_id) references kinds (id)"
            + (tree
                ? ", constraint items_parent_id_fkey foreign key (parent_id) references items (id)"
                : "")
            + ")",
        "create table notes (id integer primary key, item_id integer, body text, constraint"
            + " notes_item_id_fkey foreign key (item_id) references items (id)"
            + onDelete
            + ")",
        "create table archive (id integer primary key, reason text default 'old', " + kept + ")");
  }

  /** All of it, for a reader. */
  @Override
  public String toString() {
    return "seed %d (again with -Dmig.seed=%d)\n-- before.sql\n%s\n-- script.mig\n%s"
        .formatted(
            seed,
            seed,
            IntStream.range(0, tables.size() + rows.size())
                .mapToObj(i -> i < tables.size() ? tables.get(i) : rows.get(i - tables.size()))
                .collect(Collectors.joining(";\n", "", ";")),
            script());
  }
}
