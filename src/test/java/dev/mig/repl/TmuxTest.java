package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself, with programs that every machine has. */
class TmuxTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Map<String, String> PROMPT = Map.of("PS1", "ready> ", "ENV", "");

  @TempDir Path folder;

  @Test
  void typesWaitsAndReads() {
    try (Tmux tmux = Tmux.start(80, 24, PROMPT, folder, "sh")) {
      tmux.await("ready>", SOON);
      tmux.type("echo 'one;' && pwd;");
      tmux.key("Enter");
      tmux.await("\none;\n" + folder, SOON);
      tmux.line("echo -- $((20 + 3)) \"日本\"");
      tmux.await("-- 23 日本", SOON);
      tmux.line("exit 7");
      assertThat(tmux.awaitEnd(SOON)).isEqualTo(7);
    }
  }

  @Test
  void showsColours() {
    try (Tmux tmux = Tmux.start(80, 24, PROMPT, folder, "sh")) {
      tmux.await("ready>", SOON);
      tmux.line("printf '\\033[31mr%s\\033[0m\\n' ed");
      tmux.await("\nred", SOON);
      assertThat(tmux.screenWithColours()).contains("\u001B[31mred");
      assertThat(tmux.screen()).doesNotContain("\u001B");
    }
  }

  @Test
  void pressesKeysThatAreNoText() {
    try (Tmux tmux = Tmux.start(80, 24, Map.of(), folder, "cat")) {
      tmux.line("hello");
      tmux.await("hello\nhello", SOON);
      tmux.key("C-d");
      assertThat(tmux.awaitEnd(SOON)).isZero();
    }
    try (Tmux tmux = Tmux.start(80, 24, PROMPT, folder, "sh")) {
      tmux.await("ready>", SOON);
      tmux.line("cat");
      tmux.line("here");
      tmux.await("here\nhere", SOON);
      tmux.key("C-c");
      tmux.line("echo after $?");
      tmux.await("after 130", SOON);
    }
  }

  @Test
  void changesTheSizeOfTheTerminal() {
    try (Tmux tmux = Tmux.start(100, 30, PROMPT, folder, "sh")) {
      tmux.await("ready>", SOON);
      tmux.line("stty size");
      tmux.await("30 100", SOON);
      tmux.resize(20, 10);
      tmux.line("stty size");
      tmux.await("10 20", SOON);
      tmux.line("seq 1 50");
      tmux.await("\n50\n", SOON);
      assertThat(tmux.screen()).doesNotContain("\n1\n");
      assertThat(tmux.everything()).contains("\n1\n");
    }
  }

  @Test
  void closesTheTerminalUnderAProgram() throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    String waiting =
        "trap 'echo hung up > said; exit' HUP; echo ready; while :; do sleep 0.1; done";
    try (Tmux tmux = Tmux.start(80, 24, Map.of(), folder, "sh", "-c", waiting)) {
      tmux.await("ready", SOON);
      tmux.killPane();
      for (int i = 0; i < 200 && !(Files.exists(said) && Files.size(said) > 0); i++) {
        Thread.sleep(50);
      }
    }
    assertThat(Files.readString(said)).isEqualTo("hung up\n");
  }

  @Test
  void saysWhatIsOnTheScreenInsteadOfWhatWasAwaited() {
    try (Tmux tmux = Tmux.start(80, 24, PROMPT, folder, "sh")) {
      tmux.await("ready>", SOON);
      assertThatThrownBy(() -> tmux.await("never", Duration.ofMillis(100)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ready>");
    }
  }

  @Test
  void readsTheScreenOfAProgramThatEndedAtOnce() {
    try (Tmux tmux =
        Tmux.start(80, 24, Map.of("WORD", "a b"), folder, "sh", "-c", "echo \"$WORD\"; exit 3")) {
      assertThat(tmux.awaitEnd(SOON)).isEqualTo(3);
      assertThat(tmux.screen()).contains("a b");
    }
  }
}
