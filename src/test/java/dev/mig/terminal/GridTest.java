package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mig.source.Display;
import dev.mig.terminal.Colour.When;
import dev.mig.terminal.Grid.Expanded;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as tables and as records, in every width. */
class GridTest {
  private static final List<String> NAMES = List.of("id", "name", "note");
  private static final List<List<@Nullable String>> PEOPLE =
      List.of(
          row("1", "Ada Lovelace", "counts by machine"),
          row("12", "Plato", null),
          row("123", "Cher", "NULL"));
  private static final Colour COLOURS = Colour.decide(When.ALWAYS, Map.of(), false);

  private static List<@Nullable String> row(@Nullable String... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  private static String table(
      List<String> names, List<List<@Nullable String>> rows, int width, Expanded mode) {
    return String.join("\n", Grid.table(names, rows, width, mode, Colour.PLAIN));
  }

  private static String one(String name, @Nullable String... values) {
    List<List<@Nullable String>> rows = Arrays.stream(values).map(v -> row(v)).toList();
    return table(List.of(name), rows, 80, Expanded.OFF);
  }

  @Test
  void noValueAndTheTextNullAreTwoThings() {
    assertThat(table(NAMES, PEOPLE, 80, Expanded.OFF))
        .isEqualTo(
            """
            id   name          note
            ---  ------------  -----------------
              1  Ada Lovelace  counts by machine
             12  Plato         NULL
            123  Cher          'NULL'
            (3 rows)\
            """);
  }

  @Test
  void noValueIsDim() {
    assertThat(Grid.table(List.of("a"), List.of(row((String) null)), 80, Expanded.OFF, COLOURS))
        .containsExactly(
            "\u001B[1ma\u001B[0m", "\u001B[2m----\u001B[0m", "\u001B[2mNULL\u001B[0m", "(1 row)");
    assertThat(Grid.table(List.of("a"), List.of(row((String) null)), 80, Expanded.ON, COLOURS))
        .contains("\u001B[1ma\u001B[0m\u001B[2m | \u001B[0m\u001B[2mNULL\u001B[0m");
  }

  @Test
  void aColumnOfNumbersStandsToTheRightAndNoOther() {
    assertThat(
            table(
                List.of("n", "code"), List.of(row("1", "7"), row("-20.5", "A7")), 80, Expanded.OFF))
        .isEqualTo(
            """
            n      code
            -----  ----
                1  7
            -20.5  A7
            (2 rows)\
            """);
    assertThat(one("amount", null, "1e10", "NaN"))
        .isEqualTo("amount\n------\n  NULL\n  1e10\n   NaN\n(3 rows)");
  }

  @Test
  void wideAndCombiningCharactersAreMeasuredAsTheyAreShown() {
    assertThat(
            table(
                List.of("名前", "x"),
                List.of(row("日本", "1"), row("e\u0301te\u0301", "2"), row("😀", "3")),
                80,
                Expanded.OFF))
        .isEqualTo(
            """
            名前  x
            ----  -
            日本  1
            e\u0301te\u0301   2
            😀    3
            (3 rows)\
            """);
  }

  @Test
  void nothingInAValueSteersTheTerminal() {
    assertThat(one("t", "a\u001B[31mb", "tab\there", "line\r\nbreak", "\u202Eabc", "bell\u0007"))
        .isEqualTo(
            """
            t
            ----------
            a␛[31mb
            tab␉here
            line break
            \ufffdabc
            bell␇
            (5 rows)\
            """);
    assertThat(table(List.of("a\u001B[2Jb"), List.of(row("x")), 80, Expanded.OFF))
        .startsWith("a␛[2Jb");
  }

  @Test
  void whatIsTooLongIsCutWhereATableIsAskedFor() {
    assertThat(table(NAMES, PEOPLE, 30, Expanded.OFF))
        .isEqualTo(
            """
            id   name         note
            ---  -----------  -----------
              1  Ada Lovela…  counts by …
             12  Plato        NULL
            123  Cher         'NULL'
            (3 rows)\
            """);
  }

  @Test
  void twentyColumnsAreEnough() {
    assertThat(table(NAMES, PEOPLE, 20, Expanded.OFF))
        .isEqualTo(
            """
            id   name    note
            ---  ------  ------
              1  Ada L…  count…
             12  Plato   NULL
            123  Cher    'NULL'
            (3 rows)\
            """);
    assertThat(
            table(
                List.of("identifier", "first_name", "last_name", "born"),
                List.of(row("1", "Ada", "Lovelace", "1815-12-10")),
                20,
                Expanded.OFF))
        .isEqualTo(
            """
            identifier  first_n…
            ----------  --------
                     1  Ada
            and 2 columns more
            (1 row)\
            """);
    assertThat(table(NAMES, PEOPLE.subList(0, 2), 20, Expanded.AUTO))
        .isEqualTo(
            """
            -[ 1 ]--------------
            id   | 1
            name | Ada Lovelace
            note | counts by mac
                 | hine
            -[ 2 ]--------------
            id   | 12
            name | Plato
            note | NULL
            (2 rows)\
            """);
  }

  @Test
  void recordsAreShownWhereATableDoesNotFit() {
    assertThat(table(NAMES, PEOPLE, 36, Expanded.AUTO)).startsWith("id   name");
    assertThat(table(NAMES, PEOPLE, 35, Expanded.AUTO)).startsWith("-[ 1 ]-");
    assertThat(table(NAMES, PEOPLE, 80, Expanded.ON)).startsWith("-[ 1 ]-");
  }

  @Test
  void aRecordKeepsTheLinesOfAText() {
    assertThat(
            table(
                List.of("id", "body"), List.of(row("1", "Dear all,\n\tit works")), 60, Expanded.ON))
        .isEqualTo(
            """
            -[ 1 ]----------
            id   | 1
            body | Dear all,
                 | ␉it works
            (1 row)\
            """);
  }

  @Test
  void aWideCharacterIsNotCutInTwo() {
    assertThat(Grid.fitted(List.of("t"), List.of(row("日本語日本語")), 8, Colour.PLAIN))
        .containsExactly("t", "--------", "日本語…");
    assertThat(Fit.pieces("日本語", 3)).containsExactly("日", "本", "語");
    assertThat(Fit.pieces("日本", 1)).containsExactly("日", "本");
    assertThat(Fit.pieces("e\u0301e\u0301e\u0301", 2)).containsExactly("e\u0301e\u0301", "e\u0301");
  }

  @Test
  void noRowsAndNoColumns() {
    assertThat(table(List.of("a", "b"), List.of(), 80, Expanded.AUTO))
        .isEqualTo("a  b\n-  -\n(0 rows)");
    assertThat(table(List.of("a", "b"), List.of(), 80, Expanded.ON)).isEqualTo("(0 rows)");
    assertThat(table(List.of(), List.of(row(), row()), 80, Expanded.AUTO)).isEqualTo("(2 rows)");
    assertThat(one("")).isEqualTo("\n\n(0 rows)");
  }

  @ParameterizedTest
  @EnumSource
  void aThousandColumnsStayWithinTheTerminal(Expanded mode) {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "column_" + i).toList();
    List<@Nullable String> values =
        IntStream.range(0, 1000)
            .<@Nullable String>mapToObj(i -> i % 3 == 0 ? null : "value " + i)
            .toList();
    List<String> lines =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> Grid.table(names, List.of(values, values), 80, mode, Colour.PLAIN));
    assertThat(lines).allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(80));
    assertThat(lines).hasSize(mode == Expanded.OFF ? 6 : 2 * 1001 + 1);
  }

  @Test
  void aHundredThousandRowsTakeNoTime() {
    List<List<@Nullable String>> rows =
        IntStream.range(0, 100_000)
            .<List<@Nullable String>>mapToObj(
                i -> row(String.valueOf(i), "name of " + i, i % 2 == 0 ? null : "naïve 日本 " + i))
            .toList();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(Grid.table(NAMES, rows, 80, Expanded.AUTO, COLOURS)).hasSize(100_003);
          assertThat(Grid.table(NAMES, rows, 20, Expanded.AUTO, COLOURS))
              .hasSizeGreaterThan(400_000);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 7, 20, 21, 22, 40, Integer.MAX_VALUE})
  void noWidthBreaksIt(int width) {
    for (Expanded mode : Expanded.values()) {
      List<String> lines = Grid.table(NAMES, PEOPLE, width, mode, Colour.PLAIN);
      assertThat(lines).last().isEqualTo("(3 rows)");
      if (width >= 20) {
        assertThat(lines).allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(width));
      }
    }
  }

  @Test
  void theShortTableSaysHowMuchItLeavesOut() {
    List<List<@Nullable String>> rows =
        IntStream.range(0, 12).<List<@Nullable String>>mapToObj(i -> row("" + i)).toList();
    assertThat(Grid.lines(List.of("n"), rows, Colour.PLAIN))
        .hasSize(13)
        .startsWith("n", "-", "0")
        .endsWith("9", "and 2 rows more");
    assertThat(Grid.allLines(List.of("t"), List.of(row("x".repeat(50))), Colour.PLAIN))
        .last()
        .isEqualTo("x".repeat(39) + "…");
  }

  @Test
  void textsBreakAtBlanksAndOnlyWhereTheyMustWithinWords() {
    assertThat(Fit.wrapped("check total (total >= 0 and total < 1000)", 20, 4))
        .containsExactly("check total (total", "    >= 0 and total <", "    1000)");
    assertThat(Fit.wrapped("  abcdefghijkl", 8, 4))
        .containsExactly("  abcdef", "    ghij", "    kl");
    assertThat(Fit.wrapped("", 8, 4)).containsExactly("");
    assertThat(Fit.wrapped("12345678   ", 8, 4)).containsExactly("12345678");
  }
}
