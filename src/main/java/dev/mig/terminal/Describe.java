package dev.mig.terminal;

import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tables and views in words, whole or as a statement changed them. */
public final class Describe {
  private static final String MARGIN = "  ";
  private static final String GAP = "  ";

  private Describe() {}

  /**
   * Every table and view, and the enum types, with a blank line between two of them.
   *
   * @param schema what they are part of
   * @param shown those that are shown
   */
  public static List<String> all(Schema schema, Schema shown, Colour colour, int width) {
    List<String> lines = new ArrayList<>();
    shown.tables().values().forEach(t -> append(lines, table(schema, t, colour, width)));
    shown.views().values().forEach(v -> append(lines, view(schema, v, colour, width)));
    if (!shown.enums().isEmpty()) {
      Sheet sheet = new Sheet(colour, width);
      shown
          .enums()
          .forEach(
              (name, values) ->
                  sheet.code("enum " + Spelling.name(name) + " " + Spelling.values(values), 0));
      append(lines, sheet.lines());
    }
    return lines;
  }

  private static void append(List<String> lines, List<String> more) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.addAll(more);
  }

  /** The tables and views of this name, whatever its case, with their namespace or without. */
  public static Schema called(Schema schema, String name) {
    String bare = name.replace("\"", "");
    Predicate<QName> fits =
        q -> q.toString().equalsIgnoreCase(bare) || q.name().equalsIgnoreCase(bare);
    return Schema.of(
        schema.tables().values().stream().filter(t -> fits.test(t.name())).toList(),
        schema.views().values().stream().filter(v -> fits.test(v.name())).toList(),
        Map.of());
  }

  /** The names of tables and views that are nearest to one that there is not. */
  public static List<String> nearest(Schema schema, String name) {
    List<String> names = new ArrayList<>();
    schema.tables().keySet().forEach(n -> names.add(n.toString()));
    schema.views().keySet().forEach(n -> names.add(n.toString()));
    return Nearest.to(name, names);
  }

  /**
   * All that is known of a table: its columns, what holds of them, and what points at it.
   *
   * @param schema what it is part of
   * @param width the columns of the terminal
   */
  public static List<String> table(Schema schema, Table table, Colour colour, int width) {
    Sheet sheet = new Sheet(colour, width);
    sheet.heading("table " + Spelling.name(table.name()));
    columns(table.columns(), sheet);
    Spelling.parts(table).forEach(p -> sheet.code(MARGIN + p.line(), 0));
    String options = table.options().toString();
    if (!options.equals(Table.Options.NONE.toString())) {
      sheet.code(MARGIN + Fit.safe(options), 0);
    }
    table.columns().stream()
        .filter(c -> c.type().kind() == SqlType.Kind.ENUM)
        .map(c -> c.type().name())
        .distinct()
        .forEach(name -> values(schema, name, sheet));
    for (Reference reference : schema.referencesTo(table.name())) {
      if (!reference.from().name().equals(table.name())) {
        sheet.code(
            MARGIN
                + "referenced by "
                + Spelling.name(reference.from().name())
                + Spelling.names(reference.key().columns())
                + Spelling.target(reference.key()),
            0);
      }
    }
    return sheet.lines();
  }

  /** A view with its columns, the statement that makes it, and what belongs to it. */
  public static List<String> view(Schema schema, View view, Colour colour, int width) {
    Sheet sheet = new Sheet(colour, width);
    sheet.heading(
        (view.materialized() ? "materialized view " : "view ") + Spelling.name(view.name()));
    sheet.code(MARGIN + "columns " + Spelling.names(view.columns()), Integer.MAX_VALUE);
    definition(view).forEach(line -> sheet.code(MARGIN + line, 0));
    view.triggers().forEach(t -> sheet.code(MARGIN + Spelling.part(t).line(), 0));
    if (!view.extras().owner().isEmpty()) {
      sheet.code(MARGIN + "owner " + Spelling.name(view.extras().owner()), 0);
    }
    view.extras().parts().forEach(p -> sheet.code(MARGIN + Fit.safe(p.what()), 0));
    String readers =
        schema.views().values().stream()
            .filter(v -> v.uses(view.name()) && !v.name().equals(view.name()))
            .map(v -> Spelling.name(v.name()))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    if (!readers.isEmpty()) {
      sheet.code(MARGIN + "read by " + readers, Integer.MAX_VALUE);
    }
    return sheet.lines();
  }

  /**
   * What is another now, in its new shape: {@code +} for new, {@code -} for gone, {@code ~} for
   * changed; nothing where nothing differs. Meant for what one statement did: of several, a column
   * that came where one like it went reads as that one under another name.
   *
   * @param width the columns of the terminal
   */
  public static List<String> changed(Schema before, Schema after, Colour colour, int width) {
    return new ShapeChange(before, after, colour, width).lines();
  }

  /** The lines of a view's definition, as they stand. */
  static List<String> definition(View view) {
    return view.definition()
        .lines()
        .map(line -> Fit.safe(line.replace("\t", "    ")).stripTrailing())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static void columns(List<Column> columns, Sheet sheet) {
    int names = widest(columns, c -> Spelling.name(c.name()));
    int types = widest(columns, Spelling::type);
    int nulls = widest(columns, Spelling::nullability);
    // in a narrow place nothing would be left for what follows
    boolean aligned = MARGIN.length() + names + types + nulls + 2 * GAP.length() < sheet.width();
    for (Column column : columns) {
      String name = MARGIN + Spelling.name(column.name());
      String line =
          aligned
              ? Fit.padded(name, names + MARGIN.length())
                  + GAP
                  + Fit.padded(Spelling.type(column), types)
                  + (nulls == 0 ? "" : GAP + Fit.padded(Spelling.nullability(column), nulls))
                  + GAP
                  + Spelling.source(column)
              : name + " " + Spelling.definition(column);
      sheet.code(line.stripTrailing(), name.length());
    }
  }

  private static int widest(List<Column> columns, Function<Column, String> text) {
    return columns.stream().mapToInt(c -> Fit.width(text.apply(c))).max().orElse(0);
  }

  private static void values(Schema schema, String type, Sheet sheet) {
    for (QName name : schema.enums().keySet()) {
      if (name.toString().equals(type) || name.name().equals(type)) {
        sheet.code(
            MARGIN
                + "enum "
                + Spelling.name(name)
                + " "
                + Spelling.values(List.copyOf(schema.enums().get(name))),
            0);
        return;
      }
    }
  }
}
