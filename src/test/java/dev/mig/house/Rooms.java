package dev.mig.house;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of {@code docs/architecture.md}: which room may import which, and which library. */
final class Rooms {
  private static final String BASE = "dev.mig.";

  /** From the ground up: a room imports only rooms before it. */
  private static final List<String> ROOMS =
      List.of(
          "source",
          "schema",
          "expression",
          "operation",
          "syntax",
          "statement",
          "compile",
          "plan",
          "database",
          "run",
          "project",
          "language",
          "terminal",
          "repl",
          "lsp",
          "cli");

  /** The doors never import each other, save the command line, which opens the other two. */
  private static final Map<String, Set<String>> NEVER = Map.of("lsp", Set.of("repl"));

  /** Libraries by the prefix of their packages, with the rooms that may name them. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.antlr.", Set.of("syntax", "statement", "language")),
          Map.entry("java.sql.", Set.of("database", "run")),
          Map.entry("javax.sql.", Set.of("database", "run")),
          Map.entry("com.zaxxer.", Set.of("database")),
          Map.entry("org.postgresql.", Set.of("database")),
          Map.entry("org.sqlite.", Set.of("database")),
          Map.entry("com.google.gson.", Set.of("source", "plan", "run", "project", "lsp", "cli")),
          Map.entry("com.electronwill.", Set.of("project")),
          Map.entry("org.jline.", Set.of("repl")),
          Map.entry("org.eclipse.lsp4j.", Set.of("lsp")),
          Map.entry("picocli.", Set.of("cli")));

  private static final List<String> EVERYWHERE = List.of("java.", "org.jspecify.");

  private Rooms() {}

  /** What is wrong with a class that names another, both given by their full names. */
  static Optional<String> complaint(String origin, String target) {
    String room = roomOf(origin);
    if (!ROOMS.contains(room)) {
      return Optional.of(origin + " is in no room of the table");
    }
    return target.startsWith(BASE)
        ? aboutRoom(room, roomOf(target)).map(why -> origin + " names " + target + ": " + why)
        : aboutLibrary(room, target).map(why -> origin + " names " + target + ": " + why);
  }

  private static Optional<String> aboutRoom(String room, String other) {
    boolean above = ROOMS.indexOf(other) > ROOMS.indexOf(room);
    boolean never = NEVER.getOrDefault(room, Set.of()).contains(other);
    return above || never ? Optional.of(room + " may not import " + other) : Optional.empty();
  }

  private static Optional<String> aboutLibrary(String room, String target) {
    Optional<String> library = LIBRARIES.keySet().stream().filter(target::startsWith).findFirst();
    if (library.isPresent()) {
      return LIBRARIES.get(library.get()).contains(room)
          ? Optional.empty()
          : Optional.of(library.get() + "* is not for " + room);
    }
    return EVERYWHERE.stream().anyMatch(target::startsWith)
        ? Optional.empty()
        : Optional.of("this library is not in the table");
  }

  private static String roomOf(String className) {
    String rest = className.substring(BASE.length());
    int end = rest.indexOf('.');
    return end < 0 ? "" : rest.substring(0, end);
  }
}
