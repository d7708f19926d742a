package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Edit;
import dev.mig.source.Edited;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutEditsTest {
  private static Parsed parse(String text) {
    return Syntax.parse(new Source("x.mig", text));
  }

  private static String applied(String text, int first, int last) {
    Parsed parsed = parse(text);
    List<Edit> edits = LayoutEdits.of(parsed, first, last).orElseThrow();
    return Edited.of(parsed.source(), edits).source().text();
  }

  @Test
  void onlyTheBlanksAndTheSpellingOfKeywordsAreEdited() {
    assertThat(LayoutEdits.of(parse("FILL users.a  =1\n")).orElseThrow())
        .containsExactly(
            new Edit(new Span(0, 4), "fill"),
            new Edit(new Span(12, 14), " "),
            new Edit(new Span(15, 15), " "));
    assertThat(LayoutEdits.of(parse("fill users.a = 1\n")).orElseThrow()).isEmpty();
    assertThat(LayoutEdits.of(parse("")).orElseThrow()).isEmpty();
    assertThat(LayoutEdits.of(parse(" ")).orElseThrow())
        .containsExactly(new Edit(new Span(0, 1), ""));
  }

  @Test
  void otherLinesStayAsTheyAre() {
    String text =
        """
        on users {
            fill a=1
          fill b=2
              fill c=3
        }
        """;
    assertThat(applied(text, 3, 3)).isEqualTo(text.replace("b=2", "b = 2"));
    assertThat(applied(text, 4, 4)).isEqualTo(text.replace("      fill c=3", "  fill c = 3"));
    assertThat(applied(text, 1, 1)).isEqualTo(text);
  }

  @Test
  void whatCannotBeLaidOutApartComesAlong() {
    String text =
        """
        fill users.a =
          1
        fill users.b=2 fill users.c=3
        fill users.d=4
        """;
    assertThat(applied(text, 2, 2)).startsWith("fill users.a = 1\nfill users.b=2 fill");
    assertThat(applied(text, 3, 3))
        .isEqualTo(
            """
            fill users.a =
              1
            fill users.b = 2
            fill users.c = 3
            fill users.d=4
            """);
  }

  @Test
  void whatDoesNotParseIsNotEdited() {
    assertThat(LayoutEdits.of(parse("fil users.a = 1"))).isEmpty();
  }
}
