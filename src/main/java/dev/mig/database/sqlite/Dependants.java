package dev.mig.database.sqlite;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The views and the triggers elsewhere that must step aside while a table is put in place of
 * another: ALTER TABLE … RENAME reads them all again and fails on the first that names what is not
 * there.
 */
final class Dependants {
  private final Map<QName, View> views = new LinkedHashMap<>();
  private final List<Trigger> triggers = new ArrayList<>();

  private Dependants() {}

  /** Those that name the table, views over such views, and views that are broken anyway. */
  static Dependants of(Schema schema, QName table) {
    Dependants found = broken(schema);
    Set<String> names = new TreeSet<>();
    names.add(table.name().toLowerCase(Locale.ROOT));
    for (View view : schema.views().values()) {
      if (view.uses(table)) {
        found.views.put(view.name(), view);
      }
    }
    found.addViewsOverViews(schema);
    found.views.keySet().forEach(v -> names.add(v.name().toLowerCase(Locale.ROOT)));
    for (Table other : schema.tables().values()) {
      if (!other.name().equals(table)) {
        found.addTriggers(other.triggers(), names);
      }
    }
    for (View view : schema.views().values()) {
      if (!found.views.containsKey(view.name())) {
        found.addTriggers(view.triggers(), names);
      }
    }
    return found;
  }

  /** Views that name what is gone: they stop every ALTER TABLE that renames or drops. */
  static Dependants broken(Schema schema) {
    Dependants found = new Dependants();
    for (View view : schema.views().values()) {
      if (view.columns().isEmpty()) {
        found.views.put(view.name(), view);
      }
    }
    found.addViewsOverViews(schema);
    return found;
  }

  private void addViewsOverViews(Schema schema) {
    boolean more = !views.isEmpty();
    while (more) {
      more = false;
      for (View view : schema.views().values()) {
        if (!views.containsKey(view.name()) && views.keySet().stream().anyMatch(view::uses)) {
          views.put(view.name(), view);
          more = true;
        }
      }
    }
  }

  private void addTriggers(List<Trigger> all, Set<String> names) {
    for (Trigger trigger : all) {
      if (trigger.mentions().stream().anyMatch(names::contains)) {
        triggers.add(trigger);
      }
    }
  }

  /** The statements that take them away. */
  List<String> drops() {
    List<String> all = new ArrayList<>();
    triggers.forEach(t -> all.add("drop trigger " + SqliteNames.quoted(t.name())));
    views.keySet().forEach(v -> all.add("drop view " + SqliteNames.table(v)));
    return all;
  }

  /** The statements that put them back: views first, what stands on them after. */
  List<String> creates() {
    List<String> all = new ArrayList<>();
    views.values().forEach(v -> all.add(v.definition()));
    views.values().forEach(v -> v.triggers().forEach(t -> all.add(t.definition())));
    triggers.forEach(t -> all.add(t.definition()));
    return all;
  }
}
