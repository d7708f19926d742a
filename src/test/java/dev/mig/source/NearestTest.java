package dev.mig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void distanceCountsASwapOnce() {
    assertThat(Nearest.distance("form", "from")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("ca", "abc")).isEqualTo(3);
  }

  @Test
  void theNearestFirstWithoutRegardToCase() {
    assertThat(Nearest.to("EMIAL", List.of("name", "email", "e_mail", "mail")))
        .startsWith("email")
        .doesNotContain("name");
    assertThat(Nearest.to("mno35pqr678", List.of("abc123", "mno345pqr678")))
        .containsExactly("mno345pqr678");
    assertThat(Nearest.to("x", List.of("address", "city"))).isEmpty();
  }

  @Test
  void atMostFour() {
    assertThat(Nearest.to("aaaa", List.of("aaab", "aaac", "aaad", "aaae", "aaaf"))).hasSize(4);
  }
}
