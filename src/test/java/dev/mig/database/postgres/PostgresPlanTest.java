package dev.mig.database.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.Saved;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation is planned and run; what is read then is what was predicted; its reverse leads
 * back.
 */
class PostgresPlanTest {
  private static final String START =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TABLE teams (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
      CREATE TABLE users (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        team_id int REFERENCES teams ON DELETE CASCADE,
        name varchar(50) NOT NULL DEFAULT 'nobody',
        age int CONSTRAINT users_age CHECK (age >= 0),
        mood mood DEFAULT 'ok',
        code text,
        shout text GENERATED ALWAYS AS (upper(code)) STORED);
      CREATE INDEX users_name ON users (lower(name), age DESC) WHERE age > 3;
      CREATE INDEX users_code ON users USING hash (code);
      CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER watch BEFORE UPDATE OF age ON users FOR EACH ROW
        WHEN (OLD.age IS NOT NULL) EXECUTE FUNCTION nothing();
      CREATE TRIGGER swallow BEFORE INSERT ON teams FOR EACH ROW
        WHEN (NEW.name = 'swallowed') EXECUTE FUNCTION never();
      INSERT INTO teams (name) VALUES ('red'), ('blue');
      INSERT INTO users (team_id, name, age, code) VALUES (1, 'Ann', 20, 'a'), (2, 'Bob', 5, NULL);
      """;
  private static final QName USERS = QName.of("users");
  private static final QName TEAMS = QName.of("teams");
  private static final Span AT = Span.NONE;

  private TestDatabase server;
  private Database database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    server = TestPostgres.create();
    database = Databases.open(server.url(), Map.of());
    connection = database.connect();
    execute(START);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    server.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Column column(QName table, String name) throws SQLException {
    return table(table).column(name).orElseThrow();
  }

  private Table table(QName name) throws SQLException {
    return database.read(connection).table(name).orElseThrow();
  }

  private static Expr ref(String relation, String name, SqlType type) {
    return new Expr.Column(relation, name, Typing.of(type, true), AT);
  }

  /** Runs the plan; what is read after it must be what it predicts. */
  private Schema run(List<? extends Operation> operations, Schema before) throws SQLException {
    Plan plan = database.dialect().plan(List.copyOf(operations), before);
    database.begin(connection, plan.foreignKeysOff());
    for (Step step : plan.steps()) {
      if (step instanceof Step.Execute e) {
        execute(e.sql());
      }
    }
    connection.commit();
    database.end(connection);
    Schema after = database.read(connection);
    assertThat(SchemaDiff.between(plan.after(), after)).isEmpty();
    return after;
  }

  /** There and back: schema and rows are as they were. */
  private void thereAndBack(Operation... operations) throws SQLException {
    Schema before = database.read(connection);
    List<String> rows = rows(before);
    List<Operation> back = new ArrayList<>();
    Schema schema = before;
    for (Operation operation : operations) {
      if (operation.reverse(schema) instanceof Reverse.Exact exact) {
        back.addAll(0, exact.operations());
      }
      schema = operation.applyTo(schema);
    }
    Schema after = run(List.of(operations), before);
    Schema again = run(back, after);
    assertThat(SchemaDiff.between(before, again, SchemaDiff.Rules.EXACT.anyColumnOrder()))
        .isEmpty();
    assertThat(rows(again)).isEqualTo(rows);
  }

  private List<String> rows(Schema schema) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (QName table : schema.tables().keySet()) {
        String sql = "SELECT to_jsonb(t)::text FROM \"%s\" t ORDER BY 1".formatted(table.name());
        try (ResultSet found = statement.executeQuery(sql)) {
          while (found.next()) {
            all.add(table + " " + found.getString(1));
          }
        }
      }
    }
    return all;
  }

  private String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Query all(QName table, List<Column> columns, Function<Column, Expr> value) {
    return Select.of(
        columns.stream().map(c -> new Item(value.apply(c), c.name())).toList(),
        new TableFrom(table, "s"),
        null);
  }

  private SaveRows save(QName table, String name, List<String> columns) throws SQLException {
    List<Column> saved =
        table(table).columns().stream().filter(c -> columns.contains(c.name())).toList();
    return new SaveRows(Saved.table(name), all(table, saved, c -> Exprs.column("s", c)), AT);
  }

  @Test
  void tablesAreMadeWithEverythingTheyHave() throws SQLException {
    Column id = Column.of("id", SqlType.INTEGER, false).withIdentity(Identity.SERIAL);
    Column made =
        Column.of("made", SqlType.TIMESTAMPTZ, false).withDefault(new SqlText("now()", Set.of()));
    Expr amount = ref("", "amount", SqlType.NUMERIC);
    Expr positive = Exprs.binary(BinaryOp.GT, amount, Exprs.number(0));
    Table orders =
        Table.of(
                QName.of("or\"ders"),
                List.of(
                    id,
                    made,
                    Column.of("amount", SqlType.numeric(10, 2), true),
                    Column.of("half", SqlType.NUMERIC, true)
                        .withGenerated(
                            new Column.Generated(
                                Exprs.binary(BinaryOp.TIMES, amount, Exprs.number(2)), true)),
                    Column.of("user_id", SqlType.BIGINT, true),
                    Column.of("order", SqlType.enumOf("mood"), true),
                    Column.of("n", SqlType.BIGINT, false).withIdentity(Identity.BY_DEFAULT)),
                List.of(
                    new Constraint.PrimaryKey("orders_key", List.of("id")),
                    new Constraint.Unique(
                        "orders_u", List.of("order"), false, "deferrable initially deferred"),
                    new Check("orders_c", positive, true),
                    new Check("orders_late", positive, false),
                    new ForeignKey(
                        "orders_users",
                        List.of("user_id"),
                        USERS,
                        List.of("id"),
                        Action.SET_NULL,
                        Action.NO_ACTION,
                        true,
                        "")))
            .plus(
                new Index(
                    "orders_i",
                    List.of(
                        Index.Part.of("made"),
                        new Index.Part(null, amount, true, ""),
                        new Index.Part("order", null, false, "")),
                    true,
                    positive,
                    null,
                    List.of("user_id"),
                    null,
                    true));
    thereAndBack(new CreateTable(orders, AT));
  }

  @Test
  void aDroppedTableComesBackWithRowsNumbersAndTriggers() throws SQLException {
    execute("INSERT INTO teams (name) VALUES ('gone'); DELETE FROM teams WHERE name = 'gone'");
    execute("ALTER TABLE teams DISABLE TRIGGER swallow");
    execute("INSERT INTO teams (name) VALUES ('swallowed')");
    execute("ALTER TABLE teams ENABLE TRIGGER swallow");
    execute("ALTER SEQUENCE teams_id_seq RENAME TO odd_numbers");
    ForeignKey key = table(USERS).foreignKeys().getFirst();
    thereAndBack(
        new DropConstraint(USERS, key, AT),
        save(TEAMS, "teams_1", List.of("id", "name")),
        new DropTable(TEAMS, Saved.table("teams_1"), AT));
    assertThat(one("SELECT nextval('odd_numbers')")).isEqualTo("5");
    thereAndBack(
        save(USERS, "users_1", List.of("id", "team_id", "name", "age", "mood", "code", "shout")),
        new DropTable(USERS, Saved.table("users_1"), AT));
    execute("INSERT INTO users (name) VALUES ('next')");
    assertThat(one("SELECT id FROM users WHERE name = 'next'")).isEqualTo("3");
  }

  @Test
  void aRenameTakesTheSequenceAlong() throws SQLException {
    QName people = QName.of("people");
    Schema before = database.read(connection);
    run(
        List.of(
            new RenameTable(USERS, people, AT),
            new RenameColumn(people, "id", "number", AT),
            new RenameColumn(people, "age", "years", AT),
            new RenameTable(TEAMS, QName.of("groups"), AT)),
        before);
    assertThat(one("SELECT pg_get_serial_sequence('people', 'number')"))
        .isEqualTo("public.people_number_seq");
    assertThat(one("SELECT pg_get_serial_sequence('groups', 'id')"))
        .isEqualTo("public.groups_id_seq");
    execute("ALTER TABLE people RENAME TO users; ALTER TABLE users RENAME number TO id");
    execute("ALTER TABLE users RENAME years TO age; ALTER TABLE groups RENAME TO teams");
    thereAndBack(
        new RenameTable(USERS, people, AT),
        new RenameColumn(people, "age", "select", AT),
        new RenameColumn(people, "code", "Code", AT));
  }

  @Test
  void columnsAreAddedInOneStatement() throws SQLException {
    AddColumn plain = new AddColumn(USERS, Column.of("note", SqlType.TEXT, true), null, AT);
    Column status =
        Column.of("status", SqlType.of(SqlType.Kind.VARCHAR, 10), false)
            .withDefault(Exprs.text("it's"));
    AddColumn kept = new AddColumn(USERS, status, null, AT);
    Plan plan = database.dialect().plan(List.of(plain, kept), database.read(connection));
    assertThat(plan.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Execute.class,
            e ->
                assertThat(e.sql())
                    .isEqualTo(
                        """
                        alter table "users"
                          add column "note" text,
                          add column "status" varchar(10) default 'it''s' not null\
                        """));
    thereAndBack(plain, kept);
  }

  @Test
  void anAddedColumnIsFilledBeforeItIsNotNull() throws SQLException {
    Column full = Column.of("full", SqlType.TEXT, false).withDefault(Exprs.text("later"));
    Expr name = ref("users", "name", SqlType.TEXT);
    AddColumn add = new AddColumn(USERS, full, name, AT);
    run(List.of(add), database.read(connection));
    assertThat(one("SELECT string_agg(\"full\", ',' ORDER BY id) FROM users")).isEqualTo("Ann,Bob");
    execute("INSERT INTO users (team_id) VALUES (1)");
    assertThat(one("SELECT \"full\" FROM users ORDER BY id DESC")).isEqualTo("later");
  }

  @Test
  void numberedColumnsAreAdded() throws SQLException {
    thereAndBack(
        new AddColumn(
            TEAMS, Column.of("n", SqlType.INTEGER, false).withIdentity(Identity.ALWAYS), null, AT),
        new AddColumn(
            TEAMS, Column.of("m", SqlType.BIGINT, false).withIdentity(Identity.SERIAL), null, AT),
        new AddColumn(
            USERS,
            Column.of("k", SqlType.BIGINT, false).withIdentity(Identity.BY_DEFAULT),
            ref("users", "id", SqlType.BIGINT),
            AT));
  }

  @Test
  void droppedColumnsComeBackWithValuesKeysAndIndexes() throws SQLException {
    execute("ALTER TABLE users ADD nr int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME odd)");
    execute("ALTER TABLE users ADD ser serial; ALTER TABLE users ADD CONSTRAINT nrs UNIQUE (nr)");
    thereAndBack(
        save(USERS, "users_2", List.of("id", "nr", "ser", "team_id", "mood")),
        new DropColumns(
            USERS, List.of("nr", "ser", "team_id", "mood"), Saved.table("users_2"), AT));
    execute("INSERT INTO users (name) VALUES ('next')");
    assertThat(one("SELECT nr || ',' || ser FROM users WHERE name = 'next'")).isEqualTo("3,3");
    thereAndBack(
        save(USERS, "users_3", List.of("id", "shout")),
        new DropColumns(USERS, List.of("shout"), Saved.table("users_3"), AT));
  }

  @Test
  void aTypeChangesWithDefaultsIndexesChecksAndTriggersKept() throws SQLException {
    Column name = column(USERS, "name");
    Column age = column(USERS, "age");
    Column mood = column(USERS, "mood");
    thereAndBack(
        new AlterColumn(
            USERS, name.withType(SqlType.TEXT).withDefault(Exprs.text("none")), null, AT),
        new AlterColumn(USERS, age.withType(SqlType.BIGINT).withNullable(true), null, AT),
        new AlterColumn(USERS, mood.withType(SqlType.TEXT).withDefault(Exprs.text("ok")), null, AT),
        new AlterColumn(TEAMS, column(TEAMS, "id").withType(SqlType.BIGINT), null, AT),
        new AlterColumn(USERS, column(USERS, "team_id").withType(SqlType.BIGINT), null, AT));
  }

  @Test
  void aTypeMayBeMadeByAnExpression() throws SQLException {
    Column code = column(USERS, "code");
    Expr using =
        Exprs.when(
            Exprs.isNull(ref("users", "code", SqlType.TEXT)), Exprs.number(0), Exprs.number(7));
    execute("ALTER TABLE users DROP COLUMN shout");
    run(
        List.of(
            new AlterColumn(USERS, code.withType(SqlType.INTEGER).withNullable(false), using, AT)),
        database.read(connection));
    assertThat(one("SELECT string_agg(code::text, ',' ORDER BY id) FROM users")).isEqualTo("7,0");
  }

  @Test
  void nullabilityDefaultsAndNumberingChange() throws SQLException {
    thereAndBack(
        new AlterColumn(
            USERS, column(USERS, "age").withNullable(false).withDefault(Exprs.number(3)), null, AT),
        new AlterColumn(
            USERS, column(USERS, "name").withNullable(true).withDefault(null), null, AT),
        new AlterColumn(USERS, column(USERS, "id").withIdentity(null), null, AT),
        new AlterColumn(TEAMS, column(TEAMS, "id").withIdentity(Identity.ALWAYS), null, AT));
    execute("INSERT INTO teams (name) VALUES ('next')");
    assertThat(one("SELECT id FROM teams WHERE name = 'next'")).isEqualTo("3");
  }

  @Test
  void constraintsComeAndGo() throws SQLException {
    Expr age = ref("", "age", SqlType.INTEGER);
    Check late = new Check("users_late", Exprs.binary(BinaryOp.LT, age, Exprs.number(90)), false);
    ForeignKey key = table(USERS).foreignKeys().getFirst();
    Constraint unique = new Constraint.Unique("users_u", List.of("name", "age"));
    Check old = table(USERS).checks().getFirst();
    thereAndBack(
        new AddConstraint(USERS, late, AT),
        new ValidateConstraint(USERS, late, AT),
        new AddConstraint(USERS, unique, AT),
        new RenameConstraint(USERS, unique, "users_other", AT),
        new DropConstraint(USERS, old, AT),
        new DropConstraint(USERS, key, AT),
        new AddConstraint(
            USERS,
            new ForeignKey(
                "users_teams",
                List.of("team_id"),
                TEAMS,
                List.of("id"),
                Action.RESTRICT,
                Action.CASCADE,
                false,
                "deferrable initially deferred"),
            AT),
        new DropConstraint(USERS, requireNonNull(table(USERS).primaryKey()), AT),
        new AddConstraint(USERS, new Constraint.PrimaryKey("users_new", List.of("name")), AT));
  }

  @Test
  void aPrimaryKeyMakesItsColumnsNotNull() throws SQLException {
    execute("CREATE TABLE bare (a int, b int); INSERT INTO bare VALUES (1, 2)");
    thereAndBack(
        new AddConstraint(
            QName.of("bare"), new Constraint.PrimaryKey("bare_key", List.of("a", "b")), AT));
  }

  @Test
  void indexesComeAndGoByTheCatalogsOwnWords() throws SQLException {
    execute("CREATE TABLE spans (s int4range, CONSTRAINT apart EXCLUDE USING gist (s WITH &&))");
    execute(
        "CREATE INDEX odd ON users (code text_pattern_ops DESC NULLS LAST) WITH (fillfactor=50)");
    List<Index> indexes = table(USERS).indexes();
    List<Operation> operations = new ArrayList<>();
    for (Index index : indexes) {
      operations.add(new DropIndex(USERS, index, AT));
    }
    operations.add(
        new DropIndex(QName.of("spans"), table(QName.of("spans")).indexes().getFirst(), AT));
    Index made =
        new Index("made", List.of(Index.Part.of("age")), false, null, null, List.of(), null, true);
    operations.add(new CreateIndex(USERS, made, AT));
    operations.add(new RenameIndex(USERS, made, "remade", AT));
    thereAndBack(operations.toArray(Operation[]::new));
    assertThat(one("SELECT reloptions FROM pg_class WHERE relname = 'odd'"))
        .isEqualTo("{fillfactor=50}");
  }

  @Test
  void keysOfNewRowsAreRecordedAndThoseOfUpdatedOnesAreNot() throws SQLException {
    Column name = column(TEAMS, "name");
    Query source =
        new Query.Union(
            List.of(
                Select.of(List.of(new Item(Exprs.text("red"), "name")), null, null),
                Select.of(List.of(new Item(Exprs.text("green"), "name")), null, null)));
    Expr loud = Exprs.binary(BinaryOp.CONCAT, Exprs.column("excluded", name), Exprs.text("!"));
    run(
        List.of(
            new InsertRows(
                TEAMS,
                List.of("name"),
                source,
                new Conflict(List.of("name"), List.of(new Assignment("name", loud))),
                Saved.table("new_teams"),
                Reverse.NOTHING,
                AT),
            new InsertRows(
                TEAMS,
                List.of("name"),
                source,
                new Conflict(List.of(), List.of()),
                null,
                Reverse.NOTHING,
                AT)),
        database.read(connection));
    assertThat(one("SELECT string_agg(name, ',' ORDER BY id) FROM teams"))
        .isEqualTo("red!,blue,green,red");
    assertThat(one("SELECT string_agg(name, ',') FROM mig_saved.new_teams JOIN teams USING (id)"))
        .isEqualTo("green");
  }

  @Test
  void rowsAreUpdatedFromOthersAndDeleted() throws SQLException {
    Expr teamOf = ref("u", "team_id", SqlType.INTEGER);
    Expr team = ref("t", "id", SqlType.INTEGER);
    run(
        List.of(
            new UpdateRows(
                USERS,
                "u",
                List.of(
                    new Assignment("name", ref("t", "name", SqlType.TEXT)),
                    new Assignment("code", ref("u", "name", SqlType.TEXT)),
                    new Assignment(
                        "id",
                        Exprs.binary(
                            BinaryOp.PLUS, ref("u", "id", SqlType.BIGINT), Exprs.number(10)))),
                new TableFrom(TEAMS, "t"),
                Exprs.equal(teamOf, team),
                Reverse.NOTHING,
                AT),
            new DeleteRows(
                USERS,
                "u",
                Exprs.equal(ref("u", "name", SqlType.TEXT), Exprs.text("red")),
                Reverse.NOTHING,
                AT)),
        database.read(connection));
    assertThat(one("SELECT string_agg(id || name || code, ',') FROM users")).isEqualTo("12blueBob");
  }

  @Test
  void deferredConstraintsAreLookedAtBeforeATableIsAltered() throws SQLException {
    execute("ALTER TABLE users ALTER CONSTRAINT users_team_id_fkey DEFERRABLE INITIALLY DEFERRED");
    run(
        List.of(
            new UpdateRows(
                USERS,
                "users",
                List.of(new Assignment("team_id", Exprs.number(1))),
                null,
                null,
                Reverse.NOTHING,
                AT),
            new AddColumn(USERS, Column.of("x", SqlType.TEXT, true), null, AT)),
        database.read(connection));
    assertThat(one("SELECT count(*) FROM users WHERE team_id = 1")).isEqualTo("2");
  }

  @Test
  void onlySqlOfThisDatabaseIsRun() throws SQLException {
    Schema before = database.read(connection);
    Plan plan =
        database
            .dialect()
            .plan(
                List.of(
                    new NativeSql("postgres", "SELECT '{a}'", null, null, AT),
                    new NativeSql("sqlite", "VACUUM", null, null, AT)),
                before);
    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.touched()).isNull();
  }
}
