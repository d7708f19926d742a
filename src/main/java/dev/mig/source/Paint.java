package dev.mig.source;

/** Colours for a terminal, or none. */
enum Paint {
  RED("1;31"),
  YELLOW("1;33"),
  BLUE("1;34"),
  GREEN("32"),
  BOLD("1");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String on(String text, boolean colour) {
    return colour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  static Paint of(Severity severity) {
    return switch (severity) {
      case ERROR -> RED;
      case WARNING -> YELLOW;
      case INFO -> BLUE;
    };
  }
}
