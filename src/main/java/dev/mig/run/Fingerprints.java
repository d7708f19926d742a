package dev.mig.run;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaFingerprint;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of some tables and views at one moment, as the ledger keeps them. The order of
 * columns does not count: a column that is brought back comes last.
 *
 * @param byTable by the name as people write it; what did not exist is not in it
 */
record Fingerprints(SortedMap<String, String> byTable) {
  /** Stands before the fingerprint of a view. */
  private static final String VIEW = "view ";

  Fingerprints {
    byTable = Collections.unmodifiableSortedMap(new TreeMap<>(byTable));
  }

  /** Of the named tables as far as they exist; null for all there are. */
  static Fingerprints of(Schema schema, @Nullable Set<QName> tables) {
    Collection<QName> names = tables == null ? schema.tables().keySet() : tables;
    SortedMap<String, String> found = new TreeMap<>();
    for (QName name : names) {
      schema.table(name).ifPresent(t -> found.put(name.toString(), of(t)));
      View view = schema.views().get(name);
      if (view != null) {
        found.put(name.toString(), of(view));
      }
    }
    return new Fingerprints(found);
  }

  /** Of the tables that are named in the given ones. */
  static Fingerprints named(Schema schema, Set<String> names) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Table table : schema.tables().values()) {
      String name = table.name().toString();
      if (names.contains(name)) {
        found.put(name, of(table));
      }
    }
    for (View view : schema.views().values()) {
      String name = view.name().toString();
      if (names.contains(name)) {
        found.put(name, of(view));
      }
    }
    return new Fingerprints(found);
  }

  private static String of(Table table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.sort(Comparator.comparing(Column::name));
    return SchemaFingerprint.of(table.withColumns(columns));
  }

  private static String of(View view) {
    return VIEW + SchemaFingerprint.of(view);
  }

  static Fingerprints read(String json) {
    JsonObject object = JsonParser.parseString(json).getAsJsonObject();
    SortedMap<String, String> found = new TreeMap<>();
    object.entrySet().forEach(e -> found.put(e.getKey(), e.getValue().getAsString()));
    return new Fingerprints(found);
  }

  String json() {
    return new Gson().toJson(byTable);
  }

  /**
   * How the tables of both have come to differ, in words, seen from these; empty when they have
   * not.
   */
  List<String> changes(Fingerprints now) {
    SortedSet<String> names = new TreeSet<>(byTable.keySet());
    names.addAll(now.byTable.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String before = byTable.get(name);
      String after = now.byTable.get(name);
      if (before == null) {
        changes.add(kind(after) + name + " was made");
      } else if (after == null) {
        changes.add(kind(before) + name + " was dropped or renamed");
      } else if (!Objects.equals(before, after)) {
        changes.add(kind(after) + name + " was changed");
      }
    }
    return changes;
  }

  private static String kind(@Nullable String fingerprint) {
    return fingerprint != null && fingerprint.startsWith(VIEW) ? "view " : "table ";
  }
}
