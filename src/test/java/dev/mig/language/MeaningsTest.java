package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names with their meanings; a plus for those that get it there. */
class MeaningsTest {
  /** What needs no parse tree is tested with the tints. */
  private static final Set<Meaning.Kind> PLAIN =
      Set.of(
          Meaning.Kind.KEYWORD,
          Meaning.Kind.STATEMENT,
          Meaning.Kind.OPERATOR,
          Meaning.Kind.TEXT,
          Meaning.Kind.NUMBER);

  private static List<Meaning> of(String text) {
    return Meanings.of(Syntax.draft(new Source("x.mig", text)));
  }

  private static String shown(String text) {
    return of(text).stream()
        .filter(m -> !PLAIN.contains(m.kind()))
        .map(m -> (m.made() ? "+" : "") + m.kind() + ":" + text.substring(m.from(), m.to()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "migration m after base             # +MIGRATION:m MIGRATION:base",
        "drop table app.users               # NAME:app TABLE:users",
        "add column users.note date         # TABLE:users +COLUMN:note TYPE:date",
        "create table t { date timestamp (3) with time zone, unique k (date) }"
            + " # +TABLE:t +COLUMN:date TYPE:timestamp TYPE:with TYPE:time TYPE:zone"
            + " +CONSTRAINT:k COLUMN:date",
        "rename column users.a to b         # TABLE:users COLUMN:a +COLUMN:b",
        "rename table users to people       # TABLE:users +TABLE:people",
        "rename index i to j                # INDEX:i +INDEX:j",
        "add index by_name on users (lower(name)) # +INDEX:by_name TABLE:users FUNCTION:lower"
            + " COLUMN:name",
        "drop check users.known             # TABLE:users CONSTRAINT:known",
        "add foreign key orders.user_id -> users # TABLE:orders COLUMN:user_id TABLE:users",
        "split users.name at first ' ' into (a text, b text) # TABLE:users COLUMN:name"
            + " +COLUMN:a TYPE:text +COLUMN:b TYPE:text",
        "fill a.x = u.y from users as u matching u.id = a.id # TABLE:a COLUMN:x ALIAS:u COLUMN:y"
            + " TABLE:users +ALIAS:u ALIAS:u COLUMN:id TABLE:a COLUMN:id",
        "update users set order = left(name, 1)::text # TABLE:users COLUMN:order FUNCTION:left"
            + " COLUMN:name TYPE:text",
        "define audited(table t) { add column t.by text } audited(users)"
            + " # +MACRO:audited +PARAMETER:t PARAMETER:t +COLUMN:by TYPE:text"
            + " MACRO:audited TABLE:users",
        "let n = 3 param p text fill a.b = n || p || tidied(c) # +VARIABLE:n +PARAMETER:p TYPE:text"
            + " TABLE:a COLUMN:b VARIABLE:n PARAMETER:p MACRO:tidied COLUMN:c",
        "for each table t like 'e%' { drop column t.x } drop table t"
            + " # +VARIABLE:t VARIABLE:t COLUMN:x TABLE:t",
        "assert count unchanged             # ``",
        "on users { delete rows }           # TABLE:users",
        "if dialect is postgres { drop table a } # TABLE:a",
        "fill a.b = date '2025-01-01'       # TABLE:a COLUMN:b TYPE:date",
      })
  void namesHaveTheMeaningThatTheTextTells(String text, String expected) {
    assertThat(shown(text)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aBrokenStretchIsTintedAndTheRestKeepsItsMeaning() {
    assertThat(shown("drop table a\nadd kolumn b.c text\nadd column b.c text"))
        .isEqualTo("TABLE:a NAME:kolumn NAME:b NAME:c TYPE:text TABLE:b +COLUMN:c TYPE:text");
    assertThat(shown("drop column a.b\nadd column users.\nadd column b.c text"))
        .endsWith("TABLE:b +COLUMN:c TYPE:text");
    assertThat(shown("on users {\n  add column c text\n  drop"))
        .isEqualTo("TABLE:users +COLUMN:c TYPE:text");
    assertThat(shown("drop table a\nadd column b.c 'x"))
        .startsWith("TABLE:a ")
        .endsWith("WRONG:'x");
  }

  @Test
  void verbsAreThoseThatOpenAStatement() {
    List<Meaning> all = of("on a { update set update = 1 }");
    assertThat(all)
        .extracting(Meaning::kind)
        .containsExactly(
            Meaning.Kind.STATEMENT,
            Meaning.Kind.TABLE,
            Meaning.Kind.STATEMENT,
            Meaning.Kind.KEYWORD,
            Meaning.Kind.COLUMN,
            Meaning.Kind.OPERATOR,
            Meaning.Kind.NUMBER);
  }

  @Test
  void everyNameOfTheExamplesHasAMeaning() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mig")).toList()) {
        String text = Files.readString(file);
        assertThat(of(text))
            .as(file.toString())
            .extracting(Meaning::kind)
            .doesNotContain(Meaning.Kind.NAME, Meaning.Kind.WRONG);
        assertThat(of(text))
            .extracting(m -> text.substring(m.from(), m.to()))
            .containsExactlyElementsOf(
                Tints.of(text).stream().map(t -> text.substring(t.from(), t.to())).toList());
      }
    }
  }
}
