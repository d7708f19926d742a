package dev.mig.run;

import dev.mig.plan.Plan;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares schemas that were predicted with those that are found. */
final class Prediction {
  private Prediction() {}

  /**
   * In words, how the found schema differs. PostgreSQL adds columns only at the end, so there their
   * order does not count.
   */
  static List<String> differences(Schema expected, Schema found, String dialect) {
    SchemaDiff.Rules rules = SchemaDiff.Rules.PREDICTION;
    return SchemaDiff.between(
        expected, found, dialect.equals("sqlite") ? rules : rules.anyColumnOrder());
  }

  /** The same for the touched tables alone; null for everything. */
  static List<String> changed(
      Schema checked, Schema found, @Nullable Set<QName> touched, String dialect) {
    List<String> differences =
        new ArrayList<>(
            touched == null
                ? differences(checked, found, dialect)
                : differences(only(checked, touched), only(found, touched), dialect));
    if (dialect.equals("postgres")) {
      checked.views().values().stream()
          .filter(v -> touched != null && touched.contains(v.name()))
          .filter(v -> redefined(v, found.views().get(v.name())))
          .forEach(v -> differences.add("view " + v.name() + " has another definition"));
    }
    return differences;
  }

  /** A view that is made again would get its old definition. */
  private static boolean redefined(View checked, @Nullable View found) {
    return found != null
        && checked.definitionHolds()
        && !checked.extras().respelled()
        && !checked.definition().equals(found.definition());
  }

  /**
   * What the plan should leave: its own prediction, except for what it does not touch and somebody
   * else changed between the check and the run.
   */
  static Schema after(Plan plan, Schema checked, Schema found) {
    Set<QName> touched = plan.touched();
    if (touched == null) {
      return plan.after();
    }
    SortedMap<QName, Table> tables = new TreeMap<>(plan.after().tables());
    keepForeign(tables, checked.tables(), found.tables(), touched, Prediction::differ);
    SortedMap<QName, View> views = new TreeMap<>(plan.after().views());
    keepForeign(views, checked.views(), found.views(), Set.of(), Prediction::differ);
    SortedMap<QName, List<String>> enums = new TreeMap<>(plan.after().enums());
    keepForeign(enums, checked.enums(), found.enums(), Set.of(), (a, b) -> !a.equals(b));
    return new Schema(tables, views, enums);
  }

  private interface Differ<T> {
    boolean differ(T checked, T found);
  }

  private static <T> void keepForeign(
      SortedMap<QName, T> expected,
      Map<QName, T> checked,
      Map<QName, T> found,
      Set<QName> touched,
      Differ<T> differ) {
    for (Map.Entry<QName, T> entry : found.entrySet()) {
      T old = checked.get(entry.getKey());
      if (!touched.contains(entry.getKey())
          && (old == null || differ.differ(old, entry.getValue()))) {
        expected.put(entry.getKey(), entry.getValue());
      }
    }
    for (QName name : checked.keySet()) {
      if (!touched.contains(name) && !found.containsKey(name)) {
        expected.remove(name);
      }
    }
  }

  private static boolean differ(Table checked, Table found) {
    return !checked.equals(found)
        && !SchemaDiff.between(
                Schema.EMPTY.with(checked), Schema.EMPTY.with(found), SchemaDiff.Rules.PREDICTION)
            .isEmpty();
  }

  private static boolean differ(View checked, View found) {
    return !Objects.equals(checked.columns(), found.columns())
        || checked.materialized() != found.materialized();
  }

  private static Schema only(Schema schema, Set<QName> names) {
    SortedMap<QName, Table> tables = new TreeMap<>(schema.tables());
    tables.keySet().retainAll(names);
    SortedMap<QName, View> views = new TreeMap<>(schema.views());
    views.keySet().retainAll(names);
    return new Schema(tables, views, new TreeMap<>());
  }
}
