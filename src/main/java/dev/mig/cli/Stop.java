package dev.mig.cli;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.List;

/** Thrown to end a command early, with what the user is told. */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;
  private final transient List<Diagnostic> diagnostics;

  Stop(Exit exit, List<Diagnostic> diagnostics) {
    super(diagnostics.isEmpty() ? exit.word() : diagnostics.getFirst().summary());
    this.exit = exit;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * With the exit that the diagnostics call for: settings and files make a wrong call, all else a
   * refusal.
   */
  static Stop because(List<Diagnostic> diagnostics) {
    boolean call =
        diagnostics.stream().filter(Diagnostic::isError).allMatch(d -> isAboutTheCall(d.code()));
    return new Stop(call ? Exit.USAGE : Exit.REFUSED, diagnostics);
  }

  static Stop because(Diagnostic diagnostic) {
    return because(List.of(diagnostic));
  }

  private static boolean isAboutTheCall(Code code) {
    return code.id().startsWith("P") || code == Code.UNKNOWN_MIGRATION;
  }

  Exit exit() {
    return exit;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
