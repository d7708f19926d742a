package dev.mig.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code that every editor colours in the tests. */
final class Corpus {
  static final Path FOLDER = Path.of("editor-support");
  static final Path SNAPSHOTS = FOLDER.resolve("test/snapshots");

  private static final Path CHOSEN = Path.of("src/test/resources/editors/corpus.txt");
  private static final Path SAMPLES = Path.of("src/test/resources/syntax/samples.mig");
  private static final Pattern ENTRY = Pattern.compile("(?ms)^### (.+?)\\n(.*?)\\n(?=###|\\z)");
  private static final int ON_A_LINE = 8;

  private Corpus() {}

  /** Code by what it shows, in the order of the file; every word of the language at the end. */
  static Map<String, String> entries() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(Files.readString(CHOSEN));
    while (entry.find()) {
      entries.put(entry.group(1), entry.group(2));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Vocabulary.KEYWORDS.size(); i += ON_A_LINE) {
      int end = Math.min(i + ON_A_LINE, Vocabulary.KEYWORDS.size());
      lines.add("= " + String.join(", ", Vocabulary.KEYWORDS.subList(i, end)));
    }
    entries.put("every word", String.join("\n", lines));
    entries.put("every word opens a line", String.join("\n", Vocabulary.KEYWORDS));
    return entries;
  }

  /** Every example and the samples of every statement, by a name that can be a file's. */
  static Map<String, String> scripts() throws IOException {
    Map<String, String> scripts = new TreeMap<>();
    Path root = Path.of("examples");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mig")).toList()) {
        String name = root.relativize(file).toString();
        scripts.put(
            name.replaceAll("[/\\\\]", "-").replaceAll("(-script)?[.]mig$", ""),
            Files.readString(file));
      }
    }
    scripts.put("samples", Files.readString(SAMPLES));
    return scripts;
  }

  /** Each line of a text that is not blank, with the letters of its colours below. */
  static String picture(String text) {
    String[] lines = text.split("\n", -1);
    String[] letters = Meaning.letters(text).split("\n", -1);
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        picture.append("  ").append(lines[i]).append('\n');
        picture.append(("~ " + letters[i]).stripTrailing()).append('\n');
      }
    }
    return picture.toString();
  }
}
