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
  /** The level of a place at which no line is broken. */
  static final int NEVER = 0;

  private static final int STEP = 2;

  /** Columns of a comparison's right side that is not worth a line. */
  private static final int SHORT = 24;

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

  /** Rules that begin on a line of their own where a statement does not fit on one. */
  private static final Set<Integer> CLAUSES =
      Set.of(
          MigParser.RULE_filledWith,
          MigParser.RULE_fromClause,
          MigParser.RULE_matchingClause,
          MigParser.RULE_missingClause,
          MigParser.RULE_combiningBack,
          MigParser.RULE_whereClause,
          MigParser.RULE_joinClause,
          MigParser.RULE_eachClause,
          MigParser.RULE_groupClause,
          MigParser.RULE_keepClause,
          MigParser.RULE_keptRow,
          MigParser.RULE_repointClause,
          MigParser.RULE_rowClause,
          MigParser.RULE_onConflict,
          MigParser.RULE_columnChange,
          MigParser.RULE_indexOption,
          MigParser.RULE_insertRow,
          MigParser.RULE_notValidated,
          MigParser.RULE_batchOption,
          MigParser.RULE_referentialAction);

  /** Words that open a part of a statement which is no rule of its own. */
  private static final Set<Integer> CLAUSE_WORDS =
      Set.of(MigLexer.INTO, MigLexer.AFFECTS, MigLexer.REVERSE, MigLexer.SET, MigLexer.ELSE);

  private final Words words;
  private final int[] indents;
  private final int[] levels;
  private final int[] closings;
  private final boolean[] inside;
  private final boolean[] closes;
  private final boolean[] patterns;
  private final boolean[] tight;
  private final boolean[] names;
  private final int[] pads;

  /** Where the parentheses that are open at this moment began. */
  private final Deque<Integer> open = new ArrayDeque<>();

  LayoutMarks(Words words, MigParser.ScriptContext tree) {
    this.words = words;
    indents = new int[words.size()];
    levels = new int[words.size()];
    closings = new int[words.size()];
    inside = new boolean[words.size()];
    closes = new boolean[words.size()];
    patterns = new boolean[words.size()];
    tight = new boolean[words.size()];
    names = new boolean[words.size()];
    pads = new int[words.size()];
    Arrays.fill(indents, -1);
    visit(tree, 0, 1);
  }

  /** The indentation of the line that this word begins, or -1. */
  int indent(int rank) {
    return indents[rank];
  }

  /** At which need a line may be broken before this word: 1 first, higher later, {@link #NEVER}. */
  int level(int rank) {
    return levels[rank];
  }

  /** The least level among words, {@link #NEVER} where none can begin a line. */
  int outermost(int from, int to) {
    int least = NEVER;
    for (int i = from; i < to; i++) {
      if (levels[i] != NEVER && (least == NEVER || levels[i] < least)) {
        least = levels[i];
      }
    }
    return least;
  }

  /**
   * The first word inside of the widest parentheses whose insides may stand on lines of their own,
   * or -1.
   */
  int widestOpening(int from, int to, int level) {
    int widest = -1;
    int most = -1;
    for (int i = from; i < to; i++) {
      if (levels[i] == level && closings[i] > 0 && closings[i] < to) {
        int width = width(i, closings[i]);
        if (width > most) {
          most = width;
          widest = i;
        }
      }
    }
    return widest;
  }

  /** The parenthesis that closes what this word opens. */
  int closing(int opening) {
    return closings[opening];
  }

  /** Whether the word stands further in than the line that is broken before it, at any rate. */
  boolean inside(int rank) {
    return inside[rank];
  }

  /** Whether the word stands no further in than the line that is broken before it. */
  boolean closes(int rank) {
    return closes[rank];
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
      ruleBreak(context, first, level);
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
                : depth + deeper(context, part));
      }
    }
    LayoutColumns.align(this, words, context);
  }

  /** Where the whole of a rule may begin a line. */
  private void ruleBreak(ParserRuleContext context, int first, int level) {
    ParserRuleContext parent = context.getParent();
    switch (context.getRuleIndex()) {
      case MigParser.RULE_referentialAction -> {
        if (!(parent instanceof MigParser.ReferencesOptionContext)) {
          breakBefore(first, level);
        }
      }
      case MigParser.RULE_matchingClause -> {
        if (!(parent instanceof MigParser.JoinClauseContext)) {
          breakBefore(first, level);
        }
      }
      case MigParser.RULE_caseBranch -> {
        inside[first] = true;
        breakBefore(first, level + 1);
      }
      case MigParser.RULE_columnOption, MigParser.RULE_keptOnConflict ->
          breakBefore(first, level + 1);
      case MigParser.RULE_comparisonOperator -> comparisonBreak(parent, first, level);
      case MigParser.RULE_lossClause -> {
        if (!(parent instanceof MigParser.RowClauseContext)) {
          breakBefore(first, level);
        }
      }
      case MigParser.RULE_mapLine -> patterns[first] = true;
      default -> {
        if (CLAUSES.contains(context.getRuleIndex())) {
          breakBefore(first, level);
        }
      }
    }
  }

  /** A short right side stays with what it is compared with. */
  private void comparisonBreak(ParserRuleContext parent, int operator, int level) {
    int end = words.rank(parent.getStop()) + 1;
    if (width(operator, end) > SHORT) {
      breakBefore(operator, level);
    }
  }

  /** How much later a part of an expression is broken than what stands around it. */
  private static int deeper(ParserRuleContext context, ParserRuleContext part) {
    if (!isExpression(part)) {
      return 0;
    }
    if (!isExpression(context)) {
      return 3;
    }
    return part.getClass() == context.getClass() ? 0 : 1;
  }

  private static boolean isExpression(ParserRuleContext context) {
    return context instanceof MigParser.ExpressionContext
        || context instanceof MigParser.ArithmeticContext;
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
        && (part instanceof MigParser.MergeBlockContext || CLAUSES.contains(part.getRuleIndex()));
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
        parenthesesBreak(open.pop(), rank, level);
        return level - 2;
      }
      case MigLexer.LEFT_BRACKET, MigLexer.RIGHT_BRACKET, MigLexer.SEMICOLON -> tight[rank] = true;
      case MigLexer.COMMA -> {
        tight[rank] = true;
        breakBefore(rank + 1, level + 1);
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
        } else if (!(parent instanceof MigParser.MapLineContext)) {
          breakBefore(rank, level + 1);
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
      case MigLexer.LEFT_BRACE -> closes[rank] = parent instanceof MigParser.BlockContext;
      default -> {}
    }
    wordBreak(rank, parent, level);
    return level;
  }

  /** Where a word that is no rule of its own may begin a line. */
  private void wordBreak(int rank, ParserRuleContext parent, int level) {
    int type = words.type(rank);
    switch (parent) {
      case MigParser.CaseExpressionContext branches when type == MigLexer.ELSE -> {
        inside[rank] = true;
        breakBefore(rank, level + 1);
      }
      case MigParser.CaseExpressionContext branches when type == MigLexer.END -> {
        closes[rank] = true;
        breakBefore(rank, level + 1);
      }
      case MigParser.ParenthesesContext value when type == MigLexer.FROM ->
          breakBefore(rank, level);
      case MigParser.RowLoopContext loop when type == MigLexer.FROM || type == MigLexer.ORDER ->
          breakBefore(rank, level);
      case MigParser.ForStatementContext loop when type == MigLexer.WHERE ->
          breakBefore(rank, level);
      case MigParser.MigrationHeaderContext header when type == MigLexer.STRING ->
          breakBefore(rank, level);
      case MigParser.DefineStatementContext define when type == MigLexer.EQUAL ->
          breakBefore(rank, level);
      case MigParser.LetStatementContext let when type == MigLexer.EQUAL ->
          breakBefore(rank, level);
      case MigParser.RemapStatementContext remap when type == MigLexer.AS ->
          breakBefore(rank, level);
      case MigParser.UpdateStatementContext update
          when type == MigLexer.SET
              && update.tableRef() == null
              && update.assignment().size() == 1 -> {
        // "update" alone would be a poor line
      }
      case MigParser.AndContext and when type == MigLexer.AND -> breakBefore(rank, level);
      case MigParser.OrContext or when type == MigLexer.OR -> breakBefore(rank, level);
      case MigParser.ConcatenationContext text when type == MigLexer.CONCAT ->
          breakBefore(rank, level);
      case MigParser.CountSumContext sum -> breakBefore(rank, level + 1);
      case MigParser.AdditionContext sum -> breakBefore(rank, level);
      case MigParser.MultiplicationContext product -> breakBefore(rank, level);
      default -> {
        if (CLAUSE_WORDS.contains(type) && !names[rank]) {
          clauseWord(rank, parent, level);
        }
      }
    }
  }

  private void parenthesesBreak(int opening, int closing, int level) {
    if (opening < closing) {
      breakBefore(opening, level);
      breakBefore(closing, level);
      closings[opening] = closing;
      closes[closing] = true;
    }
  }

  private void clauseWord(int rank, ParserRuleContext parent, int level) {
    boolean begins = words.rank(parent.getStart()) == rank;
    if (!begins && !(parent instanceof MigParser.ReferentialActionContext)) {
      breakBefore(rank, level);
    }
  }

  private void breakBefore(int rank, int level) {
    levels[rank] = levels[rank] == NEVER ? level : Math.min(levels[rank], level);
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

  void pad(int rank, int blanks) {
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
