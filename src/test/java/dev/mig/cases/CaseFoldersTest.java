package dev.mig.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every case folder and every example, on both databases. {@code -Dcase=split,fold/moments} picks
 * those whose name holds one of the words.
 *
 * <p>Several run at a time, as each has databases and expected files of its own and waits for most
 * of its time. The methods say so and not the class, which would then run beside other classes.
 */
class CaseFoldersTest {
  private static final String ONLY = System.getProperty("dialect", "");

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> cases() {
    return tests(Path.of("src/test/resources/cases"));
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> examples() {
    return tests(Path.of("examples"));
  }

  private static Stream<DynamicTest> tests(Path root) {
    List<String> picks = List.of(System.getProperty("case", "").split(","));
    return CaseFolder.below(root).stream()
        .filter(f -> picks.stream().anyMatch(f.name()::contains))
        .map(f -> DynamicTest.dynamicTest(f.name(), f.folder().toUri(), () -> onBoth(f)));
  }

  private static void onBoth(CaseFolder folder) throws Exception {
    List<String> results = new ArrayList<>();
    if (folder.isFor("sqlite") && !ONLY.equals("postgres")) {
      try (TestDatabase sqlite = TestSqlite.create()) {
        results.add(new CaseRun(folder, sqlite).run());
      }
    }
    if (folder.isFor("postgres") && !ONLY.equals("sqlite")) {
      try (TestDatabase postgres = TestPostgres.create()) {
        results.add(new CaseRun(folder, postgres).run());
      }
    }
    assertThat(results).as("both databases agree").allMatch(r -> r.equals(results.getFirst()));
  }
}
