package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code mig demo}, on every example; the examples on both databases are the case folders' matter.
 */
class DemoTest {
  @TempDir Path folder;

  static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("examples"))) {
      return folders
          .filter(f -> Files.exists(f.resolve("script.mig")))
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void playsAndRestores(String name) {
    Shell.Result result = new Shell(folder).mig("demo", name, "--json");
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.json().get("restored").getAsBoolean()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void showsEveryPartOfTheWay() {
    Shell.Result result = new Shell(folder).mig("demo");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsSubsequence(
            "The database before",
            "Plato",
            "The script",
            "split full_name",
            "Check",
            "back: exact",
            "Plan",
            "BEGIN",
            "Up",
            "first_name",
            "Down",
            "full_name",
            "What to try next");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void listsEveryExampleThereIs() throws IOException {
    assertThat(Examples.all()).extracting(Examples.Example::name).isEqualTo(names());
    assertThat(new Shell(folder).mig("demo", "--list").out()).contains(names());
  }

  @Test
  void takesAPartOfANameAndNamesTheNearestElse() {
    assertThat(new Shell(folder).mig("demo", "slug", "--json").json().get("example").getAsString())
        .isEqualTo("g_category_slug");
    Shell.Result result = new Shell(folder).mig("demo", "users");
    assertThat(new Shell(folder).mig("demo", "status").exit()).isEqualTo(2);
    assertThat(result.out()).contains("d_copy_users");
  }

  @Test
  void anOrphanIsRefusedByTheVersionMark() throws IOException {
    Shell shell = new Shell(folder);
    Path example = Path.of("examples/i_version_mark");
    for (String file : List.of("before.sql", "orphan.sql")) {
      for (String statement : Files.readString(example.resolve(file)).split(";\\n")) {
        shell.sql(statement);
      }
    }
    Shell.Result result =
        shell.mig("check", example.resolve("script.mig").toAbsolutePath().toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("error[D209]", "99");
  }
}
