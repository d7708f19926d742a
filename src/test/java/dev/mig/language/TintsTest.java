package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TintsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "drop table users         | STATEMENT:drop KEYWORD:table NAME:users",
        "SET x                    | KEYWORD:SET NAME:x",
        "{ date date              | NAME:date TYPE:date",
        "{ text text, count int   | NAME:text TYPE:text KEYWORD:count NAME:int",
        "add column t.key integer | STATEMENT:add KEYWORD:column NAME:t NAME:key TYPE:integer",
        "type text using a        | KEYWORD:type TYPE:text KEYWORD:using NAME:a",
        "t.a double precision not null | NAME:t NAME:a TYPE:double TYPE:precision KEYWORD:not"
            + " KEYWORD:null",
        "a timestamp (3) with time zone | NAME:a TYPE:timestamp NUMBER:3 TYPE:with TYPE:time"
            + " TYPE:zone",
        "filled with time         | KEYWORD:filled KEYWORD:with KEYWORD:time",
        "add column t.a varchar(9)| STATEMENT:add KEYWORD:column NAME:t NAME:a TYPE:varchar"
            + " NUMBER:9",
        "update t set text = lower(text) | STATEMENT:update NAME:t KEYWORD:set NAME:text OPERATOR:="
            + " FUNCTION:lower NAME:text",
        "left(a, 1) + replace (b)  | FUNCTION:left NAME:a NUMBER:1 OPERATOR:+ FUNCTION:replace"
            + " NAME:b",
        "a::integer <= 1.5        | NAME:a OPERATOR::: TYPE:integer OPERATOR:<= NUMBER:1.5",
        "date '2025-01-01'        | TYPE:date TEXT:'2025-01-01'",
        "order.update             | NAME:order NAME:update",
        "{ delete = 1             | NAME:delete OPERATOR:= NUMBER:1",
        "\"Mixed\" orders_{r}     | NAME:\"Mixed\" NAME:orders_{r}",
        "audited(t)               | FUNCTION:audited NAME:t",
        "'it''s' -- why           | TEXT:'it''s' COMMENT:-- why",
        "sql sqlite $$ select $$  | STATEMENT:sql KEYWORD:sqlite SQL:$$ select $$",
        "drop ? 'open             | STATEMENT:drop WRONG:? WRONG:'open",
        "größe = 'ä😀' and b      | NAME:größe OPERATOR:= TEXT:'ä😀' KEYWORD:and NAME:b",
        "on t { drop column c } drop table u | STATEMENT:on NAME:t STATEMENT:drop KEYWORD:column"
            + " NAME:c STATEMENT:drop KEYWORD:table NAME:u",
      })
  void tokensHaveTheirMeaning(String text, String expected) {
    assertThat(shown(text)).isEqualTo(expected);
  }

  @Test
  void aVerbOpensAStatementAtTheStartOfALine() {
    assertThat(shown("add column c text\n  drop column d"))
        .isEqualTo(
            "STATEMENT:add KEYWORD:column NAME:c TYPE:text"
                + " STATEMENT:drop KEYWORD:column NAME:d");
  }

  @Test
  void aTypeStandsOnTheLineOfItsColumn() {
    assertThat(shown("{ a text\n date date\n text\n note }"))
        .isEqualTo("NAME:a TYPE:text NAME:date TYPE:date NAME:text NAME:note");
  }

  @Test
  void tintsAreInOrderAndInsideTheText() {
    String text = "on t { /* a */ update t set a = 'b' || 😀 where \"";
    int end = 0;
    for (Tint tint : Tints.of(text)) {
      assertThat(tint.from()).isGreaterThanOrEqualTo(end);
      assertThat(tint.to()).isGreaterThan(tint.from()).isLessThanOrEqualTo(text.length());
      end = tint.to();
    }
  }

  private static String shown(String text) {
    return Tints.of(text).stream()
        .map(t -> t.kind() + ":" + text.substring(t.from(), t.to()))
        .collect(Collectors.joining(" "));
  }
}
