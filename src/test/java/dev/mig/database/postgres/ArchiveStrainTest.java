package dev.mig.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.schema.QName;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchiveStrainTest {
  private static final QName T = QName.of("t");
  private static final StrainLimits MORE_THAN_TWO =
      new StrainLimits(null, null, null, false, false, 2, null, null);

  /** Written to, the file is full and due. */
  private static final String[] FILL_A_FILE = {"SELECT txid_current()", "SELECT pg_switch_wal()"};

  @Test
  void filesThatWaitToBeArchivedAreCountedByEverybody() throws Exception {
    assumeThat(TestPostgres.embedded()).isTrue();
    Map<String, String> settings = Map.of("archive_mode", "on");
    try (TestDatabase server = TestPostgres.withSettings("archiving", settings)) {
      Database database = Databases.open(server.url(), Map.of());
      String url = server.url().replaceFirst("\\?.*", "") + "?user=plain";
      Database plain = Databases.open(url, Map.of());
      try (Connection ours = database.connect()) {
        Others.execute(ours, "CREATE ROLE plain LOGIN");
        try (Connection theirs = plain.connect()) {
          // Never archived: a plain user cannot tell.
          assertThat(plain.strain(theirs, T, MORE_THAN_TWO)).isEmpty();
          archiveBy(ours, "true");
          Others.execute(ours, FILL_A_FILE);
          StrainLimits archived =
              StrainLimits.OFF.withQuery("SELECT archived_count FROM pg_stat_archiver");
          Others.strain(() -> database.strain(ours, T, archived));
          assertThat(database.strain(ours, T, MORE_THAN_TWO)).isEmpty();

          archiveBy(ours, "false");
          // The archiver may still take one by the old command.
          for (int i = 0; i < 4; i++) {
            Others.execute(ours, FILL_A_FILE);
          }
          Strain strain = Others.strain(() -> database.strain(ours, T, MORE_THAN_TWO));
          assertThat(strain.kind()).isEqualTo(Kind.ARCHIVE_QUEUE);
          assertThat(strain.reason()).matches("[34] WAL files wait to be archived, more than 2");
          assertThat(plain.strain(theirs, T, MORE_THAN_TWO)).contains(strain);
        }
      }
    }
  }

  /** Not a setting of the server's start, which would go before. */
  private static void archiveBy(Connection connection, String command) throws SQLException {
    Others.execute(
        connection,
        "ALTER SYSTEM SET archive_command = '" + command + "'",
        "SELECT pg_reload_conf()");
  }
}
