package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages on a terminal. */
class MarkdownTest {
  private static final String PAGE =
      """
      # split

      ```
      split T.c at first TEXT into (PART, …)
      ```

      One column becomes several, as
      [copy](copy.md) does with `on conflict do nothing` and more words.

      - rows that have `no part`, unless they are covered
      - a second
      """;

  @Test
  void asItWasWrittenWhereNothingIsKnownOfTheTerminal() {
    assertThat(Markdown.show(PAGE, Colour.PLAIN, 0))
        .isEqualTo(PAGE.replace("[copy](copy.md)", "copy"));
  }

  @Test
  void proseIsBrokenWhereTheTerminalEndsAndCodeIsNot() {
    assertThat(Markdown.show(PAGE, Colour.PLAIN, 34))
        .isEqualTo(
            """
            # split

            ```
            split T.c at first TEXT into (PART, …)
            ```

            One column becomes several, as
            copy does with `on conflict do
            nothing` and more words.

            - rows that have `no part`, unless
              they are covered
            - a second
            """);
  }

  @Test
  void aColourGoesOverTheEndOfALine() {
    Colour colour = Colour.decide(Colour.When.ALWAYS, Map.of(), false);
    assertThat(Markdown.show(PAGE, colour, 34))
        .contains(colour.bold("split"))
        .contains(
            "copy does with "
                + colour.cyan("on conflict do")
                + "\n"
                + colour.cyan("nothing")
                + " and")
        .doesNotContain("`");
  }
}
