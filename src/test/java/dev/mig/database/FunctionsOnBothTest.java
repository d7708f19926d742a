package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Function;
import dev.mig.expression.Functions;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function gives the same on both databases for every combination of edge values. */
class FunctionsOnBothTest {
  private static final int MOST = 100;

  /** What differs by nature: listed in docs/functions.md. */
  private static final Set<String> RANDOM =
      Set.of("now", "current_date", "gen_random_uuid", "random_token");

  static List<String> families() {
    return Functions.families().stream().map(Functions.Family::title).toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void sameOnBoth(String family) throws SQLException {
    try (BothDatabases both = new BothDatabases()) {
      for (Functions.Family f : Functions.families()) {
        for (Function function : f.title().equals(family) ? f.functions() : List.<Function>of()) {
          boolean large = function.name().equals("json_object") && function.parameters().size() > 4;
          if (!RANDOM.contains(function.name()) && !large) {
            compare(both, function);
          }
        }
      }
      assertThat(both.asked).isPositive();
      assertThat(both.differences.isEmpty()).as(both.report()).isTrue();
    }
  }

  private static void compare(BothDatabases both, Function f) throws SQLException {
    List<SqlType> parameters = new ArrayList<>(f.parameters());
    if (f.variadic()) {
      parameters.add(parameters.getLast());
    }
    List<List<Literal>> rows = List.of(List.of());
    for (SqlType parameter : parameters) {
      rows =
          sample(
              extended(
                  rows,
                  values(f, parameter, parameters.size()),
                  parameter,
                  f.name().equals("iif")));
    }
    for (List<Literal> row : rows) {
      both.compare(c -> new Call(f.name(), c, null, Typing.UNKNOWN, Span.NONE), row);
    }
  }

  /** Not more than so many, always the same, spread over all of them by a step that is prime. */
  private static List<List<Literal>> sample(List<List<Literal>> rows) {
    if (rows.size() <= MOST) {
      return rows;
    }
    List<List<Literal>> some = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      some.add(rows.get((int) (i * 7919L % rows.size())));
    }
    return some;
  }

  private static List<Literal> values(Function f, SqlType parameter, int parameters) {
    if (parameter.equals(Function.WORD) || parameter.equals(Function.PATTERN)) {
      List<Literal> words = EdgeValues.words(f.name());
      boolean time = f.name().equals("extract") && f.parameters().getLast().equals(SqlType.TIME);
      return time ? words.subList(0, 4) : words;
    }
    if (f.name().equals("regexp_extract") && parameter.equals(SqlType.INTEGER)) {
      return EdgeValues.all(SqlType.other("word integer"), 0);
    }
    if (f.name().equals("regexp_replace") && f.parameters().indexOf(parameter) == 2) {
      return EdgeValues.all(SqlType.TEXT, "", "<\\1>", "\\&\\\\x", "$1");
    }
    if (f.name().equals("at_zone") || f.name().equals("from_zone")) {
      return parameter.isText()
          ? EdgeValues.all(parameter, null, "UTC", "Europe/Berlin", "Nowhere")
          : EdgeValues.of(parameter, true);
    }
    if (f.name().equals("epoch") || f.name().startsWith("make_")) {
      return parameter.equals(SqlType.INTEGER)
          ? EdgeValues.all(parameter, 1, 2, 12, 29, 31, 2024)
          : EdgeValues.of(parameter, true);
    }
    return EdgeValues.of(parameter, parameters > 1);
  }

  private static List<List<Literal>> extended(
      List<List<Literal>> rows, List<Literal> values, SqlType parameter, boolean condition) {
    List<List<Literal>> all = new ArrayList<>();
    for (List<Literal> row : rows) {
      for (Literal value : values) {
        boolean unlike =
            parameter.equals(Function.ANY)
                && row.stream()
                    .skip(condition ? 1 : 0)
                    .anyMatch(r -> !r.type().equals(value.type()));
        if (!unlike) {
          List<Literal> next = new ArrayList<>(row);
          next.add(value);
          all.add(next);
        }
      }
    }
    return all;
  }
}
