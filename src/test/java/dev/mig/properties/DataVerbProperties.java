package dev.mig.properties;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * What a check accepts runs, comes back where it is said to, and leaves the same rows on both
 * databases. {@code -Dmig.tries=20000} tries so many migrations on SQLite (a sixth of that on
 * both); {@code -Dmig.seed=…} one again.
 */
class DataVerbProperties {
  private static final int USUAL = 500;

  /** How many migrations stand for one try of jqwik's, whose number is a constant. */
  private static final int AT_ONCE = Math.max(1, Integer.getInteger("mig.tries", USUAL) / USUAL);

  private static final @Nullable Long ONE = Long.getLong("mig.seed");

  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  private static @Nullable Laboratory sqlite;
  private static @Nullable Laboratory postgres;

  @BeforeContainer
  static void open() {
    sqlite = Laboratory.sqlite();
    postgres = Laboratory.postgres();
  }

  @AfterContainer
  static void close() {
    System.out.println("Data verbs: " + COUNTS);
    requireNonNull(sqlite).close();
    requireNonNull(postgres).close();
  }

  @Property(
      seed = "1",
      tries = USUAL,
      shrinking = ShrinkingMode.OFF,
      edgeCases = EdgeCasesMode.NONE)
  void whatIsAcceptedRunsAndComesBack(@ForAll long seed) throws SQLException {
    several(new Trial(requireNonNull(sqlite)), "sqlite", seed);
  }

  @Property(
      seed = "2",
      tries = USUAL / 6,
      shrinking = ShrinkingMode.OFF,
      edgeCases = EdgeCasesMode.NONE)
  void bothDatabasesDoTheSame(@ForAll long seed) throws SQLException {
    several(new Trial(requireNonNull(sqlite), requireNonNull(postgres)), "both", seed);
  }

  private static void several(Trial trial, String where, long seed) throws SQLException {
    Random seeds = new Random(seed);
    for (int i = 0; i < AT_ONCE; i++) {
      RandomMigration migration = RandomMigration.of(ONE == null ? seeds.nextLong() : ONE);
      Trial.Outcome outcome = trial.run(migration);
      Trial.Failure failure = outcome.failure();
      if (failure != null) {
        RandomMigration least = trial.smaller(migration, failure);
        Trial.Failure last = trial.run(least).failure();
        assertThat(last == null ? failure : last)
            .as("%s\n%s\n%s", failure.kind(), least, last == null ? failure.text() : last.text())
            .isNull();
      }
      count(where + " accepted", outcome.accepted());
      count(where + " ran", outcome.ran());
      count(where + " restored", outcome.restored());
    }
  }

  private static void count(String what, boolean happened) {
    COUNTS.merge(what, happened ? 1 : 0, Integer::sum);
  }
}
