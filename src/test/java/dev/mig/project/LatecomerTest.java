package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatecomerTest {
  private static final List<String> ORDER = List.of("a", "b", "c", "d", "e");

  @Test
  void pendingOnesBeforeAppliedOnesAreLate() {
    assertThat(Latecomer.of(ORDER, Set.of("a", "c", "d"), Set.of("b", "e")))
        .containsExactly(new Latecomer("b", List.of("c", "d")));
  }

  @Test
  void inOrderNobodyIsLate() {
    assertThat(Latecomer.of(ORDER, Set.of("a", "b"), Set.of("c", "d", "e"))).isEmpty();
    assertThat(Latecomer.of(ORDER, Set.of(), Set.copyOf(ORDER))).isEmpty();
    assertThat(Latecomer.of(ORDER, Set.copyOf(ORDER), Set.of())).isEmpty();
  }

  @Test
  void whatIsNeitherAppliedNorPendingIsLeftOut() {
    assertThat(Latecomer.of(ORDER, Set.of("c"), Set.of("b")))
        .extracting(Latecomer::name)
        .containsExactly("b");
  }
}
