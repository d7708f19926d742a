package dev.mig.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.schema.Constraint.Check;
import dev.mig.schema.SchemaDiff.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
  private static final Formula TEXT = new SqlText("a > 1", Set.of("a"));

  private static final Formula OTHER =
      new Formula() {
        @Override
        public Set<String> columns() {
          return Set.of("a");
        }

        @Override
        public Formula renamed(String from, String to) {
          return this;
        }
      };

  private static Column column(String name) {
    return Column.of(name, SqlType.TEXT, true);
  }

  private static Schema schema(List<Column> columns, Constraint... constraints) {
    Table table = Table.of(QName.of("t"), columns, List.of(constraints));
    return Schema.of(List.of(table), List.of(), Map.of());
  }

  @Test
  void equalSchemasDoNotDiffer() {
    Schema schema = schema(List.of(column("a")), new Check("c", TEXT, true));
    assertThat(SchemaDiff.between(schema, schema, Rules.EXACT)).isEmpty();
    assertThat(SchemaFingerprint.of(schema)).hasSize(64).isEqualTo(SchemaFingerprint.of(schema));
  }

  @Test
  void differencesAreSaidInWords() {
    Schema expected = schema(List.of(column("a"), column("b")), new Check("c", TEXT, true));
    Schema actual =
        schema(
            List.of(
                column("a").withNullable(false).withDefault(new SqlText("'x'", Set.of())),
                column("d").withType(SqlType.INTEGER)),
            new Check("c", new SqlText("a > 2", Set.of("a")), false));
    assertThat(SchemaDiff.between(expected, actual))
        .containsExactly(
            "table t: column a has nullability not null, expected null",
            "table t: column a has default 'x', expected none",
            "table t: column b is missing",
            "table t: column d was not expected",
            "table t: constraint c has condition a > 2, expected a > 1",
            "table t: constraint c has state not validated, expected validated");
    assertThat(SchemaFingerprint.of(expected)).isNotEqualTo(SchemaFingerprint.of(actual));
  }

  @Test
  void theOrderOfColumnsCountsUnlessItIsSaidNotTo() {
    Schema expected = schema(List.of(column("a"), column("b")));
    Schema actual = schema(List.of(column("b"), column("a")));
    assertThat(SchemaDiff.between(expected, actual))
        .containsExactly("table t: columns has order [b, a], expected [a, b]");
    assertThat(SchemaDiff.between(expected, actual, Rules.EXACT.anyColumnOrder())).isEmpty();
  }

  @Test
  void aFormulaIsComparedByTextOnlyWhereBothAreTheCatalogs() {
    Schema text = schema(List.of(column("a")), new Check("c", TEXT, true));
    Schema expression = schema(List.of(column("a")), new Check("c", OTHER, true));
    Schema guess = schema(List.of(column("a")), new Check("c", ((SqlText) TEXT).asGuess(), true));
    Schema other =
        schema(List.of(column("a")), new Check("c", new SqlText("a > 9", Set.of("a")), true));
    assertThat(SchemaDiff.between(expression, text)).isEmpty();
    assertThat(SchemaDiff.between(guess, other)).isEmpty();
    assertThat(SchemaDiff.between(text, other)).hasSize(1);
  }

  @Test
  void aConstraintWithoutANameIsKnownByWhatItSays() {
    Schema named = schema(List.of(column("a")), new Constraint.Unique(null, List.of("a")));
    Schema other = schema(List.of(column("a")), new Constraint.PrimaryKey(null, List.of("a")));
    assertThat(SchemaDiff.between(named, named)).isEmpty();
    assertThat(SchemaDiff.between(named, other)).hasSize(2);
  }

  @Test
  void theTextOfTriggersAndViewsCountsBetweenSchemasThatWereRead() {
    View view = new View(QName.of("v"), "select 1", false, List.of("x"), Set.of());
    View changed = new View(QName.of("v"), "select 2", false, List.of("x"), Set.of());
    Schema one = Schema.of(List.of(), List.of(view), Map.of());
    Schema two = Schema.of(List.of(), List.of(changed), Map.of());
    assertThat(SchemaDiff.between(one, two)).isEmpty();
    assertThat(SchemaDiff.between(one, two, Rules.EXACT))
        .containsExactly("view v has definition select 2, expected select 1");
  }

  @Test
  void numericWithoutAScaleIsNumericOfScaleNought() {
    Column written = Column.of("n", new SqlType(SqlType.Kind.NUMERIC, 10, -1, ""), true);
    Column read = Column.of("n", SqlType.numeric(10, 0), true);
    assertThat(SchemaDiff.between(schema(List.of(written)), schema(List.of(read)))).isEmpty();
  }
}
