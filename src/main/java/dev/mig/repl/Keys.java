package dev.mig.repl;

import java.util.List;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;

/** Keys beside those of JLine, and large pastes. */
final class Keys {
  /** More than this is not laid out on a terminal; it takes time in the square of the lines. */
  private static final int LARGE = 50_000;

  private static final String PASTE_END = "\u001b[201~";
  private static final String ACCEPT_SUGGESTION = "accept-suggestion";

  private String pasted = "";

  void bind(LineReader reader) {
    KeyMap<Binding> main = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
    Widget newLine =
        () -> {
          reader.getBuffer().write("\n");
          return true;
        };
    // Alt-Enter.
    main.bind(newLine, "\u001b\r", "\u001b\n");
    Widget forward = Objects.requireNonNull(reader.getWidgets().get(LineReader.FORWARD_CHAR));
    reader.getWidgets().put(ACCEPT_SUGGESTION, () -> accept(reader) || forward.apply());
    for (String key : List.of("\u001b[C", "\u001bOC", KeyMap.ctrl('F'))) {
      main.bind(new Reference(ACCEPT_SUGGESTION), key);
    }
    if (reader instanceof LineReaderImpl typing) {
      reader.getWidgets().put(LineReader.BEGIN_PASTE, () -> paste(typing));
    }
  }

  /** Takes the suggestion behind the cursor. */
  private static boolean accept(LineReader reader) {
    String tip = reader.getTailTip();
    boolean end = reader.getBuffer().cursor() == reader.getBuffer().length();
    if (!end || tip == null || tip.isEmpty()) {
      return false;
    }
    reader.getBuffer().write(tip);
    return true;
  }

  private boolean paste(LineReaderImpl reader) {
    StringBuilder text = new StringBuilder();
    while (text.length() < PASTE_END.length()
        || text.indexOf(PASTE_END, text.length() - PASTE_END.length()) < 0) {
      int c = reader.readCharacter();
      if (c < 0) {
        return false;
      }
      text.appendCodePoint(c);
    }
    text.setLength(text.length() - PASTE_END.length());
    String lines = text.toString().replace("\r\n", "\n").replace('\r', '\n');
    if (lines.length() <= LARGE) {
      reader.getBuffer().write(lines.replace("\t", "  "));
      return true;
    }
    pasted = reader.getBuffer() + lines;
    reader.getBuffer().clear();
    reader.callWidget(LineReader.ACCEPT_LINE);
    return true;
  }

  /** Whether something large was pasted that is not in the buffer. */
  boolean isLarge() {
    return !pasted.isEmpty();
  }

  /** What was pasted, once. */
  String take() {
    String text = pasted;
    pasted = "";
    return text;
  }
}
