package dev.mig.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What defines each thing of a schema, one line a part, to be kept and compared line by line. */
public final class Definitions {
  /**
   * A thing of a schema.
   *
   * @param kind {@code table}, {@code view} or {@code enum}
   * @param name as people write it; in quotes where that could mean two
   */
  public record Key(String kind, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  private static final String TABLE = "table";

  /** What changed: new texts, and null for what is gone. */
  private final SortedMap<Key, @Nullable String> changed = new TreeMap<>();

  private Definitions() {}

  /** All that a schema holds. */
  public static SortedMap<Key, String> of(Schema schema) {
    SortedMap<Key, String> all = new TreeMap<>();
    changes(Schema.EMPTY, schema)
        .forEach((key, text) -> all.put(key, Objects.requireNonNull(text)));
    return all;
  }

  /** The texts of what is another one in the second schema; null for what is not there any more. */
  public static SortedMap<Key, @Nullable String> changes(Schema before, Schema after) {
    Definitions found = new Definitions();
    found.compare(TABLE, before.tables(), after.tables(), (name, t) -> SchemaText.parts(t));
    found.compare("view", before.views(), after.views(), (name, v) -> view(v));
    found.compare(
        "enum", before.enums(), after.enums(), (name, values) -> String.join("\n", values));
    return found.changed;
  }

  /**
   * Whether two definitions of a thing say the same. The order of columns does not count: one that
   * is brought back comes last.
   */
  public static boolean same(Key key, String one, String other) {
    return one.equals(other)
        || (key.kind().equals(TABLE)
            && one.length() == other.length()
            && one.lines().sorted().toList().equals(other.lines().sorted().toList()));
  }

  private <T> void compare(
      String kind,
      SortedMap<QName, T> before,
      SortedMap<QName, T> after,
      BiFunction<QName, T, String> text) {
    for (Map.Entry<QName, T> each : after.entrySet()) {
      if (!each.getValue().equals(before.get(each.getKey()))) {
        changed.put(key(kind, each.getKey()), text.apply(each.getKey(), each.getValue()));
      }
    }
    for (QName name : before.keySet()) {
      if (!after.containsKey(name)) {
        changed.put(key(kind, name), null);
      }
    }
  }

  private static Key key(String kind, QName name) {
    boolean plain = plain(name.schema()) && plain(name.name());
    String quoted =
        (name.schema().isEmpty() ? "" : quoted(name.schema()) + ".") + quoted(name.name());
    return new Key(kind, plain ? name.toString() : quoted);
  }

  private static boolean plain(String part) {
    return part.indexOf('.') < 0 && part.indexOf('"') < 0;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The lines of the definition as they stand: in one line nobody could see what differs. */
  private static String view(View view) {
    List<String> lines = new ArrayList<>();
    if (view.materialized()) {
      lines.add("materialized");
    }
    view.definition().lines().map(String::stripTrailing).forEach(lines::add);
    view.triggers().forEach(t -> lines.add("trigger " + SqlWords.canonical(t.definition())));
    if (!view.extras().owner().isEmpty()) {
      lines.add("owner " + view.extras().owner());
    }
    view.extras().parts().stream().map(p -> p.what() + " " + p.sql()).sorted().forEach(lines::add);
    return String.join("\n", lines);
  }
}
