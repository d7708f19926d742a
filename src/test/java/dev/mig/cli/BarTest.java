package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.run.Movement;
import dev.mig.schema.QName;
import dev.mig.source.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bar says what matters most in whatever room there is. */
class BarTest {
  private static Movement at(long keys, long total, @Nullable String holding) {
    Step.Walk walk =
        new Step.Walk(
            QName.of("users"),
            "users",
            List.of(),
            null,
            List.of(),
            new Step.Proof("", null, List.of()),
            Pace.AUTO,
            Pace.Method.KEYSET,
            "",
            total,
            Span.NONE);
    return new Movement(
        3, walk, keys, keys, total, 60_000, Duration.ofSeconds(3), 4_000, Duration.ZERO, holding);
  }

  @Test
  void inAllWidths() {
    Movement half = at(186_000, 300_000, null);
    assertThat(Bar.line(half, 200, true))
        .isEqualTo(
            "  users  ████████████░░░░░░░░  62 %  186 000 of about 300 000 rows · 20 000 rows/s"
                + " · 5 s left · keyset, 4 000 at a time");
    assertThat(Bar.line(half, 80, false))
        .isEqualTo(
            "  users  ####---  62 %  186 000 of about 300 000 rows · 20 000 rows/s · 5 s left");
    assertThat(Bar.line(half, 40, true)).isEqualTo("  users  62 % · 20 000 rows/s · 5 s left");
    assertThat(Bar.line(half, 20, true)).isEqualTo("  62 % · 5 s left");
  }

  @Test
  void noWidthIsExceeded() {
    for (Movement each :
        List.of(
            at(186_000, 300_000, null),
            at(186_000, -1, null),
            at(0, 300_000, "waiting for others: somebody else holds a lock that is needed"))) {
      for (int columns = 8; columns < 160; columns++) {
        assertThat(Bar.line(each, columns, true).length()).isLessThanOrEqualTo(columns);
      }
    }
  }

  @Test
  void whyNothingMovesIsSaidInTheNarrowestRoom() {
    Movement held = at(186_000, 300_000, "paused; mig jobs resume 3 lets it go on");
    assertThat(Bar.line(held, 30, true)).isEqualTo("  62 % · paused; mig jobs res…");
  }

  @Test
  void asAnEvent() {
    assertThat(Bar.json(at(186_000, 300_000, null)).toString())
        .isEqualTo(
            "{\"event\":\"moved\",\"job\":3,\"table\":\"users\",\"looked\":186000,\"rows\":186000,"
                + "\"estimate\":300000,\"rate\":20000,\"secondsLeft\":5,\"method\":\"keyset\","
                + "\"batch\":4000,\"holding\":null}");
  }
}
