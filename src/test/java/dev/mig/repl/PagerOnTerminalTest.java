package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paging as somebody at a terminal has it. */
class PagerOnTerminalTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Tmux start(int lines) {
    return Tmux.start(
        80,
        24,
        Map.of("LC_ALL", "C.UTF-8"),
        folder,
        "env",
        "-u",
        "PAGER",
        "-u",
        "LESS",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xlog:disable",
        "-Dstdout.encoding=UTF-8",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        PagedLines.class.getName(),
        String.valueOf(lines));
  }

  @Test
  void whoHasReadTheFirstPageTurnsIt() {
    Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
    boolean less = new Pager(path, StandardCharsets.UTF_8).command().isPresent();
    assumeTrue(less, "less is not installed");
    try (Tmux tmux = start(100)) {
      tmux.await("line 日本 23 of 100", SOON);
      assertThat(tmux.screen()).doesNotContain("line 日本 24 of");
      assertThat(tmux.screenWithColours()).contains("\u001B[32mline");
      tmux.key("Space");
      tmux.await("line 日本 46 of 100", SOON);
      tmux.key("q");
      tmux.await("that was all", SOON);
      assertThat(tmux.awaitEnd(SOON)).isZero();
    }
  }

  @Test
  void whatFitsTheScreenIsNotPaged() {
    try (Tmux tmux = start(20)) {
      tmux.await("that was all", SOON);
      assertThat(tmux.awaitEnd(SOON)).isZero();
      assertThat(tmux.screen()).contains("line 日本 1 of 20");
    }
  }
}
