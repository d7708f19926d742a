package dev.mig.lsp;

import dev.mig.cli.OtherProcess;
import dev.mig.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** The other commands of the program, and SQL, for what they leave. */
final class Commands {
  private Commands() {}

  /** Runs one; its exit code. */
  static int run(Path folder, String url, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(OtherProcess.command(arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MIG_URL", url);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end");
    }
    return process.exitValue();
  }

  /** Executes SQL on a database of the test's own. */
  static void sql(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
