package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import java.util.List;
import java.util.Map;

/** Three tables to try statements on, as a schema and as SQL. */
final class Shop {
  static final String SQL =
      """
      create table teams (id integer not null primary key, name text not null unique, boss text);
      create table users (id integer not null primary key, full_name text,
        email varchar(20) not null unique, status text, age integer,
        team_id integer references teams (id));
      create table orders (id integer not null primary key,
        user_id integer not null references users (id), amount numeric(10,2), note text);
      insert into teams values (1, 'red', 'Ann'), (2, 'blue', null);
      insert into users values (1, 'Ada Lovelace', 'ada@x.org', 'enabled', 36, 1),
        (2, 'Cher', 'cher@x.org', 'disabled', null, 2), (3, null, 'no@x.org', null, 5, null),
        (4, 'Jean Luc Picard', 'JL@x.org', 'suspended', 59, 1);
      insert into orders values (10, 1, 5.50, 'a'), (11, 1, 4.25, null), (12, 2, 1.25, 'c');
      """;

  private Shop() {}

  static Schema schema() {
    return Schema.of(
        List.of(
            table(
                "teams",
                List.of(id(), text("name", false), text("boss", true)),
                new Unique("teams_name", List.of("name"))),
            table(
                "users",
                List.of(
                    id(),
                    text("full_name", true),
                    Column.of("email", SqlType.of(SqlType.Kind.VARCHAR, 20), false),
                    text("status", true),
                    Column.of("age", SqlType.INTEGER, true),
                    Column.of("team_id", SqlType.INTEGER, true)),
                new Unique("users_email", List.of("email")),
                reference("team_id", "teams")),
            table(
                "orders",
                List.of(
                    id(),
                    Column.of("user_id", SqlType.INTEGER, false),
                    Column.of("amount", SqlType.numeric(10, 2), true),
                    text("note", true)),
                reference("user_id", "users"))),
        List.of(),
        Map.of());
  }

  private static Column id() {
    return Column.of("id", SqlType.INTEGER, false);
  }

  private static Column text(String name, boolean nullable) {
    return Column.of(name, SqlType.TEXT, nullable);
  }

  private static ForeignKey reference(String column, String target) {
    return new ForeignKey(
        target + "_fk",
        List.of(column),
        QName.of(target),
        List.of("id"),
        Action.NO_ACTION,
        Action.NO_ACTION,
        true,
        "");
  }

  private static Table table(String name, List<Column> columns, Constraint... constraints) {
    List<Constraint> all = new java.util.ArrayList<>(List.of(constraints));
    all.add(new PrimaryKey(name + "_key", List.of("id")));
    return Table.of(QName.of(name), columns, all);
  }
}
