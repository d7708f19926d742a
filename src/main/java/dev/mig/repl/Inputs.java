package dev.mig.repl;

import dev.mig.language.Reading;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Decides with the real parser whether an input is whole, and what is open in one that is not. */
final class Inputs implements Parser {
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?is).*(?:[,+*/=<>(|-]|\\b(?:select|from|where|and|or|not|by|on|join|in|as|with|union|all"
              + "|values|having|limit|between|like|is|when|then|else|case|set))\\s*");

  /** A larger input runs as it is: the parser has its limits, and its messages. */
  private static final int LARGE = 1 << 20;

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context != ParseContext.COMPLETE) {
      String open = open(line);
      if (!open.isEmpty()) {
        throw new EOFError(-1, -1, "not complete", open);
      }
    }
    return new Line(line, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** What is open, in a few characters; "" where Enter runs it. */
  static String open(String input) {
    String text = input.strip();
    if (text.isEmpty() || text.startsWith("\\") || text.length() > LARGE) {
      return "";
    }
    if (Shell.isQuery(text)) {
      return openQuery(text);
    }
    return Reading.of(input) instanceof Reading.Open open ? open.what() : "";
  }

  private static String openQuery(String text) {
    if (text.endsWith(";")) {
      return "";
    }
    int depth = 0;
    for (dev.mig.schema.SqlWords.Word word : dev.mig.schema.SqlWords.of(text)) {
      String value = word.value();
      switch (word.kind()) {
        case STRING -> {
          if (value.length() < 2 || !value.endsWith("'")) {
            return "'";
          }
        }
        case SIGN -> depth += value.equals("(") ? 1 : value.equals(")") ? -1 : 0;
        default -> {}
      }
    }
    if (depth > 0) {
      return "(";
    }
    return GOES_ON.matcher(text).matches() ? text.split("\\W", 2)[0].toLowerCase(Locale.ROOT) : "";
  }

  /** The word before the cursor is what completion replaces. */
  private record Line(String line, int cursor) implements CompletingParsedLine {
    @Override
    public String word() {
      return line.substring(start(), cursor);
    }

    private int start() {
      int start = cursor;
      while (start > 0 && isPart(line.charAt(start - 1))) {
        start--;
      }
      return start;
    }

    private static boolean isPart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '\\' || c == '?';
    }

    @Override
    public int wordCursor() {
      return cursor - start();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return wordCursor();
    }
  }
}
