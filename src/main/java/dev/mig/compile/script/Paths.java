package dev.mig.compile.script;

import dev.mig.compile.script.Binding.OfColumn;
import dev.mig.compile.script.Binding.OfConstraint;
import dev.mig.compile.script.Binding.OfExpression;
import dev.mig.compile.script.Binding.OfIndex;
import dev.mig.compile.script.Binding.OfRow;
import dev.mig.compile.script.Binding.OfTable;
import dev.mig.compile.script.Binding.OfType;
import dev.mig.compile.script.Binding.OfValue;
import dev.mig.schema.Column;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Slot;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the names in a path stand for at a place. */
final class Paths {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_]+");

  private final Ground ground;
  private final Constants constants;
  private final Source source;
  private final Place place;

  Paths(Ground ground, Constants constants, Source source, Place place) {
    this.ground = ground;
    this.constants = constants;
    this.source = source;
    this.place = place;
  }

  Misfit misfit(Code code, String summary, Span at, String label) {
    return Misfit.of(code, summary, source, at, label, place.frame());
  }

  /** The path as it is written out; empty where it stays as it stands. */
  Optional<String> written(Slot slot) throws Misfit {
    List<Word> words = resolved(slot.kind(), slot.path());
    return words.equals(slot.path())
        ? Optional.empty()
        : Optional.of(words.stream().map(Paths::written).collect(Collectors.joining(".")));
  }

  private static String written(Word word) {
    return word.quoted() ? Catalog.written(word.text()) : word.text();
  }

  /** The path with variables and built names replaced by the names that they stand for. */
  List<Word> resolved(Slot.Kind kind, List<Word> path) throws Misfit {
    Word first = path.getFirst();
    boolean alone = path.size() == 1;
    List<Word> words = new ArrayList<>();
    int used = 1;
    switch (place.names().find(first).orElse(null)) {
      case OfTable t when kind == Slot.Kind.TABLE && !alone -> throw notATable(t, path);
      case OfTable t when !alone || kind == Slot.Kind.TABLE || kind == Slot.Kind.TABLE_EXISTS ->
          name(t.name(), first.span(), words);
      case OfColumn c when isTable(kind, path) -> {
        name(c.table(), first.span(), words);
        used = 2;
      }
      case OfIndex i when isTable(kind, path) -> {
        name(i.table(), first.span(), words);
        used = 2;
      }
      case OfConstraint c when isTable(kind, path) -> {
        name(c.table(), first.span(), words);
        used = 2;
      }
      case OfColumn c when alone && kind == Slot.Kind.TABLE -> throw notATable(c, path);
      case OfColumn c when alone -> {
        if (kind != Slot.Kind.BARE_COLUMN) {
          name(c.table(), first.span(), words);
        }
        words.add(new Word(c.column(), true, first.span()));
      }
      case OfIndex i when alone -> name(i.name(), first.span(), words);
      case OfConstraint c when alone -> {
        name(c.table(), first.span(), words);
        words.add(new Word(c.name(), true, first.span()));
      }
      case null, default -> used = 0;
    }
    for (Word word : path.subList(used, path.size())) {
      words.add(word.built() ? new Word(built(word), true, word.span()) : word);
    }
    return words;
  }

  private static boolean isTable(Slot.Kind kind, List<Word> path) {
    return path.size() == 2
        && (kind == Slot.Kind.TABLE || kind == Slot.Kind.TABLE_EXISTS)
        && path.getLast().text().equalsIgnoreCase("table");
  }

  private Misfit notATable(Binding bound, List<Word> path) {
    String name = path.getFirst().text();
    Span span = path.getFirst().span().to(path.getLast().span());
    if (bound instanceof OfTable) {
      return misfit(Code.WRONG_VARIABLE, name + " is the table itself", span, "write " + name);
    }
    String hint = bound instanceof OfColumn ? "its table is " + name + ".table" : "";
    return misfit(
        Code.WRONG_VARIABLE, name + " is " + bound.kind() + ", here stands a table", span, hint);
  }

  private static void name(QName name, Span span, List<Word> words) {
    if (!name.schema().isEmpty()) {
      words.add(new Word(name.schema(), true, span));
    }
    words.add(new Word(name.name(), true, span));
  }

  /** The table that a path names, through variables or not; empty where there is none. */
  Optional<Table> table(List<Word> path) {
    if (path.size() == 1
        && place.around() != null
        && path.getFirst().text().equalsIgnoreCase("rows")) {
      return ground.schema().table(place.around());
    }
    try {
      return new Catalog(ground.schema()).table(resolved(Slot.Kind.TABLE, path));
    } catch (Misfit none) {
      return Optional.empty();
    }
  }

  /** The table that a script names; with the nearest where there is none. */
  Table existing(Template named) throws Misfit {
    return table(named.slots().getFirst().path())
        .orElseThrow(
            () -> {
              String text = named.text();
              List<String> tables =
                  ground.schema().tables().keySet().stream().map(QName::toString).toList();
              return misfit(
                  Code.UNKNOWN_TABLE,
                  "there is no table " + text,
                  named.span(),
                  nearest(text, tables));
            });
  }

  /** The table of a column that stands alone, where it is a variable or a block is around. */
  Optional<Table> tableOfColumn(List<Word> path) {
    Binding bound = place.names().find(path.getFirst()).orElse(null);
    QName name = bound instanceof OfColumn c ? c.table() : place.around();
    return name == null ? Optional.empty() : ground.schema().table(name);
  }

  /** A name that is built from parts. */
  String built(Word word) throws Misfit {
    StringBuilder name = new StringBuilder();
    for (Word.Part part : word.parts()) {
      name.append(part.variable() ? part(part.text(), word.span()) : part.text());
    }
    return name.toString();
  }

  private String part(String path, Span at) throws Misfit {
    int dot = path.indexOf('.');
    Word first = new Word(dot < 0 ? path : path.substring(0, dot), false, at);
    Word second = dot < 0 ? null : new Word(path.substring(dot + 1), false, at);
    Binding bound =
        place
            .names()
            .find(first)
            .orElseThrow(
                () ->
                    misfit(
                        Code.UNKNOWN_DEFINITION,
                        "nothing is called " + first.text() + " here",
                        at,
                        nearest(first.text())));
    String text =
        second == null ? plain(bound, first) : attribute(bound, List.of(first, second)).plain();
    if (text == null || !NAME.matcher(text).matches()) {
      throw misfit(
          Code.BAD_NAME_PART,
          (text == null ? "NULL" : "'" + shortened(text) + "'") + " cannot be part of a name",
          at,
          "letters, digits and _ can");
    }
    return text;
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private @Nullable String plain(Binding bound, Word word) throws Misfit {
    return switch (bound) {
      case OfValue v -> v.plain();
      case OfTable t -> t.name().name();
      case OfColumn c -> c.column();
      case OfIndex i -> i.name().name();
      case OfConstraint c -> c.name();
      case OfExpression e -> {
        var typed = constants.typed(e.text(), false, source, word.span(), place.frame());
        yield Texts.value(constants.value(typed).value(), typed.type()).plain();
      }
      case OfType t -> t.text().text();
      case OfRow r ->
          throw misfit(
              Code.WRONG_VARIABLE,
              word.text() + " is a row",
              word.span(),
              "say which value: {"
                  + word.text()
                  + "."
                  + r.values().keySet().iterator().next()
                  + "}");
      case Binding.Macro m ->
          throw misfit(Code.WRONG_VARIABLE, word.text() + " is a definition", word.span(), "");
    };
  }

  /** A name of the script that is near. */
  String nearest(String name) {
    return nearest(name, place.names().all());
  }

  private static String nearest(String name, List<String> known) {
    List<String> near = Nearest.to(name, known);
    return near.isEmpty() ? "" : "nearest: " + String.join(", ", near);
  }

  /** What a variable says of the thing that it stands for. */
  OfValue attribute(Binding bound, List<Word> path) throws Misfit {
    Word first = path.getFirst();
    if (bound instanceof OfRow row) {
      return ofRow(row, first, path.getLast());
    }
    Map<String, Function<Binding, OfValue>> known = attributes(bound);
    Function<Binding, OfValue> found =
        path.size() == 2 ? known.get(path.getLast().text().toLowerCase(Locale.ROOT)) : null;
    if (found == null) {
      throw misfit(
          Code.WRONG_VARIABLE,
          bound.kind() + " has no " + path.getLast().text(),
          first.span().to(path.getLast().span()),
          "there are: " + String.join(", ", known.keySet()));
    }
    return found.apply(bound);
  }

  OfValue ofRow(OfRow row, Word variable, Word name) throws Misfit {
    OfValue value = row.values().get(name.text().toLowerCase(Locale.ROOT));
    if (value == null) {
      throw misfit(
          Code.WRONG_VARIABLE,
          variable.text() + " has no value " + name.text(),
          name.span(),
          "there are: " + String.join(", ", row.values().keySet()));
    }
    return value;
  }

  private Map<String, Function<Binding, OfValue>> attributes(Binding bound) {
    Map<String, Function<Binding, OfValue>> all = new TreeMap<>();
    switch (bound) {
      case OfTable t -> {
        all.put("name", b -> text(t.name().name()));
        all.put("schema", b -> text(schema(t.name())));
      }
      case OfColumn c -> {
        Optional<Column> column =
            ground.schema().table(c.table()).flatMap(t -> t.column(c.column()));
        all.put("name", b -> text(c.column()));
        all.put("table", b -> text(c.table().name()));
        all.put("schema", b -> text(schema(c.table())));
        all.put("type", b -> text(column.map(f -> f.type().toString()).orElse("")));
        all.put("nullable", b -> truth(column.map(Column::nullable).orElse(true)));
      }
      case OfIndex i -> {
        boolean unique =
            ground.schema().table(i.table()).stream()
                .flatMap(t -> t.indexes().stream())
                .anyMatch(x -> x.name().equals(i.name().name()) && x.unique());
        all.put("name", b -> text(i.name().name()));
        all.put("table", b -> text(i.table().name()));
        all.put("unique", b -> truth(unique));
      }
      case OfConstraint c -> {
        all.put("name", b -> text(c.name()));
        all.put("table", b -> text(c.table().name()));
        all.put("kind", b -> text(c.what()));
      }
      default -> {} // says nothing of itself
    }
    return all;
  }

  /** People write the default namespace of PostgreSQL by its name. */
  private String schema(QName table) {
    return table.schema().isEmpty() && ground.dialect().equals("postgres")
        ? "public"
        : table.schema();
  }

  private static OfValue text(String value) {
    return Texts.value(value, SqlType.TEXT);
  }

  private static OfValue truth(boolean value) {
    return Texts.value(value, SqlType.BOOLEAN);
  }

  /** The column of a path: with its table, or of the block around. */
  Optional<OfColumn> column(List<Word> path) throws Misfit {
    List<Word> words = resolved(Slot.Kind.COLUMN, path);
    Optional<Table> table =
        words.size() == 1
            ? Optional.ofNullable(place.around()).flatMap(ground.schema()::table)
            : new Catalog(ground.schema()).table(words.subList(0, words.size() - 1));
    return table.flatMap(
        t ->
            new Catalog(ground.schema())
                .column(t, words.getLast())
                .map(c -> new OfColumn(t.name(), c.name())));
  }

  /** Indexes live beside their tables. */
  static OfIndex index(Table table, Index index) {
    return new OfIndex(table.name(), table.name().withName(index.name()));
  }
}
