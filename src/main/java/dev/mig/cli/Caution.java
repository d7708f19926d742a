package dev.mig.cli;

import picocli.CommandLine.Option;

/** The options of commands that take something back: look first, ask or do not ask. */
final class Caution {
  @Option(names = "--dry-run", description = "Say what would be done, and stop there.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;
}
