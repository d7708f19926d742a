package dev.mig.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/functions.md is written from the table; {@code -Dmig.write.docs=true} writes it anew. */
class FunctionsDocTest {
  private static final Path PAGE = Path.of("docs/functions.md");

  @Test
  void thePageIsTheTable() throws IOException {
    String page = FunctionsPage.text();
    if (Boolean.getBoolean("mig.write.docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void thereAreEnough() {
    assertThat(Functions.names().size()).isGreaterThanOrEqualTo(75);
  }

  @Test
  void everyFormIsComplete() {
    for (Functions.Family family : Functions.families()) {
      for (Function f : family.functions()) {
        assertThat(f.postgres()).as(f.signature()).isNotEmpty();
        assertThat(f.sqlite()).as(f.signature()).isNotEmpty();
        assertThat(f.summary()).as(f.signature()).isNotEmpty();
        assertThat(String.valueOf(f.plain())).as(f.signature()).doesNotContain("mig_");
      }
    }
  }
}
