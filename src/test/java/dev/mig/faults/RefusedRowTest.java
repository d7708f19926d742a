package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row that the database refuses is found among thousands, and named. */
class RefusedRowTest {
  private static final int ROWS = 5_000;

  private static final String PLAIN = "create trigger refuse after update on items for";
  private static final String DEFERRED =
      "create constraint trigger refuse after update on items deferrable initially deferred for";

  private static Site site(String dialect) throws SQLException {
    Site site =
        Site.open(
            dialect,
            "create table items (id integer primary key, label text, hits integer not null)");
    site.execute("insert into items select n, 'item ' || n, 0 from " + site.numbers(ROWS));
    return site;
  }

  /** Has a trigger refuse one row until it is mended. */
  private static void refuse(Site site, int bad, String how) throws SQLException {
    String row = "new.id = " + bad + " and new.hits > 0 and new.label <> 'mended'";
    if (site.sqlite()) {
      site.execute(
          "create trigger refuse before update on items when "
              + row
              + " begin select raise(abort, 'not this one'); end");
      return;
    }
    site.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin if "
            + row
            + " then raise exception 'not this one'; end if; return null; end $$",
        how + " each row execute function refuse()");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, of 1000, 3777",
    "sqlite, of 1000, 3777",
    "postgres, of 5000, 1",
    "sqlite, of 5000, 5000",
    "postgres, auto, 2500",
    "sqlite, auto, 2500",
    "postgres, of 1000 parallel 3, 4001"
  })
  void isFoundByHalving(String dialect, String pace, int bad) throws SQLException {
    try (Site site = site(dialect)) {
      refuse(site, bad, PLAIN);
      String script =
          "in batches "
              + (pace.equals("auto") ? "" : pace)
              + " {\n  update items set hits = hits + 1 where hits < 9 saving\n}\n";
      AtomicInteger batches = new AtomicInteger();
      RunResult result =
          site.up(script, Site.moved(m -> batches.addAndGet(m.holding() == null ? 1 : 0)));
      assertThat(result.outcome()).as(Site.said(result)).isEqualTo(Outcome.PARTIAL);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.code()).isEqualTo(Code.ROW_REFUSED);
      assertThat(why.summary()).contains("1 row of items").contains("not this one");
      assertThat(Objects.requireNonNull(why.samples()).rows().getFirst())
          .containsExactly(Integer.toString(bad));
      // Where time decides, a slow machine makes small batches; three workers have twelve ranges.
      int ranges = pace.contains("parallel") ? 12 : 5;
      assertThat(batches.get()).isLessThanOrEqualTo(pace.equals("auto") ? 100 : ranges + 14);
      if (!pace.contains("parallel")) {
        assertThat(site.ask("select count(*), max(id) from items where hits = 1"))
            .containsExactly(bad == 1 ? "0|null" : (bad - 1) + "|" + (bad - 1));
      }
      // It is still refused, and said again.
      assertThat(site.goOn().diagnostics().getFirst().code()).isEqualTo(Code.ROW_REFUSED);
      site.execute("update items set label = 'mended' where id = " + bad);
      assertThat(Site.said(site.goOn())).isEqualTo("DONE");
      assertThat(site.ask("select hits, count(*) from items group by hits"))
          .containsExactly("1|" + ROWS);
      assertThat(Site.said(site.down())).isEqualTo("DONE");
      assertThat(site.number("select sum(hits) from items")).isZero();
    }
  }

  /** A trigger's own error, and a constraint that is checked at the end of a batch. */
  @ParameterizedTest
  @ValueSource(strings = {PLAIN, DEFERRED})
  void byWhateverRefusesIt(String what) throws SQLException {
    try (Site site = site("postgres")) {
      refuse(site, 3777, what);
      RunResult result =
          site.up("in batches of 1000 { update items set hits = hits + 1 where hits < 9 saving }");
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.code()).as(Site.said(result)).isEqualTo(Code.ROW_REFUSED);
      assertThat(why.summary()).contains("not this one");
      assertThat(Objects.requireNonNull(why.samples()).rows().getFirst()).containsExactly("3777");
      site.execute("update items set label = 'mended' where id = 3777");
      assertThat(Site.said(site.goOn())).isEqualTo("DONE");
      assertThat(site.ask("select hits, count(*) from items group by hits"))
          .containsExactly("1|" + ROWS);
    }
  }
}
