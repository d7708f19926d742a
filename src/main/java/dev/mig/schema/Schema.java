package dev.mig.schema;

import dev.mig.schema.Constraint.ForeignKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database's schema at one moment. The ledger's own tables are not in it.
 *
 * @param enums the enum types of PostgreSQL with their values in order
 */
public record Schema(
    SortedMap<QName, Table> tables,
    SortedMap<QName, View> views,
    SortedMap<QName, List<String>> enums) {
  public static final Schema EMPTY = new Schema(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /** A table and one of its foreign keys. */
  public record Reference(Table from, ForeignKey key) {}

  public Schema {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    views = Collections.unmodifiableSortedMap(new TreeMap<>(views));
    enums = Collections.unmodifiableSortedMap(new TreeMap<>(enums));
  }

  public static Schema of(List<Table> tables, List<View> views, Map<QName, List<String>> enums) {
    SortedMap<QName, Table> tableMap = new TreeMap<>();
    tables.forEach(t -> tableMap.put(t.name(), t));
    SortedMap<QName, View> viewMap = new TreeMap<>();
    views.forEach(v -> viewMap.put(v.name(), v));
    return new Schema(tableMap, viewMap, new TreeMap<>(enums));
  }

  public Optional<Table> table(QName exact) {
    return Optional.ofNullable(tables.get(exact));
  }

  /** The table of exactly this name, which is known to be there. */
  public Table known(QName exact) {
    return Objects.requireNonNull(tables.get(exact), exact::toString);
  }

  /** All tables whose name fits whatever its case; an exact one alone if there is one. */
  public List<Table> tablesLike(QName written) {
    Table exact = tables.get(written);
    if (exact != null) {
      return List.of(exact);
    }
    String schema = written.schema().toLowerCase(Locale.ROOT);
    String name = written.name().toLowerCase(Locale.ROOT);
    return tables.values().stream()
        .filter(t -> t.name().schema().toLowerCase(Locale.ROOT).equals(schema))
        .filter(t -> t.name().name().toLowerCase(Locale.ROOT).equals(name))
        .toList();
  }

  /** With this table added, or put in place of the one of the same name. */
  public Schema with(Table table) {
    SortedMap<QName, Table> copy = new TreeMap<>(tables);
    copy.put(table.name(), table);
    return new Schema(copy, views, enums);
  }

  public Schema without(QName table) {
    SortedMap<QName, Table> copy = new TreeMap<>(tables);
    copy.remove(table);
    return new Schema(copy, views, enums);
  }

  public Schema withViews(SortedMap<QName, View> newViews) {
    return new Schema(tables, newViews, enums);
  }

  /** Every foreign key that points at this table, its own included. */
  public List<Reference> referencesTo(QName target) {
    List<Reference> found = new ArrayList<>();
    for (Table table : tables.values()) {
      for (ForeignKey key : table.foreignKeys()) {
        if (key.target().equals(target)) {
          found.add(new Reference(table, key));
        }
      }
    }
    return found;
  }
}
