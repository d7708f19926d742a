package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.project.ProjectSettings.Flags;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectSettingsTest {
  @TempDir Path folder;

  @Test
  void withoutAFileTheDefaultsHold() {
    ProjectSettings settings = settings(Flags.NONE, Map.of());
    assertThat(settings.file()).isNull();
    assertThat(settings.url()).isNull();
    assertThat(settings.urlFrom()).isEmpty();
    assertThat(settings.dir()).isEqualTo(folder.resolve("migrations"));
    assertThat(settings.strict()).isFalse();
    assertThat(settings.data()).isEqualTo("full");
  }

  @Test
  void theFileIsFoundFurtherUpAndItsFolderIsRelativeToIt() throws IOException {
    write("url = 'sqlite:app.db'\ndir = 'db/changes'\nstrict = true\ndata = 'skip'");
    Path below = Files.createDirectories(folder.resolve("a/b"));
    ProjectSettings settings =
        ProjectSettings.load(below, Flags.NONE, Map.of()).value().orElseThrow();
    assertThat(settings.url()).isEqualTo("sqlite:app.db");
    assertThat(settings.urlFrom()).isEqualTo("mig.toml");
    assertThat(settings.dir()).isEqualTo(folder.resolve("db/changes"));
    assertThat(settings.strict()).isTrue();
    assertThat(settings.data()).isEqualTo("skip");
  }

  @Test
  void flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    write("url = 'file'\nstrict = true");
    Map<String, String> both = Map.of("MIG_URL", "mig", "DATABASE_URL", "database");
    Flags flags = new Flags("flag", Path.of("elsewhere"), false, null);
    assertThat(settings(flags, both))
        .extracting("url", "urlFrom", "dir", "strict")
        .containsExactly("flag", "--url", Path.of("elsewhere"), false);
    assertThat(settings(Flags.NONE, both))
        .extracting("url", "urlFrom")
        .containsExactly("mig", "MIG_URL");
    assertThat(settings(Flags.NONE, Map.of("MIG_URL", " ", "DATABASE_URL", "database")))
        .extracting("url", "urlFrom")
        .containsExactly("database", "DATABASE_URL");
    assertThat(settings(Flags.NONE, Map.of()))
        .extracting("url", "urlFrom")
        .containsExactly("file", "mig.toml");
  }

  @Test
  void theFileMayReferToTheEnvironment() throws IOException {
    write("url = \"postgres://app:${PASSWORD}@db/${NAME}\"");
    assertThat(settings(Flags.NONE, Map.of("PASSWORD", "a$1\\b", "NAME", "shop")).url())
        .isEqualTo("postgres://app:a$1\\b@db/shop");
  }

  @Test
  void aVariableThatIsNotSetIsNamedOnItsLine() throws IOException {
    write("strict = true\nurl = \"postgres://app:${PASSWORD}@db/shop\"");
    Diagnostic problem = problem();
    assertThat(problem.label()).isEqualTo("the environment has no variable PASSWORD");
    assertThat(line(problem)).isEqualTo(2);
    // Where another place names the database, the url of the file is not looked at.
    assertThat(settings(Flags.NONE, Map.of("MIG_URL", "x")).url()).isEqualTo("x");
  }

  @Test
  void anUnknownKeyNamesTheNearestOnItsLine() throws IOException {
    write("# settings\nurl = 'x'\nstrickt = true");
    Diagnostic problem = problem();
    assertThat(problem.code()).isEqualTo(Code.BAD_SETTING);
    assertThat(problem.summary()).isEqualTo("there is no setting strickt");
    assertThat(problem.label()).isEqualTo("the nearest: strict");
    assertThat(line(problem)).isEqualTo(3);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    write("dir = 3\nstrict = 'yes'");
    assertThat(ProjectSettings.load(folder, Flags.NONE, Map.of()).problems())
        .extracting(Diagnostic::label)
        .containsExactly(
            "a text in quotes was expected", "true or false was expected, without quotes");
  }

  @ParameterizedTest
  @CsvSource({
    "'url = ''x''\ndir = migrations\nstrict = true', 2",
    "'strict = maybe', 1",
    "'strict = true\nurl', 2",
    "'strict = true\n= 3', 2",
    "'\n\ndata = true strict = true\n', 3",
    "'url = \"x\ndata = true', 1",
  })
  void whatIsNotTomlIsShownOnItsLine(String text, int line) throws IOException {
    write(text);
    Diagnostic problem = problem();
    assertThat(problem.code()).isEqualTo(Code.BAD_SETTING);
    assertThat(line(problem)).isEqualTo(line);
  }

  @Test
  void noPasswordIsEverShown() throws IOException {
    write("url = \"postgres://app:hunter2@db/shop\" oops\n");
    Diagnostic problem = problem();
    assertThat(problem.toString() + Objects.requireNonNull(problem.source()).text())
        .doesNotContain("hunter2")
        .contains("db/shop");
  }

  private void write(String toml) throws IOException {
    Files.writeString(folder.resolve("mig.toml"), toml);
  }

  private ProjectSettings settings(Flags flags, Map<String, String> environment) {
    Loaded<ProjectSettings> loaded = ProjectSettings.load(folder, flags, environment);
    assertThat(loaded.problems()).isEmpty();
    return loaded.value().orElseThrow();
  }

  private Diagnostic problem() {
    Loaded<ProjectSettings> loaded = ProjectSettings.load(folder, Flags.NONE, Map.of());
    assertThat(loaded.value()).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    return loaded.problems().getFirst();
  }

  private static int line(Diagnostic problem) {
    Source source = Objects.requireNonNull(problem.source());
    return source.line(problem.span().start());
  }
}
