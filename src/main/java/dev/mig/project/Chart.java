package dev.mig.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a folder as they are drawn: each after those that it names, and one that names
 * none behind the file before it.
 *
 * @param nodes in the order of going up, so that lines only ever lead to later ones
 */
public record Chart(List<Node> nodes) {
  /**
   * One migration before it has its place.
   *
   * @param state a word for people, or "" where nobody knows
   * @param placed whether it has a file, and so a place behind the one before it
   */
  public record Item(String name, String state, List<String> after, boolean placed) {}

  /**
   * One migration.
   *
   * @param state a word for people, or "" where nobody knows
   * @param after those that it names, as far as they are drawn
   * @param behind the one that only the order puts before it, or null where it names one or is
   *     first
   * @param head whether nothing comes after it
   */
  public record Node(
      String name, String state, List<String> after, @Nullable String behind, boolean head) {
    /** All that lines lead from. */
    List<String> parents() {
      return behind == null ? after : List.of(behind);
    }
  }

  public Chart {
    nodes = List.copyOf(nodes);
  }

  /** Of migrations in the order of going up. */
  public static Chart of(List<Item> items) {
    Set<String> seen = new HashSet<>();
    Set<String> followed = new HashSet<>();
    List<Node> nodes = new ArrayList<>();
    String last = null;
    for (Item item : items) {
      List<String> after = new ArrayList<>(new LinkedHashSet<>(item.after()));
      after.retainAll(seen);
      String behind = item.placed() && item.after().isEmpty() ? last : null;
      followed.addAll(after);
      if (behind != null) {
        followed.add(behind);
      }
      nodes.add(new Node(item.name(), item.state(), List.copyOf(after), behind, false));
      seen.add(item.name());
      last = item.placed() ? item.name() : last;
    }
    return new Chart(
        nodes.stream()
            .map(
                n ->
                    new Node(
                        n.name(), n.state(), n.after(), n.behind(), !followed.contains(n.name())))
            .toList());
  }

  /** The names of those that nothing comes after. */
  public List<String> heads() {
    return nodes.stream().filter(Node::head).map(Node::name).toList();
  }

  /** As a flowchart of Mermaid, which GitHub and others draw. */
  public String mermaid() {
    Map<String, Integer> numbers = new HashMap<>();
    StringBuilder out = new StringBuilder("flowchart TD\n");
    Set<String> states = new LinkedHashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      numbers.put(node.name(), i);
      out.append("  m").append(i).append("[\"").append(entities(node.name())).append("\"]");
      if (!node.state().isEmpty()) {
        states.add(node.state());
        out.append(":::").append(styleName(node.state()));
      }
      out.append('\n');
      for (String parent : node.parents()) {
        out.append("  m")
            .append(numbers.get(parent))
            .append(node.behind() == null ? " --> m" : " -.-> m")
            .append(i)
            .append('\n');
      }
    }
    for (String state : states) {
      out.append("  classDef ")
          .append(styleName(state))
          .append(" stroke:")
          .append(Colours.of(state))
          .append(",stroke-width:2px\n");
    }
    return out.toString();
  }

  /** A state as the name of a style: {@code half_done}. */
  static String styleName(String state) {
    return state.isEmpty() ? "unknown" : state.replace(' ', '_');
  }

  /** What could end the label, or begin markup in it, by its number. */
  private static String entities(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == '_' || c == ' ' || c == '-' || c == '.') {
                out.appendCodePoint(c);
              } else {
                out.append('#').append(c).append(';');
              }
            });
    return out.toString();
  }

  /** The colours of states, to be told apart on white and on black. */
  static final class Colours {
    static final Map<String, String> ALL =
        Map.of(
            "applied", "#2da44e",
            "pending", "#bf8700",
            "half done", "#bf8700",
            "failed", "#cf222e",
            "edited", "#cf222e",
            "missing", "#cf222e");

    private Colours() {}

    static String of(String state) {
      return ALL.getOrDefault(state, "#6e7781");
    }
  }
}
