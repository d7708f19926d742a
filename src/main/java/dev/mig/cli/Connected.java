package dev.mig.cli;

import dev.mig.compile.Probe;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Live;

/**
 * The live database as a check sees it.
 *
 * @param world its schema at the moment of connecting
 */
record Connected(JdbcProbe probe, World world) implements AutoCloseable {
  /** Ends the command where the database cannot be read. */
  static Connected to(Database database) {
    try {
      return new Connected(database.probe(), World.live(new Live(database).schema()));
    } catch (Probe.Failed e) {
      throw Stop.because(e.diagnostic());
    }
  }

  @Override
  public void close() {
    probe.close();
  }
}
