package dev.mig.project;

import dev.mig.compile.World;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Live;

/**
 * The live database as a check sees it.
 *
 * @param world its schema at the moment of connecting
 */
public record Connected(JdbcProbe probe, World world) implements AutoCloseable {
  /**
   * Connects and reads the schema.
   *
   * @throws dev.mig.compile.Probe.Failed where the database cannot be read
   */
  public static Connected to(Database database, DataCheck data) {
    return new Connected(new JdbcProbe(database, data), World.live(new Live(database).schema()));
  }

  @Override
  public void close() {
    probe.close();
  }
}
