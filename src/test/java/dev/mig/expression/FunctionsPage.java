package dev.mig.expression;

import java.util.HashSet;
import java.util.Set;

/** Writes the page of all functions. */
final class FunctionsPage {
  private static final String HEAD =
      """
      # Functions

      Every function means the same on PostgreSQL and SQLite; tests ask both databases for the same values and compare. This page is
      written from the table in the code. **In a SQLite schema** says whether it may stand in a default, a check, an index or a
      generated column of SQLite, where every application's own connection must understand it: elsewhere mig brings what SQLite lacks.

      """;
  private static final String TAIL =
      """
      ## Aggregates

      %s
      ## Conventions

      * **Text** is compared and sorted in binary order (code points), case counts, also in `like`; `\\` escapes in `like`.
      * **Moments** on SQLite are texts: `2024-02-29`, `12:30:00.5`, `2024-02-29 12:30:00.5`, with a zone `2024-02-29 12:30:00.5+00:00`,
        always in UTC. Other ISO spellings (`T`, `Z`, offsets, no seconds) are understood wherever moments are compared, sorted or
        computed with; without an offset a timestamptz is in UTC. Years go from 1 to 9999.
      * **Numbers**: halves round away from zero; whole numbers divide to whole numbers, towards zero; the remainder has the sign of
        the dividend; division by zero is an error. On SQLite numeric is computed exactly and kept as the nearest double: 15 digits.
      * **Casts** fail on what they cannot convert, on both. A cast of text to `varchar(n)` cuts.
      * **JSON** results are written as PostgreSQL writes jsonb.
      * **Patterns** are literals: characters, `.`, `[a-z]`, `[^…]`, `\\d \\w \\s \\D \\W \\S` (ASCII), `\\t \\n \\r \\f`, `^` and `$` (start and end of
        the whole text), `( )`, `(?: )`, `|`, greedy `* + ? {m,n}`. `.` matches line ends too. Of the leftmost matches the longest counts.

      ## What differs

      * `lower`, `upper` and `initcap` go character by character. A PostgreSQL database whose locale is C knows the letters A to Z only, one
        with an ICU locale makes SS of ß.
      * In a SQLite schema (not in queries) `lower` and `upper` know A to Z only, `now()` has whole seconds, numeric is computed as
        double, and JSON access is SQLite's own.
      * SQLite keeps numeric values as integers of 64 bits or as doubles, so digits after the fifteenth are lost in it.
      * Moments go from the year 1 to 9999 on SQLite, where others are refused.
      * SQLite gives up on a regular expression after twenty million steps on one text (R708); PostgreSQL, which matches otherwise, does not need to.
      * Texts on PostgreSQL, and JSON on both, hold no character 0. Where a text on SQLite does, `length`, `substr`, `left`, `right` and `like` see
        it up to there only; a `split` that would cut such a text is refused.
      * Whole numbers beyond their type are refused by PostgreSQL; on SQLite sums of integers reach to 64 bits and become doubles beyond.
      * PostgreSQL casts read more spellings of texts than mig does on SQLite, such as `0x1F`, `NaN`, `infinity`, `24:00`,
        `Jan 5 2024`, or an interval `100`; checks before a conversion refuse them on both.
      * `is_json` on PostgreSQL before 16 looks at the first and last character of objects and arrays only.
      * Alternatives in a group that overlap, such as `(a|ab)(c|bc)`, may share a match differently between the groups.
      * A column with a collation of its own compares by it for equality.
      """;

  private FunctionsPage() {}

  static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (Functions.Family family : Functions.families()) {
      out.append("## ")
          .append(family.title())
          .append("\n\n| function | result | meaning | in a SQLite schema |\n|---|---|---|---|\n");
      Set<String> seen = new HashSet<>();
      for (Function f : family.functions()) {
        boolean again = f.name().equals("json_object") && f.parameters().size() > 2;
        if (!again && seen.add(f.signature())) {
          out.append("| `")
              .append(f.signature().replace("|", "\\|"))
              .append("` | ")
              .append(f.result())
              .append(" | ")
              .append(f.summary().replace("|", "\\|"))
              .append(" | ")
              .append(f.inSchema() ? "yes" : "no")
              .append(" |\n");
        }
      }
      out.append('\n');
    }
    StringBuilder aggregates = new StringBuilder();
    Aggregates.names()
        .forEach(n -> aggregates.append("* ").append(Aggregates.usage(n)).append('\n'));
    return out.append(TAIL.replace("%s", aggregates)).toString();
  }
}
