package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlitePlanTest {
  private static final QName PARENT = QName.of("parent");
  private static final QName CHILD = QName.of("child");
  private static final QName T = QName.of("t");

  private static final String[] FAMILY = {
    "create table parent (id integer primary key autoincrement, name text, age int)",
    "create table child (id integer primary key, parent_id int references parent on delete"
        + " cascade)",
    "insert into parent (name, age) values ('a', 1), ('b', 2)",
    "insert into child (parent_id) values (1), (1), (2)"
  };

  private static Column column(Sqlite db, QName table, String name) throws SQLException {
    return db.table(table).column(name).orElseThrow();
  }

  private static AlterColumn notNull(Sqlite db, QName table, String name) throws SQLException {
    return new AlterColumn(table, column(db, table, name).withNullable(false), null, Span.NONE);
  }

  private static AddConstraint check(
      QName table, String name, String condition, String... columns) {
    return new AddConstraint(
        table, new Check(name, new SqlText(condition, Set.of(columns)), true), Span.NONE);
  }

  private static Expr.Column ref(String relation, String name) {
    return Exprs.column(relation, Column.of(name, SqlType.INTEGER, true));
  }

  @Test
  void threeChangesAreOneRebuild() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      Column age = column(db, PARENT, "age");
      Plan plan =
          db.run(
              notNull(db, PARENT, "name"),
              check(CHILD, "child_positive", "parent_id > 0", "parent_id"),
              check(PARENT, "parent_adult", "age > 0", "age"),
              new AlterColumn(PARENT, age.withType(SqlType.BIGINT), null, Span.NONE));
      assertThat(Sqlite.count(plan, "create table \"mig_new_parent\"")).isEqualTo(1);
      assertThat(plan.steps())
          .filteredOn(
              s ->
                  s instanceof Step.Execute e
                      && e.sql().startsWith("create table \"mig_new_parent\""))
          .extracting(s -> ((Step.Execute) s).why())
          .containsExactly(
              "rebuild parent: alter name set not null, add check parent_adult, alter age type"
                  + " bigint");
      assertThat(plan.foreignKeysOff()).isTrue();
      assertThat(plan.touched()).containsExactlyInAnyOrder(PARENT, CHILD);
    }
  }

  /** S9: with foreign keys on, DROP TABLE would delete the children. */
  @Test
  void aRebuildKeepsTheChildren() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.run(notNull(db, PARENT, "name"));
      assertThat(db.rows("select * from child")).hasSize(3);
      assertThat(db.rows("pragma foreign_keys")).containsExactly("1");
      assertThat(db.rows("pragma foreign_key_check")).isEmpty();
    }
  }

  /** S16: a number that was given out is not given out again. */
  @Test
  void aRebuildKeepsTheHighestNumber() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute("delete from parent");
      db.run(notNull(db, PARENT, "name"));
      db.execute("insert into parent (name) values ('c')");
      assertThat(db.rows("select id from parent")).containsExactly("3");
      assertThat(db.rows("select name, seq from sqlite_sequence")).containsExactly("parent|3");
    }
  }

  /** S11, S14: views, views over views and triggers elsewhere survive word for word. */
  @Test
  void aRebuildPutsBackWhatNamesTheTable() throws SQLException {
    String[] dependants = {
      "create view v as select name, id from parent",
      "create view w as select * from v",
      "create view broken as select gone from nowhere",
      "create trigger own after insert on parent begin update child set parent_id = new.id; end",
      "create trigger other after insert on child begin update parent set age = 3; end",
      "create trigger instead instead of insert on w begin insert into child (id) values (new.id);"
          + " end"
    };
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute(dependants);
      List<String> before =
          db.rows("select sql from sqlite_schema where type in ('view', 'trigger') order by name");
      db.run(notNull(db, PARENT, "name"));
      assertThat(
              db.rows(
                  "select sql from sqlite_schema where type in ('view', 'trigger') order by name"))
          .isEqualTo(before);
      db.execute("insert into w values ('x', 77)");
      assertThat(db.rows("select age from parent")).containsExactly("3", "3");
    }
  }

  @Test
  void aRebuildKeepsWhatTheModelDoesNotKnow() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            """
            create table t (
              a datetime not null on conflict ignore, b int primary key, c nvarchar(9) collate nocase,
              d tinyint(1) default (1 + 1), e as (b + 1), f int generated always as (b * 2) stored,
              g int check (t.g <> 5),
              unique (c collate rtrim desc, d) on conflict replace
            )\
            """,
            "insert into t (rowid, a, b, c, d, g) values (7, 'x', 1, 'y', 2, 3)",
            "create unique index i on t (lower(c) desc) where d > 1")) {
      Table before = db.table(T);
      db.run(check(T, "positive", "b > 0", "b"));
      Table after = db.table(T);
      assertThat(after.options()).isEqualTo(before.options());
      assertThat(after.columns()).isEqualTo(before.columns());
      assertThat(after.uniques()).isEqualTo(before.uniques());
      assertThat(after.indexes()).isEqualTo(before.indexes());
      assertThat(db.rows("select rowid, a, b, c, d, e, f, g from t"))
          .containsExactly("7|x|1|y|2|2|2|3");
      assertThat(db.rows("select type from pragma_table_xinfo('t')"))
          .containsExactly("datetime", "INT", "nvarchar(9)", "tinyint(1)", "", "INT", "INT");
      db.execute("insert into t (a, b) values (null, 9)");
      assertThat(db.rows("select count(*) from t")).containsExactly("1");
    }
  }

  @Test
  void plainAlterationsNeedNoRebuild() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute("create index by_age on parent (age)", "create view v as select age from parent");
      Plan plan =
          db.run(
              new AddColumn(
                  PARENT,
                  Column.of("city", SqlType.TEXT, false).withDefault(Exprs.text("it's")),
                  null,
                  Span.NONE),
              new RenameColumn(PARENT, "id", "key", Span.NONE),
              new RenameColumn(PARENT, "age", "years", Span.NONE),
              new RenameTable(PARENT, QName.of("person"), Span.NONE),
              new DropColumns(QName.of("person"), List.of("city"), null, Span.NONE));
      assertThat(Sqlite.sql(plan)).doesNotContain("mig_new").contains("add column", "drop column");
      assertThat(plan.foreignKeysOff()).isFalse();
      assertThat(db.rows("select sql from sqlite_schema where name = 'v'"))
          .containsExactly("CREATE VIEW v as select \"years\" from \"person\"");
    }
  }

  @Test
  void renamesJoinTheRebuildAndReachWhatRefersToTheColumn() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute("create view v as select p.id, c.id as other from parent p, child c");
      Plan plan =
          db.run(
              notNull(db, PARENT, "name"),
              new RenameColumn(PARENT, "id", "key", Span.NONE),
              check(PARENT, "positive", "\"key\" > 0", "key"));
      assertThat(Sqlite.count(plan, "create table \"mig_new_")).isEqualTo(1);
      assertThat(db.rows("select sql from sqlite_schema where name = 'v'"))
          .containsExactly(
              "CREATE VIEW v as select p.\"key\", c.id as other from parent p, child c");
      assertThat(db.table(CHILD).foreignKeys().getFirst().targetColumns()).containsExactly("key");
    }
  }

  @Test
  void valuesComeFromTheTableAsItStood() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      Expr sum = Exprs.binary(BinaryOp.PLUS, ref("parent", "age"), Exprs.number(1));
      Expr twice = Exprs.binary(BinaryOp.TIMES, ref("parent", "years"), Exprs.number(2));
      Plan plan =
          db.run(
              new AlterColumn(
                  PARENT, column(db, PARENT, "age").withType(SqlType.BIGINT), sum, Span.NONE),
              new RenameColumn(PARENT, "age", "years", Span.NONE),
              new AddColumn(PARENT, Column.of("double", SqlType.BIGINT, false), twice, Span.NONE),
              new AddColumn(
                  PARENT,
                  Column.of("first", SqlType.TEXT, true).withDefault(Exprs.text("one")),
                  null,
                  Span.NONE),
              new AlterColumn(
                  PARENT,
                  Column.of("first", SqlType.TEXT, true).withDefault(Exprs.text("two")),
                  null,
                  Span.NONE));
      assertThat(Sqlite.count(plan, "create table \"mig_new_")).isEqualTo(1);
      db.execute("insert into parent (name, double) values ('c', 0)");
      assertThat(db.rows("select years, double, first from parent"))
          .containsExactly("2|4|one", "3|6|one", "null|0|two");
    }
  }

  @Test
  void rowStatementsSplitARebuildOnlyWhereTheyMust() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      UpdateRows update =
          new UpdateRows(
              PARENT,
              "parent",
              List.of(new Assignment("age", Exprs.number(5))),
              null,
              null,
              Reverse.NOTHING,
              Span.NONE);
      Plan one = db.plan(notNull(db, PARENT, "name"), update, check(PARENT, "c", "age = 5", "age"));
      assertThat(Sqlite.count(one, "create table \"mig_new_")).isEqualTo(1);
      Column loose = column(db, PARENT, "age").withType(SqlType.TEXT);
      Plan two =
          db.plan(
              new AlterColumn(PARENT, loose, null, Span.NONE),
              update,
              check(PARENT, "c", "age = 5", "age"));
      assertThat(Sqlite.count(two, "create table \"mig_new_")).isEqualTo(2);
      assertThat(db.run(one)).isEmpty();
    }
  }

  @Test
  void foreignKeysActThoughTheyAreOff() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute(
          "create table tree (id integer primary key, up int references tree on delete cascade)",
          "create table leaf (tree_id int default 9 references tree on delete set null on update"
              + " cascade)",
          "insert into tree values (1, null), (2, 1), (3, 2), (4, null)",
          "insert into leaf values (3), (4)");
      QName tree = QName.of("tree");
      Plan plan =
          db.run(
              notNull(db, PARENT, "name"),
              new DeleteRows(
                  PARENT,
                  "p",
                  Exprs.equal(ref("p", "id"), Exprs.number(1)),
                  Reverse.NOTHING,
                  Span.NONE),
              new DeleteRows(
                  tree,
                  "x",
                  Exprs.equal(ref("x", "id"), Exprs.number(1)),
                  Reverse.NOTHING,
                  Span.NONE),
              new UpdateRows(
                  tree,
                  "tree",
                  List.of(new Assignment("id", Exprs.number(44))),
                  null,
                  null,
                  Reverse.NOTHING,
                  Span.NONE));
      assertThat(plan.foreignKeysOff()).isTrue();
      assertThat(db.rows("select parent_id from child")).containsExactly("2");
      assertThat(db.rows("select * from tree")).containsExactly("44|null");
      assertThat(db.rows("select * from leaf")).containsExactly("null", "44");
    }
  }

  @Test
  void oldOrphansStayAndNewOnesStopThePlan() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      db.execute("pragma foreign_keys = off", "insert into child (parent_id) values (99)");
      db.run(
          notNull(db, PARENT, "name"),
          new RenameTable(CHILD, QName.of("kid"), Span.NONE),
          new RenameTable(PARENT, QName.of("elder"), Span.NONE));
      DropConstraint drop =
          new DropConstraint(
              QName.of("kid"), db.table(QName.of("kid")).foreignKeys().getFirst(), Span.NONE);
      ForeignKey strict =
          new ForeignKey(
              "kid_elder",
              List.of("parent_id"),
              QName.of("elder"),
              List.of("id"),
              Action.NO_ACTION,
              Action.NO_ACTION,
              true,
              "");
      db.run(drop, new AddConstraint(QName.of("kid"), strict, Span.NONE));
      Plan plan =
          db.plan(
              notNull(db, QName.of("elder"), "age"),
              new DeleteRows(QName.of("elder"), "elder", null, Reverse.NOTHING, Span.NONE));
      assertThat(db.run(plan)).containsExactly("3 references would be left without a counterpart");
      assertThat(db.rows("select count(*) from elder")).containsExactly("2");
    }
  }

  @Test
  void makesReadableTables() throws SQLException {
    try (Sqlite db = new Sqlite(FAMILY)) {
      Column id = new Column("id", SqlType.BIGINT, false, null, Column.Identity.ALWAYS, null, null);
      Table made =
          Table.of(
                  T,
                  List.of(
                      id,
                      Column.of("code", SqlType.of(SqlType.Kind.VARCHAR, 5), false)
                          .withDefault(Exprs.text("x")),
                      Column.of("parent_id", SqlType.BIGINT, true)),
                  List.of(
                      new PrimaryKey("t_pkey", List.of("id")),
                      new Unique("t_code", List.of("code")),
                      new ForeignKey(
                          "t_parent",
                          List.of("parent_id"),
                          PARENT,
                          List.of("id"),
                          Action.SET_NULL,
                          Action.NO_ACTION,
                          true,
                          "")))
              .plus(
                  new Index(
                      "t_parent_id",
                      List.of(Index.Part.of("parent_id")),
                      false,
                      null,
                      null,
                      List.of(),
                      null,
                      true));
      Plan plan = db.run(new CreateTable(made, Span.NONE));
      assertThat(Sqlite.sql(plan))
          .isEqualTo(
              """
              create table "t" (
                "id" integer constraint "t_pkey" primary key autoincrement,
                "code" varchar(5) not null default 'x',
                "parent_id" bigint,
                constraint "t_code" unique ("code"),
                constraint "t_parent" foreign key ("parent_id") references "parent" ("id") on delete set null
              );
              create index "t_parent_id" on "t" ("parent_id")\
              """);
      db.run(new DropTable(T, null, Span.NONE));
    }
  }
}
