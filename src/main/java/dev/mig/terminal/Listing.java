package dev.mig.terminal;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a schema holds, a line each. A pattern is psql's: {@code *} stands for any letters, {@code
 * ?} for one, case does not count, and with a dot in it the namespace is meant, too; null means
 * everything.
 */
public final class Listing {
  private Listing() {}

  /** Tables with how many columns they have, their key, and what they point at. */
  public static List<String> tables(
      Schema schema, @Nullable String pattern, Colour colour, int width) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Table table : fitting(schema.tables().values(), Table::name, pattern)) {
      PrimaryKey key = table.primaryKey();
      rows.add(
          List.of(
              Spelling.name(table.name()),
              String.valueOf(table.columns().size()),
              key == null ? "none" : Spelling.names(key.columns()),
              table.foreignKeys().stream()
                  .map(ForeignKey::target)
                  .distinct()
                  .map(Spelling::name)
                  .collect(Collectors.joining(", "))));
    }
    return lines(
        List.of("table", "columns", "primary key", "points at"),
        rows,
        "table",
        pattern,
        colour,
        width);
  }

  /** Views with their columns. */
  public static List<String> views(
      Schema schema, @Nullable String pattern, Colour colour, int width) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (View view : fitting(schema.views().values(), View::name, pattern)) {
      rows.add(
          List.of(
              Spelling.name(view.name()),
              view.materialized() ? "materialized" : "",
              Spelling.names(view.columns())));
    }
    return lines(List.of("view", "kind", "columns"), rows, "view", pattern, colour, width);
  }

  /** Indexes with their tables; the pattern is of the index's name. */
  public static List<String> indexes(
      Schema schema, @Nullable String pattern, Colour colour, int width) {
    Predicate<QName> fits = fits(pattern);
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Table table : schema.tables().values()) {
      for (Index index : table.indexes()) {
        if (fits.test(table.name().withName(index.name()))) {
          Part part = Spelling.part(index);
          rows.add(
              List.of(
                  part.name(),
                  Spelling.name(table.name()),
                  index.unique() ? "unique" : "",
                  part.body()));
        }
      }
    }
    return lines(List.of("index", "table", "kind", "keys"), rows, "index", pattern, colour, width);
  }

  /** Tables, views and enums. */
  public static List<String> all(
      Schema schema, @Nullable String pattern, Colour colour, int width) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Table table : fitting(schema.tables().values(), Table::name, pattern)) {
      rows.add(
          List.of(
              Spelling.name(table.name()),
              "table",
              Spelling.names(table.columns().stream().map(Column::name).toList())));
    }
    for (View view : fitting(schema.views().values(), View::name, pattern)) {
      rows.add(
          List.of(
              Spelling.name(view.name()),
              view.materialized() ? "materialized view" : "view",
              Spelling.names(view.columns())));
    }
    for (QName name : fitting(schema.enums().keySet(), n -> n, pattern)) {
      rows.add(
          List.of(
              Spelling.name(name),
              "enum",
              Spelling.values(schema.enums().getOrDefault(name, List.of()))));
    }
    return lines(List.of("name", "kind", "holds"), rows, "thing", pattern, colour, width);
  }

  /** Whether a name fits a pattern. */
  public static Predicate<QName> fits(@Nullable String pattern) {
    if (pattern == null || pattern.isBlank()) {
      return name -> true;
    }
    String written = pattern.strip().replace("\"", "");
    StringBuilder regex = new StringBuilder();
    for (int c : written.codePoints().toArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
          });
    }
    Pattern compiled =
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    return name ->
        compiled.matcher(name.name()).matches() || compiled.matcher(name.toString()).matches();
  }

  private static <T> List<T> fitting(
      Collection<T> all, Function<T, QName> name, @Nullable String pattern) {
    Predicate<QName> fits = fits(pattern);
    return all.stream().filter(each -> fits.test(name.apply(each))).toList();
  }

  private static List<String> lines(
      List<String> names,
      List<List<@Nullable String>> rows,
      String noun,
      @Nullable String pattern,
      Colour colour,
      int width) {
    String several = noun.equals("index") ? "indexes" : noun + "s";
    if (rows.isEmpty()) {
      return List.of(
          pattern == null || pattern.isBlank()
              ? "no " + several
              : "no " + noun + " is called like " + Fit.safe(pattern.strip()));
    }
    List<String> lines = new ArrayList<>(Grid.fitted(names, rows, width, colour));
    lines.add(
        "(" + (rows.size() == 1 ? "1 " + noun : Words.number(rows.size()) + " " + several) + ")");
    return lines;
  }
}
