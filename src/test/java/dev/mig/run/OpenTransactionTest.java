package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.compile.Probe;
import dev.mig.compile.WayBack;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.DataCheck;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.statement.script.Piece;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are tried one by one, taken back, and committed as one migration. */
class OpenTransactionTest {
  private static OpenTransaction open(Shop shop, RunListener listener) {
    OpenTransaction.Setup setup =
        new OpenTransaction.Setup(
            "test", Duration.ofSeconds(20), DataCheck.FULL, false, Parameters.NONE, Library.NONE);
    return new OpenTransaction(shop.database(), setup, listener);
  }

  private static OpenTransaction open(Shop shop) {
    return open(shop, RunListener.SILENT);
  }

  private static Tried run(OpenTransaction open, String text) {
    @Nullable Tried last = null;
    for (Piece piece : Piece.of(text)) {
      last = open.run(piece);
      if (last.change() == null) {
        return last;
      }
    }
    return Objects.requireNonNull(last);
  }

  private static String names(OpenTransaction open) {
    return open.query("select * from users order by id", 100).rows().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void undoTakesBackRowsAndSchema(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect);
        OpenTransaction open = open(shop)) {
      final String before = names(open);
      Tried added = run(open, "add column users.email varchar(99)");
      assertThat(added.diagnostics()).isEmpty();
      Tried filled = run(open, "update users set email = lower(name) where id < 3");
      Change change = Objects.requireNonNull(filled.change());
      assertThat(change.rows()).isEqualTo(2);
      Glimpse glimpse = change.glimpses().getFirst();
      assertThat(glimpse.columns()).containsExactly("id", "email");
      assertThat(glimpse.rows().getFirst().before()).containsExactly("1", null);
      assertThat(glimpse.rows().getFirst().after()).containsExactly("1", "ada");
      run(open, "alter column users.name type varchar(20)");
      run(open, "drop table orders losing");
      assertThat(names(open)).isEqualTo("[[1, Ada, ada], [2, Bob, bob], [3, Cher, null]]");

      List<Change> gone = open.undo(2);
      assertThat(gone)
          .extracting(c -> c.text().strip().substring(0, 4))
          .containsExactly("drop", "alte");
      assertThat(open.schema().tables()).containsKey(QName.of("orders"));
      run(open, "insert users (id, name) values (4, 'Dan')");
      open.undo(1);
      assertThat(open.undo(2)).hasSize(2);
      assertThat(open.changes()).isEmpty();
      assertThat(names(open)).isEqualTo(before);
      assertThat(shop.runner()).as("the lock is free").isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatFailsLosesNothing(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect);
        OpenTransaction open = open(shop)) {
      run(open, "update users set name = 'Dora' where id = 1");
      assertThat(run(open, "update nowhere set a = 1").diagnostics().getFirst().code())
          .isEqualTo(Code.UNKNOWN_TABLE);
      assertThat(run(open, "add unique on users (").change()).isNull();
      Tried refused = run(open, "insert users (id, name) values (1, 'again')");
      assertThat(refused.change()).isNull();
      String raw = dialect.equals("postgres") ? "select 1/0" : "insert into users values (1, 'x')";
      Tried broken = run(open, "sql " + dialect + " $$ " + raw + " $$");
      assertThat(broken.change()).isNull();
      assertThat(broken.diagnostics()).isNotEmpty();
      assertThatThrownBy(() -> open.query("select nothing from users", 1))
          .isInstanceOf(Probe.Failed.class);
      assertThatThrownBy(() -> open.query("delete from users", 1)).isInstanceOf(Probe.Failed.class);
      assertThatThrownBy(() -> open.query("select 1; commit", 1)).isInstanceOf(Probe.Failed.class);
      assertThat(names(open)).isEqualTo("[[1, Dora], [2, Bob], [3, Cher]]");
      assertThat(open.changes()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatIsCommittedCanBeTakenBackByDown(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect);
        OpenTransaction open = open(shop)) {
      run(open, "let suffix = '@example.org'");
      run(open, "define mail(text name) = lower(name) || suffix");
      run(open, "add column users.email varchar(99)");
      run(open, "fill users.email = mail(name)");
      run(open, "for each table t in (users) { add column t.note text }");
      run(open, "drop column users.name saving");
      assertThat(names(open)).contains("[1, ada@example.org, null]");
      assertThat(
              open.commit("try_out", new Source("try_out.mig", "drop table orders losing")).why())
          .isEmpty();
      assertThat(open.changes()).isEmpty();
      assertThat(names(open)).contains("[1, ada@example.org, null]");
      assertThat(shop.told()).contains("try_out", "applied");
      RunResult down = shop.down("try_out");
      assertThat(down.diagnostics()).isEmpty();
      assertThat(open.query("select id, name from users order by id", 9).rows().toString())
          .isEqualTo("[[1, Ada], [2, Bob], [3, Cher]]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatIsRunningCanBeCancelled(String dialect) throws Exception {
    try (Shop shop = Shop.open(dialect)) {
      try (OpenTransaction open = open(shop)) {
        run(open, "update users set name = 'Dora' where id = 1");
        String endless =
            dialect.equals("postgres")
                ? "do $x$ begin perform pg_sleep(60); end $x$"
                : "insert into orders with recursive n(i) as (select 1 union all select i + 1 from"
                    + " n) select i, i from n";
        try (var later = Executors.newSingleThreadScheduledExecutor()) {
          ScheduledFuture<?> cancelling = later.schedule(open::cancel, 700, TimeUnit.MILLISECONDS);
          Tried tried = run(open, "sql " + dialect + " $y$ " + endless + " $y$");
          assertThat(tried.cancelled()).isTrue();
          assertThat(cancelling.isDone()).isTrue();
          assertThat(tried.lost()).isZero();
        }
        assertThat(open.changes()).hasSize(1);
        assertThat(names(open)).isEqualTo("[[1, Dora], [2, Bob], [3, Cher]]");
        open.undo(1);
        assertThat(names(open)).isEqualTo("[[1, Ada], [2, Bob], [3, Cher]]");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whoeverHoldsALockIsNamedWhereThatCanBeTold(String dialect) throws Exception {
    try (Shop shop = Shop.open(dialect);
        Connection other = shop.database().connect()) {
      List<String> told = new ArrayList<>();
      RunListener listener =
          new RunListener() {
            @Override
            public void waiting(String what) {
              told.add(what);
            }
          };
      shop.database().begin(other, false);
      try (Statement hold = other.createStatement()) {
        hold.execute("update users set name = name");
      }
      try (OpenTransaction open = open(shop, listener);
          var later = Executors.newSingleThreadScheduledExecutor()) {
        ScheduledFuture<?> cancelling = later.schedule(open::cancel, 7, TimeUnit.SECONDS);
        Tried tried = run(open, "update users set name = 'x'");
        assertThat(tried.change()).isNull();
        assertThat(tried.cancelled()).isTrue();
        assertThat(cancelling.isDone()).isTrue();
        assertThat(told.getFirst()).contains("waiting");
        if (dialect.equals("postgres")) {
          assertThat(told.getFirst()).contains("idle in a transaction since", "process ");
        }
        other.rollback();
        assertThat(run(open, "update users set name = 'x' where id = 1").change()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void allCanBeRehearsedAsOneAndStaysAsItWas(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect);
        OpenTransaction open = open(shop)) {
      run(open, "add column users.email varchar(99)");
      run(open, "fill users.email = lower(name)");
      run(open, "alter column users.email set not null");
      List<String> locks = new ArrayList<>();
      Change all = Objects.requireNonNull(open.rehearse(locks).change());
      assertThat(all.rows()).isEqualTo(3);
      assertThat(all.compiled().wayBack()).as("the column is new").isNotEqualTo(WayBack.NONE);
      assertThat(locks).anyMatch(l -> l.contains("nobody else can"));
      assertThat(open.changes()).hasSize(3);
      assertThat(names(open)).isEqualTo("[[1, Ada, ada], [2, Bob, bob], [3, Cher, cher]]");
      run(open, "insert users (id, name, email) values (4, 'Dan', 'd')");
      assertThat(run(open, "assert count users unchanged").change()).isNotNull();
      locks.clear();
      Tried refused = open.rehearse(locks);
      assertThat(refused.change()).as("as one it counts from the beginning").isNull();
      assertThat(refused.diagnostics()).isNotEmpty();
      assertThat(open.changes()).hasSize(5);
      open.undo(5);
      assertThat(names(open)).isEqualTo("[[1, Ada], [2, Bob], [3, Cher]]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aCommitThatIsRefusedLeavesEverythingOpen(String dialect) throws SQLException {
    Source text = new Source("try_out.mig", "update users set name = 'x' where id = 1");
    boolean postgres = dialect.equals("postgres");
    try (Shop shop = Shop.open(dialect);
        Connection other = shop.database().connect();
        Statement reading = other.createStatement();
        OpenTransaction open = open(shop)) {
      if (postgres) {
        shop.execute(
            "CREATE TABLE kids (id int, of int REFERENCES users DEFERRABLE INITIALLY DEFERRED)");
      }
      run(open, "update users set name = 'x' where id = 1");
      if (postgres) {
        run(open, "sql postgres $$ insert into kids values (1, 99) $$");
      }
      other.setAutoCommit(false);
      ResultSet held = reading.executeQuery("select * from users");
      assertThat(held.next()).as("a reader, whom SQLite's commit has to wait for").isTrue();
      assertThat(open.commit("try_out", text).why()).isNotEmpty();
      assertThat(open.lost()).isFalse();
      assertThat(open.changes()).hasSize(postgres ? 2 : 1);
      if (postgres) {
        assertThat(shop.hasLedger()).isFalse();
        open.undo(1);
      }
      held.close();
      other.rollback();
      assertThat(open.commit("try_out", text).why()).isEmpty();
      assertThat(shop.told()).contains("try_out", "applied");
      assertThat(shop.down("try_out").done()).isFalse();
    }
  }
}
