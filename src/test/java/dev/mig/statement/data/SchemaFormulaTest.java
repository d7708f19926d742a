package dev.mig.statement.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.sqlite.SqliteSql;
import dev.mig.expression.Exprs;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in the places of columns in a catalog's own text. */
class SchemaFormulaTest {
  private static final Table TABLE =
      Table.of(
          QName.of("t"),
          List.of(
              Column.of("a", SqlType.INTEGER, true),
              Column.of("name", SqlType.TEXT, true),
              Column.of("text", SqlType.TEXT, true),
              Column.of("end", SqlType.INTEGER, true)),
          List.of());

  private static Optional<String> over(String text, boolean sqlite) {
    SqlText formula =
        new SqlText(
            text, SqlWords.mentioned(text, TABLE.columns().stream().map(Column::name).toList()));
    return SchemaFormula.of(
            formula,
            TABLE,
            SqlType.BOOLEAN,
            c -> Optional.of(Exprs.column("v", TABLE.column(c).orElseThrow())),
            sqlite)
        .map(e -> new SqliteSql().expr(e));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a > 1 and a < 9 | (\"v\".\"a\" > 1 and \"v\".\"a\" < 9)",
        "((name)::text = 'a'::text) | (((\"v\".\"name\")::text = 'a'::text))",
        "length(text) > 2 or \"end\" is null | (length(\"v\".\"text\") > 2 or \"v\".\"end\" is"
            + " null)",
        "case when a = 1 then true end | (case when \"v\".\"a\" = 1 then true end)",
        "A <> 'a' | (\"v\".\"a\" <> 'a')"
      })
  void valuesStandInThePlacesOfColumns(String text, String expected) {
    assertThat(over(text, false)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cast(a as text) = '1'", "t.a > 1", "name <> '$1'", "a date text"})
  void whatCannotBeToldIsLeftToTheRun(String text) {
    assertThat(over(text, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name > 5", "a = '5'", "text in (1, 2)"})
  void whatSqliteConvertsByTheTypeOfTheColumnIsLeftToTheRun(String text) {
    assertThat(over(text, true)).isEmpty();
    assertThat(over(text, false)).isPresent();
  }

  @Test
  void aValueThatNobodyKnowsLeavesItToTheRun() {
    SqlText formula = new SqlText("a > 1", java.util.Set.of("a"));
    assertThat(SchemaFormula.of(formula, TABLE, SqlType.BOOLEAN, c -> Optional.empty(), false))
        .isEmpty();
  }
}
