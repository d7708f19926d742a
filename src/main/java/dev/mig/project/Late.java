package dev.mig.project;

import dev.mig.compile.Compiled;
import dev.mig.database.Touched;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.WrittenName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of a migration that the order puts before applied ones. */
public record Late(Latecomer latecomer, MigrationScript script) {
  private static final int MOST_NAMES = 3;

  /** Its name. */
  public String name() {
    return latecomer.name();
  }

  /** As far as the order alone tells. */
  public Diagnostic told() {
    return problem().note(advice()).build();
  }

  /** With what it would change, once it is checked. */
  public Diagnostic told(Compiled compiled, String dialect) {
    if (compiled.refused()) {
      return told();
    }
    return problem().note(changes(compiled, dialect)).note(advice()).build();
  }

  private Diagnostic.Builder problem() {
    WrittenName name = script.read().migration().name();
    return Diagnostic.warning(
            Code.OUT_OF_ORDER, name() + " should have come before " + shortened(latecomer.before()))
        .in(script.read().source())
        .at(name == null ? Span.NONE : name.span(), "");
  }

  private static String shortened(List<String> before) {
    String first = String.join(", ", before.subList(0, Math.min(MOST_NAMES, before.size())));
    int more = before.size() - MOST_NAMES;
    return first
        + (more > 0 ? " and " + more + " more" : "")
        + (before.size() == 1 ? ", which is applied" : ", which are applied");
  }

  private static String changes(Compiled compiled, String dialect) {
    Set<QName> touched = Touched.by(compiled.up(), compiled.before(), dialect);
    if (touched == null) {
      return "which tables it changes cannot be told";
    }
    return touched.isEmpty()
        ? "it changes no table"
        : "it changes "
            + touched.stream().map(QName::toString).collect(Collectors.joining(", "))
            + "; look whether it still fits behind them";
  }

  private String advice() {
    return "after " + latecomer.before().getLast() + " in its header makes this its place";
  }
}
