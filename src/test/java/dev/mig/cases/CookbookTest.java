package dev.mig.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cookbook shows the scripts that {@link CaseFoldersTest} runs, and all of them. */
class CookbookTest {
  private static final Path FOLDER = Path.of("examples/cookbook");
  private static final Pattern RECIPE =
      Pattern.compile(
          "(?ms)^## ([^\\n]+)$.*?^```mig\\n(.*?)^```$.*?]\\(\\.\\./examples/cookbook/(\\w+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?m)^```mig$");

  @Test
  void showsWhatIsRun() throws IOException {
    String text = Files.readString(Path.of("docs/cookbook.md"));
    Map<String, String> shown = new TreeMap<>();
    Matcher recipe = RECIPE.matcher(text);
    while (recipe.find()) {
      shown.put(recipe.group(3), recipe.group(2));
    }
    Map<String, String> run = new TreeMap<>();
    for (CaseFolder folder : CaseFolder.below(FOLDER)) {
      run.put(folder.folder().getFileName().toString(), Files.readString(folder.script()));
    }
    assertThat(shown).isEqualTo(run).hasSizeGreaterThanOrEqualTo(25);
    assertThat(BLOCK.matcher(text).results()).hasSize(shown.size());
  }

  @Test
  void beginsWithAListOfItsRecipes() throws IOException {
    String text = Files.readString(Path.of("docs/cookbook.md"));
    assertThat(titles(text, "(?m)^- \\[(.+)]\\(#[a-z0-9-]+\\)$"))
        .isNotEmpty()
        .isEqualTo(titles(text, "(?m)^## (.+)$"));
  }

  @Test
  void standsInTheOneLayout() throws IOException {
    for (CaseFolder folder : CaseFolder.below(FOLDER)) {
      String script = Files.readString(folder.script());
      assertThat(Layout.format(Syntax.parse(new Source(folder.name(), script)))).contains(script);
    }
  }

  @Test
  void noRecipeIsRefusedOrWithoutAWayBack() throws IOException {
    for (CaseFolder folder : CaseFolder.below(FOLDER)) {
      assertThat(folder.refused()).as(folder.name()).isFalse();
      assertThat(folder.text("warnings.txt")).as(folder.name()).isNull();
    }
  }

  private static List<String> titles(String text, String line) {
    return Pattern.compile(line).matcher(text).results().map(m -> m.group(1)).toList();
  }
}
