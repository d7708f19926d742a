package dev.mig.statement;

import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;

/** Which class reads which parse-tree node: one line for each statement. */
public final class Statements {
  /** Reads one statement; a statement over several tables or columns may become several. */
  @FunctionalInterface
  interface Read<C extends ParserRuleContext> {
    List<? extends Statement> read(C node, Reader reader);
  }

  private static final Map<Class<?>, Read<ParserRuleContext>> READERS = Map.ofEntries();

  private Statements() {}

  private static <C extends ParserRuleContext> Map.Entry<Class<?>, Read<ParserRuleContext>> entry(
      Class<C> node, Read<C> read) {
    return Map.entry(node, (n, reader) -> read.read(node.cast(n), reader));
  }

  /** Reads the statement that this node is the tree of. */
  static List<? extends Statement> read(ParserRuleContext node, Reader reader) {
    Read<ParserRuleContext> read = READERS.get(node.getClass());
    if (read == null) {
      throw new IllegalStateException("no class reads " + node.getClass().getSimpleName());
    }
    return read.read(node, reader);
  }

  /** Every kind of node that has a reader. */
  public static java.util.Set<Class<?>> nodes() {
    return READERS.keySet();
  }
}
