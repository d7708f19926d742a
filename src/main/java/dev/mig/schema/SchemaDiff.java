package dev.mig.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How two schemas differ, in words. Formulas are compared by text when both are the catalog's own
 * words, else by presence; an index's definition text and what a view uses are not compared,
 * because they follow from the rest.
 */
public final class SchemaDiff {
  /**
   * What counts.
   *
   * @param columnOrder whether columns must stand in the same order
   * @param definitions whether the texts of views and triggers and the columns of views must agree
   *     (a prediction does not know them after a rename)
   */
  public record Rules(boolean columnOrder, boolean definitions) {
    /** A prediction against what was read. */
    public static final Rules PREDICTION = new Rules(true, false);

    /** Two schemas that were both read. */
    public static final Rules EXACT = new Rules(true, true);

    public Rules anyColumnOrder() {
      return new Rules(false, definitions);
    }
  }

  private final Rules rules;
  private final List<String> found = new ArrayList<>();

  private SchemaDiff(Rules rules) {
    this.rules = rules;
  }

  /** The differences between a prediction and what was read, none if there is none. */
  public static List<String> between(Schema expected, Schema actual) {
    return between(expected, actual, Rules.PREDICTION);
  }

  /** The differences that count by these rules. */
  public static List<String> between(Schema expected, Schema actual, Rules rules) {
    SchemaDiff diff = new SchemaDiff(rules);
    diff.pairs("", "table", expected.tables(), actual.tables(), diff::table);
    diff.pairs("", "view", expected.views(), actual.views(), diff::view);
    diff.pairs(
        "",
        "enum",
        expected.enums(),
        actual.enums(),
        (e, a) -> diff.same("enum", "values", String.join(", ", e), String.join(", ", a)));
    return List.copyOf(diff.found);
  }

  private <K extends Comparable<K>, V> void pairs(
      String where,
      String kind,
      SortedMap<K, V> expected,
      SortedMap<K, V> actual,
      BiConsumer<V, V> compare) {
    for (Map.Entry<K, V> entry : expected.entrySet()) {
      V other = actual.get(entry.getKey());
      if (other == null) {
        found.add(where + kind + " " + entry.getKey() + " is missing");
      } else {
        compare.accept(entry.getValue(), other);
      }
    }
    for (K key : actual.keySet()) {
      if (!expected.containsKey(key)) {
        found.add(where + kind + " " + key + " was not expected");
      }
    }
  }

  private void table(Table expected, Table actual) {
    String where = "table " + expected.name() + ": ";
    pairs(
        where,
        "column",
        byName(expected.columns(), Column::name),
        byName(actual.columns(), Column::name),
        (e, a) -> column(where + "column " + e.name(), e, a));
    List<String> expectedNames = names(expected);
    List<String> actualNames = names(actual);
    if (rules.columnOrder
        && !expectedNames.equals(actualNames)
        && expectedNames.stream()
            .sorted()
            .toList()
            .equals(actualNames.stream().sorted().toList())) {
      same(where + "columns", "order", expectedNames.toString(), actualNames.toString());
    }
    pairs(
        where,
        "constraint",
        byName(expected.constraints(), SchemaDiff::key),
        byName(actual.constraints(), SchemaDiff::key),
        (e, a) -> constraint(where + "constraint " + key(e), e, a));
    pairs(
        where,
        "index",
        byName(expected.indexes(), Index::name),
        byName(actual.indexes(), Index::name),
        (e, a) -> index(where + "index " + e.name(), e, a));
    triggers(where, expected.triggers(), actual.triggers());
    same(where + "table", "options", expected.options().toString(), actual.options().toString());
  }

  private void triggers(String where, List<Trigger> expected, List<Trigger> actual) {
    pairs(
        where,
        "trigger",
        byName(expected, Trigger::name),
        byName(actual, Trigger::name),
        (e, a) -> {
          if (rules.definitions) {
            same(where + "trigger " + e.name(), "definition", e.definition(), a.definition());
          }
        });
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static <T> SortedMap<String, T> byName(List<T> all, Function<T, String> name) {
    SortedMap<String, T> map = new TreeMap<>();
    for (T one : all) {
      map.put(name.apply(one), one);
    }
    return map;
  }

  /** A constraint without a name is known by what it says. */
  private static String key(Constraint constraint) {
    String name = constraint.name();
    return name != null ? name : SchemaText.constraint(constraint);
  }

  private void column(String where, Column expected, Column actual) {
    same(where, "type", type(expected.type()), type(actual.type()));
    same(where, "nullability", nullability(expected), nullability(actual));
    formula(where, "default", expected.defaultValue(), actual.defaultValue());
    same(where, "identity", String.valueOf(expected.identity()), String.valueOf(actual.identity()));
    Column.Generated e = expected.generated();
    Column.Generated a = actual.generated();
    formula(where, "generation", e == null ? null : e.formula(), a == null ? null : a.formula());
    if (e != null && a != null) {
      same(where, "storage", e.stored() ? "stored" : "virtual", a.stored() ? "stored" : "virtual");
    }
    same(
        where,
        "collation",
        String.valueOf(expected.collation()),
        String.valueOf(actual.collation()));
  }

  /** A precision without a scale means no digits behind the point. */
  private static String type(SqlType type) {
    boolean whole = type.kind() == SqlType.Kind.NUMERIC && type.scale() == 0;
    return whole ? "numeric(" + type.length() + ")" : type.toString();
  }

  private static String nullability(Column column) {
    return column.nullable() ? "null" : "not null";
  }

  private void constraint(String where, Constraint expected, Constraint actual) {
    if (expected instanceof Constraint.Check e && actual instanceof Constraint.Check a) {
      formula(where, "condition", e.condition(), a.condition());
      same(where, "state", validated(e.validated()), validated(a.validated()));
    } else {
      same(where, "meaning", SchemaText.constraint(expected), SchemaText.constraint(actual));
    }
  }

  private static String validated(boolean yes) {
    return yes ? "validated" : "not validated";
  }

  private void index(String where, Index expected, Index actual) {
    same(where, "kind", kind(expected), kind(actual));
    formula(where, "condition", expected.where(), actual.where());
    same(where, "included columns", expected.include().toString(), actual.include().toString());
    if (expected.parts().size() != actual.parts().size()) {
      same(where, "number of keys", "" + expected.parts().size(), "" + actual.parts().size());
      return;
    }
    for (int i = 0; i < expected.parts().size(); i++) {
      Index.Part e = expected.parts().get(i);
      Index.Part a = actual.parts().get(i);
      String key = "key " + (i + 1);
      same(where, key, part(e), part(a));
      formula(where, key, e.formula(), a.formula());
    }
  }

  private static String kind(Index index) {
    return (index.unique() ? "unique " : "")
        + (index.method() == null ? "btree" : index.method())
        + (index.valid() ? "" : " invalid");
  }

  private static String part(Index.Part part) {
    return (part.column() == null ? "(expression)" : part.column())
        + (part.operatorClass().isEmpty() ? "" : " " + part.operatorClass())
        + (part.descending() ? " desc" : "");
  }

  private void view(View expected, View actual) {
    String where = "view " + expected.name();
    same(where, "kind", kind(expected), kind(actual));
    same(where, "owner", expected.extras().owner(), actual.extras().owner());
    boolean respelled = expected.extras().respelled() || actual.extras().respelled();
    pairs(
        where + ": ",
        "the",
        byName(expected.extras().parts(), ViewExtras.Part::what),
        byName(actual.extras().parts(), ViewExtras.Part::what),
        (e, a) -> {
          if (rules.definitions && !respelled) {
            same(where + ": the " + e.what(), "definition", e.sql(), a.sql());
          }
        });
    if (rules.definitions && !respelled) {
      same(where, "columns", expected.columns().toString(), actual.columns().toString());
      same(where, "definition", expected.definition(), actual.definition());
      triggers(where + ": ", expected.triggers(), actual.triggers());
    }
  }

  private static String kind(View view) {
    return view.materialized() ? "materialized" : "plain";
  }

  private void formula(
      String where, String what, @Nullable Formula expected, @Nullable Formula actual) {
    boolean texts =
        expected instanceof SqlText e
            && actual instanceof SqlText a
            && !e.guessed()
            && !a.guessed();
    if (expected == null || actual == null || texts) {
      same(where, what, text(expected), text(actual));
    }
  }

  private static String text(@Nullable Formula formula) {
    return formula == null
        ? "none"
        : formula instanceof SqlText t ? SqlWords.canonical(t.text()) : "one";
  }

  private void same(String where, String what, String expected, String actual) {
    if (!Objects.equals(expected, actual)) {
      found.add(where + " has " + what + " " + actual + ", expected " + expected);
    }
  }
}
