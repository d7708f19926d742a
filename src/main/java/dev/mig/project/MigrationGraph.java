package dev.mig.project;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.source.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The migrations of a project as a graph: what comes after what, and the one order in which all of
 * them go up.
 */
public final class MigrationGraph {
  private MigrationGraph() {}

  /** A name that a migration says it comes after. */
  public record After(String name, Span span) {}

  /**
   * One migration, as far as the graph knows it.
   *
   * @param nameSpan where its text says the name; {@link Span#NONE} when the file name gives it
   */
  public record Node(String name, Source source, Span nameSpan, List<After> after) {
    public Node {
      after = List.copyOf(after);
    }
  }

  /**
   * The order of going up: every migration after those it names, else as given. The names it may
   * come after are those of the nodes and {@code alsoKnown} (applied ones whose file is gone).
   */
  public static Loaded<List<Node>> order(List<Node> files, Collection<String> alsoKnown) {
    List<Diagnostic> problems = new ArrayList<>();
    Map<String, Node> byName = byName(files, problems);
    Set<String> known = new LinkedHashSet<>(byName.keySet());
    known.addAll(alsoKnown);
    for (Node node : files) {
      for (After after : node.after()) {
        if (!known.contains(after.name())) {
          problems.add(unknown(node, after, known));
        }
      }
    }
    List<Node> order = sorted(List.copyOf(byName.values()), byName);
    if (order.size() < byName.size()) {
      problems.add(cycle(byName, order));
    }
    return new Loaded<>(problems.isEmpty() ? Optional.of(order) : Optional.empty(), problems);
  }

  private static Map<String, Node> byName(List<Node> files, List<Diagnostic> problems) {
    Map<String, Node> byName = new LinkedHashMap<>();
    for (Node node : files) {
      Node first = byName.putIfAbsent(node.name(), node);
      if (first != null) {
        problems.add(
            Diagnostic.error(Code.SAME_NAME_TWICE, "two migrations are called " + node.name())
                .in(node.source())
                .at(node.nameSpan(), "the second of that name")
                .note("the first is " + place(first))
                .note("the ledger knows a migration by its name, so each needs one of its own")
                .build());
      }
    }
    return byName;
  }

  private static Diagnostic unknown(Node node, After after, Set<String> known) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_AFTER, "there is no migration " + after.name())
            .in(node.source());
    List<String> near = Nearest.to(after.name(), known);
    if (near.isEmpty()) {
      return problem.at(after.span(), "not in this folder").build();
    }
    problem.at(after.span(), "the nearest: " + String.join(", ", near));
    String first = near.getFirst();
    return problem
        .suggest("say " + first, Suggestion.Safety.CHECK, new Edit(after.span(), first))
        .build();
  }

  /**
   * Kahn's way, always taking the first file that is free; what lies on or behind a cycle is left
   * out.
   */
  private static List<Node> sorted(List<Node> nodes, Map<String, Node> byName) {
    Map<String, List<Integer>> followers = new HashMap<>();
    int[] waitsFor = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      for (String before : nodes.get(i).after().stream().map(After::name).distinct().toList()) {
        if (byName.containsKey(before)) {
          followers.computeIfAbsent(before, k -> new ArrayList<>()).add(i);
          waitsFor[i]++;
        }
      }
    }
    PriorityQueue<Integer> free = new PriorityQueue<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (waitsFor[i] == 0) {
        free.add(i);
      }
    }
    List<Node> order = new ArrayList<>();
    while (!free.isEmpty()) {
      Node next = nodes.get(free.remove());
      order.add(next);
      for (int follower : followers.getOrDefault(next.name(), List.of())) {
        if (--waitsFor[follower] == 0) {
          free.add(follower);
        }
      }
    }
    return order;
  }

  private static Diagnostic cycle(Map<String, Node> byName, List<Node> ordered) {
    Map<String, Node> left = new LinkedHashMap<>(byName);
    ordered.forEach(n -> left.remove(n.name()));
    // Every node that is left waits for another one that is left, so following them must come
    // round.
    Deque<String> path = new ArrayDeque<>();
    String at = left.keySet().iterator().next();
    while (!path.contains(at)) {
      path.addLast(at);
      at = waitsFor(Objects.requireNonNull(left.get(at)), left).name();
    }
    while (!path.getFirst().equals(at)) {
      path.removeFirst();
    }
    path.addLast(at);
    Node node = Objects.requireNonNull(left.get(at));
    return Diagnostic.error(
            Code.CYCLE, "these migrations wait for each other: " + String.join(" after ", path))
        .in(node.source())
        .at(waitsFor(node, left).span(), "one 'after' of the round must go")
        .build();
  }

  private static After waitsFor(Node node, Map<String, Node> left) {
    return node.after().stream().filter(a -> left.containsKey(a.name())).findFirst().orElseThrow();
  }

  private static String place(Node node) {
    int offset = node.nameSpan().start();
    return node.source().name()
        + ":"
        + node.source().line(offset)
        + ":"
        + node.source().column(offset);
  }
}
