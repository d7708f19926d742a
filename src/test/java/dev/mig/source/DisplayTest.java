package dev.mig.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns that texts take, and nothing in them that steers a terminal. */
class DisplayTest {
  @ParameterizedTest
  @CsvSource({
    "abc,        3",
    "e\u0301,    1",
    "Ä,          1",
    "→…,         2",
    "日本,       4",
    "한국,       4",
    "ｆｕｌｌ,   8",
    "😀✅⚡,     6",
    "🥨🪵,       4",
    "❤,          1",
    "a\u200Db,   2",
    "𠀀,         2",
  })
  void width(String text, int columns) {
    assertThat(Display.width(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "a\u001B[0mb,     a␛[0mb",
    "a\u0085b,        a?b",
    "a\u2028b\u2029c, a b c",
    "a\u202Eb,        a\ufffdb",
  })
  void safe(String text, String shown) {
    assertThat(new Display(true).safe(text)).isEqualTo(shown);
  }
}
