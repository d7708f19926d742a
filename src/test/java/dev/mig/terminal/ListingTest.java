package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Display;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is there, a line each, and which of it fits a pattern. */
class ListingTest {
  private static final Column ID = Column.of("id", SqlType.INTEGER, false);
  private static final Schema SCHEMA =
      Schema.of(
          List.of(
              Table.of(QName.of("users"), List.of(ID), List.of(new PrimaryKey("p", List.of("id")))),
              Table.of(
                      QName.of("orders"),
                      List.of(ID, Column.of("user_id", SqlType.INTEGER, false)),
                      List.of(DescribeTest.key("k", "user_id", "users", Action.CASCADE)))
                  .plus(
                      new Index(
                          "orders_by_user",
                          List.of(Index.Part.of("user_id")),
                          true,
                          null,
                          null,
                          List.of(),
                          null,
                          true)),
              Table.of(new QName("audit", "日本"), List.of(), List.of())),
          List.of(new View(QName.of("active"), "select 1", false, List.of("id"), Set.of())),
          Map.of(QName.of("mood"), List.of("sad", "happy")));

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }

  @Test
  void tables() {
    assertThat(text(Listing.tables(SCHEMA, null, Colour.PLAIN, 80)))
        .isEqualTo(
            """
            table       columns  primary key  points at
            ----------  -------  -----------  ---------
            orders            2  none         users
            users             1  (id)
            audit.日本        0  none
            (3 tables)\
            """);
    assertThat(Listing.tables(SCHEMA, "U*", Colour.PLAIN, 80))
        .hasSize(4)
        .last()
        .isEqualTo("(1 table)");
  }

  @Test
  void viewsIndexesAndAll() {
    assertThat(text(Listing.views(SCHEMA, " ", Colour.PLAIN, 80)))
        .isEqualTo(
            """
            view    kind  columns
            ------  ----  -------
            active        (id)
            (1 view)\
            """);
    assertThat(text(Listing.indexes(SCHEMA, "*user", Colour.PLAIN, 80)))
        .isEqualTo(
            """
            index           table   kind    keys
            --------------  ------  ------  ---------
            orders_by_user  orders  unique  (user_id)
            (1 index)\
            """);
    assertThat(text(Listing.all(SCHEMA, null, Colour.PLAIN, 80)))
        .isEqualTo(
            """
            name        kind   holds
            ----------  -----  ----------------
            orders      table  (id, user_id)
            users       table  (id)
            audit.日本  table  ()
            active      view   (id)
            mood        enum   ('sad', 'happy')
            (5 things)\
            """);
  }

  @Test
  void nothingToShowIsSaidInWords() {
    assertThat(Listing.tables(Schema.EMPTY, null, Colour.PLAIN, 80)).containsExactly("no tables");
    assertThat(Listing.indexes(Schema.EMPTY, null, Colour.PLAIN, 80)).containsExactly("no indexes");
    assertThat(Listing.views(SCHEMA, "x*", Colour.PLAIN, 80))
        .containsExactly("no view is called like x*");
  }

  @Test
  void twentyColumnsAreEnough() {
    assertThat(Listing.all(SCHEMA, null, Colour.PLAIN, 20))
        .allSatisfy(l -> assertThat(Display.width(l)).isLessThanOrEqualTo(20));
  }

  @ParameterizedTest
  @CsvSource({
    "users,        '', users,       true",
    "USERS,        '', users,       true",
    "user,         '', users,       false",
    "user?,        '', users,       true",
    "?sers?,       '', users,       false",
    "u*s,          '', Users,       true",
    "*,            x,  users,       true",
    "x.*,          x,  users,       true",
    "x.users,      x,  users,       true",
    "y.users,      x,  users,       false",
    "users,        x,  users,       true",
    "'\"users\"',  '', users,       true",
    "a.b,          '', a.b,         true",
    "a.b,          '', axb,         false",
    "'(',          '', '(',         true",
    "\\d+,         '', 12,          false",
    "ÄRGER*,       '', ärgernis,    true",
    "'',           '', anything,    true",
  })
  void patterns(String pattern, String schema, String name, boolean fits) {
    assertThat(Listing.fits(pattern).test(new QName(schema, name))).isEqualTo(fits);
  }
}
