package dev.mig.cli;

import java.io.PrintStream;

/** What {@code mig} alone prints: the five things that a newcomer wants. */
final class Welcome {
  private Welcome() {}

  static void show(PrintStream out) {
    out.print(
        """
        mig: database migrations for PostgreSQL and SQLite, checked before anything is written

          mig demo                       see one checked, planned, run and taken back
          mig init --url sqlite:app.db   start here: mig.toml and a folder of migrations
          mig new add_status             write the next migration
          mig check                      check it against the live schema and data
          mig up                         run what is pending (mig down takes it back)

        mig --help lists all commands, mig COMMAND --help explains one.
        """);
  }
}
