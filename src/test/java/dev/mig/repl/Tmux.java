package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program on a real terminal, which tmux plays. Each has a server of its own, so that nothing
 * else that runs in tmux is touched. Tests that use it are skipped where tmux is not installed.
 */
final class Tmux implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Runs the program, writes down how it ended, and leaves the screen as it is. Ctrl-C is the
   * program's. What tmux itself knows of an end comes late or, where a signal is lost, never.
   */
  private static final String KEEPER = "trap : INT QUIT; \"$@\"; echo $? > \"$0\"; exec sleep 3600";

  private final String server = "mig-test-" + UUID.randomUUID();
  private final Path end;

  private Tmux(Path end) {
    this.end = end;
  }

  /** Whether tmux is installed. */
  static boolean isInstalled() {
    try {
      return call(List.of("tmux", "-V")).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts a program on a terminal of this size.
   *
   * @param env variables in addition to those of the test
   */
  static Tmux start(
      int columns, int rows, Map<String, String> env, Path folder, String... command) {
    assumeTrue(isInstalled(), "tmux is not installed, so nothing can be tried on a terminal");
    Tmux tmux;
    try {
      tmux = new Tmux(Files.createTempFile("mig-tmux", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    List<String> words = new ArrayList<>(List.of("-f", "/dev/null", "-u", "start-server", ";"));
    options(words, "status", "off");
    options(words, "history-limit", "10000");
    words.addAll(List.of("new-session", "-d", "-s", "main", "-x", "" + columns, "-y", "" + rows));
    words.addAll(List.of("-c", folder.toString()));
    env.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    words.addAll(List.of("--", "sh", "-c", KEEPER, tmux.end.toString()));
    words.addAll(List.of(command));
    tmux.tell(words);
    tmux.resize(columns, rows);
    return tmux;
  }

  private static void options(List<String> words, String name, String value) {
    words.addAll(List.of("set-option", "-g", name, value, ";"));
  }

  /** Types a text as it is, without Enter. */
  void type(String text) {
    // tmux takes a semicolon at the end of a word for its own
    String words = text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text;
    tell(List.of("send-keys", "-t", "main", "-l", "--", words));
  }

  /** Presses a key by tmux's name for it: {@code Enter}, {@code Tab}, {@code C-c}, {@code Up}. */
  void key(String name) {
    tell(List.of("send-keys", "-t", "main", name));
  }

  /** Types a line and presses Enter. */
  void line(String text) {
    type(text);
    key("Enter");
  }

  /** Waits until a text is on the screen. */
  void await(String shown, Duration patience) {
    Instant last = Instant.now().plus(patience);
    String screen = screen();
    while (!screen.contains(shown) && Instant.now().isBefore(last)) {
      pause();
      screen = screen();
    }
    assertThat(screen).as("the screen after %s", patience).contains(shown);
  }

  void await(String shown) {
    await(shown, PATIENCE);
  }

  /** Waits until the program has ended, and says with what code. */
  int awaitEnd(Duration patience) {
    Instant last = Instant.now().plus(patience);
    String code = ended();
    while (code.isEmpty() && Instant.now().isBefore(last)) {
      pause();
      code = ended();
    }
    assertThat(code).as("the program after %s: %s", patience, screen()).isNotEmpty();
    return Integer.parseInt(code);
  }

  private String ended() {
    try {
      String written = Files.readString(end);
      return written.endsWith("\n") ? written.strip() : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is on the screen, without blanks behind lines. */
  String screen() {
    return tell(List.of("capture-pane", "-p", "-t", "main"));
  }

  /** The same with the escape sequences of colours. */
  String screenWithColours() {
    return tell(List.of("capture-pane", "-p", "-e", "-t", "main"));
  }

  /** The screen with what went out at its top. */
  String everything() {
    return tell(List.of("capture-pane", "-p", "-S", "-", "-t", "main"));
  }

  void resize(int columns, int rows) {
    tell(
        List.of(
            "resize-window",
            "-t",
            "main",
            "-x",
            String.valueOf(columns),
            "-y",
            String.valueOf(rows)));
  }

  /** Closes the terminal under the program, as a window that is closed does. */
  void killPane() {
    tell(List.of("kill-pane", "-t", "main"));
  }

  /** Ends this server and what runs in it; it may have ended already. */
  @Override
  public void close() {
    try {
      call(words(List.of("kill-server")));
      Files.deleteIfExists(end);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String tell(List<String> words) {
    try {
      Result result = call(words(words));
      assertThat(result.code()).as("%s: %s", words, result.output()).isZero();
      return result.output();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> words(List<String> words) {
    return Stream.concat(Stream.of("tmux", "-L", server), words.stream()).toList();
  }

  private record Result(int code, String output) {}

  private static Result call(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    // within a tmux of somebody's, its server would be meant
    builder.environment().remove("TMUX");
    builder.environment().remove("TMUX_PANE");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("tmux does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Result(process.exitValue(), output);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
