package dev.mig.compile.script;

import dev.mig.compile.script.Binding.OfColumn;
import dev.mig.compile.script.Binding.OfConstraint;
import dev.mig.compile.script.Binding.OfExpression;
import dev.mig.compile.script.Binding.OfIndex;
import dev.mig.compile.script.Binding.OfRow;
import dev.mig.compile.script.Binding.OfTable;
import dev.mig.compile.script.Binding.OfType;
import dev.mig.compile.script.Binding.OfValue;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.script.Slot;
import dev.mig.statement.script.Slot.Kind;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts into a template what its names stand for. */
final class Filler {
  private final Arguments arguments;
  private final Paths paths;
  private final Tests tests;
  private final Ground ground;
  private final Template template;
  private final Place place;

  /** Whether it is a condition: there no column can stand, and a table tells of itself. */
  private final boolean condition;

  private final Set<Table> mentioned = new HashSet<>();
  private final Output out = new Output();

  private Filler(Arguments arguments, Template template, Place place, boolean condition) {
    this.arguments = arguments;
    this.ground = arguments.ground();
    this.template = template;
    this.place = place;
    this.condition = condition;
    this.paths = new Paths(ground, arguments.constants(), template.source(), place);
    this.tests = new Tests(ground, paths, template.source(), place);
  }

  /** A statement, or a part of one. */
  static Output fill(Arguments arguments, Template template, Place place) throws Misfit {
    Filler filler = new Filler(arguments, template, place, false);
    filler.mention(template.slots());
    return filler.fill();
  }

  /** What a script decides by: no column can stand in it. */
  static Output condition(Arguments arguments, Template template, Place place) throws Misfit {
    return new Filler(arguments, template, place, true).fill();
  }

  /** The expression of a definition: its parameters go before columns wherever it is used. */
  static Output body(Arguments arguments, Template template, Place place) throws Misfit {
    return new Filler(arguments, template, place, false).fill();
  }

  private Output fill() throws Misfit {
    fill(template.span(), template.slots());
    arguments.budget().spend(out.length(), template.source(), template.span(), place.frame());
    return out;
  }

  private void fill(Span span, List<Slot> slots) throws Misfit {
    int at = span.start();
    for (Slot slot : slots) {
      out.copy(template.source(), new Span(at, slot.span().start()), place.frame());
      put(slot);
      at = slot.span().end();
    }
    out.copy(template.source(), new Span(at, span.end()), place.frame());
  }

  private void put(Slot slot) throws Misfit {
    switch (slot.kind()) {
      case CALL -> call(slot);
      case VALUE -> value(slot);
      case TYPE -> type(slot);
      case NAME, ALIAS -> name(slot);
      case TABLE, COLUMN, BARE_COLUMN, INDEX, CONSTRAINT -> path(slot);
      case TABLE_EXISTS,
          COLUMN_EXISTS,
          INDEX_EXISTS,
          CONSTRAINT_EXISTS,
          KEY_EXISTS,
          IS_DATABASE,
          IS_NOT_DATABASE ->
          put(Boolean.toString(tests.holds(slot)), slot);
    }
  }

  private void put(String words, Slot slot) {
    out.put(words, template.source(), slot.span(), place.frame());
  }

  private void path(Slot slot) throws Misfit {
    Optional<String> written = paths.written(slot);
    if (written.isPresent()) {
      put(written.get(), slot);
    } else {
      out.copy(template.source(), slot.span(), place.frame());
    }
  }

  private void call(Slot slot) throws Misfit {
    Word name = slot.path().getFirst();
    if (place.names().find(name).orElse(null) instanceof Binding.Macro macro) {
      out.put("(");
      out.put(arguments.expression(macro, template.source(), slot, place));
      out.put(")");
      return;
    }
    fill(slot.span(), slot.inside());
  }

  private void value(Slot slot) throws Misfit {
    Word first = slot.path().getFirst();
    Binding bound = place.names().find(first).orElse(null);
    boolean alone = slot.path().size() == 1;
    if (bound == null) {
      known(slot);
      return;
    }
    switch (bound) {
      case OfValue v when alone -> {
        noClash(slot);
        put(v.literal(), slot);
      }
      case OfExpression e when alone -> {
        noClash(slot);
        out.put("(");
        out.put(e.text());
        out.put(")");
      }
      case OfColumn c when alone -> {
        noClash(slot);
        path(slot);
      }
      case OfTable t when !alone && !condition -> path(slot);
      case OfRow r when !alone -> put(paths.ofRow(r, first, slot.path().get(1)).literal(), slot);
      case OfTable t when !alone -> attribute(bound, slot);
      case OfColumn c -> attribute(bound, slot);
      case OfIndex i when !alone -> attribute(bound, slot);
      case OfConstraint c when !alone -> attribute(bound, slot);
      case OfTable t -> throw wrong(slot, bound);
      case OfIndex i -> throw wrong(slot, bound);
      case OfConstraint c -> throw wrong(slot, bound);
      case OfRow r -> throw wrong(slot, bound);
      case OfType t -> throw wrong(slot, bound);
      case OfValue v -> path(slot);
      case OfExpression e -> path(slot);
      case Binding.Macro m -> path(slot);
    }
  }

  /** What every condition knows, else a name that is none of ours. */
  private void known(Slot slot) throws Misfit {
    String name = slot.path().getFirst().text().toLowerCase(Locale.ROOT);
    boolean alone = slot.path().size() == 1 && !slot.path().getFirst().quoted();
    if (condition && alone && name.equals("version")) {
      put(ground.version(), slot);
    } else if (condition && alone && name.equals("dialect")) {
      put("'" + ground.dialect() + "'", slot);
    } else {
      path(slot);
    }
  }

  private void attribute(Binding bound, Slot slot) throws Misfit {
    put(paths.attribute(bound, slot.path()).literal(), slot);
  }

  private Misfit wrong(Slot slot, Binding bound) {
    String name = slot.path().getFirst().text();
    return paths.misfit(
        Code.WRONG_VARIABLE,
        name + " is " + bound.kind() + ", here stands a value",
        slot.span(),
        "");
  }

  private void type(Slot slot) throws Misfit {
    if (place.names().find(slot.path().getFirst()).orElse(null) instanceof OfType type) {
      out.put(type.text());
    } else {
      path(slot);
    }
  }

  /** A new name is written or built, never replaced: what is meant must be plain. */
  private void name(Slot slot) throws Misfit {
    Word word = slot.path().getFirst();
    Binding bound = place.names().find(word).orElse(null);
    if (bound == null) {
      path(slot);
      return;
    }
    switch (bound) {
      case OfColumn c -> put(Catalog.written(c.column()), slot);
      case Binding.Macro m -> path(slot);
      default -> {
        Diagnostic.Builder problem =
            Diagnostic.error(
                    Code.NAME_CLASH, word.text() + " is " + bound.kind() + " here, and no name")
                .in(template.source())
                .at(slot.span())
                .note(
                    "build a name with it as {"
                        + word.text()
                        + "}_x; write \""
                        + word.text()
                        + "\" for the name itself");
        throw new Misfit(problem.build(), place.frame());
      }
    }
  }

  private void mention(List<Slot> slots) {
    if (place.around() != null) {
      ground.schema().table(place.around()).ifPresent(mentioned::add);
    }
    List<Slot> all = new ArrayList<>(slots);
    for (int i = 0; i < all.size(); i++) {
      Slot slot = all.get(i);
      all.addAll(slot.inside());
      List<Word> path = slot.path();
      switch (slot.kind()) {
        case TABLE -> paths.table(path).ifPresent(mentioned::add);
        case COLUMN, BARE_COLUMN, VALUE -> {
          if (path.size() > 1) {
            paths.table(path.subList(0, path.size() - 1)).ifPresent(mentioned::add);
          } else {
            paths.tableOfColumn(path).ifPresent(mentioned::add);
          }
        }
        default -> {} // names no table
      }
    }
  }

  private void noClash(Slot slot) throws Misfit {
    Word word = slot.path().getFirst();
    for (Table table : mentioned) {
      if (!table.columnsLike(word.text()).isEmpty()) {
        Diagnostic.Builder problem =
            Diagnostic.error(
                    Code.NAME_CLASH,
                    word.text() + " is a variable here and a column of " + table.name())
                .in(template.source())
                .at(slot.span(), "which of them is meant?")
                .note(
                    "give the variable another name, or write "
                        + Catalog.written(table.name())
                        + "."
                        + word.text()
                        + " for the column");
        throw new Misfit(problem.build(), place.frame());
      }
    }
  }

  /** The names of relations that a template makes or reads: they would hide others of that name. */
  static Set<String> relations(Template template) {
    Set<String> names = new HashSet<>();
    List<Slot> all = new ArrayList<>(template.slots());
    for (int i = 0; i < all.size(); i++) {
      Slot slot = all.get(i);
      all.addAll(slot.inside());
      if (slot.kind() == Kind.ALIAS || slot.kind() == Kind.TABLE) {
        names.add(slot.path().getLast().text().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
