package dev.mig.syntax;

import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * A script as parsed. Faults are in the diagnostics; what is whole can be used all the same.
 *
 * @param tree the whole tree, broken statements included
 * @param tokens every token, comments and blanks too
 */
public record Parsed(
    Source source,
    MigParser.ScriptContext tree,
    CommonTokenStream tokens,
    List<Diagnostic> diagnostics) {
  public Parsed {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** The top-level statements that parsed; a block among them may hold broken ones. */
  public List<MigParser.StatementContext> statements() {
    return whole(tree.statement());
  }

  /** The statements of a block that parsed. */
  public static List<MigParser.StatementContext> statements(MigParser.BlockContext block) {
    return whole(block.statement());
  }

  private static List<MigParser.StatementContext> whole(
      List<MigParser.StatementContext> statements) {
    return statements.stream().filter(statement -> statement.exception == null).toList();
  }
}
