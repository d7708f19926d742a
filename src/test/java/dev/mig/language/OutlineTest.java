package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Outline.Symbol;
import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries; those within another stand in parentheses behind it. */
class OutlineTest {
  private static String shown(String text) {
    return shown(Outline.of(Syntax.draft(new Source("x.mig", text))));
  }

  private static String shown(List<Symbol> symbols) {
    return symbols.stream()
        .map(s -> s.name() + (s.children().isEmpty() ? "" : " (" + shown(s.children()) + ")"))
        .collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "split users.full_name at first ' ' into (a text, b text)     # split users.full_name",
        "add column users.note text                                    # add column users.note",
        "add unique index on users (lower(email))                      # add unique index on users",
        "add foreign key orders.user_id -> users # add foreign key orders.user_id",
        "drop column users.a, users.b losing                           # drop column users.a,"
            + " users.b",
        "fill users.a = 1, users.b = 2                                 # fill users.a",
        "update users set a = 1                                        # update users",
        "copy users as u where u.a > 1 into people { a = u.a }         # copy users as u into"
            + " people",
        "map values users.status { 'N' -> 'new' }                      # map values users.status",
        "replace primary key on users with (number) repoint all        # replace primary key on"
            + " users",
        "assert no users where a is null                               # assert no users where a is"
            + " null",
        "sql sqlite $$ select 1 $$                                     # sql sqlite",
        "include 'lib/audit.mig'                                       # include 'lib/audit.mig'",
        "let n = 3                                                     # let n",
        "audited(users)                                                # audited",
        "in batches of 5000 { update users set a = 1 }                 # in batches of 5000 (update"
            + " users)",
        "for each table t like 'e%' { drop table t }                   # for each table t (drop"
            + " table t)",
        "if exists table a { drop table a } else { drop table b }      # if exists table a (drop"
            + " table a | drop table b)",
        "on a, b { delete where c = 1 }                                # on a, b (delete)",
        "define slug(text x, table t) = lower(x)                       # define slug (x | t)",
        "create table t { id integer primary key, primary key (id) }   # create table t (id)",
        "migration m 'Title' after o drop table a                      # migration m | drop table"
            + " a",
      })
  void aStatementIsCalledByItsVerbAndWhatItIsAbout(String text, String expected) {
    assertThat(shown(text)).isEqualTo(expected);
  }

  @Test
  void aBrokenStatementLeavesTheOthersAndKeepsItsPlace() {
    String whole = "drop table a\nadd column users.note text\non b {\n  drop column c\n}\n";
    String expected = "drop table a | add column users.note | on b (drop column c)";
    assertThat(shown(whole)).isEqualTo(expected);
    assertThat(shown(whole.replace("note text", "note"))).isEqualTo(expected);
    assertThat(shown(whole.replace("note text", "")))
        .isEqualTo(expected.replace("add column users.note", "add column users."));
    assertThat(shown(whole.replace("column users.note text", "kolumn x")))
        .isEqualTo(expected.replace("add column users.note", "add kolumn x"));
    assertThat(shown(whole.replace("column c", "column")))
        .isEqualTo(expected.replace("drop column c", "drop column"));
    assertThat(shown(whole.replace("}", ""))).isEqualTo(expected);
    assertThat(shown(whole.replace("text", "'text")))
        .isEqualTo("drop table a | add column users.note");
  }

  @Test
  void aCharacterThatNoScriptMayHoldHidesNothing() {
    assertThat(shown("drop table a\n\0drop table b\n")).isEqualTo("drop table a | drop table b");
  }

  @Test
  void placesAreThoseOfTheStatementAndOfItsSubject() {
    String text = "-- why\nadd column users.größe😀 text -- so\nadd column users.\"😀\" text";
    Symbol last = Outline.of(Syntax.draft(new Source("x.mig", text))).getLast();
    assertThat(text.substring(last.whole().start(), last.whole().end()))
        .isEqualTo("add column users.\"😀\" text");
    assertThat(text.substring(last.named().start(), last.named().end())).isEqualTo("users.\"😀\"");
    assertThat(last.kind()).isEqualTo(Outline.Kind.SCHEMA);
  }
}
