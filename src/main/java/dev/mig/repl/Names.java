package dev.mig.repl;

/** Short names of what has long ones. */
final class Names {
  private Names() {}

  /** A database as a prompt says it: the last part of its URL, without what stands behind. */
  static String database(String shownUrl) {
    String bare = shownUrl.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    int cut = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':'));
    String last = bare.substring(cut + 1);
    return last.isEmpty() ? "db" : last;
  }

  /** The first words of a statement, on one line. */
  static String brief(String statement, int width) {
    String line = statement.strip().replaceAll("\\s+", " ");
    return line.length() <= width ? line : line.substring(0, Math.max(1, width - 1)) + "…";
  }
}
