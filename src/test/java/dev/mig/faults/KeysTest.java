package dev.mig.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows are found once along keys of all kinds, also by a run that takes up another's cursor. */
class KeysTest {
  /**
   * A table, and rows for it.
   *
   * @param columns the columns of the key
   * @param key how it is declared as one
   * @param values SQL of each row's key
   */
  record Kind(String dialect, String columns, String key, List<String> values) {
    /** The names of the columns alone. */
    String names() {
      return Stream.of(columns.split(", ")).map(c -> c.split(" ")[0]).collect(joining(", "));
    }

    @Override
    public String toString() {
      return dialect + " " + columns + "; " + key;
    }
  }

  private static final String LONG = "x".repeat(1_000);

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "o''brien",
            "back\\slash",
            "\\''",
            "\"quoted\"",
            "ünïcödé",
            "\uD83D\uDE00",
            "{stretch}",
            ":after",
            "?",
            "$$",
            "100%",
            "a\nb",
            "a\tb",
            "Z",
            "z",
            "É",
            "<&>",
            LONG)) {
      texts.add("'" + text + "'");
      texts.add("'" + text + "~'");
    }
    return texts;
  }

  private static List<String> integers() {
    List<String> all = new ArrayList<>(List.of("-2147483648", "2147483647", "0"));
    for (int i = 1; i < 20; i++) {
      all.add(Integer.toString(i * i * 7));
      all.add(Integer.toString(-i * i * 7));
    }
    return all;
  }

  private static List<String> pairs() {
    List<String> all = new ArrayList<>();
    for (int i = 12; i >= -12; i -= 8) {
      for (String text : texts()) {
        all.add(i + ", " + text);
      }
    }
    return all;
  }

  private static List<String> of(String form, int n) {
    return Stream.iterate(1, i -> i <= n, i -> i + 1).map(i -> form.replace("#", "" + i)).toList();
  }

  static Stream<Kind> kinds() {
    List<Kind> all = new ArrayList<>();
    for (String dialect : List.of("postgres", "sqlite")) {
      all.add(new Kind(dialect, "k integer", "primary key (k)", integers()));
      all.add(new Kind(dialect, "k text", "primary key (k)", texts()));
      all.add(new Kind(dialect, "k integer, l text", "primary key (k, l)", pairs()));
      all.add(new Kind(dialect, "l text, k integer", "unique (k, l)", turned(pairs())));
    }
    all.add(new Kind("postgres", "k uuid", "primary key (k)", of("md5('#')::uuid", 40)));
    all.add(
        new Kind(
            "postgres",
            "k numeric",
            "primary key (k)",
            Stream.of(of("-0.#7", 15), of("#e18 + 0.1", 15), List.of("'NaN'", "1e-30", "0"))
                .flatMap(List::stream)
                .toList()));
    all.add(
        new Kind(
            "postgres",
            "k timestamptz",
            "primary key (k)",
            Stream.of(
                    of("timestamptz '2024-03-31 00:00:00.123456+02' + interval '# h'", 30),
                    List.of("'infinity'", "'-infinity'", "'0044-03-15 12:00:00+00 BC'"))
                .flatMap(List::stream)
                .toList()));
    all.add(new Kind("postgres", "k bytea", "primary key (k)", of("decode(md5('#'), 'hex')", 40)));
    all.add(
        new Kind(
            "postgres",
            "k double precision",
            "primary key (k)",
            Stream.of(of("1.0 / #", 30), List.of("'Infinity'", "'NaN'", "-1e-300", "1e300"))
                .flatMap(List::stream)
                .toList()));
    all.add(new Kind("postgres", "k char(6)", "primary key (k)", of("'a#'", 40)));
    all.add(new Kind("sqlite", "k blob", "primary key (k)", of("randomblob(7)", 40)));
    all.add(
        new Kind(
            "sqlite",
            "k real",
            "primary key (k)",
            Stream.of(of("1.0 / #", 30), List.of("9e999", "-9e999", "-1e-300"))
                .flatMap(List::stream)
                .toList()));
    all.add(new Kind("sqlite", "k text collate nocase", "primary key (k)", of("'a' || #", 40)));
    all.add(
        new Kind(
            "sqlite",
            "k text",
            "primary key (k)",
            of("'a' || char(0) || 'b' || (# * 7 % 41)", 40)));
    return all.stream();
  }

  private static List<String> turned(List<String> pairs) {
    return pairs.stream()
        .map(p -> p.substring(p.indexOf(", ") + 2) + ", " + p.substring(0, p.indexOf(", ")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachRowOnce(Kind kind) throws SQLException {
    for (String pace : List.of("of 3", "of 4 parallel 3")) {
      try (Site site = Site.open(kind.dialect())) {
        site.execute(
            "create table items ("
                + kind.columns().replaceAll("( collate nocase)?(,|$)", " not null$1$2")
                + ", hits integer not null default 0, "
                + kind.key()
                + ")");
        String into = "insert into items (" + kind.names() + ") values (";
        site.execute(kind.values().stream().map(v -> into + v + ")").toArray(String[]::new));
        String before = site.state();
        site.begin(
            "in batches " + pace + " { update items set hits = hits + 1 where hits < 9 saving }",
            2);
        assertThat(Site.said(site.goOn())).isEqualTo("DONE");
        assertThat(site.ask("select hits, count(*) from items group by hits"))
            .as(pace)
            .containsExactly("1|" + kind.values().size());
        assertThat(Site.said(site.down())).isEqualTo("DONE");
        assertThat(site.state()).isEqualTo(before);
      }
    }
  }
}
