package dev.mig.faults;

import dev.mig.database.Databases;
import dev.mig.run.Movement;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another process that goes on with half done migrations, one for each thread, to be killed. */
final class Mortal {
  private Mortal() {}

  /** Arguments: the URLs of the databases. Prints a line for each batch, and for each outcome. */
  public static void main(String[] urls) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (String url : urls) {
      threads.add(Thread.ofPlatform().start(() -> goOn(url)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void goOn(String url) {
    RunListener listener =
        new RunListener() {
          @Override
          public void moved(Movement movement) {
            System.out.println("moved");
          }
        };
    Runner.Settings settings = new Runner.Settings("test", Duration.ofSeconds(20), listener);
    try (Runner runner = new Runner(Databases.open(url, Map.of()), settings)) {
      RunResult result = runner.goOn(Site.NAME);
      System.out.println("ended " + Site.said(result).replace('\n', ' '));
    } catch (SQLException e) {
      System.out.println("failed " + e);
    }
  }

  static Process start(List<String> urls) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Xmx128m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Mortal.class.getName());
    command.addAll(urls);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
