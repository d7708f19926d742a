package dev.mig.run;

import dev.mig.plan.Step;
import dev.mig.run.RunListener.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program of another process: runs {@link Shop#addEmail} up or down and prints the outcome, or
 * dies on its way. Dying is as sudden as by SIGKILL: no hook runs, nothing is closed.
 */
final class OtherProcess {
  /** No process that dies by itself has this exit code. */
  static final int DIED = 99;

  private OtherProcess() {}

  /**
   * Arguments: url, {@code up} or {@code down}, and where to die: the name of a phase, the number
   * of a step, or {@code never}.
   */
  public static void main(String[] arguments) throws SQLException {
    Shop shop = Shop.at(arguments[0]);
    String place = arguments[2];
    RunListener listener =
        new RunListener() {
          @Override
          public void entered(Phase phase) {
            dieAt(phase.name());
          }

          @Override
          public void stepStarted(int number, int of, Step step) {
            dieAt(Integer.toString(number));
          }

          private void dieAt(String here) {
            if (here.equals(place)) {
              Runtime.getRuntime().halt(DIED);
            }
          }
        };
    try (Runner runner = shop.runner(listener)) {
      RunResult result =
          arguments[1].equals("up") ? runner.up(shop.addEmail()) : runner.down("add_email");
      System.out.print(result.outcome());
      result
          .diagnostics()
          .forEach(d -> System.out.print(" " + d.code() + " " + d.summary() + d.notes()));
    }
  }

  /** Starts it. */
  static Process start(String url, String way, String place) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx128m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(OtherProcess.class.getName());
    command.addAll(List.of(url, way, place));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Waits for its end; what it printed. */
  static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the other process does not end; it printed " + output);
    }
    return output;
  }
}
