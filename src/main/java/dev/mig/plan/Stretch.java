package dev.mig.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a key: the rows behind one key up to another.
 *
 * @param after the key before the first row as SQL literals, or null to begin at the beginning
 * @param upto the key of the last row as SQL literals
 */
public record Stretch(@Nullable List<String> after, List<String> upto) {
  /** The condition that a row belongs to it, given the key's columns as the SQL names them. */
  public String condition(List<String> key) {
    List<String> bounds = new ArrayList<>();
    if (after != null) {
      bounds.add(row(key) + " > " + row(after));
    }
    bounds.add(row(key) + " <= " + row(upto));
    return String.join(" and ", bounds);
  }

  /** The same with the names of variables in the place of literals, for people. */
  static String shown(List<String> key) {
    return key.size() == 1
        ? new Stretch(List.of(":after"), List.of(":upto")).condition(key)
        : new Stretch(numbered(":after", key), numbered(":upto", key)).condition(key);
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
