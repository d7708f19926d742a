package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Failure;
import dev.mig.database.Secrets;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.SQLException;

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

  /** What is told of anything that ends a statement early. */
  static Diagnostic why(Exception early) {
    return switch (early) {
      case SQLException e -> Failure.explain(e);
      case Refused e -> e.diagnostic();
      case Probe.Failed e -> e.diagnostic();
      case Link.Cancelled e -> cancelled();
      default ->
          Diagnostic.error(Code.INTERNAL, "this is a defect of mig, not of your statement")
              .note("what happened: " + Secrets.scrub(String.valueOf(early)))
              .note("nothing of the statement is left; what was done before is still there")
              .note("please report it with the statement")
              .build();
    };
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
