package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proposals; the caret is the bar. */
class CompletionTest {
  private static final Knowledge SHOP =
      new Knowledge() {
        @Override
        public Schema schema() {
          Map<QName, Table> tables = new TreeMap<>();
          tables.put(QName.of("users"), table("users", "id", "user_name", "email", "status"));
          tables.put(QName.of("orders"), table("orders", "id", "customer_id", "Odd name"));
          return new Schema(new TreeMap<>(tables), new TreeMap<>(), new TreeMap<>());
        }

        @Override
        public String dialect() {
          return "sqlite";
        }

        @Override
        public List<String> values(QName table, String column, int most) {
          return column.equals("status") ? List.of("N", "it's") : List.of();
        }

        @Override
        public List<String> migrations() {
          return List.of("base", "Odd one");
        }
      };

  private static Table table(String name, String... columns) {
    return Table.of(
        QName.of(name),
        Stream.of(columns).map(c -> Column.of(c, SqlType.other("text"), true)).toList(),
        List.of(new Constraint.Unique(name + "_" + columns[0] + "_key", List.of(columns[0]))));
  }

  private static List<Candidate> proposals(String marked) {
    int caret = marked.indexOf('|');
    String text = marked.substring(0, caret) + marked.substring(caret + 1);
    return Completion.at(text, caret, SHOP, 200);
  }

  private static List<String> at(String marked) {
    return proposals(marked).stream().map(Candidate::text).toList();
  }

  private static @Nullable String documented(String marked, String text) {
    return proposals(marked).stream()
        .filter(c -> c.text().equals(text))
        .findFirst()
        .orElseThrow()
        .documentation();
  }

  @Test
  void statementsBeginALine() {
    assertThat(at("spl|")).first().isEqualTo("split");
    assertThat(at("fill users.email = 'x'\nupd|")).first().isEqualTo("update");
    assertThat(at("on users {\n  al|\n}")).contains("alter");
    assertThat(at("|")).contains("add", "dedupe").doesNotContain("users", "where");
  }

  @Test
  void namesAreThoseThatFit() {
    assertThat(at("update |")).contains("users", "orders").doesNotContain("email");
    assertThat(at("update us|")).first().isEqualTo("users");
    assertThat(at("update users set |")).contains("email").doesNotContain("customer_id");
    assertThat(at("update users set em|")).first().isEqualTo("email");
    assertThat(at("fill orders.|")).contains("customer_id", "\"Odd name\"");
    assertThat(at("on orders {\n  drop column ci|")).first().isEqualTo("customer_id");
    assertThat(at("update users set un|")).first().isEqualTo("user_name");
    assertThat(at("add column users.x var|")).contains("varchar");
    assertThat(at("update users set email = low|")).contains("lower(");
    assertThat(at("update users s|")).contains("set");
    assertThat(at("on users {\n  drop unique |")).contains("users_id_key");
  }

  @Test
  void aMapOffersTheValuesOfItsColumn() {
    assertThat(at("map values users.status { |")).contains("'N'", "'it''s'");
    assertThat(at("map values users.status { 'N' -> |")).doesNotContain("'N'");
  }

  @Test
  void tablesAreThoseOfTheStatementAndOfTheBlocksAround() {
    assertThat(at("on users {\n  drop column id\n}\nupdate orders set |"))
        .contains("customer_id")
        .doesNotContain("email");
    assertThat(at("add unique on users (email)\nupdate orders set |")).doesNotContain("email");
    assertThat(at("on users { update set |")).contains("email");
    assertThat(at("on users {\n  if exists table orders {\n    update set |")).contains("email");
  }

  @Test
  void namesThatTheTextGivesAreKnown() {
    assertThat(at("copy users as u into orders { id = |")).contains("u");
    assertThat(at("copy users as u into orders { id = u.|"))
        .contains("email")
        .doesNotContain("customer_id");
    assertThat(at("copy users each json(email) as w into orders { id = w.|"))
        .containsExactly("text", "json", "place");
    assertThat(at("fill users.email = cast(id as text) || te|")).doesNotContain("text");
    assertThat(at("for each table t like 'e%' {\n  drop table |"))
        .startsWith("orders", "users", "t");
    assertThat(at("for each r in ('eu') {\n  update users set email = |")).contains("r");
    assertThat(at("define audited(table tab, varchar(10) who) {\n  drop table |"))
        .contains("tab", "who");
    assertThat(at("migration m after |")).containsExactly("base", "\"Odd one\"");
    assertThat(at("in batches using |")).contains("reindex");
    assertThat(at("assert su|")).contains("sum(");
  }

  @Test
  void aFaultElsewhereHidesNoProposals() {
    assertThat(at("add kolumn b\nupdate users set |")).contains("email");
    assertThat(at("on users {\n  add kolumn b\n  drop column a\n  update set |")).contains("email");
    assertThat(at("drop table \"open\nupdate users set |")).contains("email");
  }

  @Test
  void whatIsKnownIsSaid() {
    assertThat(documented("update users set em|", "email")).contains("users.email text");
    assertThat(documented("update users set id|", "id")).contains("unique `id` (users_id_key)");
    assertThat(documented("update |", "users")).contains("user_name text", "status text");
    assertThat(documented("update users set email = tri|", "trim("))
        .contains("trim(text, text) -> text", "without spaces at both ends");
    assertThat(documented("assert su|", "sum(")).isEqualTo("sum(number) adds up");
    assertThat(documented("alt|", "alter")).startsWith("# alter");
    assertThat(documented("alt|", "alter column ${1:table}.${2:column} set not null"))
        .startsWith("# alter");
  }

  @Test
  void insideOfTextsAndRemarksNothingIsProposed() {
    assertThat(at("update users set email = 'us|")).isEmpty();
    assertThat(at("-- us|")).isEmpty();
    assertThat(at("/* us|")).isEmpty();
    assertThat(at("sql sqlite $$ us|")).isEmpty();
  }

  @Test
  void statementsAreOfferedInAUsualFormThatParses() {
    assertThat(at("alter|"))
        .startsWith("alter")
        .contains("alter column ${1:table}.${2:column} set not null");
    for (String snippet : Snippets.ALL) {
      String plain =
          new Candidate(0, 0, snippet, "", Candidate.Kind.STATEMENT, "", null, true).plain();
      assertThat(Syntax.parse(new Source("", plain)).diagnostics()).as(plain).isEmpty();
    }
  }

  @Test
  void definitionsOfATextAreFound() {
    assertThat(Definitions.of("define slug(text x) = lower(x)\nlet n = 3\nparam who text"))
        .containsExactly(
            new Definition("slug", "slug(text x)"),
            new Definition("n", ""),
            new Definition("who", ""));
  }
}
