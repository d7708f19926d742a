package dev.mig.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's entry point. */
@Command(
    name = "mig",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Database migrations for PostgreSQL and SQLite.")
public final class Main implements Runnable {

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"mig " + Objects.requireNonNullElse(version, "(development)")};
    }
  }
}
