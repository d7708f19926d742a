package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.plan.Plan;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Random tables, random changes: what was predicted is there, no row is lost, and it all goes back.
 */
class RebuildProperties {
  private static final QName ITEM = QName.of("item");

  @Property(tries = 40)
  void changesDoWhatWasPredictedAndGoBack(@ForAll long seed) throws SQLException {
    Random random = new Random(seed);
    try (Sqlite db = new Sqlite(statements(random))) {
      Schema start = db.schema();
      List<String> rows = db.rows("select * from item order by id");
      List<String> rowids =
          start.table(ITEM).orElseThrow().options().withoutRowid()
              ? List.of()
              : db.rows("select rowid, id from item order by id");
      List<String> others = db.rows("select * from kid order by 1, 2");
      List<Operation> operations = operations(random, start);
      List<Operation> back = new ArrayList<>();
      Schema moving = start;
      for (Operation operation : operations) {
        if (operation.reverse(moving) instanceof Reverse.Exact exact) {
          back.addAll(0, exact.operations());
        }
        moving = operation.applyTo(moving);
      }
      Plan plan = db.run(operations.toArray(Operation[]::new));
      assertThat(db.rows("select * from kid order by 1, 2")).as(Sqlite.sql(plan)).isEqualTo(others);
      assertThat(db.rows("pragma integrity_check")).containsExactly("ok");
      Plan reverse = db.run(back.toArray(Operation[]::new));
      assertThat(
              SchemaDiff.between(start, db.schema(), SchemaDiff.Rules.PREDICTION.anyColumnOrder()))
          .as(Sqlite.sql(plan) + "\n-- back\n" + Sqlite.sql(reverse))
          .isEmpty();
      assertThat(db.rows("select * from item order by id")).isEqualTo(rows);
      if (!rowids.isEmpty()) {
        assertThat(db.rows("select rowid, id from item order by id")).isEqualTo(rowids);
      }
      assertThat(db.rows("pragma foreign_key_check")).isEmpty();
    }
  }

  private static String pick(Random random, String... options) {
    return options[random.nextInt(options.length)];
  }

  /** A parent, the table that is changed, and a child whose rows would go with it. */
  private static String[] statements(Random random) {
    boolean strict = random.nextInt(4) == 0;
    boolean withoutRowid = random.nextInt(4) == 0;
    String id =
        withoutRowid
            ? pick(random, "id integer primary key", "id int not null primary key")
            : pick(
                random,
                "id integer primary key",
                "id integer primary key autoincrement",
                "id int not null unique",
                "id integer constraint pk primary key on conflict abort");
    List<String> parts = new ArrayList<>(List.of(id));
    parts.add(
        "a "
            + (strict ? "text" : pick(random, "varchar(20)", "text", "nvarchar(9)", ""))
            + pick(random, "", " not null", " collate nocase", " default ('x' || 'y')"));
    parts.add("b int" + pick(random, "", " check (b > 0)", " default 5", " not null"));
    parts.add(
        "\"odd \"\"name\" int"
            + pick(random, "", " references item (id) on delete cascade", " unique"));
    if (random.nextBoolean()) {
      parts.add("g int generated always as (b * 2) " + pick(random, "stored", "virtual"));
    }
    parts.add(
        "p int "
            + pick(
                random,
                "",
                "references parent",
                "constraint fk references parent (id) on delete set null"));
    if (random.nextBoolean()) {
      parts.add(
          pick(
              random,
              "constraint c1 check (b < 1000 or a = ',)')",
              "unique (a, b)",
              "check (item.b <> 77)"));
    }
    List<String> options = new ArrayList<>();
    if (strict) {
      options.add("strict");
    }
    if (withoutRowid) {
      options.add("without rowid");
    }
    List<String> all = new ArrayList<>();
    all.add("create table parent (id integer primary key, n int)");
    all.add(
        "create table item ("
            + String.join(pick(random, ", ", "\n , -- , (\n"), parts)
            + ")"
            + String.join(", ", options));
    all.add("create table kid (x integer, item_id int references item (id) on delete cascade)");
    all.add("insert into parent values (1, 1), (2, 2)");
    for (int i = 1; i <= 5; i++) {
      all.add(
          "insert into item (id, a, b, p) values ("
              + i * 3
              + ", 'v"
              + i
              + "', "
              + i
              + ", "
              + (i % 2 + 1)
              + ")");
    }
    all.add("insert into kid values (1, 3), (2, 6), (3, null)");
    if (random.nextBoolean()) {
      all.add(
          "create "
              + pick(random, "", "unique ")
              + "index by_a on item (a"
              + pick(random, "", " desc", " collate rtrim")
              + ", lower(a))"
              + pick(random, "", " where b > 1"));
    }
    if (random.nextBoolean()) {
      all.add(
          "create trigger tr after insert on item begin update kid set x = new.b where item_id ="
              + " new.id; end");
      all.add(
          "create trigger tr2 after delete on kid begin update item set b = 7 where id = old.x;"
              + " end");
    }
    if (random.nextBoolean()) {
      all.add("create view v as select i.id, b from item as i where b > 2");
      all.add("create view w as select * from v join kid on kid.item_id = v.id");
    }
    return all.toArray(String[]::new);
  }

  private static List<Operation> operations(Random random, Schema start) {
    List<Operation> all = new ArrayList<>();
    Schema schema = start;
    QName name = ITEM;
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Operation operation = operation(random, schema.table(name).orElseThrow(), i);
      if (operation != null) {
        all.add(operation);
        schema = operation.applyTo(schema);
        name = operation instanceof RenameTable rename ? rename.to() : name;
      }
    }
    return all;
  }

  private static @Nullable Operation operation(Random random, Table table, int number) {
    QName name = table.name();
    Column b = table.columns().get(2);
    boolean strict = table.options().strict();
    return switch (random.nextInt(11)) {
      case 0 -> new AlterColumn(name, b.withNullable(!b.nullable()), null, Span.NONE);
      case 1 ->
          new AlterColumn(
              name, b.withDefault(new SqlText("1 + " + number, Set.of())), null, Span.NONE);
      case 2 -> strict ? null : new AlterColumn(name, b.withType(SqlType.BIGINT), null, Span.NONE);
      case 3 ->
          constraint(
              name,
              new Check(
                  "new_check_" + number,
                  new SqlText("\"" + b.name() + "\" > -1", Set.of(b.name())),
                  true));
      case 4 ->
          constraint(
              name,
              new Unique("new_unique_" + number, List.of(table.columns().get(0).name(), b.name())));
      case 5 ->
          constraint(
              name,
              new ForeignKey(
                  "new_key_" + number,
                  List.of("p"),
                  QName.of("parent"),
                  List.of("id"),
                  Action.CASCADE,
                  Action.NO_ACTION,
                  true,
                  ""));
      case 6 -> new RenameColumn(name, b.name(), "renamed " + number, Span.NONE);
      case 7 -> new RenameTable(name, QName.of("thing " + number), Span.NONE);
      case 8 -> {
        Index index =
            new Index(
                "new_index_" + number,
                List.of(Index.Part.of(b.name())),
                false,
                null,
                null,
                List.of(),
                null,
                true);
        yield new CreateIndex(name, index, Span.NONE);
      }
      case 9 -> {
        List<Constraint> droppable =
            table.constraints().stream()
                .filter(c -> !(c instanceof PrimaryKey) && !c.columns().contains("id"))
                .toList();
        if (droppable.isEmpty()) {
          yield null;
        }
        yield new DropConstraint(name, droppable.get(random.nextInt(droppable.size())), Span.NONE);
      }
      default ->
          table.indexes().isEmpty()
              ? new AddColumn(
                  name, Column.of("added_" + number, SqlType.TEXT, true), null, Span.NONE)
              : new DropIndex(name, table.indexes().getFirst(), Span.NONE);
    };
  }

  private static Operation constraint(QName table, Constraint constraint) {
    return new AddConstraint(table, constraint, Span.NONE);
  }
}
