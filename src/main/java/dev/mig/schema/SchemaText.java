package dev.mig.schema;

import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a schema: equal for equal schemas, whatever the order in which a catalog
 * listed their parts.
 */
final class SchemaText {
  private SchemaText() {}

  static String of(Schema schema) {
    StringBuilder out = new StringBuilder();
    schema.tables().values().forEach(t -> out.append(table(t)));
    schema.views().values().forEach(v -> out.append(view(v)));
    schema
        .enums()
        .forEach(
            (name, values) ->
                out.append("enum ")
                    .append(id(name))
                    .append(' ')
                    .append(values.stream().map(SchemaText::quoted).toList())
                    .append('\n'));
    return out.toString();
  }

  static String table(Table table) {
    StringBuilder out =
        new StringBuilder("table " + id(table.name()) + " " + table.options() + "\n");
    lines(table).forEach(line -> out.append("  ").append(line).append('\n'));
    return out.toString();
  }

  /** What a table says, one line a part, without its name. */
  static String parts(Table table) {
    // Next to the marks of a difference, the one for "without a name" would be misread.
    String lines =
        lines(table)
            .map(line -> line.startsWith("- ") ? line.substring(2) : line)
            .collect(Collectors.joining("\n"));
    return table.options().equals(Table.Options.NONE)
        ? lines
        : lines + "\noptions " + table.options();
  }

  private static Stream<String> lines(Table table) {
    return Stream.of(
            table.columns().stream().map(SchemaText::column),
            table.constraints().stream().map(c -> name(c.name()) + " " + constraint(c)).sorted(),
            table.indexes().stream().map(SchemaText::index).sorted(),
            table.triggers().stream()
                .map(t -> "trigger " + quoted(t.name()) + " " + SqlWords.canonical(t.definition()))
                .sorted())
        .flatMap(lines -> lines);
  }

  private static String sorted(Stream<String> lines) {
    return lines.sorted().map(l -> "  " + l + "\n").collect(Collectors.joining());
  }

  private static String column(Column c) {
    Column.Generated generated = c.generated();
    return quoted(c.name())
        + " "
        + c.type()
        + (c.nullable() ? "" : " not null")
        + formula(" default ", c.defaultValue())
        + (c.identity() == null ? "" : " identity " + c.identity())
        + (generated == null
            ? ""
            : formula(generated.stored() ? " stored " : " virtual ", generated.formula()))
        + (c.collation() == null ? "" : " collate " + c.collation());
  }

  /** What a constraint says, without its name. */
  static String constraint(Constraint constraint) {
    return switch (constraint) {
      case PrimaryKey k -> "primary key " + k.columns();
      case Unique u ->
          "unique "
              + u.columns()
              + (u.nullsNotDistinct() ? " nulls not distinct" : "")
              + " "
              + u.deferral();
      case ForeignKey k ->
          "foreign key "
              + k.columns()
              + " -> "
              + k.target()
              + " "
              + k.targetColumns()
              + " on delete "
              + k.onDelete().words()
              + " on update "
              + k.onUpdate().words()
              + (k.validated() ? "" : " not validated")
              + " "
              + k.deferral();
      case Check c ->
          "check ("
              + SqlWords.canonical(c.condition().toString())
              + ")"
              + (c.validated() ? "" : " not validated");
    };
  }

  private static String index(Index index) {
    return (index.unique() ? "unique index " : "index ")
        + quoted(index.name())
        + " "
        + index.parts().stream().map(SchemaText::part).toList()
        + formula(" where ", index.where())
        + (index.method() == null ? "" : " using " + index.method())
        + (index.include().isEmpty() ? "" : " include " + index.include())
        + (index.valid() ? "" : " invalid");
  }

  private static String part(Index.Part part) {
    return (part.column() == null ? formula("", part.formula()) : quoted(part.column()))
        + (part.operatorClass().isEmpty() ? "" : " " + part.operatorClass())
        + (part.descending() ? " desc" : "");
  }

  static String view(View view) {
    return (view.materialized() ? "materialized view " : "view ")
        + id(view.name())
        + " "
        + view.columns()
        + "\n  "
        + SqlWords.canonical(view.definition())
        + "\n"
        + sorted(view.triggers().stream().map(t -> "trigger " + SqlWords.canonical(t.definition())))
        + (view.extras().owner().isEmpty() ? "" : "  owner " + quoted(view.extras().owner()) + "\n")
        + sorted(view.extras().parts().stream().map(p -> p.what() + " " + p.sql()));
  }

  private static String formula(String before, @Nullable Formula formula) {
    return formula == null ? "" : before + "(" + SqlWords.canonical(formula.toString()) + ")";
  }

  private static String name(@Nullable String name) {
    return name == null ? "-" : quoted(name);
  }

  private static String id(QName name) {
    return quoted(name.schema()) + "." + quoted(name.name());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
