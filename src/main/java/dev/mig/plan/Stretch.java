package dev.mig.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of a table, told by a key. Values of keys are SQL. */
public sealed interface Stretch {
  /** The condition that a row belongs to it, given the key's columns as the SQL names them. */
  String condition(List<String> key);

  /**
   * The rows behind one key up to another.
   *
   * @param after the key before the first row, or null to begin at the beginning
   * @param upto the key of the last row
   */
  record Between(@Nullable List<String> after, List<String> upto) implements Stretch {
    @Override
    public String condition(List<String> key) {
      List<String> bounds = new ArrayList<>();
      if (after != null) {
        bounds.add(row(key) + " > " + row(after));
      }
      bounds.add(row(key) + " <= " + row(upto));
      return String.join(" and ", bounds);
    }
  }

  /** The rows of any of these. */
  record Any(List<Stretch> parts) implements Stretch {
    @Override
    public String condition(List<String> key) {
      return parts.stream()
          .map(p -> "(" + p.condition(key) + ")")
          .collect(Collectors.joining(" or "));
    }
  }

  /**
   * The rows of these keys, at least one; for PostgreSQL.
   *
   * @param keys each as many texts as the key has columns, quoted but without their types
   * @param casts the types of the columns
   */
  record Keys(List<List<String>> keys, List<String> casts) implements Stretch {
    @Override
    public String condition(List<String> key) {
      if (key.size() == 1) {
        return keys.stream()
            .map(List::getFirst)
            .collect(
                Collectors.joining(
                    ", ", key.getFirst() + " = any (array[", "]::" + casts.getFirst() + "[])"));
      }
      return keys.stream()
          .map(this::typed)
          .collect(Collectors.joining(", ", row(key) + " in (values ", ")"));
    }

    private String typed(List<String> one) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < one.size(); i++) {
        values.add(one.get(i) + "::" + casts.get(i));
      }
      return "(" + String.join(", ", values) + ")";
    }
  }

  /** A stretch with the names of variables in the place of values, for people. */
  static String shown(List<String> key) {
    return key.size() == 1
        ? new Between(List.of(":after"), List.of(":upto")).condition(key)
        : new Between(numbered(":after", key), numbered(":upto", key)).condition(key);
  }

  private static List<String> numbered(String name, List<String> key) {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= key.size(); i++) {
      all.add(name + "_" + i);
    }
    return all;
  }

  private static String row(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : parts.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
