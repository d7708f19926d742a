package dev.mig.repl;

import dev.mig.terminal.Fit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shows what is longer than the screen in a program made for that. */
public final class Pager {
  /** Leaves at once what fits, passes colours on, cuts long lines, clears nothing. */
  private static final String LESS = "-SRXF";

  /** What a shell says when it cannot run a program, or finds none. */
  private static final List<Integer> NOT_RUN = List.of(126, 127);

  private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");

  /** The prompt that follows takes a line, too. */
  private static final int PROMPT = 1;

  private final Map<String, String> environment;
  private final Charset charset;
  private final Predicate<String> installed;

  /**
   * @param environment the variables of the program
   * @param charset the terminal's, in which lines are handed on
   */
  public Pager(Map<String, String> environment, Charset charset) {
    this(environment, charset, program -> onPath(environment, program));
  }

  Pager(Map<String, String> environment, Charset charset, Predicate<String> installed) {
    this.environment = Map.copyOf(environment);
    this.charset = charset;
    this.installed = installed;
  }

  /**
   * Shows lines in a pager where they are more than the screen holds and there is one, else prints
   * them. Returns when they have been read. The terminal must be as other programs expect it.
   *
   * @param height the lines of the screen, 0 where nobody knows
   * @param print takes one line
   */
  public void show(List<String> lines, int height, int width, Consumer<String> print) {
    Optional<String> command = isLonger(lines, height, width) ? command() : Optional.empty();
    if (command.isEmpty() || !paged(lines, command.get())) {
      lines.forEach(print);
    }
  }

  /** Whether the lines take more than a screen; 0 lines or columns are those of no screen. */
  static boolean isLonger(List<String> lines, int height, int width) {
    if (height <= 0 || width <= 0) {
      return false;
    }
    long taken = PROMPT;
    for (String line : lines) {
      int wide = Fit.width(ESCAPE.matcher(line).replaceAll(""));
      taken += Math.max(1, (wide + width - 1) / width);
      if (taken > height) {
        return true;
      }
    }
    return false;
  }

  /**
   * The command: $PAGER, unless it is empty, which asks for none; else {@code less} where it is
   * installed.
   */
  Optional<String> command() {
    if ("dumb".equals(environment.get("TERM"))) {
      return Optional.empty();
    }
    String chosen = environment.get("PAGER");
    if (chosen != null) {
      return Optional.of(chosen.strip()).filter(c -> !c.isEmpty() && !c.equals("cat"));
    }
    return installed.test("less") ? Optional.of("less") : Optional.empty();
  }

  /** How less is to behave, where the user has not said it. */
  Map<String, String> additions() {
    return environment.containsKey("LESS") ? Map.of() : Map.of("LESS", LESS);
  }

  /** Whether the lines were shown; a shell reads the command, which may have arguments. */
  private boolean paged(List<String> lines, String command) {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    builder.environment().putAll(additions());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return false;
    }
    hand(lines, process);
    return !NOT_RUN.contains(left(process));
  }

  private void hand(List<String> lines, Process process) {
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), charset))) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    } catch (IOException e) {
      // who has read enough leaves before the end
    }
  }

  /** Its exit code; a Ctrl-C is the pager's own matter and kept for later. */
  private static int left(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean onPath(Map<String, String> environment, String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
      try {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
          return true;
        }
      } catch (InvalidPathException e) {
        // a shell passes over such a folder, too
      }
    }
    return false;
  }
}
