package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;

class PositionsTest {
  /** A house is two units long. */
  private static final String TEXT = "a\t'🏠' b\r\nsecond\rthird\n";

  private final Positions positions = new Positions(TEXT);

  @Test
  void unitsOfUtf16AreCounted() {
    int behindHouse = TEXT.indexOf('b');
    assertThat(positions.position(behindHouse)).isEqualTo(new Position(0, 7));
    assertThat(positions.offset(new Position(0, 7))).isEqualTo(behindHouse);
    assertThat(positions.range(new Span(2, 6))).isEqualTo(new Range(at(0, 2), at(0, 6)));
  }

  @Test
  void aTabIsOneUnit() {
    assertThat(positions.offset(at(0, 2))).isEqualTo(TEXT.indexOf('\''));
  }

  @Test
  void noPlaceIsInsideOfACharacter() {
    assertThat(positions.offset(at(0, 4))).isEqualTo(TEXT.indexOf("🏠"));
  }

  @Test
  void everyKindOfLineEndEndsALine() {
    assertThat(positions.position(TEXT.indexOf("second"))).isEqualTo(at(1, 0));
    assertThat(positions.position(TEXT.indexOf("third"))).isEqualTo(at(2, 0));
    assertThat(positions.position(TEXT.length())).isEqualTo(at(3, 0));
  }

  @Test
  void behindTheEndOfALineIsItsEnd() {
    assertThat(positions.offset(at(0, 99))).isEqualTo(TEXT.indexOf('\r'));
    assertThat(positions.offset(at(1, 99))).isEqualTo(TEXT.indexOf("\rthird"));
    assertThat(positions.offset(at(99, 0))).isEqualTo(TEXT.length());
    assertThat(positions.offset(at(0, -1))).isZero();
  }

  @Test
  void everyOffsetComesBack() {
    for (int offset = 0; offset <= TEXT.length(); offset++) {
      boolean inside = offset > 0 && Character.isLowSurrogate((TEXT + " ").charAt(offset));
      boolean atLineEnd = TEXT.startsWith("\n", offset) && TEXT.startsWith("\r", offset - 1);
      if (!inside && !atLineEnd) {
        assertThat(positions.offset(positions.position(offset))).isEqualTo(offset);
      }
    }
  }

  private static Position at(int line, int character) {
    return new Position(line, character);
  }
}
