package dev.mig.project;

import dev.mig.compile.Compiler;
import dev.mig.compile.script.Parameters;
import dev.mig.run.Status;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Migration;
import dev.mig.statement.Phase;
import dev.mig.statement.WrittenName;
import java.util.ArrayList;
import java.util.List;

/**
 * One script under its name; of a file with {@code expand} and {@code contract}, one of the two.
 *
 * @param name the name of the header, else the one that the file's name gives
 */
public record MigrationScript(String name, Compiler.Read read) {
  /**
   * A part of a file as it was read.
   *
   * @param defaultName its name where the text says none
   */
  public static MigrationScript of(Compiler.Read read, String defaultName) {
    WrittenName name = read.migration().name();
    String text = name == null ? defaultName : name.text();
    return new MigrationScript(read.phase().name(text), read);
  }

  /** Whether it is the part that waits until no old release runs. */
  public boolean isContract() {
    return read.phase() == Phase.CONTRACT;
  }

  /** The first part of one that waits. */
  public String firstPart() {
    return name.substring(0, name.lastIndexOf('/'));
  }

  /** The names of those that it comes after, as far as it says. */
  public List<String> after() {
    return isContract()
        ? List.of(firstPart())
        : read.migration().after().stream().map(WrittenName::text).toList();
  }

  /** Errors that no database is needed for: of the text, and parameters without a value. */
  public List<Diagnostic> faults(Parameters given) {
    List<Diagnostic> all =
        new ArrayList<>(read.diagnostics().stream().filter(Diagnostic::isError).toList());
    if (read.script() != null) {
      all.addAll(read.script().missing(given));
    }
    return all;
  }

  /** The names of the parameters that it declares. */
  public List<String> parameters() {
    return read.script() == null ? List.of() : read.script().parameters();
  }

  /** What the ledger is compared with. */
  public Status.Known known() {
    return new Status.Known(name, read.fingerprint(), read.source(), read.migration().repeatable());
  }

  MigrationGraph.Node node() {
    Migration migration = read.migration();
    WrittenName name = migration.name();
    Span at = name == null ? Span.NONE : name.span();
    List<MigrationGraph.After> after =
        isContract()
            ? List.of(new MigrationGraph.After(firstPart(), Span.NONE))
            : migration.after().stream()
                .map(a -> new MigrationGraph.After(a.text(), a.span()))
                .toList();
    return new MigrationGraph.Node(this.name, read.source(), at, after);
  }
}
