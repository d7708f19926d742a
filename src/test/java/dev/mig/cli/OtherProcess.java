package dev.mig.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, for what cannot be tried in that of the tests. */
public final class OtherProcess {
  private OtherProcess() {}

  /** The command that starts it, for use in a shell. */
  public static List<String> command(String... arguments) {
    String classpath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classpath,
                "dev.mig.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  static Process start(Path folder, List<String> command) throws IOException {
    return start(folder, "sqlite:app.db", command);
  }

  /** On a database of the test's own. */
  static Process start(Path folder, String url, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("MIG_URL", url);
    return builder.start();
  }

  static Shell.Result finish(Process process) throws IOException, InterruptedException {
    CompletableFuture.delayedExecutor(120, TimeUnit.SECONDS).execute(process::destroyForcibly);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end: " + err);
    }
    return new Shell.Result(process.exitValue(), out, err);
  }
}
