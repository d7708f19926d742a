package dev.mig.terminal;

import java.util.Map;
import java.util.Set;

/** The one place that decides whether output has colours, and the few that there are. */
public final class Colour {
  public static final Colour PLAIN = new Colour(false);

  /** What {@code --color} says. */
  public enum When {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final boolean on;

  private Colour(boolean on) {
    this.on = on;
  }

  /**
   * The option goes before NO_COLOR (no-color.org: set and not empty), that before CLICOLOR_FORCE,
   * that before the terminal.
   *
   * @param terminal whether the stream that is written to is one
   */
  public static Colour decide(When option, Map<String, String> environment, boolean terminal) {
    boolean on =
        switch (option) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && (!Set.of("", "0").contains(environment.getOrDefault("CLICOLOR_FORCE", ""))
                      || (terminal && !"dumb".equals(environment.get("TERM"))));
        };
    return on ? new Colour(true) : PLAIN;
  }

  public boolean on() {
    return on;
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  public String blue(String text) {
    return paint("34", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
