package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.Mention;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.source.Place;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every name in the scripts of a project and what it stands for, across renames and files. */
public final class Symbols {
  /** By the name of the source, and there by where they begin. */
  private final Map<String, TreeMap<Integer, Occurrence>> places = new LinkedHashMap<>();

  private final Map<Symbol, List<Occurrence>> occurrences = new HashMap<>();

  private Symbols() {}

  /**
   * Goes through scripts in their order.
   *
   * @param scripts each compiled in the world that those before it leave
   * @param texts of all files, those that are included, too; their names tell them apart
   */
  public static Symbols of(List<Compiled> scripts, Collection<Source> texts) {
    Symbols symbols = new Symbols();
    Lives lives = new Lives();
    scripts.forEach(script -> symbols.add(script, lives));
    LocalSymbols.find(texts, symbols);
    symbols
        .occurrences
        .values()
        .forEach(all -> all.sort(Comparator.comparing(Occurrence::place, Symbols::compare)));
    return symbols;
  }

  private static int compare(Place one, Place other) {
    int files = one.source().name().compareTo(other.source().name());
    return files != 0 ? files : Integer.compare(one.span().start(), other.span().start());
  }

  private void add(Compiled script, Lives lives) {
    List<Operation> operations = script.up();
    int done = 0;
    List<Mention> mentions = new ArrayList<>(script.mentions());
    mentions.sort(Comparator.comparingInt(Mention::operations));
    for (Mention mention : mentions) {
      while (done < Math.min(mention.operations(), operations.size())) {
        lives.apply(operations.get(done));
        done++;
      }
      boolean renames = done > 0 && renames(operations.get(done - 1));
      add(mention, lives, renames);
    }
    operations.subList(done, operations.size()).forEach(lives::apply);
  }

  private static boolean renames(Operation operation) {
    return operation instanceof RenameTable
        || operation instanceof RenameColumn
        || operation instanceof RenameConstraint
        || operation instanceof RenameIndex;
  }

  private void add(Mention mention, Lives lives, boolean renames) {
    Source source = mention.place().source();
    Span at = mention.place().span();
    String table = mention.table().name();
    String name = mention.kind() == Mention.Kind.TABLE ? table : mention.part();
    List<Span> chain = Written.chain(source, at);
    Optional<Span> own =
        chain.stream().filter(s -> Written.is(source, s, name)).reduce((a, b) -> b);
    if (own.isEmpty()) {
      return; // put together from parts
    }
    Symbol symbol = lives.of(mention.kind(), mention.table(), mention.part());
    Place place = new Place(source, own.get());
    if (at(source.name(), own.get().start()).isPresent()) {
      return; // a loop came here before
    }
    if (mention.gives()) {
      symbol.named(place, !renames);
    }
    add(new Occurrence(place, symbol, name, mention.table(), symbol.epoch(), mention.gives()));
    int before = chain.indexOf(own.get()) - 1;
    if (mention.kind() != Mention.Kind.TABLE
        && before >= 0
        && Written.is(source, chain.get(before), table)) {
      Symbol owner = lives.of(Mention.Kind.TABLE, mention.table(), "");
      Place there = new Place(source, chain.get(before));
      add(new Occurrence(there, owner, table, mention.table(), owner.epoch(), false));
    }
  }

  void add(Occurrence occurrence) {
    Place place = occurrence.place();
    TreeMap<Integer, Occurrence> here =
        places.computeIfAbsent(place.source().name(), n -> new TreeMap<>());
    if (here.putIfAbsent(place.span().start(), occurrence) == null) {
      occurrences.computeIfAbsent(occurrence.symbol(), s -> new ArrayList<>()).add(occurrence);
    }
  }

  /**
   * What is named at a place, also right behind the name.
   *
   * @param source the name of the source
   * @param offset UTF-16 offset in it
   */
  public Optional<Occurrence> at(String source, int offset) {
    Map.Entry<Integer, Occurrence> before =
        places.getOrDefault(source, new TreeMap<>()).floorEntry(offset);
    return Optional.ofNullable(before)
        .map(Map.Entry::getValue)
        .filter(o -> offset <= o.place().span().end());
  }

  /** All that is named in a text, in order. */
  public List<Occurrence> in(String source) {
    return List.copyOf(places.getOrDefault(source, new TreeMap<>()).values());
  }

  /** Every place that names a symbol, by file and place. */
  public List<Occurrence> of(Symbol symbol) {
    return List.copyOf(occurrences.getOrDefault(symbol, List.of()));
  }

  /** Those that have to change when the symbol is called otherwise. */
  public List<Occurrence> sameName(Occurrence occurrence) {
    return of(occurrence.symbol()).stream().filter(occurrence::sameName).toList();
  }
}
