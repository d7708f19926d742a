package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "350, 350 ms",
    "5000, 5 s",
    "7249, 7.2 s",
    "59999, 60.0 s",
    "60000, 1 min",
    "725000, 12 min 5 s",
    "12000000, 3 h 20 min",
    "3600000, 1 h",
    "187200000, 2 d 4 h",
  })
  void time(long millis, String shown) {
    assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "800, 800 B",
    "1536, 1.5 kB",
    "67108864, 64 MB",
    "1288490188, 1.2 GB",
    "5497558138880, 5 TB",
  })
  void space(long bytes, String shown) {
    assertThat(Amounts.space(bytes)).isEqualTo(shown);
  }
}
