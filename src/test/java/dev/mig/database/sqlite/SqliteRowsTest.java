package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.Saved;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.plan.Plan;
import dev.mig.schema.Column;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqliteRowsTest {
  private static final QName T = QName.of("t");

  private static Expr.Column ref(String relation, String name) {
    return Exprs.column(relation, Column.of(name, SqlType.INTEGER, true));
  }

  private static InsertRows insert(
      QName table,
      List<String> columns,
      Query query,
      @Nullable Conflict conflict,
      @Nullable QName keys) {
    return new InsertRows(table, columns, query, conflict, keys, Reverse.NOTHING, Span.NONE);
  }

  @Test
  void insertsRecordExactlyTheRowsThatCameIn() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table t (id integer primary key autoincrement, a int unique, n int)",
            "create table s (x int)",
            "insert into t (a, n) values (1, 0), (2, 0)",
            "insert into s values (2), (3), (3), (4)")) {
      QName saved = Saved.table("k");
      Select query =
          Select.of(
              List.of(new Item(ref("s", "x"), "a"), new Item(Exprs.number(7), "n")),
              new TableFrom(QName.of("s"), "s"),
              null);
      Conflict bump =
          new Conflict(List.of("a"), List.of(new Assignment("n", ref("excluded", "n"))));
      db.run(
          insert(T, List.of("a", "n"), query, bump, saved),
          new AdvanceIdentity(T, "id", Span.NONE));
      assertThat(db.rows("select a, n from t order by id"))
          .containsExactly("1|0", "2|7", "3|7", "4|7");
      assertThat(db.rows("select a from t where id in (select id from mig_saved_k)"))
          .containsExactly("3", "4");
      db.run(insert(T, List.of("a", "n"), query, new Conflict(List.of(), List.of()), null));
      assertThat(db.rows("select count(*) from t")).containsExactly("4");
      assertThatThrownBy(() -> db.run(insert(T, List.of("a", "n"), query, null, null)))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void savedRowsComeBackAsTheyWere() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table t (id integer primary key, a numeric(9,2), b boolean, c json, d blob, e,"
                + " f timestamptz)",
            "insert into t values (1, 1.50, true, '{}', x'00ff', '007', '2025-01-01 00:00:00+00'),"
                + " (2, null, null, null, null, 7, null)")) {
      Table table = db.table(T);
      Select all =
          Select.of(
              table.columns().stream().map(c -> new Item(Exprs.column("t", c), c.name())).toList(),
              new TableFrom(T, "t"),
              null);
      QName saved = Saved.table("x");
      List<String> before = db.rows("select *, typeof(a), typeof(e) from t");
      Plan plan = db.run(new SaveRows(saved, all, Span.NONE), new DropTable(T, saved, Span.NONE));
      assertThat(plan.touched()).containsExactly(T);
      db.run(
          new CreateTable(table, Span.NONE),
          insert(
              T,
              table.columns().stream().map(Column::name).toList(),
              Select.of(all.items(), new TableFrom(saved, "t"), null),
              null,
              null));
      assertThat(db.rows("select *, typeof(a), typeof(e) from t")).isEqualTo(before);
    }
  }

  @Test
  void nativeSqlRunsStatementByStatement() throws SQLException {
    try (Sqlite db = new Sqlite("create table parent (a)", "create table child (a)")) {
      String sql =
          """
          create table x (a); -- ; not here
          create trigger tr after insert on x begin delete from child; delete from parent; end;
          insert into x values (';')
          """;
      Plan plan = db.plan(new NativeSql("sqlite", sql, null, null, Span.NONE));
      assertThat(plan.steps()).hasSize(3);
      assertThat(plan.touched()).isNull();
      assertThat(db.run(plan)).isEmpty();
      assertThat(db.rows("select * from parent")).isEmpty();
      assertThat(db.plan(new NativeSql("postgres", sql, null, null, Span.NONE)).steps()).isEmpty();
    }
  }

  @Test
  void aUniqueIndexIsThereBeforeARowStatementNeedsIt() throws SQLException {
    try (Sqlite db = new Sqlite("create table t (a int)", "insert into t values (1)")) {
      Index index =
          new Index("i", List.of(Index.Part.of("a")), true, null, null, List.of(), null, true);
      Select one = Select.of(List.of(new Item(Exprs.number(1), "a")), null, null);
      db.run(
          new CreateIndex(T, index, Span.NONE),
          insert(T, List.of("a"), one, new Conflict(List.of("a"), List.of()), null));
      assertThat(db.rows("select * from t")).containsExactly("1");
    }
  }
}
