package dev.mig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Suggestion.Safety;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {
  private static final TextRenderer PLAIN = new TextRenderer(90, true, false);

  private static final Source SPLIT =
      new Source(
          "014_split_full_name.mig",
          """
          migration split_full_name

          on users {
            split full_name at first ' ' into (first_name varchar(50), last_name varchar(50))
            alter column first_name set not null
          }
          """);

  private static Span of(Source source, String part) {
    int start = source.text().indexOf(part);
    return new Span(start, start + part.length());
  }

  private static Diagnostic split() {
    int end = of(SPLIT, "varchar(50))").end();
    return Diagnostic.error(
            Code.SPLIT_DOES_NOT_FIT, "3 of 12 408 rows of users do not fit this split")
        .in(SPLIT)
        .at(of(SPLIT, "first ' '"), "no ' ' in 3 rows: last_name would have no value")
        .also(column(), "")
        .samples(
            new Samples(
                3,
                12408,
                List.of("id", "full_name"),
                List.of(List.of("17", "Cher"), List.of("88", "Plato"), List.of("4012", ""))))
        .suggest(
            "say what a missing part becomes",
            Safety.CHECK,
            new Edit(new Span(end, end), "\n    missing last_name = first_name"))
        .build();
  }

  private static Span column() {
    int start = SPLIT.text().indexOf("full_name at");
    return new Span(start, start + 9);
  }

  @Test
  void theFormOfTheHouse() {
    assertThat(PLAIN.render(split()))
        .isEqualTo(
            """
            error[D204] 3 of 12 408 rows of users do not fit this split
              --> 014_split_full_name.mig:4:22
               |
             4 |   split full_name at first ' ' into (first_name varchar(50), last_name varchar(50))
               |         ~~~~~~~~~    ^^^^^^^^^ no ' ' in 3 rows: last_name would have no value
               |
               = rows  id 17 'Cher' · id 88 'Plato' · id 4012 ''
               = help  say what a missing part becomes:
             5 |     missing last_name = first_name
               |     ++++++++++++++++++++++++++++++
               = more  mig explain D204
            """);
  }

  @Test
  void asciiAlone() {
    String text = new TextRenderer(90, false, false).render(split());
    assertThat(text).contains("id 17 'Cher' | id 88 'Plato' | id 4012 ''");
    assertThat(text.chars()).allMatch(c -> c < 128);
  }

  @Test
  void colourAddsNothingButColour() {
    String coloured = new TextRenderer(90, true, true).render(split());
    assertThat(coloured).contains("\u001b[1;31merror[D204]\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(" +\n", "\n"))
        .isEqualTo(PLAIN.render(split()));
  }

  @Test
  void aNarrowTerminalShowsTheMarkedPart() {
    assertThat(new TextRenderer(60, true, false).render(split()))
        .isEqualTo(
            """
            error[D204] 3 of 12 408 rows of users do not fit this split
              --> 014_split_full_name.mig:4:22
               |
             4 |   split full_name at first ' ' into (first_name varcha…
               |         ~~~~~~~~~    ^^^^^^^^^
               |         no ' ' in 3 rows: last_name would have no value
               |
               = rows  id 17 'Cher' · id 88 'Plato' · id 4012 ''
               = help  say what a missing part becomes:
             5 |     missing last_name = first_name
               |     ++++++++++++++++++++++++++++++
               = more  mig explain D204
            """);
  }

  @Test
  void tabsWideAndCombiningCharactersKeepTheMarksInPlace() {
    Source source = new Source("a.mig", "\tfill 名前 = 'e\u0301' oops");
    Diagnostic fault =
        Diagnostic.error(Code.SYNTAX, "no").in(source).at(of(source, "oops"), "here").build();
    assertThat(PLAIN.render(fault))
        .contains(
            """
             1 |     fill 名前 = 'e\u0301' oops
               |                     ^^^^ here
            """)
        .contains("a.mig:1:17");
  }

  @Test
  void aLongLineIsShownAroundItsMark() {
    Source source = new Source("a.mig", "x".repeat(200) + " oops " + "y".repeat(200));
    Diagnostic fault =
        Diagnostic.error(Code.SYNTAX, "no").in(source).at(of(source, "oops")).build();
    List<String> lines = new TextRenderer(60, true, false).render(fault).lines().toList();
    assertThat(lines).allMatch(line -> Display.width(line) <= 60);
    int at = lines.get(3).indexOf("oops");
    assertThat(lines.get(3)).startsWith(" 1 | …x").endsWith("y…");
    assertThat(lines.get(4)).isEqualTo("   |" + " ".repeat(at - 4) + "^^^^");
  }

  @Test
  void marksEndWithTheirLine() {
    Source source = new Source("a.mig", "one two\r\nthree");
    Diagnostic fault = Diagnostic.warning(Code.SYNTAX, "no").in(source).at(new Span(4, 14)).build();
    assertThat(PLAIN.render(fault)).contains("   |     ^^^\n").startsWith("warning[S101] no\n");
  }

  @Test
  void linesFarApartAndNear() {
    Source source = new Source("a.mig", "a\nb\nc\nd\ne\nf\n");
    Diagnostic fault =
        Diagnostic.error(Code.SYNTAX, "no")
            .in(source)
            .at(new Span(0, 1), "first")
            .also(new Span(4, 5), "third")
            .also(new Span(10, 11), "sixth")
            .build();
    assertThat(PLAIN.render(fault))
        .contains(
            """
             1 | a
               | ^ first
             2 | b
             3 | c
               | ~ third
             ...
             6 | f
               | ~ sixth
            """);
  }

  @Test
  void severalLabelsOnOneLine() {
    Source source = new Source("a.mig", "alpha beta gamma");
    Diagnostic fault =
        Diagnostic.error(Code.SYNTAX, "no")
            .in(source)
            .at(of(source, "alpha"), "one")
            .also(of(source, "beta"), "two")
            .also(of(source, "gamma"), "three")
            .build();
    assertThat(PLAIN.render(fault))
        .contains(
            """
             1 | alpha beta gamma
               | ^^^^^ ~~~~ ~~~~~ three
               |       two
               | one
            """);
  }

  @Test
  void withoutASource() {
    Diagnostic fault =
        Diagnostic.error(Code.CANNOT_CONNECT, "the server does not answer")
            .note("tried for 5 s")
            .build();
    assertThat(PLAIN.render(fault))
        .isEqualTo(
            """
            error[R701] the server does not answer
               = note  tried for 5 s
               = more  mig explain R701
            """);
  }

  @Test
  void nothingSteersTheTerminal() {
    Source source = new Source("a\u001b[31m.mig", "fill a = '\u001b[2J\u202e'");
    Diagnostic fault =
        Diagnostic.error(Code.NOT_TEXT, "bad \u001b")
            .in(source)
            .at(new Span(10, 11))
            .samples(
                new Samples(
                    9,
                    -1,
                    List.of("a"),
                    List.of(Arrays.asList("\u001b"), Arrays.asList((String) null))))
            .build();
    String text = PLAIN.render(fault);
    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(text).contains("a '␛' · a NULL · and 7 more");
  }

  @Test
  void theLastLine() {
    assertThat(TextRenderer.summary(2, 1, "014_split.mig", "nothing was written"))
        .isEqualTo("2 errors, 1 warning in 014_split.mig; nothing was written");
    assertThat(TextRenderer.summary(0, 0, "3 files", "")).isEqualTo("no problems in 3 files");
  }
}
