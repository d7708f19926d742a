package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When lines are paged, by what, and what happens when that fails. */
class PagerTest {
  private static final List<String> LONG = Collections.nCopies(100, "日本 line");

  @TempDir Path folder;

  private final List<String> printed = new ArrayList<>();

  private static Pager pager(Map<String, String> environment, boolean less) {
    return new Pager(
        environment, StandardCharsets.UTF_8, program -> less && program.equals("less"));
  }

  private void show(String command, List<String> lines) {
    pager(Map.of("PAGER", command), true).show(lines, 24, 80, printed::add);
  }

  @ParameterizedTest
  @CsvSource({
    "23, 10,  24, 80, false",
    "24, 10,  24, 80, true",
    "12, 81,  24, 80, true",
    "12, 80,  24, 80, false",
    "1,  900, 24, 80, false",
    "1,  900, 5,  80, true",
    "99, 10,  0,  80, false",
    "99, 10,  24, 0,  false",
    "23, 0,   24, 80, false",
    "24, 0,   24, 80, true",
  })
  void onlyWhatIsLongerThanTheScreenIsPaged(
      int lines, int length, int height, int width, boolean longer) {
    List<String> all = Collections.nCopies(lines, "x".repeat(length));
    assertThat(Pager.isLonger(all, height, width)).isEqualTo(longer);
  }

  @Test
  void coloursTakeNoRoomAndWideCharactersTakeTwo() {
    String coloured = "\u001B[1;31m" + "x".repeat(80) + "\u001B[0m";
    assertThat(Pager.isLonger(Collections.nCopies(23, coloured), 24, 80)).isFalse();
    assertThat(Pager.isLonger(Collections.nCopies(12, "日".repeat(41)), 24, 80)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "PAGER=more -d, true,  more -d",
    "PAGER=more,    false, more",
    "PAGER=,        true,",
    "PAGER=cat,     true,",
    "'',            true,  less",
    "'',            false,",
    "TERM=dumb,     true,",
  })
  void theUsersPagerGoesBeforeLess(String variable, boolean less, String expected) {
    Map<String, String> environment = new HashMap<>();
    if (!variable.isEmpty()) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    assertThat(pager(environment, less).command().orElse(null)).isEqualTo(expected);
  }

  @Test
  void lessIsToldHowUnlessTheUserDid() {
    assertThat(pager(Map.of(), true).additions()).isEqualTo(Map.of("LESS", "-SRXF"));
    assertThat(pager(Map.of("LESS", "-i"), true).additions()).isEmpty();
  }

  @Test
  void lessIsLookedForOnThePath() throws IOException {
    Pager pager = new Pager(Map.of("PATH", "/nowhere::" + folder), StandardCharsets.UTF_8);
    assertThat(pager.command()).isEmpty();
    Path less = Files.writeString(folder.resolve("less"), "#!/bin/sh\n");
    assertThat(less.toFile().setExecutable(true)).isTrue();
    assertThat(pager.command()).contains("less");
  }

  @Test
  void thePagerGetsTheLinesAndNothingIsPrinted() throws IOException {
    Path out = folder.resolve("out");
    show("{ echo \"$LESS\"; cat; } > '" + out + "'", LONG);
    assertThat(printed).isEmpty();
    assertThat(Files.readAllLines(out)).hasSize(101).startsWith("-SRXF", "日本 line");
  }

  @Test
  void whatFitsIsPrinted() {
    show("cat > /dev/null", List.of("a", "b"));
    assertThat(printed).containsExactly("a", "b");
  }

  @Test
  void whereThePagerCannotBeStartedTheLinesArePrinted() {
    show("no-such-pager-here 2> /dev/null", LONG);
    assertThat(printed).isEqualTo(LONG);
  }

  @Test
  void whoLeavesThePagerEarlyHasReadEnough() {
    List<String> many = Collections.nCopies(200_000, "a line that is never read");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> show("exit 0", many));
    assertThat(printed).isEmpty();
  }
}
