package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several {@code mig up} over one folder at once: all end well, each migration is applied once. */
class TwoUpsTest {
  private static final int RUNNERS = 3;
  private static final int MIGRATIONS = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void eachMigrationIsAppliedOnceAndNobodyFails(String dialect) throws Exception {
    try (Workshop shop = new Workshop(dialect, folder);
        ExecutorService runners = Executors.newFixedThreadPool(RUNNERS)) {
      for (int i = 1; i <= MIGRATIONS; i++) {
        // Each would be refused a second time, and most before the one in front of them.
        shop.migration(
            i + "_m" + i,
            i == 1
                ? "add column users.c1 integer"
                : "rename column users.c" + (i - 1) + " to c" + i,
            "insert users (id, name) values (" + (10 + i) + ", 'one more')");
      }
      for (int round = 0; round < 4; round++) {
        List<Callable<Shell.Result>> ups = new ArrayList<>();
        for (int i = 0; i < RUNNERS; i++) {
          Shell shell = new Shell(folder);
          shell.environment.putAll(shop.shell.environment);
          ups.add(() -> shell.mig("up"));
        }
        List<Shell.Result> results = new ArrayList<>();
        for (Future<Shell.Result> up : runners.invokeAll(ups)) {
          results.add(up.get());
        }
        assertThat(results).allSatisfy(r -> assertThat(r.exit()).as(r.all()).isZero());
        assertThat(shop.applied())
            .isEqualTo(IntStream.rangeClosed(1, MIGRATIONS).mapToObj(i -> "m" + i).toList());
        assertThat(shop.rows("select count(*) from users"))
            .containsExactly(String.valueOf(2 + MIGRATIONS));
        assertThat(
                results.stream().mapToLong(r -> r.out().split("applied  m", -1).length - 1).sum())
            .isEqualTo(MIGRATIONS);
        assertThat(shop.mig("down", "99").exit()).isZero();
      }
    }
  }
}
