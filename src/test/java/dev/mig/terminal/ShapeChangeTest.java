package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a statement did to a schema, in its new shape. */
class ShapeChangeTest {
  private static final Column ID = Column.of("id", SqlType.INTEGER, false);
  private static final Column STATUS = Column.of("status", SqlType.of(Kind.VARCHAR, 20), true);
  private static final Column NOTE = Column.of("note", SqlType.TEXT, true);
  private static final Table USERS =
      Table.of(
          QName.of("users"),
          List.of(ID, STATUS, NOTE),
          List.of(
              new PrimaryKey("users_pkey", List.of("id")),
              new Check("known", DescribeTest.text("status <> 'x'", "status"), true)));
  private static final Table ORDERS =
      Table.of(
          QName.of("orders"),
          List.of(ID, Column.of("user_id", SqlType.INTEGER, false)),
          List.of(DescribeTest.key("orders_user_fkey", "user_id", "users", Action.CASCADE)));

  private static Schema schema(Table... tables) {
    return Schema.of(List.of(tables), List.of(), Map.of());
  }

  private static String changed(Schema before, Schema after) {
    return String.join("\n", Describe.changed(before, after, Colour.PLAIN, 80));
  }

  private static Index index(String name, String column) {
    return new Index(
        name, List.of(Index.Part.of(column)), false, null, null, List.of(), null, true);
  }

  @Test
  void nothingIsSaidWhereNothingDiffers() {
    assertThat(changed(schema(USERS, ORDERS), schema(USERS, ORDERS))).isEmpty();
    Table read =
        USERS.withConstraints(
            List.of(
                new PrimaryKey("users_pkey", List.of("id")),
                new Check("known", new SqlText("\"status\"  <> 'x'", Set.of()), true)));
    assertThat(changed(schema(USERS), schema(read))).isEmpty();
  }

  @Test
  void columnsBearMarks() {
    Table now =
        USERS
            .withColumns(
                List.of(
                    ID,
                    STATUS.withType(SqlType.TEXT).withNullable(false),
                    Column.of("email", SqlType.TEXT, true)))
            .plus(new Unique("users_email_key", List.of("email")));
    assertThat(changed(schema(USERS, ORDERS), schema(now, ORDERS)))
        .isEqualTo(
            """
            table users
                id      integer not null
              ~ status  varchar(20) → text not null
              - note    text
              + email   text
              + unique users_email_key (email)\
            """);
  }

  @Test
  void aColumnThatBearsAnotherNameIsNotGone() {
    Table now =
        USERS
            .withColumn("status", STATUS.withName("state"))
            .withConstraints(
                List.of(
                    new PrimaryKey("users_pkey", List.of("id")),
                    new Check("known", DescribeTest.text("\"state\" <> 'x'", "state"), true)));
    assertThat(changed(schema(USERS), schema(now)))
        .isEqualTo(
            """
            table users
                id     integer not null
              ~ state  varchar(20) (was status)
                note   text\
            """);
  }

  @Test
  void aColumnThatSaysSomethingElseIsNotTheOldOne() {
    Table now = USERS.withColumn("status", Column.of("state", SqlType.INTEGER, true));
    assertThat(changed(schema(USERS), schema(now)))
        .contains("  - status  varchar(20)\n  + state   integer");
  }

  @Test
  void aTableThatBearsAnotherNameIsNotGoneAndThoseThatPointAtItDidNotChange() {
    Table orders =
        ORDERS.withConstraints(
            List.of(DescribeTest.key("orders_user_fkey", "user_id", "people", Action.CASCADE)));
    assertThat(changed(schema(USERS, ORDERS), schema(USERS.withName(QName.of("people")), orders)))
        .isEqualTo("~ table people (was users)");
  }

  @Test
  void ofTwoAlikeNobodyCanTellWhichWasRenamed() {
    Table one = Table.of(QName.of("one"), List.of(ID), List.of());
    assertThat(
            changed(
                schema(one, one.withName(QName.of("two"))), schema(one.withName(QName.of("new")))))
        .isEqualTo(
            """
            + table new
                id  integer not null
            - table one
            - table two\
            """);
  }

  @Test
  void tablesComeAndGo() {
    assertThat(changed(schema(USERS), schema(ORDERS)))
        .isEqualTo(
            """
            + table orders
                id       integer not null
                user_id  integer not null
                foreign key orders_user_fkey (user_id) -> users(id) on delete cascade
            - table users\
            """);
  }

  @Test
  void columnsOfWhichNothingIsToBeSaidAreOnlyNamed() {
    Table was = USERS.plus(index("by_note", "note")).plus(index("by_status", "status"));
    Table now =
        USERS
            .withConstraints(
                List.of(
                    new PrimaryKey("users_pkey", List.of("id")),
                    new Check("known", DescribeTest.text("status <> 'y'"), false)))
            .plus(index("users_note", "note"))
            .plus(index("by_status", "id"))
            .plus(index("fresh", "status"));
    assertThat(changed(schema(was), schema(now)))
        .isEqualTo(
            """
            table users
                (id, status, note)
              ~ check known (status <> 'x') → (status <> 'y') not validated
              ~ index by_status (status) → (id)
              ~ index users_note (was by_note) (note)
              + index fresh (status)\
            """);
  }

  @Test
  void anIndexThatIsGoneAndTriggersAndOptions() {
    Table was =
        USERS
            .plus(index("by_note", "note"))
            .withTriggers(
                List.of(
                    new Trigger(
                        "t", "create trigger t after insert on users begin a; end", Set.of()),
                    new Trigger(
                        "u", "create trigger u after delete on users begin a; end", Set.of())));
    Table now =
        USERS
            .withTriggers(
                List.of(
                    new Trigger(
                        "t", "create trigger t after insert on users begin b; end", Set.of())))
            .withOptions(new Table.Options(true, false))
            .withColumns(List.of(NOTE, ID, STATUS));
    assertThat(changed(schema(was), schema(now)))
        .isEqualTo(
            """
            table users
                (note, id, status)
              ~ order of columns (id, status, note) → (note, id, status)
              ~ trigger t after insert on users (its text is another)
              - index by_note (note)
              - trigger u after delete on users
              ~ options none → strict\
            """);
  }

  @Test
  void manyColumnsAreFolded() {
    List<Column> columns =
        new ArrayList<>(
            IntStream.range(0, 1000)
                .mapToObj(i -> Column.of("c" + i, SqlType.TEXT, true))
                .toList());
    Table was = Table.of(QName.of("wide"), columns, List.of());
    columns.set(500, columns.get(500).withNullable(false));
    columns.add(Column.of("extra", SqlType.DATE, true));
    assertThat(changed(schema(was), schema(was.withColumns(columns))))
        .isEqualTo(
            """
            table wide
                … 499 more
                c499   text
              ~ c500   text → text not null
                c501   text
                … 497 more
                c999   text
              + extra  date\
            """);
    assertThat(Describe.changed(Schema.EMPTY, schema(was), Colour.PLAIN, 80))
        .hasSize(14)
        .endsWith("    c11  text", "    … 988 more");
    List<Column> others = columns.stream().map(c -> c.withType(SqlType.INTEGER)).toList();
    assertThat(Describe.changed(schema(was), schema(was.withColumns(others)), Colour.PLAIN, 80))
        .hasSize(26)
        .endsWith("    … 977 more");
  }

  @Test
  void viewsAndEnums() {
    View was = new View(QName.of("v"), "select id from t", false, List.of("id"), Set.of());
    View gone = new View(QName.of("gone"), "select 1", false, List.of("x"), Set.of());
    View now =
        new View(
            QName.of("v"), "select id,\n  name from t", false, List.of("id", "name"), Set.of());
    View made = new View(QName.of("made"), "select 1", true, List.of("x"), Set.of());
    Schema before =
        Schema.of(
            List.of(),
            List.of(was, gone),
            Map.of(QName.of("e"), List.of("a"), QName.of("f"), List.of()));
    Schema after =
        Schema.of(
            List.of(),
            List.of(now, made),
            Map.of(QName.of("e"), List.of("a", "b"), QName.of("g"), List.of("x")));
    assertThat(changed(before, after))
        .isEqualTo(
            """
            + materialized view made (x)
            view v
              ~ columns (id) → (id, name)
                select id,
                  name from t
            - view gone
            ~ enum e ('a') → ('a', 'b')
            + enum g ('x')
            - enum f\
            """);
  }

  @Test
  void marksHaveColours() {
    Table now =
        USERS.withColumns(List.of(ID, STATUS.withNullable(false), NOTE.withName("n2"), NOTE));
    assertThat(
            Describe.changed(
                schema(USERS), schema(now), Colour.decide(When.ALWAYS, Map.of(), false), 80))
        .containsExactly(
            "\u001B[1mtable users\u001B[0m",
            "    id      integer \u001B[34mnot\u001B[0m \u001B[34mnull\u001B[0m",
            "\u001B[33m  ~ status  varchar(20) → varchar(20) not null\u001B[0m",
            "\u001B[32m  + n2      text\u001B[0m",
            "    note    text");
  }

  @Test
  void twentyColumnsAreEnough() {
    Table now = USERS.withColumns(List.of(ID, STATUS.withNullable(false)));
    assertThat(Describe.changed(schema(USERS), schema(now), Colour.PLAIN, 20))
        .allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(20))
        .containsExactly(
            "table users",
            "    id      integer",
            "        not null",
            "  ~ status",
            "      varchar(20) →",
            "      varchar(20)",
            "      not null",
            "  - note    text");
  }
}
