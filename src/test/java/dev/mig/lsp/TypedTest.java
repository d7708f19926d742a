package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.script.Hooks;
import dev.mig.database.StrainLimits;
import dev.mig.project.ProjectSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts at every moment at which they are typed: no exception, no hang, always an answer. */
class TypedTest {
  private static final CodePages NO_PAGES = new CodePages(Map.of(), "");

  private static final Path HOME = Path.of("/project");
  private static final Path FILE = HOME.resolve("migrations/001_typed.mig");

  /** Steps of so many characters leave a few hundred beginnings in all. */
  private static final int STEP = 23;

  private final Project project =
      new Project(new Session(ProjectSettings.Flags.NONE, Map.of(), Map.of(), HOME, "of the test"));

  TypedTest() {
    ProjectSettings settings =
        new ProjectSettings(
            null,
            null,
            "",
            HOME.resolve("migrations"),
            false,
            "full",
            StrainLimits.DEFAULTS,
            Map.of(),
            List.of(),
            List.of());
    project.take(
        new Ground(
            HOME, settings, List.of(), Hooks.NONE, Map.of(), List.of(), Known.nothing(null)));
  }

  private Analysis check(int version, String text) {
    Document document = new Document(FILE.toUri().toString(), FILE, version, text);
    return project.check(Map.of(FILE, document)).getFirst();
  }

  @TestFactory
  Stream<DynamicTest> everyBeginningOfAnExampleIsAnswered() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("examples"))) {
      List<Path> scripts = all.filter(f -> f.toString().endsWith(".mig")).sorted().toList();
      return scripts.stream()
          .filter(f -> scripts.indexOf(f) % 4 == 0)
          .map(
              f ->
                  DynamicTest.dynamicTest(
                      Objects.requireNonNull(f.getFileName()).toString(),
                      () -> type(Files.readString(f))));
    }
  }

  private void type(String text) {
    for (int end = 0; end < text.length(); end += STEP) {
      Analysis analysis = check(end, text.substring(0, end));
      Position place = analysis.positions().position(end);
      assertThat(new Squiggles(analysis, NO_PAGES).all()).doesNotContainNull();
      assertThat(new Completions().at(analysis, place, true).getItems()).doesNotContainNull();
      assertThat(
              Fixes.of(
                  analysis, analysis.positions().all(), new CodeActionContext(List.of()), NO_PAGES))
          .doesNotContainNull();
      assertThat(Formatting.typed(analysis, place)).doesNotContainNull();
      assertThat(analysis.schemaAt(end)).isNotNull();
    }
  }

  @Test
  void aTextThatIsWholeIsLaidOutAsItsDocumentSays() {
    String text = "add  column a.b text\r\n";
    assertThat(Formatting.all(check(1, text)))
        .singleElement()
        .satisfies(e -> assertThat(e.getNewText()).isEqualTo(" "));
  }

  @Test
  void theSchemaIsThatOfTheLine() {
    String text =
        """
        create table t {
          a integer
        }
        for each column c of t {
          add column t.{c}_old integer
        }
        rename column t.a to b
        """;
    Analysis analysis = check(1, text);
    assertThat(analysis.diagnostics()).isEmpty();
    assertThat(columns(analysis, text.indexOf("create"))).isEmpty();
    assertThat(columns(analysis, text.indexOf("for each"))).containsExactly("a");
    assertThat(columns(analysis, text.indexOf("rename"))).containsExactly("a", "a_old");
    assertThat(columns(analysis, text.length())).containsExactly("b", "a_old");
    Analysis later =
        analysis.on(new Document(FILE.toUri().toString(), FILE, 2, "-- more\n" + text + "fill t."));
    assertThat(columns(later, later.text().length())).containsExactly("b", "a_old");
    assertThat(columns(later, later.text().indexOf("rename"))).containsExactly("a", "a_old");
  }

  private static List<String> columns(Analysis analysis, int offset) {
    return analysis.schemaAt(offset).tables().values().stream()
        .flatMap(t -> t.columns().stream())
        .map(c -> c.name())
        .toList();
  }

  @Test
  void whatIsPrintedInTheRoomWouldBreakTheProtocol() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/dev/mig/lsp"))) {
      assertThat(all.filter(f -> f.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(f -> assertThat(Files.readString(f)).doesNotContain("System.out"));
    }
  }
}
