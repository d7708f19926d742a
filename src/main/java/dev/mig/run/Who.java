package dev.mig.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Who runs.
 *
 * @param databaseUser as the database knows them; "" on SQLite, which knows nobody
 * @param osUser {@code user@host}
 * @param tool the version of this program
 */
record Who(String databaseUser, String osUser, String tool) {
  static Who on(Connection connection, String tool) throws SQLException {
    String user = Objects.requireNonNullElse(connection.getMetaData().getUserName(), "");
    return new Who(user, System.getProperty("user.name", "") + "@" + host(), tool);
  }

  /** From the environment first: to ask the network for one's own name can take seconds. */
  private static String host() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notOnLinux) {
      return networkName();
    }
  }

  private static String networkName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
