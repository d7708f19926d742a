package dev.mig.compile.script;

import dev.mig.compile.script.Binding.OfColumn;
import dev.mig.compile.script.Binding.OfConstraint;
import dev.mig.compile.script.Binding.OfRow;
import dev.mig.compile.script.Binding.OfTable;
import dev.mig.compile.script.Binding.OfValue;
import dev.mig.expression.Expr;
import dev.mig.expression.Literals;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.ForEach;
import dev.mig.statement.script.ScriptExpressions;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a loop goes through, all of it known before its first round. */
final class Loops {
  private static final Set<String> WRITES =
      Set.of("delete", "insert", "update", "merge", "drop", "create", "alter", "truncate");

  private final Arguments arguments;
  private final Ground ground;

  Loops(Arguments arguments) {
    this.arguments = arguments;
    this.ground = arguments.ground();
  }

  /**
   * One round.
   *
   * @param words what is said of it: {@code r is 'eu'}
   */
  record Round(Binding value, String words) {}

  List<Round> rounds(ForEach node, Source source, Place place) throws Misfit {
    Paths paths = new Paths(ground, arguments.constants(), source, place);
    List<Round> rounds =
        switch (node.over()) {
          case TABLES -> tables(node, paths);
          case COLUMNS -> columns(node, paths, place);
          case INDEXES -> indexes(node, paths, place);
          case CONSTRAINTS -> constraints(node, paths, place);
          case VALUES -> values(node, source, place);
          case ROWS -> rows(node, source, place);
        };
    if (rounds.size() > Budget.MOST_ROUNDS) {
      throw paths.misfit(
          Code.TOO_MUCH,
          "this loop has " + rounds.size() + " rounds, more than " + Budget.MOST_ROUNDS,
          node.span(),
          "say which are meant: like '…', in (…), where …");
    }
    return rounds;
  }

  private static Round round(ForEach node, Binding value, String words) {
    return new Round(value, node.name().text() + " is " + words);
  }

  private static Pattern pattern(ForEach node) {
    String like = node.like();
    if (like == null) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        boolean escaped = c == '\\' && i + 1 < like.length();
        regex.append(Pattern.quote(String.valueOf(escaped ? like.charAt(++i) : c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private List<Round> tables(ForEach node, Paths paths) throws Misfit {
    Pattern like = pattern(node);
    List<Round> rounds = new ArrayList<>();
    for (Table table : node.given().isEmpty() ? all() : given(node, paths)) {
      if (like.matcher(table.name().name()).matches()) {
        rounds.add(round(node, new OfTable(table.name()), table.name().toString()));
      }
    }
    return rounds;
  }

  private List<Table> all() {
    return List.copyOf(ground.schema().tables().values());
  }

  private static List<Table> given(ForEach node, Paths paths) throws Misfit {
    List<Table> tables = new ArrayList<>();
    for (Template table : node.given()) {
      tables.add(paths.existing(table));
    }
    return tables;
  }

  /** The tables whose parts a loop goes through: the one said, that of the block, or all. */
  private List<Table> owners(ForEach node, Paths paths, Place place) throws Misfit {
    if (node.of() != null) {
      return List.of(paths.existing(node.of()));
    }
    return place.around() == null
        ? all()
        : ground.schema().table(place.around()).map(List::of).orElse(List.of());
  }

  private List<Round> columns(ForEach node, Paths paths, Place place) throws Misfit {
    Pattern like = pattern(node);
    List<OfColumn> columns = new ArrayList<>();
    for (Template given : node.given()) {
      columns.add(
          paths
              .column(given.slots().getFirst().path())
              .orElseThrow(
                  () ->
                      paths.misfit(
                          Code.UNKNOWN_COLUMN,
                          "there is no column " + given.text(),
                          given.span(),
                          "")));
    }
    if (node.given().isEmpty()) {
      for (Table table : owners(node, paths, place)) {
        for (Column column : table.columns()) {
          columns.add(new OfColumn(table.name(), column.name()));
        }
      }
    }
    return columns.stream()
        .filter(c -> like.matcher(c.column()).matches())
        .map(c -> round(node, c, c.table() + "." + c.column()))
        .toList();
  }

  private List<Round> indexes(ForEach node, Paths paths, Place place) throws Misfit {
    Pattern like = pattern(node);
    List<Round> rounds = new ArrayList<>();
    for (Table table : owners(node, paths, place)) {
      for (Index index : table.indexes()) {
        if (like.matcher(index.name()).matches()) {
          rounds.add(round(node, Paths.index(table, index), index.name()));
        }
      }
    }
    return rounds;
  }

  /** Those with a name: others cannot be spoken of. */
  private List<Round> constraints(ForEach node, Paths paths, Place place) throws Misfit {
    Pattern like = pattern(node);
    List<Round> rounds = new ArrayList<>();
    for (Table table : owners(node, paths, place)) {
      for (Constraint constraint : table.constraints()) {
        String name = Catalog.name(constraint);
        if (!name.isEmpty() && like.matcher(name).matches()) {
          Binding value = new OfConstraint(table.name(), name, Catalog.what(constraint));
          rounds.add(round(node, value, table.name() + "." + name));
        }
      }
    }
    return rounds;
  }

  private List<Round> values(ForEach node, Source source, Place place) throws Misfit {
    List<Round> rounds = new ArrayList<>();
    for (Template given : node.given()) {
      Output text = Filler.condition(arguments, given, place);
      Constants constants = arguments.constants();
      Expr typed = constants.typed(text, false, source, given.span(), place.frame());
      OfValue value = Texts.value(constants.value(typed).value(), typed.type());
      rounds.add(round(node, value, value.literal()));
    }
    return rounds;
  }

  private List<Round> rows(ForEach node, Source source, Place place) throws Misfit {
    Word first = node.columns().getFirst();
    if (WRITES.contains(first.text().toLowerCase(Locale.ROOT)) && !first.quoted()) {
      throw Misfit.of(
          Code.NOT_ALLOWED_HERE,
          "a loop reads rows, it changes none",
          source,
          first.span(),
          "columns of a table stand here: id, name from users",
          place.frame());
    }
    Template rows = Objects.requireNonNull(node.rows());
    Output text = Filler.fill(arguments, rows, place);
    Expansion places = new Expansion(source.name());
    places.add(text);
    List<Diagnostic> problems = new ArrayList<>();
    Select read =
        ScriptExpressions.rows(
                text.text(), node.columns(), p -> problems.add(p.in(places.source()).build()))
            .orElseThrow(
                () ->
                    Misfit.of(
                        Code.SYNTAX,
                        "these are no rows to go through",
                        source,
                        rows.span(),
                        "",
                        place.frame()));
    Typer typer =
        new Typer(
            Scope.of(ground.schema()),
            d -> problems.add(d.toBuilder().in(places.source()).build()));
    Select typed = (Select) typer.query(read);
    Optional<Diagnostic> wrong = problems.stream().filter(Diagnostic::isError).findFirst();
    if (wrong.isPresent()) {
      throw new Misfit(places.atOrigin(List.of(wrong.get())).getFirst(), null);
    }
    return rounds(node, typed, source, rows.span(), place);
  }

  private List<Round> rounds(ForEach node, Select typed, Source source, Span at, Place place)
      throws Misfit {
    List<Order> order = new ArrayList<>(typed.orderBy());
    // What the order leaves open is decided by the values, so that every run is the same.
    typed.items().forEach(i -> order.add(new Order(i.value(), false)));
    List<List<@Nullable String>> found =
        ground
            .rows(typed.ordered(order).limited(Budget.MOST_ROWS + 1), Budget.MOST_ROWS + 1)
            .orElseThrow(
                () ->
                    Misfit.of(
                        Code.NOT_CONSTANT,
                        "these rows cannot be told before the script runs",
                        source,
                        at,
                        "what stands before it changes them",
                        place.frame()));
    if (found.size() > Budget.MOST_ROWS) {
      throw Misfit.of(
          Code.TOO_MUCH,
          "these are more than " + Budget.MOST_ROWS + " rows",
          source,
          at,
          "a statement can go through any number: update, copy, in batches",
          place.frame());
    }
    List<Round> rounds = new ArrayList<>();
    for (List<@Nullable String> row : found) {
      rounds.add(round(node, row(node, typed.items(), row), words(typed.items(), row)));
    }
    return rounds;
  }

  private static OfRow row(ForEach node, List<Item> items, List<@Nullable String> row) {
    Map<String, OfValue> values = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Word name = node.columns().get(i);
      String text = row.get(i);
      Expr value = items.get(i).value();
      Object read = text == null ? null : Literals.read(text, value.type());
      values.put(name.text().toLowerCase(Locale.ROOT), Texts.value(read, value.type()));
    }
    return new OfRow(values);
  }

  private static String words(List<Item> items, List<@Nullable String> row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String text = row.get(i);
      parts.add(items.get(i).name() + " " + (text == null ? "NULL" : "'" + text + "'"));
    }
    return "(" + String.join(", ", parts) + ")";
  }
}
