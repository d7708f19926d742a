package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "-- a remark",
        "/* one */",
        "drop table users",
        "drop table users;",
        "update users set a = 1",
        "update users set a = 1 where b = 2 saving",
        "on users {\n  add column a text\n}",
        "drop table a\ndrop table b",
        "migration m 'Title' after other",
        "audited(users)",
        "sql sqlite $$ select 1 $$",
        "drop table \"größer als\"",
      })
  void theseCanBeRun(String text) {
    assertThat(Reading.of(text)).isEqualTo(new Reading.Complete());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "on users {                                    | {",
        "on users { add column a text                  | {",
        "on users { add check c (a                     | (",
        "add check c on users (a > (1 + 2)             | (",
        "delete users where name = 'a                  | '",
        "delete users where name = 'it''s              | '",
        "drop table users /* why                       | /*",
        "sql postgres $$ select                        | $$",
        "sql postgres $body$ select $$ 1               | $body$",
        "split                                         | split",
        "SPLIT users.name at first ' '                 | split",
        "update users set                              | update",
        "delete users where                            | delete",
        "delete users where a in                       | delete",
        "drop table a; rename table b                  | rename",
        "add column users.a                            | add",
        "on users                                      | on",
        "audited(users                                 | (",
        "migration                                     | migration",
        "map values users.status                       | map",
        "alter column users.tags type text[            | [",
      })
  void theseWaitForMore(String text, String what) {
    assertThat(Reading.of(text)).isEqualTo(new Reading.Open(what));
  }

  @Test
  void theVerbIsThatOfTheLastStatement() {
    assertThat(Reading.of("drop table a\nrename table b\n  to"))
        .isEqualTo(new Reading.Open("rename"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fil users",
        "drop tabel users",
        "update users set a = = 1",
        "on users { add kolumn a text",
        "drop table users }",
        "add column users.a\nadd column users.b text",
        "fil",
        "drop table a\nmisspelt",
        "drop table \"users",
        "drop table a ?",
        "\\d",
      })
  void theseAreWrongWhateverFollows(String text) {
    assertThat(Reading.of(text)).isEqualTo(new Reading.Wrong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "a + b * (",
        "case when ",
        "on t { ",
        "f(",
        "insert t (a) values (1)\n"
      })
  void hugeTextsAreReadInOnePass(String part) {
    String text = "assert no t where " + part.repeat(1_000_000 / part.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Reading.of(text));
  }
}
