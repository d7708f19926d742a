package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL of the process that runs, at random moments, until it has got through. */
class KilledRunnerTest {
  private static final int KILLS = Integer.getInteger("mig.kills", 4);
  private static final int ROWS = KILLS < 50 ? 600 : 3_000;
  private static final String PACE = "of 15";

  private final Random random = new Random(20_260_101);
  private int kills;
  private int interrupted;
  private int resumed;
  private int rows;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void everyRowIsWrittenOnceThereAndBack(String dialect)
      throws SQLException, IOException, InterruptedException {
    while (kills < KILLS) {
      round(dialect);
    }
    System.out.printf(
        "%s: %d kills of the runner in the midst of %d runs, %d times gone on, %d rows%n",
        dialect, kills, interrupted, resumed, rows);
  }

  /** All kinds of statements at once, so that one kill meets several runs. */
  private void round(String dialect) throws SQLException, IOException, InterruptedException {
    List<Site> sites = new ArrayList<>();
    Map<Cargo, Site> places = new EnumMap<>(Cargo.class);
    Map<Cargo, String> before = new EnumMap<>(Cargo.class);
    try {
      for (Cargo cargo : Cargo.values()) {
        Site site = cargo.site(dialect, ROWS);
        sites.add(site);
        places.put(cargo, site);
        before.put(cargo, site.state());
        site.begin(cargo.script(PACE), 1);
      }
      killUntilDone(sites);
      for (Cargo cargo : Cargo.values()) {
        Site site = Objects.requireNonNull(places.get(cargo));
        cargo.once(site, ROWS);
        assertThat(site.state()).isEqualTo(cargo.undisturbed(dialect, ROWS, PACE));
        rows += ROWS;
        site.beginDown(1);
      }
      killUntilDone(sites);
      for (Cargo cargo : Cargo.values()) {
        Site site = Objects.requireNonNull(places.get(cargo));
        assertThat(site.state()).isEqualTo(before.get(cargo));
      }
    } finally {
      sites.forEach(Site::close);
    }
  }

  private void killUntilDone(List<Site> sites)
      throws SQLException, IOException, InterruptedException {
    while (true) {
      List<Site> half = new ArrayList<>();
      for (Site site : sites) {
        if (site.half()) {
          half.add(site);
        }
      }
      if (half.isEmpty()) {
        return;
      }
      resumed += half.size();
      kill(half);
    }
  }

  private void kill(List<Site> half) throws SQLException, IOException, InterruptedException {
    Process process = Mortal.start(half.stream().map(Site::url).toList());
    List<String> ended = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int lines = 0;
      // So many batches first, then at any moment of the next ones.
      int batches = 1 + random.nextInt(120);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines++;
        if (!line.equals("moved")) {
          ended.add(line);
        }
        if (lines == batches) {
          Thread.sleep(0, random.nextInt(1_000_000));
          // By its handle: what it has printed is still to be read.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(ended).allMatch(l -> l.equals("ended DONE"));
    if (process.waitFor() != 0) {
      kills++;
      for (Site site : half) {
        interrupted += site.half() ? 1 : 0;
      }
    }
  }
}
