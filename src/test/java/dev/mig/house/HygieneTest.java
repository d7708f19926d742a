package dev.mig.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not stand in the repository's text, and what must stand beside what. */
class HygieneTest {
  // Written so that this file does not hold what it forbids.
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w./}-])/(?:wor[k]|roo[t]|far[m]|hom[e]/\\w+|User[s]/\\w+)/");
  private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TOD[O]|FIXM[E])\\b");
  private static final Pattern REGISTRY =
      Pattern.compile("repo1?[.]maven|registry[.]npmjs|deb[.]debian|maven[.]org");
  private static final Pattern UNMERGED = Pattern.compile("<{7} \\w|>{7} \\w");
  private static final Pattern SWITCHED_OFF = Pattern.compile("@Disable[d]\\b");

  @Test
  void theTextNamesNoMachineAndNoRegistryAndNothingUnfinished() throws IOException {
    List<String> found = new ArrayList<>();
    Repository.texts(Path.of("."))
        .forEach(
            (file, text) -> {
              List<String> lines = text.lines().toList();
              for (int i = 0; i < lines.size(); i++) {
                if (isForbidden(lines.get(i))) {
                  found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
              }
            });
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cd /wor" + "k/main",
        "\"/roo" + "t/.m2\"",
        "// TOD" + "O: later",
        "https://repo.ma" + "ven.apache.org",
        "<<<<" + "<<< HEAD",
        "@Disable" + "d"
      })
  void theseWouldBeFound(String line) {
    assertThat(isForbidden(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/work/x", "create table todo (id integer)", "/usr/bin/env bash"})
  void theseAreFine(String line) {
    assertThat(isForbidden(line)).isFalse();
  }

  @Test
  void everyPackageSaysWhatLivesThereAndIsNullMarked() throws IOException {
    Path root = Path.of("src/main/java");
    Map<Path, String> texts = Repository.texts(root);
    Set<Path> packages = texts.keySet().stream().map(Path::getParent).collect(Collectors.toSet());
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(
            folder ->
                assertThat(texts.getOrDefault(folder.resolve("package-info.java"), ""))
                    .as("%s/package-info.java", folder)
                    .contains("@NullMarked")
                    .contains("/**"));
  }

  @Test
  void everyCodeHasAPageAndEveryPageACode() throws IOException {
    assertThat(explainPages()).isEqualTo(codes());
  }

  private static boolean isForbidden(String line) {
    return Stream.of(MACHINE_PATH, UNFINISHED, REGISTRY, UNMERGED, SWITCHED_OFF)
        .anyMatch(pattern -> pattern.matcher(line).find());
  }

  private static Set<String> explainPages() throws IOException {
    Path folder = Path.of("src/main/resources/mig/explain");
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> pages = Files.list(folder)) {
      return pages
          .map(page -> page.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The ids of the constants of {@code dev.mig.source.Code}; none as long as there is no such. */
  private static Set<String> codes() {
    Set<String> ids = new TreeSet<>();
    try {
      Class<?> codes = Class.forName("dev.mig.source.Code");
      Method id = codes.getMethod("id");
      for (Object code : codes.getEnumConstants()) {
        ids.add((String) id.invoke(code));
      }
    } catch (ClassNotFoundException e) {
      return Set.of();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Code is no enum with a method id()", e);
    }
    return ids;
  }
}
