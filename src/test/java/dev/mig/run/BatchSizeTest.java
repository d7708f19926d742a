package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.operation.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private static Duration ms(int millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void itDoublesAtFirstAndGrowsSlowlyThen() {
    BatchSize size = new BatchSize(Pace.AUTO, 0);
    for (int i = 0; i < 6; i++) {
      size.took(size.rows(), ms(1));
    }
    assertThat(size.rows()).isEqualTo(64_000);
    size.took(size.rows(), ms(25));
    assertThat(size.rows()).isEqualTo(76_800);
  }

  @Test
  void itShrinksAtOnceAndNotBelowOne() {
    BatchSize size = new BatchSize(Pace.AUTO, 1_000);
    size.took(1_000, ms(400));
    assertThat(size.rows()).isEqualTo(500);
    for (int i = 0; i < 20; i++) {
      size.gaveWay();
    }
    assertThat(size.rows()).isEqualTo(1);
  }

  @Test
  void aShorterTurnIsTakenAtOnceAndALongerOneGrownInto() {
    BatchSize size = new BatchSize(Pace.AUTO, 10_000);
    size.aim(ms(5));
    assertThat(size.rows()).isEqualTo(1_000);
    size.took(1_000, ms(5));
    assertThat(size.rows()).isEqualTo(1_000);
    size.aim(ms(50));
    assertThat(size.rows()).isEqualTo(1_000);
    size.took(1_000, ms(5));
    assertThat(size.rows()).isEqualTo(2_000);
  }

  @Test
  void whatTheScriptSaysIsNotExceeded() {
    Pace pace = new Pace(300, Pace.TIME, Duration.ZERO, 1, null, false, false);
    BatchSize size = new BatchSize(pace, 0);
    size.gaveWay();
    assertThat(size.rows()).isEqualTo(150);
    size.aim(ms(5));
    size.took(150, ms(1));
    size.took(300, ms(1));
    assertThat(size.rows()).isEqualTo(300);
  }

  @Test
  void aRefusedRowIsLookedForByHalves() {
    BatchSize size = new BatchSize(Pace.AUTO, 1_000);
    assertThat(size.refused(1_000)).isTrue();
    assertThat(size.searching()).isTrue();
    assertThat(size.rows()).isEqualTo(500);
    size.took(500, ms(1));
    assertThat(size.rows()).isEqualTo(250);
    assertThat(size.usual()).isEqualTo(1_000);
    assertThat(size.refused(1)).isFalse();
  }
}
