package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {
  @TempDir Path folder;

  private static void write(Workshop shop) {
    shop.migration("001_base", "add column users.base integer");
    shop.migration("002_left", "after base", "add column users.l integer");
    shop.migration("003_right", "after base", "add column users.r integer");
    shop.migration("004_gone", "after left", "add column users.gone integer");
    shop.migration("005_next", "add column users.next integer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void eachStateAndWhatItComesAfterIsShown(String dialect) throws Exception {
    try (Workshop shop = new Workshop(dialect, folder)) {
      write(shop);
      assertThat(shop.mig("up", "4").exit()).isZero();
      Files.delete(folder.resolve("migrations/004_gone.mig"));
      shop.migration("002_left", "after base", "add column users.l bigint");
      shop.migration("006_both", "after left, right", "add column users.b integer");
      Shell.Result text = shop.mig("graph");
      assertThat(text.exit()).as(text.all()).isZero();
      assertThat(text.out())
          .isEqualTo(
              """
                applied  base
                edited   left   after base
                applied  right  after base
                missing  gone   after left  head
                pending  next   head
                pending  both   after left, right  head

              3 heads: gone, next, both
              """);
      assertThat(text.err()).isEmpty();
      JsonArray migrations = shop.mig("graph", "--json").json().getAsJsonArray("migrations");
      assertThat(migrations).hasSize(6);
      assertThat(migrations.get(4).toString())
          .isEqualTo(
              "{\"name\":\"next\",\"state\":\"pending\",\"file\":\""
                  + folder.resolve("migrations/005_next.mig")
                  + "\",\"after\":[],\"behind\":\"right\",\"head\":true}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void itIsDrawnIntoAFile(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      write(shop);
      assertThat(shop.mig("graph", "--format", "mermaid").out())
          .startsWith("flowchart TD\n  m0[\"base\"]:::pending\n")
          .contains("m0 --> m1", "m3 -.-> m4", "classDef pending");
      Shell.Result svg = shop.mig("graph", "--format", "SVG", "-o", "g.svg", "--json");
      assertThat(svg.exit()).as(svg.all()).isZero();
      assertThat(svg.json().get("file").getAsString()).isEqualTo("g.svg");
      assertThat(shop.shell.read("g.svg")).startsWith("<svg ").endsWith("</svg>\n");
      // It is made again and again, so it replaces itself.
      assertThat(shop.mig("graph", "--format", "svg", "-o", "g.svg").out())
          .isEqualTo("wrote g.svg, 5 migrations\n");
      assertThat(shop.mig("graph", "-o", "nowhere/g").exit()).isEqualTo(2);
    }
  }

  @Test
  void withoutADatabaseTheStatesAreLeftOut() {
    Shell shell = new Shell(folder);
    shell.write("migrations/001_a.mig", "add column users.a text\n");
    shell.write("migrations/002_b.mig", "after a add column users.b text\n");
    shell.environment.put("MIG_URL", "postgres://nobody@localhost:1/none");
    for (int i = 0; i < 2; i++) {
      Shell.Result text = shell.mig("graph");
      assertThat(text.exit()).as(text.all()).isZero();
      assertThat(text.out()).isEqualTo("  a\n  b  after a  head\n\nhead: b\n");
      assertThat(text.err()).startsWith("states are left out: ").hasLineCount(1);
      shell.environment.remove("MIG_URL");
    }
    assertThat(shell.mig("graph", "--json").json().getAsJsonArray("migrations").get(0).toString())
        .contains("\"state\":null");
    assertThat(shell.mig("graph", "--format", "svg").out()).contains(">a</text>");
  }

  @Test
  void whatIsNoGraphIsToldAsEverywhere() {
    Shell shell = new Shell(folder);
    assertThat(shell.mig("graph").err()).contains("P604");
    shell.write("migrations/001_a.mig", "after b add column users.a text\n");
    shell.write("migrations/002_b.mig", "after a add column users.b text\n");
    Shell.Result round = shell.mig("graph");
    assertThat(round.exit()).isEqualTo(1);
    assertThat(round.err()).contains("G503");
    assertThat(shell.mig("graph", "--format", "png").err()).contains("SVG", "but was 'png'");
  }

  @Test
  void tooManyForAPictureAreNotTooManyForATable() {
    Shell shell = new Shell(folder);
    for (int i = 0; i < 401; i++) {
      shell.write("migrations/%03d_m%d.mig".formatted(i, i), "add column users.c" + i + " text\n");
    }
    Shell.Result svg = shell.mig("graph", "--format", "svg");
    assertThat(svg.exit()).isEqualTo(2);
    assertThat(svg.err()).contains("401 migrations are too many", "--format text or mermaid");
    assertThat(shell.mig("graph").out()).contains("m400").endsWith("head: m400\n");
  }
}
