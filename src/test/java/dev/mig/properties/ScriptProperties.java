package dev.mig.properties;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.TextRenderer;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Syntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a script decides, it decides the same each time, and before anything runs: the plain
 * script that it becomes decides nothing any more and has the same plan.
 */
class ScriptProperties {
  private static final List<String> START =
      List.of(
          "create table users (id int primary key, name text, age int)",
          "create table posts (id int primary key, title text, body text, user_id int)",
          "create table events_a (id int primary key, at date)",
          "create table events_b (id int primary key, at date, tenant_id int)",
          "create index posts_title on posts (title)",
          "insert into users values (1, 'ann', 30), (2, 'bob', null), (3, '', 7)");

  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  private static @Nullable Laboratory sqlite;
  private static @Nullable Laboratory postgres;

  @BeforeContainer
  static void open() throws SQLException {
    sqlite = Laboratory.sqlite();
    sqlite.fill(START);
    postgres = Laboratory.postgres();
    postgres.fill(START);
  }

  @AfterContainer
  static void close() {
    System.out.println("Scripts: " + COUNTS);
    requireNonNull(sqlite).close();
    requireNonNull(postgres).close();
  }

  @Property(seed = "3", tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void onSqlite(@ForAll long seed) throws SQLException {
    holds(requireNonNull(sqlite), seed);
  }

  @Property(seed = "4", tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void onPostgres(@ForAll long seed) throws SQLException {
    holds(requireNonNull(postgres), seed);
  }

  private static void holds(Laboratory laboratory, long seed) throws SQLException {
    String script = new RandomScript(new Random(seed)).text();
    assertThat(Syntax.parse(new Source("script.mig", script)).diagnostics()).as(script).isEmpty();
    Compiled first = laboratory.check(script);
    Compiled second = laboratory.check(script);
    assertThat(second.source().text()).as(script).isEqualTo(first.source().text());
    assertThat(texts(second.diagnostics())).as(script).isEqualTo(texts(first.diagnostics()));
    assertThat(laboratory.plan(second)).as(script).isEqualTo(laboratory.plan(first));
    COUNTS.merge(first.refused() ? "refused" : "accepted", 1, Integer::sum);
    if (first.refused()) {
      return;
    }
    Source plain = new Source("script.mig", first.source().text());
    String formatted = Layout.format(Syntax.parse(plain)).orElseThrow();
    if (formatted.isEmpty()) {
      return;
    }
    Compiled third = laboratory.check(formatted);
    assertThat(third.source()).as(formatted).isSameAs(third.written());
    assertThat(laboratory.plan(third)).as(script).isEqualTo(laboratory.plan(first));
  }

  private static List<String> texts(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(new TextRenderer(100, true, false)::render).toList();
  }

  /** Scripts of nested decisions over the tables above; some of them are wrong. */
  private static final class RandomScript {
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final List<String> tables = new ArrayList<>(List.of("users", "posts", "events_a"));
    private int names;

    private RandomScript(Random random) {
      this.random = random;
    }

    private String text() {
      out.append("param size integer = 3\nparam region text = 'eu'\n");
      out.append("let least = size + 1\n");
      out.append("define noted(table t, text part) {\n");
      out.append("  add column t.{part}_noted int\n  fill t.{part}_noted = size\n}\n");
      out.append("define twice(expression e) = (e) + (e)\n");
      block(3, List.of(), List.of());
      return out.toString();
    }

    private String one(String... all) {
      return all[random.nextInt(all.length)];
    }

    private void block(int depth, List<String> tableVariables, List<String> values) {
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        statement(depth, tableVariables, values);
      }
    }

    private String table(List<String> variables) {
      return variables.isEmpty() || random.nextInt(3) == 0
          ? tables.get(random.nextInt(tables.size()))
          : variables.get(random.nextInt(variables.size()));
    }

    private String part(List<String> values) {
      String name = "n" + names++;
      return values.isEmpty() ? name : name + "_{" + values.getLast() + "}";
    }

    private void statement(int depth, List<String> tableVariables, List<String> values) {
      String t = table(tableVariables);
      switch (depth == 0 ? random.nextInt(5) : random.nextInt(10)) {
        case 0 -> line("add column " + t + "." + part(values) + " text");
        case 1 -> line("add column " + t + "." + part(values) + " int not null default least");
        case 2 -> line("noted(" + t + ", '" + "p" + names++ + "')");
        case 3 -> line("update users set age = twice(age + size) where id >= least losing");
        case 4 -> line("if exists column " + t + ".at {\n  drop column " + t + ".at saving\n}");
        case 5 -> {
          line("if " + condition(t) + " {");
          block(depth - 1, tableVariables, values);
          line("} else {");
          block(depth - 1, tableVariables, values);
          line("}");
        }
        case 6, 7 -> {
          String variable = "t" + names++;
          line(
              "for each table "
                  + variable
                  + one(" like 'events\\_%'", " in (users, posts)", "")
                  + one("", " where exists column " + variable + ".at")
                  + " {");
          block(depth - 1, with(tableVariables, variable), values);
          line("}");
        }
        case 8 -> {
          String variable = "v" + names++;
          line("for each " + variable + " in ('a', region, 'x' || 'y') {");
          block(depth - 1, tableVariables, with(values, variable));
          line("}");
        }
        default -> {
          String variable = "r" + names++;
          line("for each row " + variable + " in (id, name from users where age > size) {");
          block(depth - 1, tableVariables, with(values, variable + ".id"));
          line("}");
        }
      }
    }

    private String condition(String t) {
      return one(
          "exists column " + t + ".at",
          "dialect is sqlite or size > 5",
          "not exists index posts_title",
          "least between 1 and 4 and region in ('eu', 'us')",
          "version >= 12 and exists table " + t);
    }

    private static List<String> with(List<String> list, String more) {
      List<String> all = new ArrayList<>(list);
      all.add(more);
      return all;
    }

    private void line(String text) {
      out.append(text).append('\n');
    }
  }
}
