package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.StrainLimits;
import dev.mig.project.ProjectSettings.Flags;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleSettingsTest {
  @TempDir Path folder;

  private Loaded<ProjectSettings> load(String toml) throws IOException {
    Files.writeString(folder.resolve("mig.toml"), toml);
    return ProjectSettings.load(folder, Flags.NONE, Map.of("SHOP", "shop"));
  }

  private StrainLimits limits(String toml) throws IOException {
    Loaded<ProjectSettings> loaded = load(toml);
    assertThat(loaded.problems()).isEmpty();
    return loaded.value().orElseThrow().throttle();
  }

  @Test
  void whatIsNotSaidIsAsByDefault() throws IOException {
    assertThat(limits("strict = true")).isEqualTo(StrainLimits.DEFAULTS);
    assertThat(limits("[throttle]\n")).isEqualTo(StrainLimits.DEFAULTS);
    assertThat(limits("[throttle]\nquery = 'select 1'"))
        .isEqualTo(StrainLimits.DEFAULTS.withQuery("select 1"));
  }

  @Test
  void everySignCanBeLimited() throws IOException {
    assertThat(
            limits(
                """
                [throttle]
                replay-lag = "1.5 s"
                replica-wal = "512MB"
                oldest-snapshot = "10m"
                lock-waiters = true
                autovacuum = true
                archive-queue = 8
                wal-file = "1 gb"
                query = "select busy from ${SHOP}.load"
                """))
        .isEqualTo(
            new StrainLimits(
                Duration.ofMillis(1500),
                512L << 20,
                Duration.ofMinutes(10),
                true,
                true,
                8,
                1L << 30,
                "select busy from shop.load"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"off\"", "false"})
  void everySignCanBeSwitchedOff(String off) throws IOException {
    StringBuilder toml = new StringBuilder("[throttle]\n");
    for (String key :
        new String[] {
          "replay-lag",
          "replica-wal",
          "oldest-snapshot",
          "lock-waiters",
          "autovacuum",
          "archive-queue",
          "wal-file",
          "query"
        }) {
      toml.append(key).append(" = ").append(off).append('\n');
    }
    assertThat(limits(toml.toString())).isEqualTo(StrainLimits.OFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "replay-lag | 5 | a time such as \"5s\" or \"10m\" was expected, above zero",
        "replay-lag | \"5\" | a time such as \"5s\" or \"10m\" was expected, above zero",
        "replay-lag | \"0s\" | a time such as \"5s\" or \"10m\" was expected, above zero",
        "replay-lag | true | a time such as \"5s\" or \"10m\" was expected, above zero",
        "oldest-snapshot | \"1 year\" | a time such as \"5s\" or \"10m\" was expected, above zero",
        "replica-wal | \"1s\" | a size such as \"64MB\" or \"1GB\" was expected, above zero",
        "wal-file | 64 | a size such as \"64MB\" or \"1GB\" was expected, above zero",
        "lock-waiters | 1 | true was expected, without quotes",
        "autovacuum | \"yes\" | true was expected, without quotes",
        "archive-queue | -1 | a whole number was expected, without quotes",
        "archive-queue | 1.5 | a whole number was expected, without quotes",
        "archive-queue | \"40\" | a whole number was expected, without quotes",
        "query | 7 | a query in quotes was expected",
        "query | \" \" | a query in quotes was expected",
      })
  void aBadValueIsRefusedAtItsPlace(String key, String value, String expected) throws IOException {
    Diagnostic problem = problem("strict = true\n\n[throttle]\n" + key + " = " + value + "\n");
    assertThat(problem.summary()).isEqualTo("the setting throttle." + key + " cannot be used");
    assertThat(problem.label()).isEqualTo(expected + "; \"off\" switches it off");
    assertThat(place(problem)).isEqualTo("4 " + key);
  }

  @ParameterizedTest
  @CsvSource({
    "'[throttle]\nreplay-lagg = 1', 2",
    "'query = 1\n[throttle] # slow\n# replay-lagg = 1\nreplay-lag = \"1s\"\nreplay-lagg = 1', 5",
    "'throttle.replay-lagg = 1', 1",
    "'strict = true\nthrottle = { query = \"x\", replay-lagg = 1 }', 2",
  })
  void anUnknownKeyNamesTheNearest(String toml, int line) throws IOException {
    Diagnostic problem =
        load(toml).problems().stream()
            .filter(d -> d.summary().contains("replay-lagg"))
            .findFirst()
            .orElseThrow();
    assertThat(problem.summary()).isEqualTo("there is no setting throttle.replay-lagg");
    assertThat(problem.label()).isEqualTo("the nearest: replay-lag");
    assertThat(problem.notes().getFirst()).contains("lock-waiters, replay-lag, replica-wal");
    assertThat(place(problem)).isEqualTo(line + " replay-lagg");
  }

  @Test
  void theSectionIsOneAndHasItsName() throws IOException {
    assertThat(problem("throttle = 'off'").label()).isEqualTo("a section [throttle] was expected");
    assertThat(problem("[throtle]\nquery = 'x'").label()).isEqualTo("the nearest: throttle");
    assertThat(problem("[throttle]\nquery = '${NOBODY}'").label())
        .isEqualTo("the environment has no variable NOBODY");
  }

  private Diagnostic problem(String toml) throws IOException {
    Loaded<ProjectSettings> loaded = load(toml);
    assertThat(loaded.value()).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    Diagnostic problem = loaded.problems().getFirst();
    assertThat(problem.code()).isEqualTo(Code.BAD_SETTING);
    return problem;
  }

  /** The line and what is underlined there. */
  private static String place(Diagnostic problem) {
    Source source = Objects.requireNonNull(problem.source());
    return source.line(problem.span().start())
        + " "
        + source.text().substring(problem.span().start(), problem.span().end());
  }
}
