package dev.mig.language;

import dev.mig.syntax.MigParser.BlockContext;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Parsed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** Ways through the tree of a text that may be half typed. */
final class Trees {
  private Trees() {}

  /** What kind of statement it is; null where it broke before that was told. */
  static @Nullable ParserRuleContext inner(StatementContext statement) {
    return statement.getChildCount() > 0 && statement.getChild(0) instanceof ParserRuleContext inner
        ? inner
        : null;
  }

  /** The statements in the blocks of one, broken ones too. */
  static List<StatementContext> within(ParserRuleContext inner) {
    List<StatementContext> found = new ArrayList<>();
    for (BlockContext block : inner.getRuleContexts(BlockContext.class)) {
      found.addAll(block.statement());
    }
    return found;
  }

  /** All statements at every depth, broken ones too, in the order of the text. */
  static List<StatementContext> statements(Parsed parsed) {
    List<StatementContext> found = new ArrayList<>();
    Deque<StatementContext> work = new ArrayDeque<>(parsed.tree().statement());
    while (!work.isEmpty()) {
      StatementContext statement = work.pop();
      found.add(statement);
      ParserRuleContext inner = inner(statement);
      if (inner != null) {
        within(inner).reversed().forEach(work::push);
      }
    }
    return found;
  }

  /** The children of a node that are nodes themselves, in order. */
  static List<ParserRuleContext> nodes(ParserRuleContext node) {
    List<ParserRuleContext> found = new ArrayList<>();
    for (int i = 0; i < node.getChildCount(); i++) {
      ParseTree child = node.getChild(i);
      if (child instanceof ParserRuleContext inner) {
        found.add(inner);
      }
    }
    return found;
  }
}
