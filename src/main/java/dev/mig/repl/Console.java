package dev.mig.repl;

import dev.mig.source.Display;
import dev.mig.source.Span;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** A terminal with somebody at it: reads inputs, shows results. */
final class Console implements Person {
  private static final int NARROW = 20;

  private final Terminal terminal;
  private final Setup setup;
  private final Colour colour;
  private final Memories memories = new Memories();
  private @Nullable LineReader reader;
  private final Keys keys = new Keys();
  private @Nullable String offered;

  Console(Terminal terminal, Setup setup) {
    this.terminal = terminal;
    this.setup = setup;
    boolean dumb = terminal.getType().startsWith("dumb");
    this.colour = Colour.decide(setup.colour(), setup.environment(), !dumb);
  }

  /** Once it is known what completes, and what finds faults in an input. */
  void reads(Proposals proposals, Function<String, List<Span>> checker) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("mig")
            .parser(new Inputs())
            .highlighter(new Ink(colour.on(), checker))
            .completer(proposals)
            .completionMatcher(proposals)
            .history(memories)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P %M> ")
            .variable(LineReader.INDENTATION, 0)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            .option(LineReader.Option.AUTO_LIST, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .option(LineReader.Option.CASE_INSENSITIVE, true);
    Path file = Memories.file(setup.environment(), setup.folder());
    if (file != null && Memories.prepare(file)) {
      builder.variable(LineReader.HISTORY_FILE, file);
    }
    LineReader made = builder.build();
    made.setAutosuggestion(LineReader.SuggestionType.HISTORY);
    keys.bind(made);
    reader = made;
  }

  private LineReader reader() {
    LineReader known = reader;
    if (known == null) {
      throw new IllegalStateException("not reading yet");
    }
    return known;
  }

  /**
   * The next input.
   *
   * @return null at the end of the input
   */
  @Nullable String read(String prompt) {
    String text = offered == null ? "" : offered;
    offered = null;
    try {
      String line = reader().readLine(prompt, null, (Character) null, text.isEmpty() ? null : text);
      return keys.isLarge() ? large(keys.take()) : line;
    } catch (UserInterruptException e) {
      String partial = e.getPartialLine();
      if (partial == null || partial.isBlank()) {
        say(colour.dim("\\q or Ctrl-D leaves"));
      } else {
        memories.add(partial);
      }
      return "";
    } catch (EndOfFileException e) {
      return null;
    }
  }

  /** A text that nobody can edit on a terminal is not shown on one either. */
  private String large(String pasted) {
    String what = "pasted: " + Words.count(pasted.lines().count(), "line") + ". Run that?";
    return agrees(what) ? pasted : "";
  }

  @Override
  public Colour colour() {
    return colour;
  }

  @Override
  public int width() {
    int width = terminal.getSize().getColumns();
    return width <= 0 ? 80 : Math.max(NARROW, width);
  }

  @Override
  public void say(String line) {
    terminal.writer().println(line);
    terminal.writer().flush();
  }

  @Override
  public void show(List<String> lines) {
    int height = terminal.getSize().getRows();
    boolean dumb = height <= 0 || terminal.getType().startsWith("dumb");
    if (dumb || !Pager.isLonger(lines, height, width())) {
      lines.forEach(this::say);
      return;
    }
    terminal.pause();
    try {
      new Pager(setup.environment(), terminal.encoding()).show(lines, height, width(), this::say);
    } finally {
      terminal.resume();
    }
  }

  @Override
  public @Nullable String ask(String question) {
    LineReader plain = LineReaderBuilder.builder().terminal(terminal).build();
    plain.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      return plain.readLine(question);
    } catch (UserInterruptException e) {
      return "";
    } catch (EndOfFileException e) {
      return null;
    }
  }

  @Override
  public void offer(String text) {
    offered = text;
  }

  @Override
  public @Nullable String edit(String text) {
    String editor = setup.environment().getOrDefault("VISUAL", "");
    if (editor.isEmpty()) {
      editor = setup.environment().getOrDefault("EDITOR", "");
    }
    if (editor.isEmpty()) {
      editor = "vi";
    }
    Path file = null;
    try {
      file = Files.createTempFile("mig", ".mig");
      Files.writeString(file, text + "\n");
      terminal.pause();
      try {
        int exit =
            new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                .inheritIO()
                .start()
                .waitFor();
        return exit == 0 ? Files.readString(file) : null;
      } finally {
        terminal.resume();
      }
    } catch (IOException e) {
      say("cannot edit: " + Keeping.reason(e));
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      delete(file);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException inUse) {
      file.toFile().deleteOnExit();
    }
  }

  @Override
  public List<String> history() {
    List<String> all = new ArrayList<>();
    for (History.Entry entry : memories) {
      all.add(entry.line());
    }
    return all;
  }

  /** Whether a text can be shown as it is; used for the prompt, which is made of names. */
  String safe(String text) {
    return new Display(setup.unicode()).safe(text);
  }

  /** Writes the history and lets the terminal go. */
  void close() {
    try {
      memories.save();
      terminal.close();
    } catch (IOException e) {
      // The terminal is gone, and the history with it.
    }
  }
}
