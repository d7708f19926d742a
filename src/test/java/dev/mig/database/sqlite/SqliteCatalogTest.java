package dev.mig.database.sqlite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteCatalogTest {
  private static Table table(Schema schema, String name) {
    return schema.table(QName.of(name)).orElseThrow();
  }

  private static View view(Schema schema, String name) {
    return requireNonNull(schema.views().get(QName.of(name)));
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          integer; INTEGER; integer
          int; INTEGER; integer
          BIGINT; BIGINT; bigint
          int(11); INTEGER; integer
          varchar ( 50 ); VARCHAR; varchar(50)
          character varying(7); VARCHAR; varchar(7)
          numeric(10, 2); NUMERIC; numeric(10,2)
          decimal; NUMERIC; numeric
          timestamptz; TIMESTAMPTZ; timestamptz
          timestamp with time zone; TIMESTAMPTZ; timestamptz
          timestamp without time zone; TIMESTAMP; timestamp
          timestamp(3); TIMESTAMP; timestamp(3)
          datetime; TIMESTAMP; timestamp
          bool; BOOLEAN; boolean
          double precision; DOUBLE; double precision
          blob; BYTES; bytea
          jsonb; JSONB; jsonb
          uuid; UUID; uuid
          unsigned big int; OTHER; unsigned big int
          tinyint(1); OTHER; tinyint(1)
          numeric(10,2,3); OTHER; numeric(10,2,3)
          """)
  void readsDeclaredTypes(String declared, SqlType.Kind kind, String shown) {
    SqlType type = SqliteTypes.of(declared);
    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type).hasToString(shown);
  }

  @Test
  void noTypeIsATypeOfItsOwn() throws SQLException {
    try (Sqlite db = new Sqlite("create table t (a, b any)")) {
      assertThat(table(db.schema(), "t").columns())
          .extracting(Column::type)
          .containsExactly(SqlType.other(""), SqlType.other("ANY"));
    }
  }

  @Test
  void readsOddlyWrittenTables() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table \"Odd, (name\" (id integer primary key)",
            """
            create table t ( -- it begins, (with) a comment
              [id] INTEGER constraint "the ""key" primary key on conflict replace autoincrement,
              `a b` varchar(20) not null on conflict ignore default 'x, y' collate NOCASE,
              'c' text constraint c_check check (c in ('(', 'it''s', "a b") /* , ) */ and length(c) > 1),
              d int default (1 + (2)) references "Odd, (name" on delete set null deferrable initially deferred,
              "check" int generated always as (d * 2) stored,
              e as ("check" + 1),
              constraint two unique (ID, `A B` collate binary desc) on conflict abort
              constraint three check (d > 0),
              foreign key (d, e) references [odd, (name] (id, ID) on update cascade match full
            ) -- done
            """)) {
      Table t = table(db.schema(), "t");
      assertThat(column(t, "id").identity()).isEqualTo(Column.Identity.BY_DEFAULT);
      assertThat(column(t, "id").nullable()).isFalse();
      assertThat(column(t, "a b").nullable()).isFalse();
      assertThat(column(t, "a b").collation()).isEqualTo("NOCASE");
      assertThat(column(t, "a b").defaultValue()).hasToString("'x, y'");
      assertThat(column(t, "d").defaultValue()).hasToString("1 + (2)");
      assertThat(column(t, "check").generated())
          .matches(g -> g.stored() && g.formula().toString().equals("d * 2"));
      assertThat(column(t, "e").generated())
          .matches(g -> !g.stored() && g.formula().columns().contains("check"));
      assertThat(t.primaryKey()).isEqualTo(new Constraint.PrimaryKey("the \"key", List.of("id")));
      assertThat(t.uniques())
          .containsExactly(new Unique("two", List.of("id", "a b"), false, "on conflict abort"));
      assertThat(t.checks()).extracting(Check::name).containsExactly("c_check", "three");
      assertThat(t.checks().getFirst().condition())
          .hasToString("c in ('(', 'it''s', \"a b\")   and length(c) > 1");
      assertThat(t.foreignKeys())
          .containsExactly(
              new ForeignKey(
                  null,
                  List.of("d"),
                  QName.of("Odd, (name"),
                  List.of("id"),
                  Action.SET_NULL,
                  Action.NO_ACTION,
                  true,
                  "deferrable initially deferred"),
              new ForeignKey(
                  null,
                  List.of("d", "e"),
                  QName.of("Odd, (name"),
                  List.of("id", "id"),
                  Action.NO_ACTION,
                  Action.CASCADE,
                  true,
                  ""));
    }
  }

  @Test
  void tellsRowidsFromOtherKeys() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table a (id integer primary key)",
            "create table b (id int primary key)",
            "create table c (id integer primary key desc)",
            "create table d (id integer, primary key (id desc))",
            "create table e (id integer primary key) without rowid",
            "create table f (id integer, x integer, primary key (id, x))",
            "create table g (id text primary key) strict")) {
      Schema schema = db.schema();
      assertThat(schema.tables().values())
          .extracting(t -> column(t, "id").identity())
          .containsExactly(
              Column.Identity.ROWID, null, null, Column.Identity.ROWID, null, null, null);
      assertThat(schema.tables().values())
          .extracting(t -> column(t, "id").nullable())
          .containsExactly(false, true, true, false, false, true, false);
      assertThat(table(schema, "e").options().withoutRowid()).isTrue();
      assertThat(table(schema, "g").options().strict()).isTrue();
    }
  }

  @Test
  void readsIndexes() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table t (a text collate nocase, b int unique, c text)",
            "create unique index i on t (b desc, lower(c) collate nocase desc, a, c collate rtrim)"
                + " where b > 3 and c <> 'where'")) {
      Index index = table(db.schema(), "t").indexes().getFirst();
      assertThat(index.unique()).isTrue();
      assertThat(index.where()).hasToString("b > 3 and c <> 'where'");
      assertThat(index.parts())
          .extracting(
              p -> p.column() + " " + p.formula() + " " + p.descending() + " " + p.operatorClass())
          .containsExactly(
              "b null true ", "null lower(c) true nocase", "a null false ", "c null false rtrim");
      assertThat(table(db.schema(), "t").indexes()).hasSize(1);
    }
  }

  @Test
  void readsViewsAndTriggersAndLeavesItsOwnTablesOut() throws SQLException {
    try (Sqlite db =
        new Sqlite(
            "create table t (a int, b int)",
            "create table other (b int)",
            "create view v as select a from t where b = 1",
            "create view w as select * from v, other",
            "create view broken as select gone from nowhere",
            "create trigger tr after insert on t begin update other set b = new.a; end",
            "create trigger vt instead of insert on v begin insert into t (a) values (new.a); end",
            "create table mig_migration (a)",
            "create table mig_saved_x (a)",
            "create temp table t (z int)",
            "create virtual table f using fts5(x)")) {
      Schema schema = db.schema();
      assertThat(schema.tables().keySet()).containsExactly(QName.of("other"), QName.of("t"));
      assertThat(table(schema, "t").columns()).extracting(Column::name).containsExactly("a", "b");
      View v = view(schema, "v");
      assertThat(v.columns()).containsExactly("a");
      assertThat(v.uses()).containsExactlyInAnyOrder("t", "t.a", "t.b");
      assertThat(v.triggers()).hasSize(1);
      View w = view(schema, "w");
      assertThat(w.uses()).containsExactlyInAnyOrder("v", "other", "other.b");
      assertThat(view(schema, "broken").columns()).isEmpty();
      assertThat(table(schema, "t").triggers().getFirst().mentions()).contains("other", "b");
    }
  }
}
