package dev.mig.repl;

import dev.mig.terminal.Colour;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sits at the terminal. */
interface Person {
  Colour colour();

  /** Columns. */
  int width();

  /** Shows one line. */
  void say(String line);

  /** Shows lines that may be more than fit on the screen. */
  void show(List<String> lines);

  /** Asks for a line; null at the end of the input, "" where the question was dropped. */
  @Nullable String ask(String question);

  /** Puts a text before the cursor of the next input, to be changed and sent. */
  void offer(String text);

  /** Opens a text in the person's editor; null where nothing came of it. */
  @Nullable String edit(String text);

  /** All inputs so far, the oldest first. */
  List<String> history();

  default boolean agrees(String question) {
    String said = ask(question + " [y/N] ");
    return said != null
        && (said.strip().equalsIgnoreCase("y") || said.strip().equalsIgnoreCase("yes"));
  }
}
