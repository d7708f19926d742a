package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks of rows that are about to be written whether the checks of their table let them in. */
record CheckRules(Table table, Candidates candidates) {
  /** Longer conditions are not shown. */
  private static final int LONGEST = 70;

  /**
   * Asks about each check that may be broken.
   *
   * @param touched whether the values of a column are new
   * @param value what a column will hold; empty where that is not known
   * @param at the place to show for a check over these columns
   */
  void ask(
      Predicate<String> touched,
      Function<String, Optional<Expr>> value,
      Function<Collection<String>, Span> at) {
    boolean sqlite = candidates.to().dialect().equals("sqlite");
    for (Check check : checks()) {
      List<String> columns = check.columns();
      // one that was not validated may be broken by any row that is written again
      if (check.validated() && columns.stream().noneMatch(touched)) {
        continue;
      }
      SchemaFormula.of(check.condition(), table, SqlType.BOOLEAN, value, sqlite)
          .ifPresent(
              rule ->
                  candidates.none(
                      new Expr.Is(
                          rule, IsTest.FALSE, false, Typing.of(SqlType.BOOLEAN, false), Span.NONE),
                      columns.stream().flatMap(c -> value.apply(c).stream()).toList(),
                      true,
                      problem(check, at.apply(columns))));
    }
  }

  private List<Check> checks() {
    return table.constraints().stream()
        .filter(Check.class::isInstance)
        .map(Check.class::cast)
        .filter(c -> c.columns().stream().noneMatch(this::computed))
        .toList();
  }

  private boolean computed(String name) {
    Optional<Column> column = table.column(name);
    return column.isEmpty() || column.get().generated() != null;
  }

  private Diagnostic.Builder problem(Check check, Span at) {
    String name = check.name() == null ? "a check" : "the check " + check.name();
    return Diagnostic.error(
            Code.CHECK_VIOLATED, "{n} of {of} " + candidates.rows() + " would break " + name)
        .at(at, "false for {n} {n:row|rows}" + words(check));
  }

  private static String words(Check check) {
    String text = check.condition() instanceof SqlText t ? t.text().strip() : "";
    boolean fits = !text.isEmpty() && text.length() <= LONGEST && text.lines().count() == 1;
    return fits ? ": " + text : "";
  }
}
