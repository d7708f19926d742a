package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

/**
 * What is moved while things go wrong: each kind of row statement, over rows that count how often
 * they were written.
 */
enum Cargo {
  COUNT("update items set hits = hits + 1, label = upper(label) where label is not null saving"),
  COPY("copy items into others { id, label, hits }"),
  MOVE("move items where hits = 0 into others { id, label, hits }"),
  DELETE("delete items where hits = 0 saving");

  private final String statement;

  Cargo(String statement) {
    this.statement = statement;
  }

  /** A database with so many items, none of them written yet. */
  Site site(String dialect, int rows) throws SQLException {
    Site site =
        Site.open(
            dialect,
            "create table items (id integer primary key, label text, hits integer not null)");
    // Its key refuses a row that comes twice.
    site.execute(
        "create table others (id integer primary key, label text, hits integer not null)",
        "insert into items select n * 3 - 1000, 'item ' || n, 0 from " + site.numbers(rows));
    return site;
  }

  String script(String pace) {
    return "in batches " + pace + " {\n  " + statement + "\n}\n";
  }

  /** Says of a site that every row was written once. */
  void once(Site site, int rows) throws SQLException {
    String all =
        switch (this) {
          case COUNT -> "select count(*), min(hits), max(hits) from items";
          case COPY, MOVE -> "select count(*), count(distinct id), 0 from others";
          case DELETE -> "select count(*) + " + rows + ", 1, 1 from items";
        };
    List<String> wanted =
        switch (this) {
          case COUNT, DELETE -> List.of(rows + "|1|1");
          case COPY, MOVE -> List.of(rows + "|" + rows + "|0");
        };
    assertThat(site.ask(all)).as(toString()).isEqualTo(wanted);
  }

  /** The state after a run that nothing came in between of. */
  String undisturbed(String dialect, int rows, String pace) throws SQLException {
    try (Site site = site(dialect, rows)) {
      assertThat(Site.said(site.up(script(pace)))).isEqualTo("DONE");
      return site.state();
    }
  }
}
