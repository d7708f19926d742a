package dev.mig.syntax;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * What the tree says about the room before each word: where lines begin, where they may be broken,
 * what stands close together.
 */
final class LayoutMarks {
  private static final int STEP = 2;

  /** Rules whose words are names and keep the case they are written in. */
  private static final Set<Integer> NAMES =
      Set.of(
          MigParser.RULE_anyName,
          MigParser.RULE_exprName,
          MigParser.RULE_lineName,
          MigParser.RULE_constraintWord,
          MigParser.RULE_subjectWord,
          MigParser.RULE_typeWord,
          MigParser.RULE_plainWord,
          MigParser.RULE_lineWord,
          MigParser.RULE_keyWord,
          MigParser.RULE_expressionWord,
          MigParser.RULE_aggregateName);

  private final Words words;
  private final int[] indents;
  private final LayoutBreaks breaks;
  private final boolean[] patterns;
  private final boolean[] tight;
  private final boolean[] names;
  private final int[] pads;

  /** Where the parentheses that are open at this moment began. */
  private final Deque<Integer> open = new ArrayDeque<>();

  LayoutMarks(Words words, MigParser.ScriptContext tree) {
    this.words = words;
    indents = new int[words.size()];
    breaks = new LayoutBreaks(words, this::width);
    patterns = new boolean[words.size()];
    tight = new boolean[words.size()];
    names = new boolean[words.size()];
    pads = new int[words.size()];
    Arrays.fill(indents, -1);
    visit(tree, 0, 1);
  }

  /** Where lines may be broken. */
  LayoutBreaks breaks() {
    return breaks;
  }

  /** The indentation of the line that this word begins, or -1. */
  int indent(int rank) {
    return indents[rank];
  }

  /** Whether a list begins here whose items stand below each other. */
  boolean isPattern(int rank) {
    return patterns[rank];
  }

  /** Whether the word stands close to the one before it. */
  boolean tight(int rank) {
    return tight[rank];
  }

  /** Blanks that align the word with those of the lines around it. */
  int pad(int rank) {
    return pads[rank];
  }

  /** The word as it is printed: keywords in small letters. */
  String text(int rank) {
    Token token = words.get(rank);
    return !names[rank] && Words.isKeyword(token.getType())
        ? Words.keyword(token.getType())
        : token.getText();
  }

  private void visit(ParserRuleContext context, int indent, int level) {
    int first = words.rank(context.getStart());
    int inner = indent;
    int rule = context.getRuleIndex();
    if (rule == MigParser.RULE_statement
        || rule == MigParser.RULE_migrationHeader
        || rule == MigParser.RULE_afterHeader) {
      indents[first] = indent;
    } else {
      patterns[first] |= rule == MigParser.RULE_mapLine;
      breaks.rule(context, first, level);
    }
    if (isBlock(context) || context instanceof MigParser.DedupeStatementContext) {
      inner = indent + STEP;
    }
    int depth = level;
    for (ParseTree child : context.children == null ? List.<ParseTree>of() : context.children) {
      if (child instanceof TerminalNode leaf) {
        depth = word(leaf, context, indent, depth);
      } else if (child instanceof ParserRuleContext part) {
        boolean line = (isBlock(context) && isLine(part)) || isAroundMerge(context, part);
        if (line) {
          indents[words.rank(part.getStart())] = inner;
        }
        visit(
            part,
            line || part.getRuleIndex() == MigParser.RULE_statement ? inner : indent,
            part.getRuleIndex() == MigParser.RULE_statement || line
                ? 1
                : depth + LayoutBreaks.deeper(context, part));
      }
    }
    LayoutColumns.align(this, words, context);
  }

  private static boolean isBlock(ParserRuleContext context) {
    return context instanceof MigParser.BlockContext
        || context instanceof MigParser.CreateTableStatementContext
        || context instanceof MigParser.CopyStatementContext
        || context instanceof MigParser.MapBlockContext
        || context instanceof MigParser.MergeBlockContext
        || context instanceof MigParser.MoveStatementContext;
  }

  /** A dedupe with a block in its middle has its clauses on lines of their own. */
  private static boolean isAroundMerge(ParserRuleContext context, ParserRuleContext part) {
    return context instanceof MigParser.DedupeStatementContext dedupe
        && dedupe.mergeBlock() != null
        && (part instanceof MigParser.MergeBlockContext || LayoutBreaks.isClause(part));
  }

  private static boolean isLine(ParserRuleContext part) {
    return switch (part.getRuleIndex()) {
      case MigParser.RULE_tableElement,
          MigParser.RULE_copyLine,
          MigParser.RULE_mapLine,
          MigParser.RULE_mergeLine,
          MigParser.RULE_mapElse ->
          true;
      default -> false;
    };
  }

  /** Marks one word; answers the level for what follows it in the same context. */
  private int word(TerminalNode leaf, ParserRuleContext parent, int indent, int level) {
    Token token = leaf.getSymbol();
    if (token.getType() == Token.EOF) {
      return level;
    }
    int rank = words.rank(token);
    names[rank] = NAMES.contains(parent.getRuleIndex());
    int before = rank == 0 ? Token.EOF : words.type(rank - 1);
    tight[rank] |= before == MigLexer.LEFT_PAREN || before == MigLexer.LEFT_BRACKET;
    switch (token.getType()) {
      case MigLexer.LEFT_PAREN -> {
        tight[rank] |= opensArguments(parent);
        open.push(rank + 1);
        return level + 2;
      }
      case MigLexer.RIGHT_PAREN -> {
        tight[rank] = true;
        breaks.parentheses(open.pop(), rank, level);
        return level - 2;
      }
      case MigLexer.LEFT_BRACKET, MigLexer.RIGHT_BRACKET, MigLexer.SEMICOLON -> tight[rank] = true;
      case MigLexer.COMMA -> {
        tight[rank] = true;
        breaks.before(rank + 1, level + 1);
      }
      case MigLexer.DOT, MigLexer.DOUBLE_COLON -> {
        tight[rank] = true;
        tight[rank + 1] = true;
      }
      case MigLexer.ARROW, MigLexer.TEXT_ARROW -> {
        if (parent instanceof MigParser.JsonAccessContext
            || parent instanceof MigParser.JsonArrowContext) {
          tight[rank] = true;
          tight[rank + 1] = true;
        }
      }
      case MigLexer.IDENTIFIER -> tight[rank] |= parent instanceof MigParser.UnitNameContext;
      // two signs in a row would begin a comment
      case MigLexer.PLUS, MigLexer.MINUS ->
          tight[rank + 1] |=
              parent instanceof MigParser.SignContext
                  && words.type(rank + 1) != MigLexer.MINUS
                  && words.type(rank + 1) != MigLexer.PLUS;
      case MigLexer.RIGHT_BRACE -> {
        if (isBlock(parent)) {
          indents[rank] = before == MigLexer.LEFT_BRACE ? -1 : indent;
        }
      }
      default -> {}
    }
    if (!names[rank]) {
      breaks.word(rank, parent, level);
    }
    return level;
  }

  /**
   * Whether a parenthesis follows a name closely, as in {@code f(x)}, {@code varchar(5)} or {@code
   * users(id)}.
   */
  private static boolean opensArguments(ParserRuleContext parent) {
    return switch (parent) {
      case MigParser.CallContext call -> true;
      case MigParser.CallStatementContext call -> true;
      case MigParser.DefineStatementContext define -> true;
      case MigParser.CastContext cast -> true;
      case MigParser.TypeArgumentsContext arguments -> true;
      case MigParser.CountOfSourceContext count -> true;
      case MigParser.ExistsPrimaryContext exists -> true;
      case MigParser.EachClauseContext each -> true;
      case MigParser.AggregateUnchangedContext aggregate -> true;
      case MigParser.UniqueRowsContext unique -> unique.tableRef() != null;
      case MigParser.ColumnNamesContext columns ->
          switch (columns.getParent()) {
            case MigParser.ForeignTargetContext target ->
                target.getParent() instanceof MigParser.ReferencesOptionContext;
            case MigParser.ExtractStatementContext extract -> true;
            case MigParser.ConstraintByColumnsContext key -> key.tableRef() != null;
            case MigParser.DigestUnchangedContext digest -> digest.tableRef() != null;
            case MigParser.SaveStatementContext save -> save.subjectTable() != null;
            default -> false;
          };
      default -> false;
    };
  }

  void align(int rank, int blanks) {
    pads[rank] = blanks;
  }

  /** The columns that words take on one line. */
  int width(int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      String text = text(i);
      width += text.codePointCount(0, text.length()) + (i > from && !tight[i] ? 1 : 0);
    }
    return width;
  }
}
