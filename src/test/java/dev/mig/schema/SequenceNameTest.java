package dev.mig.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SequenceNameTest {
  @Test
  void theUsualNameIsTheServers() throws SQLException {
    try (TestDatabase database = TestPostgres.create();
        Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      for (int table = 1; table < 64; table += 3) {
        for (int column = 1; column < 64; column += 9) {
          String one = "ž".repeat(table / 2) + "t".repeat(table % 2);
          String two = "č".repeat(column / 2) + "c".repeat(column % 2);
          statement.execute("CREATE TABLE \"%s\" (\"%s\" serial)".formatted(one, two));
          try (ResultSet row =
              statement.executeQuery("SELECT relname FROM pg_class WHERE relkind = 'S'")) {
            row.next();
            assertThat(SequenceName.of(one, two)).isEqualTo(row.getString(1));
          }
          statement.execute("DROP TABLE \"%s\"".formatted(one));
        }
      }
    }
  }
}
