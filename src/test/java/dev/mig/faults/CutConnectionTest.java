package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is cut, also where nobody can tell whether a commit came through. */
class CutConnectionTest {
  private static final int ROWS = 900;

  @ParameterizedTest
  @EnumSource(Scissors.Cut.class)
  void theRunGoesOnByItself(Scissors.Cut cut) throws Exception {
    for (Cargo cargo : EnumSet.of(Cargo.COUNT, Cargo.MOVE)) {
      try (Site site = cargo.site("postgres", ROWS);
          Scissors scissors = new Scissors(site.url(), cut, 7)) {
        String before = site.state();
        Site far = site.by(scissors.url());
        assertThat(Site.said(far.up(cargo.script("of 15")))).isEqualTo("DONE");
        cargo.once(site, ROWS);
        assertThat(Site.said(far.down())).isEqualTo("DONE");
        assertThat(site.state()).isEqualTo(before);
        assertThat(scissors.cuts()).isGreaterThan(5);
      }
    }
  }

  /** At any byte: whatever the run cannot mend by itself, the next one does. */
  @Test
  void atAnyByte() throws Exception {
    try (Site site = Cargo.MOVE.site("postgres", ROWS);
        Scissors scissors = new Scissors(site.url(), 20_260_103)) {
      Site far = site.by(scissors.url());
      scissors.open(true);
      site.begin(Cargo.MOVE.script("of 15"), 1);
      scissors.open(false);
      RunResult result = far.goOn();
      int runs = 1;
      while (site.half()) {
        assertThat(result.outcome()).as(Site.said(result)).isIn(Outcome.PARTIAL, Outcome.REFUSED);
        assertThat(runs++).isLessThan(60);
        result = far.goOn();
      }
      Cargo.MOVE.once(site, ROWS);
      System.out.printf(
          "postgres: %d connections cut at any byte, %d runs%n", scissors.cuts(), runs);
    }
  }
}
