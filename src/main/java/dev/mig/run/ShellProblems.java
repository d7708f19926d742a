package dev.mig.run;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;

/** What is said only where statements are tried in an open transaction. */
final class ShellProblems {
  private ShellProblems() {}

  static Diagnostic.Builder ownTransactions() {
    return Diagnostic.error(
            Code.NOT_IN_A_TRANSACTION,
            "batches commit as they go, so nothing could take them back here")
        .note("put the statement into a file and use mig run FILE");
  }

  static Diagnostic.Builder ofAFile() {
    return Diagnostic.error(
            Code.NOT_IN_A_TRANSACTION, "this is about a whole migration, not about one statement")
        .note("it belongs into a file; \\save writes one with a header of its own");
  }

  static Diagnostic lost(String why) {
    return Diagnostic.error(Code.CANNOT_CONNECT, "the connection is lost: " + why)
        .note("the database rolls back what was not committed")
        .note("\\save FILE still writes what was typed; \\rollback connects again")
        .build();
  }

  static Diagnostic cancelled() {
    return Diagnostic.error(Code.NOT_IN_A_TRANSACTION, "cancelled").build();
  }

  static Diagnostic known(String name) {
    return Diagnostic.error(
            Code.NOT_IN_A_TRANSACTION, "a migration " + name + " is applied already")
        .note("\\save writes this one under another name")
        .build();
  }
}
