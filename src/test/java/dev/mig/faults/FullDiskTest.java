package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The disk is full for a while: a small file system of its own, which takes the rights of root to
 * make; without them these are skipped.
 */
class FullDiskTest {
  private static final int ROWS = 6_000;
  private static final String SCRIPT = Cargo.COUNT.script("of 500");

  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createTempDirectory("mig-test-disk");
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()) == 0, "mount");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", disk.toString());
    Files.deleteIfExists(disk);
  }

  private static int run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }

  @Test
  void onSqlite() throws SQLException, IOException {
    try (Site site = Site.in(disk.resolve("test.db"))) {
      fill(site, "");
      stopsAndGoesOn(site, "disk is full");
    }
  }

  @Test
  void onPostgres() throws SQLException, IOException {
    assumeTrue(System.getenv("MIG_TEST_POSTGRES_URL") == null, "a server on this machine");
    Path folder = Files.createDirectory(disk.resolve("space"));
    String space = "mig_test_full_" + ProcessHandle.current().pid();
    try (Site outside = Site.open("postgres")) {
      outside.execute("create tablespace " + space + " location '" + folder + "'");
      try (Site site = Site.open("postgres")) {
        fill(site, " tablespace " + space);
        stopsAndGoesOn(site, "disk is full");
      } finally {
        outside.execute("drop tablespace " + space);
      }
    }
  }

  private static void fill(Site site, String where) throws SQLException {
    site.execute(
        "create table items (id integer primary key, label text, hits integer not null)" + where);
    site.execute(
        "insert into items select n * 3 - 1000, 'item and some more text about it ' || n, 0 from "
            + site.numbers(ROWS));
  }

  private void stopsAndGoesOn(Site site, String reason) throws SQLException, IOException {
    String before = site.state();
    Path filler = disk.resolve("filler");
    RunResult result =
        site.up(
            SCRIPT,
            Site.moved(
                m -> {
                  if (!Files.exists(filler)) {
                    fillUp(filler);
                  }
                }));
    assertThat(result.outcome()).as(Site.said(result)).isEqualTo(Outcome.PARTIAL);
    assertThat(Site.said(result)).contains(reason);
    Files.delete(filler);
    assertThat(Site.said(site.goOn())).isEqualTo("DONE");
    Cargo.COUNT.once(site, ROWS);
    assertThat(Site.said(site.down())).isEqualTo("DONE");
    assertThat(site.state()).isEqualTo(before);
  }

  private static void fillUp(Path filler) {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] page = new byte[4096];
      for (int i = 0; i < 10_000; i++) {
        out.write(page);
      }
    } catch (IOException full) {
      return;
    }
    throw new AssertionError("it never got full");
  }
}
