package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mig.source.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static DatabaseUrl parse(String url) {
    return DatabaseUrl.parse(url, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ann:s%40cret@db.example:5433/shop?sslmode=require",
        "postgresql://ann:s@cret@db.example:5433/shop?sslmode=require",
        "jdbc:postgresql://db.example:5433/shop?user=ann&password=s%40cret&sslmode=require",
        "JDBC:POSTGRESQL://db.example:5433/shop?user=ann&password=s@cret&sslmode=require",
      })
  void plainAndJdbcFormsOfPostgresComeToTheSame(String url) {
    assertThat(parse(url))
        .isEqualTo(
            new DatabaseUrl.Postgres(
                List.of("db.example:5433"), "shop", "ann", "s@cret", Map.of("sslmode", "require")));
    assertThat(parse(url)).hasToString("postgres://db.example:5433/shop");
  }

  @Test
  void whatAPostgresUrlLeavesOutComesFromTheEnvironment() {
    Map<String, String> environment =
        Map.of("PGUSER", "bob", "PGPASSWORD", "hidden", "PGDATABASE", "own");
    assertThat(DatabaseUrl.parse("postgres://localhost", environment))
        .isEqualTo(
            new DatabaseUrl.Postgres(List.of("localhost"), "own", "bob", "hidden", Map.of()));
    assertThat(DatabaseUrl.parse("postgres:shop", Map.of()))
        .isEqualTo(new DatabaseUrl.Postgres(List.of("localhost"), "shop", null, null, Map.of()));
    assertThat(DatabaseUrl.parse("postgres://[::1]:5432,b/x?connect_timeout=3", Map.of()))
        .isEqualTo(
            new DatabaseUrl.Postgres(
                List.of("[::1]:5432", "b"), "x", null, null, Map.of("connectTimeout", "3")));
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite:shop.db,shop.db",
    "sqlite:some/shop,some/shop",
    "sqlite:///var/shop.db,/var/shop.db",
    "sqlite::memory:,:memory:",
    "jdbc:sqlite:shop.db,shop.db",
    "jdbc:sqlite:/var/shop.db,/var/shop.db",
    "shop.db,shop.db",
    "./some/shop.sqlite,./some/shop.sqlite",
    "C:\\data\\shop.sqlite3,C:\\data\\shop.sqlite3",
  })
  void sqliteIsKnownByItsSchemeOrItsFile(String url, String path) {
    assertThat(parse(url)).isEqualTo(new DatabaseUrl.Sqlite(path, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "mysql://ann:s3cret@host/shop",
        "postgres://ann:s3cret@host:port/shop",
        "postgres://ann:s3cret%zz@host/shop",
        "postgres://ann:s3?cret@host/shop",
        "postgres://ann:s3cret@host/shop/more",
        "http://ann:s3cret@host/shop.db",
        "sqlite:",
        "sqlite://",
        "ann:s3cret@host/shop",
      })
  void aBadUrlIsToldWithoutItsPassword(String url) {
    BadUrl bad = catchThrowableOfType(BadUrl.class, () -> parse(url));
    assertThat(bad.diagnostic().code()).isEqualTo(Code.BAD_URL);
    assertThat(bad.diagnostic().notes()).isNotEmpty();
    assertThat(bad.diagnostic() + bad.getMessage()).doesNotContain("s3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at postgres://ann:s3cret@host/db now|at postgres://host/db now",
        "jdbc:postgresql://h/d?user=a&password=s3cret&x=y|jdbc:postgresql://h/d?user=a&password=***&x=y",
        "password = 's3 cret', next|password = ***, next",
        "postgres://ann:s3/c@ret@host/db|postgres://host/db",
        "no secret in this|no secret in this",
      })
  void secretsAreTakenOutOfText(String text, String bare) {
    assertThat(Secrets.scrub(text)).isEqualTo(bare);
  }
}
