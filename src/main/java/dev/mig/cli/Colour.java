package dev.mig.cli;

/** The one place that decides whether output has colours, and the few that there are. */
final class Colour {
  static final Colour PLAIN = new Colour(false);

  /** What {@code --color} says. */
  enum When {
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
  static Colour decide(When option, Surroundings around, boolean terminal) {
    boolean on =
        switch (option) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              around.variable("NO_COLOR").isEmpty()
                  && (around.said("CLICOLOR_FORCE")
                      || (terminal && !around.variable("TERM").equals("dumb")));
        };
    return on ? new Colour(true) : PLAIN;
  }

  boolean on() {
    return on;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String blue(String text) {
    return paint("34", text);
  }

  String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
