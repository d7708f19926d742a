package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.Index.Part;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.source.Display;
import dev.mig.terminal.Colour.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table and a view look like, in words. */
class DescribeTest {
  private static final Colour COLOURS = Colour.decide(When.ALWAYS, Map.of(), false);
  private static final Table ORGS =
      Table.of(
          QName.of("orgs"),
          List.of(Column.of("id", SqlType.INTEGER, false)),
          List.of(new PrimaryKey("orgs_pkey", List.of("id"))));
  private static final Table USERS = users();
  private static final Table ORDERS =
      Table.of(
          new QName("shop", "orders"),
          List.of(Column.of("user_id", SqlType.BIGINT, false)),
          List.of(key("orders_user_id_fkey", "user_id", "users", Action.CASCADE)));
  private static final View ACTIVE =
      new View(
          QName.of("active"),
          "select id,\n\temail\n  from users\n where status = 'active'",
          false,
          List.of("id", "email"),
          Set.of("users", "users.id", "users.email", "users.status"));
  private static final Schema SCHEMA =
      Schema.of(
          List.of(ORGS, USERS, ORDERS),
          List.of(ACTIVE),
          Map.of(QName.of("mood"), List.of("sad", "it's ok", "happy")));

  private static Table users() {
    return new Table(
        QName.of("users"),
        List.of(
            Column.of("id", SqlType.BIGINT, false).withIdentity(Identity.BY_DEFAULT),
            Column.of("email", SqlType.of(Kind.VARCHAR, 120), false),
            Column.of("status", SqlType.TEXT, false).withDefault(text("'a  b'::text")),
            Column.of("org_id", SqlType.INTEGER, true),
            Column.of("mood", SqlType.enumOf("mood"), true),
            Column.of("Net Total", SqlType.numeric(10, 2), true)
                .withGenerated(new Generated(text("gross - tax"), true))),
        List.of(
            key("users_org_id_fkey", "org_id", "orgs", Action.SET_NULL),
            new Check("status_known", text("\"status\" IN ('active', 'gone')", "status"), false),
            new Unique("users_email_key", List.of("email"), true, "deferrable"),
            new PrimaryKey("users_pkey", List.of("id"))),
        List.of(
            new Index(
                "users_by_status",
                List.of(new Part("status", null, true, ""), Part.of(text("lower(email)", "email"))),
                false,
                text("org_id is not null", "org_id"),
                null,
                List.of("id"),
                null,
                true)),
        List.of(
            new Trigger(
                "touch",
                "create trigger touch before update on users begin select 1; end",
                Set.of())),
        new Table.Options(true, false));
  }

  static SqlText text(String text, String... columns) {
    return new SqlText(text, Set.of(columns));
  }

  static ForeignKey key(String name, String column, String target, Action onDelete) {
    return new ForeignKey(
        name,
        List.of(column),
        QName.of(target),
        List.of("id"),
        onDelete,
        Action.NO_ACTION,
        true,
        "");
  }

  private static String table(Table table, int width) {
    return String.join("\n", Describe.table(SCHEMA, table, Colour.PLAIN, width));
  }

  @Test
  void aTableIsDescribedInTheWordsOfTheLanguage() {
    assertThat(table(USERS, 100))
        .isEqualTo(
            """
            table users
              id           bigint         not null  identity
              email        varchar(120)   not null
              status       text           not null  default 'a  b'
              org_id       integer
              mood         mood
              "Net Total"  numeric(10,2)            generated as (gross - tax)
              primary key users_pkey (id)
              unique users_email_key (email) nulls not distinct deferrable
              check status_known (status IN ('active', 'gone')) not validated
              foreign key users_org_id_fkey (org_id) -> orgs(id) on delete set null
              index users_by_status (status desc, lower(email)) where org_id is not null include (id)
              trigger touch before update on users
              strict
              enum mood ('sad', 'it''s ok', 'happy')
              referenced by shop.orders(user_id) -> users(id) on delete cascade\
            """);
  }

  @Test
  void twentyColumnsAreEnough() {
    assertThat(table(ORDERS, 20))
        .isEqualTo(
            """
            table shop.orders
              user_id bigint not
                  null
              foreign key
                  orders_user_id
                  _fkey
                  (user_id) ->
                  users(id) on
                  delete cascade\
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 21, 33, 60, 79})
  void nothingIsWiderThanTheTerminal(int width) {
    assertThat(Describe.table(SCHEMA, USERS, Colour.PLAIN, width))
        .allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(Math.max(20, width)));
    assertThat(Describe.view(SCHEMA, ACTIVE, Colour.PLAIN, width))
        .allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(Math.max(20, width)));
  }

  @Test
  void aViewShowsItsDefinition() {
    View reader =
        new View(QName.of("reader"), "select 1", true, List.of("x"), Set.of("active", "active.id"));
    Schema schema = Schema.of(List.of(USERS), List.of(ACTIVE, reader), Map.of());
    assertThat(Describe.view(schema, ACTIVE, Colour.PLAIN, 80))
        .containsExactly(
            "view active",
            "  columns (id, email)",
            "  select id,",
            "      email",
            "    from users",
            "   where status = 'active'",
            "  read by reader");
    assertThat(Describe.view(schema, reader, Colour.PLAIN, 80))
        .startsWith("materialized view reader");
  }

  @Test
  void namesAreNoWordsOfTheLanguageWhateverTheyLookLike() {
    Table table =
        Table.of(
            QName.of("t"),
            List.of(Column.of("type", SqlType.TEXT, false)),
            List.of(new PrimaryKey(null, List.of("type"))));
    assertThat(Describe.table(SCHEMA, table, COLOURS, 80))
        .startsWith(
            "\u001B[1mtable t\u001B[0m",
            "  type  text  \u001B[34mnot\u001B[0m \u001B[34mnull\u001B[0m")
        .last()
        .asString()
        .startsWith("  \u001B[34mprimary\u001B[0m");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'x'::text,                       'x'",
        "'it''s'::character varying,      'it''s'",
        "'2020-01-01'::date,              '2020-01-01'",
        "'12:00'::time without time zone, '12:00'",
        "'{}'::text[],                    '{}'",
        "'a'::text || 'b'::text,          'a'::text || 'b'::text",
        "nextval('s'::regclass),          nextval('s'::regclass)",
        "42,                              42",
      })
  void aDefaultIsWrittenWithoutTheTypeOfItsColumn(String catalog, String shown) {
    Column column = Column.of("c", SqlType.TEXT, true).withDefault(text(catalog));
    assertThat(Spelling.source(column)).isEqualTo("default " + shown);
  }

  @Test
  void nothingInASchemaSteersTheTerminal() {
    Table evil =
        Table.of(
            QName.of("e\u001B[2J"),
            List.of(
                Column.of("c\u0007", SqlType.other("t\u001B"), true)
                    .withDefault(text("'\u001B[31m'"))),
            List.of(new Check("k\u001B", text("x = '\u001B'"), true)));
    Schema schema =
        Schema.of(List.of(evil), List.of(), Map.of(QName.of("e\u001B"), List.of("v\u001B")));
    assertThat(Describe.table(schema, evil, Colour.PLAIN, 80)).noneMatch(l -> l.contains("\u001B"));
    assertThat(Describe.changed(Schema.EMPTY, schema, Colour.PLAIN, 80))
        .noneMatch(l -> l.contains("\u001B"));
    assertThat(Listing.all(schema, null, Colour.PLAIN, 80)).noneMatch(l -> l.contains("\u001B"));
    assertThat(Listing.all(schema, "\u001B", Colour.PLAIN, 80))
        .noneMatch(l -> l.contains("\u001B"));
  }

  @Test
  void aThousandColumnsAreDescribedQuickly() {
    List<Column> columns =
        IntStream.range(0, 1000).mapToObj(i -> Column.of("c" + i, SqlType.TEXT, true)).toList();
    Table wide = Table.of(QName.of("wide"), columns, List.of());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(Describe.table(SCHEMA, wide, COLOURS, 80)).hasSize(1001));
  }
}
