package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Phase;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Reads a script as {@link Node}s. */
public final class ScriptNodes {
  private final Source source;
  private final Phase phase;

  private ScriptNodes(Source source, Phase phase) {
    this.source = source;
    this.phase = phase;
  }

  /** All statements of a part of a script, in order. */
  public static List<Node> of(Parsed parsed, Phase phase) {
    return new ScriptNodes(parsed.source(), phase).nodes(parsed.statements());
  }

  /** The header as it stands; an empty stretch for a script without. */
  public static Template header(Parsed parsed) {
    ScriptContext script = parsed.tree();
    Span span = Span.NONE;
    if (script.migrationHeader() != null) {
      span = span.to(Spans.of(script.migrationHeader()));
    }
    if (script.afterHeader() != null) {
      span = span.to(Spans.of(script.afterHeader()));
    }
    return new Template(parsed.source(), span, List.of());
  }

  /** Whether a script decides anything, so that it has to be interpreted. */
  public static boolean decides(Parsed parsed) {
    return (mayDecide(parsed.tokens().getTokens()) && decides(parsed.tree()))
        || holdsDecision(parsed.tree().statement());
  }

  /** Whether a word may decide inside a statement, so that large plain ones are not walked. */
  private static boolean mayDecide(List<Token> tokens) {
    int before = Token.EOF;
    for (Token token : tokens) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      int type = token.getType();
      boolean may =
          switch (type) {
            case MigLexer.TEMPLATE_NAME -> true;
            case MigLexer.TABLE, MigLexer.COLUMN, MigLexer.INDEX, MigLexer.CONSTRAINT ->
                before == MigLexer.EXISTS;
            case MigLexer.POSTGRES, MigLexer.SQLITE -> before != MigLexer.SQL;
            default -> false;
          };
      if (may) {
        return true;
      }
      before = type;
    }
    return false;
  }

  /** Whether something has to be decided at this node or below. */
  private static boolean decides(ParseTree node) {
    if (isDecision(node)
        || node instanceof ExistsInSchemaContext
        || node instanceof IsDatabaseContext
        || (node.getPayload() instanceof Token t && t.getType() == MigLexer.TEMPLATE_NAME)) {
      return true;
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      if (decides(node.getChild(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDecision(ParseTree statement) {
    return statement instanceof CallStatementContext
        || statement instanceof DefineStatementContext
        || statement instanceof ForStatementContext
        || statement instanceof IfStatementContext
        || statement instanceof IncludeStatementContext
        || statement instanceof LetStatementContext
        || statement instanceof ParamStatementContext;
  }

  /** Whether a statement decides, here or in the blocks inside: a look at statements alone. */
  private static boolean holdsDecision(List<StatementContext> statements) {
    return statements.stream()
        .map(statement -> statement.getChild(0))
        .anyMatch(
            inner ->
                isDecision(inner)
                    || (inner instanceof ParserRuleContext node
                        && node.getRuleContexts(BlockContext.class).stream()
                            .anyMatch(block -> holdsDecision(block.statement()))));
  }

  private List<Node> nodes(List<StatementContext> statements) {
    List<Node> nodes = new ArrayList<>();
    for (StatementContext statement : statements) {
      if (statement.getChildCount() == 1
          && statement.getChild(0) instanceof ParserRuleContext inner
          && isWhole(inner)) {
        if (inner instanceof PhaseStatementContext part) {
          if (phase.holds(part)) {
            nodes.addAll(nodes(part.block()));
          }
        } else {
          nodes.add(node(inner));
        }
      }
    }
    return nodes;
  }

  /** A block that could not be read is reported already. */
  private static boolean isWhole(ParserRuleContext node) {
    return node.exception == null
        && node.getRuleContexts(BlockContext.class).stream().allMatch(b -> b.exception == null);
  }

  private List<Node> nodes(BlockContext block) {
    return nodes(Parsed.statements(block));
  }

  private Node node(ParserRuleContext node) {
    return switch (node) {
      case CallStatementContext c -> Call.read(source, c);
      case DefineStatementContext d ->
          Define.read(source, d, d.block() == null ? List.of() : nodes(d.block()));
      case ForStatementContext f -> ForEach.read(source, f, nodes(f.block()));
      case IfStatementContext i -> ifOf(i);
      case IncludeStatementContext i -> Include.read(i);
      case LetStatementContext l -> Let.read(source, l);
      case ParamStatementContext p -> Param.read(source, p);
      case OnStatementContext o when holdsDecision(o.block().statement()) ->
          new Within(
              Spans.of(o.getStart()),
              o.tableRef().stream().map(t -> Slots.template(source, t)).toList(),
              nodes(o.block()));
      case BatchesStatementContext b when holdsDecision(b.block().statement()) ->
          new Gathered(head(b, b.block()), nodes(b.block()), false);
      case ReverseStatementContext r -> new Gathered(head(r, r.block()), nodes(r.block()), true);
      default -> new Plain(Slots.template(source, node), node instanceof OnStatementContext);
    };
  }

  private Template head(ParserRuleContext node, BlockContext block) {
    return Slots.inside(source, node, node, block.LEFT_BRACE());
  }

  private If ifOf(IfStatementContext node) {
    List<If.Branch> branches = new ArrayList<>();
    for (int i = 0; i < node.expression().size(); i++) {
      branches.add(new If.Branch(Slots.template(source, node.expression(i)), nodes(node.block(i))));
    }
    List<Node> otherwise =
        node.block().size() > branches.size() ? nodes(node.block(branches.size())) : List.of();
    return new If(Spans.of(node.getStart()).to(Spans.of(node.expression(0))), branches, otherwise);
  }
}
