package dev.mig.properties;

import dev.mig.properties.RandomMigration.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statements over the tables of a {@link RandomMigration}. Most of them fit the columns as the
 * statements before left them; those that do not are refused, which is an answer, too.
 */
final class RandomVerbs extends RandomParts {
  RandomVerbs(Random random, Map<String, Column> columns, boolean tree) {
    super(random, columns, tree);
  }

  /**
   * @param number names what the statement makes
   */
  String next(int number) {
    return switch (random.nextInt(27)) {
      case 0, 1 -> fill();
      case 2, 3, 4 -> update();
      case 5 -> updateFrom();
      case 6, 7, 8 -> map();
      case 9, 10 -> split(number);
      case 11 -> combine(number);
      case 12 -> copy();
      case 13, 14 -> move();
      case 15 -> extract(number);
      case 16 -> remap(number);
      case 17 -> dedupe();
      case 18, 19 -> lift(number);
      case 20 -> fold();
      case 21 -> "delete " + pick("items", "notes", "items", "archive") + where(1) + saving();
      case 22 -> insert(number);
      case 23 -> addColumn(number);
      case 24 -> dropColumn();
      case 25 -> alterType();
      default -> plainSchema(number);
    };
  }

  /** What may become one pass with its neighbours, or stand between two that do. */
  String pass(int number) {
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> fill();
      case 5, 6, 7, 8, 9, 10 -> update();
      case 11, 12, 13 -> map();
      case 14 -> updateFrom();
      case 15 -> split(number);
      case 16 -> lift(number);
      case 17 -> fold();
      case 18 -> addColumn(number);
      case 19 -> "assert every items where " + any(c -> true).name() + " is not null";
      case 20 -> "assert count(items) unchanged";
      case 21 -> "update notes set body = upper(body)" + saving();
      case 22 -> "save items(" + any(c -> true).name() + ")" + where(1);
      default -> plainSchema(number);
    };
  }

  private String fill() {
    Column column = any(Column::nullable);
    if (random.nextInt(4) == 0) {
      return "fill items.%s = %s from kinds as k matching k.id = kind_id missing %s%s%s"
          .formatted(
              column.name(),
              column.values().isText() ? "k.code" : "k.id",
              pick("keep", "skip", "refuse", column.name() + " = null"),
              where(2),
              saving());
    }
    return "fill items." + column.name() + " = " + value(column) + where(2) + saving();
  }

  private String update() {
    Column first = any(c -> true);
    Column second = any(c -> true);
    String more =
        second.name().equals(first.name()) || random.nextBoolean()
            ? ""
            : ", " + second.name() + " = " + value(second);
    return "update items set " + first.name() + " = " + value(first) + more + where(1) + saving();
  }

  private String updateFrom() {
    Column column = any(c -> true);
    String value = column.values().isText() ? "n.body" : "n.id";
    return switch (random.nextInt(3)) {
      case 0 ->
          "update items set %s = %s from notes as n matching n.item_id = items.id missing %s%s%s"
              .formatted(column.name(), value, pick("keep", "skip", "delete"), where(2), saving());
      case 1 ->
          "update items set %s = %s from kinds as n matching n.id = kind_id missing %s%s"
              .formatted(
                  column.name(),
                  column.values().isText() ? "upper(n.code)" : "n.id",
                  pick("keep", "refuse", column.name() + " = " + value(column)),
                  saving());
      default ->
          "update items set %s = (%s from notes where notes.item_id = items.id)%s"
              .formatted(
                  column.name(),
                  column.values().isText()
                      ? "string_agg(body, ', ' order by notes.id)"
                      : "max(notes.id)",
                  saving());
    };
  }

  /** Swaps, rings over all values, many to one; in place or into another column. */
  private String map() {
    Column column = any(c -> !c.values().isDocument());
    Set<String> values = new LinkedHashSet<>(column.held());
    boolean withNull = values.remove("null");
    List<String> distinct = new ArrayList<>(values);
    List<String> lines = new ArrayList<>();
    int kind = random.nextInt(5);
    for (int i = 0; i < distinct.size(); i++) {
      String to =
          switch (kind) {
            case 0, 1 -> distinct.get((i + 1) % distinct.size());
            case 2 -> distinct.getFirst();
            case 3 -> column.values().any(random);
            default -> "null";
          };
      lines.add(literal(column, distinct.get(i)) + " -> " + literal(column, to));
    }
    if (withNull) {
      lines.add(
          "null -> "
              + literal(column, random.nextBoolean() ? "null" : column.values().any(random)));
    }
    if (column.values().isText() && random.nextInt(4) == 0) {
      lines.add(0, pick("like '%a%'", "matching '[a-z]+'", ">= 'z'") + " -> 'x'");
    }
    if (column.values().isNumber() && random.nextInt(4) == 0) {
      lines.add(0, pick("< 0", "between 1 and 5", "> 2147483646") + " -> 3");
    }
    if (lines.isEmpty() || random.nextInt(3) == 0) {
      lines.add(pick("else keep", "else keep", "any -> null", "else " + literal(column, "null")));
    }
    String into =
        switch (random.nextInt(5)) {
          case 0 -> " into " + any(c -> c.values() == column.values()).name();
          default -> "";
        };
    String lead =
        random.nextInt(6) == 0 && into.isEmpty()
            ? "map values (%s) into %s".formatted(column.name(), column.name())
            : "map values items." + column.name() + into;
    return lead + " {\n  " + String.join("\n  ", lines) + "\n}" + saving();
  }

  private String split(int number) {
    Column column = any(c -> c.values().isText());
    boolean made = random.nextInt(3) > 0;
    String a = made ? "left_" + number : any(c -> c.values().isText()).name();
    String b = made ? "right_" + number : any(c -> c.values().isText()).name();
    String into = made ? "(%s text, %s varchar(40))".formatted(a, b) : a + ", " + b;
    String separator = pick("-", " ", "''", ";", "é").replace("'", "''");
    String how =
        pick(
            "at first '" + separator + "'",
            "at last '" + separator + "'",
            "at every '" + separator + "'",
            "matching '(.*)-(.*)'",
            "matching '([^ ]*)(.*)'");
    String missing =
        pick("", " else null", " else null", " missing keep", " missing " + b + " = " + a);
    String statement = "split items.%s %s into %s%s".formatted(column.name(), how, into, missing);
    if (made) {
      know(a, Values.NAME);
    }
    return statement + saving();
  }

  private String combine(int number) {
    Column first = any(c -> !c.values().isDocument());
    Column second = any(c -> !c.values().isDocument());
    String whole = "whole_" + number;
    boolean made = random.nextInt(3) > 0;
    String statement =
        "on items { combine %s, %s with '%s' into %s%s%s }"
            .formatted(
                first.name(),
                second.name(),
                pick("-", "", " ", "''", ", "),
                made ? "(" + whole + " text)" : any(c -> c.values().isText()).name(),
                pick("", " missing skip", " missing skip", " missing keep"),
                saving());
    if (made) {
      know(whole, Values.NAME);
    }
    return statement;
  }

  private String copy() {
    return "copy items" + where(1) + " into archive " + archived() + pick("", " on conflict skip");
  }

  private String move() {
    return "move items" + where(1) + " into archive " + archived() + saving();
  }

  /** The columns that go to the archive, most of them as they are. */
  private String archived() {
    List<String> lines = new ArrayList<>(List.of(pick("id", "id", "id = id + 100")));
    for (Column column : columns.values()) {
      if (random.nextInt(5) > 0 && !column.name().contains("_")) {
        lines.add(column.name());
      }
    }
    if (random.nextInt(3) == 0) {
      lines.add("reason = 'it''s ' || id");
    }
    return "{\n  " + String.join("\n  ", lines) + "\n}";
  }

  private String extract(int number) {
    Column column = any(c -> !c.values().isDocument());
    String reference = "ref_" + number + pick(" integer", " bigint", " integer not null");
    String then =
        random.nextInt(3) == 0 && drops(column)
            ? "\ndrop column items." + column.name() + saving()
            : "";
    if (random.nextInt(4) == 0 && column.values().isText()) {
      return "extract items.%s into kinds(code) as (%s) missing %s"
          .formatted(column.name(), reference, pick("insert", "keep", "refuse"));
    }
    String expression =
        column.values().isText()
            ? pick("items.%s", "lower(trim(items.%s))", "left(items.%s, 1)")
            : "items.%s";
    return "extract %s into values_%d(value) as (%s)"
            .formatted(expression.formatted(column.name()), number, reference)
        + then;
  }

  private String remap(int number) {
    return "remap items.kind_id from kinds to sorts matching (code)"
        + pick("", " as (sort_id_" + number + " integer)")
        + pick("", " missing kind_id = null", " missing delete", " missing keep")
        + saving();
  }

  private String dedupe() {
    Column column = any(c -> !c.values().isDocument());
    Column merged = any(c -> c.values().isNumber());
    String key = column.values().isText() ? pick("%s", "lower(%s)") : "%s";
    return "dedupe items by %s keep %s%s repoint all%s"
        .formatted(
            key.formatted(column.name()),
            pick(
                "first by id",
                "last by id",
                "any",
                "first by " + any(c -> !c.values().isDocument()).name() + " desc, id"),
            pick("", " merge { " + merged.name() + " = max(" + merged.name() + ") }"),
            saving());
  }

  private String lift(int number) {
    Column column = any(c -> c.values().isDocument());
    String path = pick("->>'kind'", "->>'n'", "->'tags'->>0", "->'tags'->>-1");
    String name = "lifted_" + number;
    boolean made = random.nextInt(3) > 0;
    String type = path.contains("n'") ? pick("integer", "text", "numeric(5, 1)") : "text";
    String target = made ? "(" + name + " " + type + ")" : any(c -> c.values().isText()).name();
    if (made && type.equals("text")) {
      know(name, Values.NAME);
    }
    return "lift items.%s%s into %s missing %s%s"
        .formatted(column.name(), path, target, pick("keep", "keep", "skip", "refuse"), saving());
  }

  private String fold() {
    Column column = any(c -> true);
    Column document = any(c -> c.values().isDocument());
    return "fold items.%s into %s->'%s'%s%s"
        .formatted(
            column.name(),
            document.name(),
            pick("new", "kind", "deep'->'new", "it''s"),
            pick("", " missing skip"),
            saving());
  }

  private String insert(int number) {
    List<Column> set = columns.values().stream().filter(c -> !c.name().contains("_")).toList();
    return "insert items (id, %s) values (%d, %s)"
        .formatted(
            set.stream().map(Column::name).collect(Collectors.joining(", ")),
            50 + number,
            set.stream()
                .map(c -> literal(c, c.values().any(random)))
                .collect(Collectors.joining(", ")));
  }

  private String addColumn(int number) {
    Column column = any(c -> true);
    String name = "added_" + number;
    String statement =
        "add column items.%s %s%s"
            .formatted(
                name,
                column.values().type(),
                pick(
                    "",
                    " filled with " + value(column),
                    " default " + literal(column, column.values().any(random)),
                    " not null filled with " + value(column)));
    know(name, column.values());
    return statement;
  }

  private String dropColumn() {
    Column column = any(c -> true);
    drops(column);
    return "drop column items." + column.name() + saving();
  }

  private String alterType() {
    Column column = any(c -> true);
    String type =
        pick(
            "text",
            "integer",
            "bigint",
            "numeric(14, 2)",
            "boolean",
            "date",
            "varchar(5)",
            "timestamp");
    drops(column);
    return "alter column items." + column.name() + " type " + type + saving();
  }

  private String plainSchema(int number) {
    Column column = any(c -> true);
    String name = column.name();
    return switch (random.nextInt(6)) {
      case 0 -> {
        columns.remove(name);
        columns.put(
            "other_" + number,
            new Column("other_" + number, column.values(), column.nullable(), column.held()));
        yield "rename column items." + name + " to other_" + number;
      }
      case 1 -> "alter column items." + name + " set not null";
      case 2 -> "alter column items." + name + " drop not null";
      case 3 -> "add unique items_" + number + " on items (" + name + ")";
      case 4 -> "save items(" + name + ")" + where(1);
      default ->
          "alter column items.%s set default %s"
              .formatted(name, literal(column, column.values().any(random)));
    };
  }
}
