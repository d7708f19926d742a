package dev.mig.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Everything outside the program that a command may look at or write to.
 *
 * @param folder where the command was started
 * @param terminals which of the three streams are terminals
 */
record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    Terminals terminals) {
  /** What the launcher found out: a JVM cannot tell for each stream alone. */
  private static final String PROPERTY = "mig.terminals";

  private static final int WIDTH = 100;
  private static final int NARROWEST = 40;
  private static final int USUAL = 80;

  /** Which streams are terminals. */
  record Terminals(boolean in, boolean out, boolean err) {
    static final Terminals NONE = new Terminals(false, false, false);
  }

  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofProcess() {
    return new Surroundings(
        System.in, System.out, System.err, System.getenv(), Path.of(""), ofStreams());
  }

  private static Terminals ofStreams() {
    String found = System.getProperty(PROPERTY);
    if (found == null) {
      // Without the launcher: better no colours and no questions than some in a file.
      return Terminals.NONE;
    }
    return new Terminals(found.contains("0"), found.contains("1"), found.contains("2"));
  }

  /** The columns of the terminal, 100 where nobody says or what is said is no width. */
  int width() {
    try {
      int said = Integer.parseInt(variable("COLUMNS"));
      return said < NARROWEST ? WIDTH : said;
    } catch (NumberFormatException e) {
      return WIDTH;
    }
  }

  /** The columns that the terminal really has, however few; 80 where nobody says. */
  int columns() {
    try {
      int said = Integer.parseInt(variable("COLUMNS"));
      return said > 0 ? said : USUAL;
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  /** Whether somebody is there who can answer a question. */
  boolean interactive() {
    return terminals.in() && terminals.err();
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  boolean said(String name) {
    return !variable(name).isEmpty() && !variable(name).toLowerCase(Locale.ROOT).equals("0");
  }
}
