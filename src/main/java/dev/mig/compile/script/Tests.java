package dev.mig.compile.script;

import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.statement.script.Slot;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a script can ask of the schema and the database. */
final class Tests {
  private final Ground ground;
  private final Paths paths;
  private final Source source;
  private final Place place;

  Tests(Ground ground, Paths paths, Source source, Place place) {
    this.ground = ground;
    this.paths = paths;
    this.source = source;
    this.place = place;
  }

  boolean holds(Slot slot) throws Misfit {
    Catalog catalog = new Catalog(ground.schema());
    return switch (slot.kind()) {
      case TABLE_EXISTS ->
          catalog.table(paths.resolved(Slot.Kind.TABLE_EXISTS, slot.path())).isPresent();
      case COLUMN_EXISTS -> paths.column(withTable(slot)).isPresent();
      case INDEX_EXISTS -> catalog.hasIndex(paths.resolved(Slot.Kind.INDEX, slot.path()));
      case CONSTRAINT_EXISTS -> constraint(slot);
      case KEY_EXISTS -> key(slot);
      case IS_DATABASE -> database(slot);
      case IS_NOT_DATABASE -> !database(slot);
      default -> throw new IllegalStateException("no test: " + slot.kind());
    };
  }

  /** A column alone is one of the table around; without any, nothing says which is meant. */
  private List<Word> withTable(Slot slot) throws Misfit {
    boolean variable = place.names().find(slot.path().getFirst()).isPresent();
    if (slot.path().size() == 1 && place.around() == null && !variable) {
      throw paths.misfit(
          Code.SYNTAX,
          "this does not say which table it is about",
          slot.span(),
          "write table." + slot.path().getFirst().text());
    }
    return slot.path();
  }

  private boolean constraint(Slot slot) throws Misfit {
    List<Word> words = paths.resolved(Slot.Kind.CONSTRAINT, withTable(slot));
    String name = words.getLast().text();
    Optional<Table> table =
        words.size() == 1
            ? Optional.ofNullable(place.around()).flatMap(ground.schema()::table)
            : new Catalog(ground.schema()).table(words.subList(0, words.size() - 1));
    return table.filter(t -> Catalog.hasConstraint(t, name)).isPresent();
  }

  private boolean key(Slot slot) throws Misfit {
    Optional<Table> table =
        slot.path().isEmpty()
            ? Optional.ofNullable(place.around()).flatMap(ground.schema()::table)
            : paths.table(slot.path());
    List<String> columns = new ArrayList<>();
    for (Slot column : slot.inside()) {
      columns.add(paths.resolved(Slot.Kind.BARE_COLUMN, column.path()).getLast().text());
    }
    return table.filter(t -> Catalog.hasKey(t, columns)).isPresent();
  }

  private boolean database(Slot slot) throws Misfit {
    if (!slot.path().getFirst().text().equalsIgnoreCase("dialect")) {
      throw Misfit.of(
          Code.SYNTAX,
          "only dialect can be postgres or sqlite",
          source,
          slot.path().getFirst().span(),
          "write dialect",
          place.frame());
    }
    return slot.path().getLast().text().equalsIgnoreCase(ground.dialect());
  }
}
