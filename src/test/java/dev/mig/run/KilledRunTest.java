package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runner that dies leaves the database as before or as after, never between, and the ledger
 * agrees.
 */
class KilledRunTest {
  static Stream<List<String>> deaths() {
    Stream.Builder<List<String>> deaths = Stream.builder();
    for (String dialect : List.of("postgres", "sqlite")) {
      for (String way : List.of("up", "down")) {
        // The way down has one step less.
        List<String> steps = way.equals("up") ? List.of("1", "2", "3") : List.of("1", "2");
        Stream.of(List.of("COMPARING"), steps, List.of("VERIFYING", "COMMITTING", "COMMITTED"))
            .flatMap(List::stream)
            .forEach(place -> deaths.add(List.of(dialect, way, place)));
      }
    }
    return deaths.build();
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void aKilledRunIsWhollyDoneOrNotAtAll(List<String> death)
      throws SQLException, IOException, InterruptedException {
    String way = death.get(1);
    String place = death.get(2);
    try (Shop shop = Shop.open(death.getFirst())) {
      String without = shop.state();
      Prepared migration = shop.addEmail();
      if (way.equals("down")) {
        shop.up(migration);
      }
      String before = shop.state();

      Process process = OtherProcess.start(shop.url(), way, place);
      String output = OtherProcess.output(process);
      assertThat(process.exitValue()).as(output).isEqualTo(OtherProcess.DIED);

      boolean done = place.equals("COMMITTED");
      boolean applied = way.equals("up") == done;
      assertThat(shop.state().equals(before)).isEqualTo(!done);
      assertThat(shop.state().equals(without)).isEqualTo(!applied);
      assertThat(isApplied(shop)).isEqualTo(applied);

      // Whoever comes next finds no lock in the way and can finish.
      RunResult next = way.equals("up") ? shop.up(migration) : shop.down("add_email");
      boolean nothingLeft = done && way.equals("down");
      assertThat(next.done()).as(next.diagnostics().toString()).isEqualTo(!nothingLeft);
      assertThat(isApplied(shop)).isEqualTo(way.equals("up"));
      assertThat(shop.state().equals(without)).isEqualTo(way.equals("down"));
    }
  }

  private static boolean isApplied(Shop shop) throws SQLException {
    return shop.hasLedger() && shop.told().contains("add_email");
  }
}
