package dev.mig.syntax;

import java.util.Set;
import java.util.function.IntBinaryOperator;
import org.antlr.v4.runtime.ParserRuleContext;

/** Where a line that does not fit may be broken, and what stands where then. */
final class LayoutBreaks {
  /** The level of a place at which no line is broken. */
  static final int NEVER = 0;

  /** Columns of a comparison's right side that is not worth a line. */
  private static final int SHORT = 24;

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
  private final IntBinaryOperator widths;
  private final int[] levels;
  private final int[] closings;
  private final boolean[] inside;
  private final boolean[] closes;

  /**
   * Without any break yet.
   *
   * @param widths the columns that words take, from one to another
   */
  LayoutBreaks(Words words, IntBinaryOperator widths) {
    this.words = words;
    this.widths = widths;
    levels = new int[words.size()];
    closings = new int[words.size()];
    inside = new boolean[words.size()];
    closes = new boolean[words.size()];
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
        int width = widths.applyAsInt(i, closings[i]);
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

  /** Whether a rule begins on a line of its own where its statement does not fit on one. */
  static boolean isClause(ParserRuleContext part) {
    return CLAUSES.contains(part.getRuleIndex());
  }

  /** Where the whole of a rule may begin a line. */
  void rule(ParserRuleContext context, int first, int level) {
    ParserRuleContext parent = context.getParent();
    switch (context.getRuleIndex()) {
      case MigParser.RULE_referentialAction -> {
        if (!(parent instanceof MigParser.ReferencesOptionContext)) {
          before(first, level);
        }
      }
      case MigParser.RULE_matchingClause -> {
        if (!(parent instanceof MigParser.JoinClauseContext)) {
          before(first, level);
        }
      }
      case MigParser.RULE_caseBranch -> {
        inside[first] = true;
        before(first, level + 1);
      }
      case MigParser.RULE_columnOption, MigParser.RULE_keptOnConflict -> before(first, level + 1);
      case MigParser.RULE_comparisonOperator -> comparison(parent, first, level);
      case MigParser.RULE_lossClause -> {
        if (!(parent instanceof MigParser.RowClauseContext)) {
          before(first, level);
        }
      }
      default -> {
        if (isClause(context)) {
          before(first, level);
        }
      }
    }
  }

  /** A short right side stays with what it is compared with. */
  private void comparison(ParserRuleContext parent, int operator, int level) {
    int end = words.rank(parent.getStop()) + 1;
    if (widths.applyAsInt(operator, end) > SHORT) {
      before(operator, level);
    }
  }

  /** How much later a part of an expression is broken than what stands around it. */
  static int deeper(ParserRuleContext context, ParserRuleContext part) {
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

  /** Where a word that is no rule of its own may begin a line. */
  void word(int rank, ParserRuleContext parent, int level) {
    int type = words.type(rank);
    switch (parent) {
      case MigParser.CaseExpressionContext branches when type == MigLexer.ELSE -> {
        inside[rank] = true;
        before(rank, level + 1);
      }
      case MigParser.CaseExpressionContext branches when type == MigLexer.END -> {
        closes[rank] = true;
        before(rank, level + 1);
      }
      case MigParser.BlockContext block when type == MigLexer.LEFT_BRACE -> closes[rank] = true;
      case MigParser.AddForeignKeyStatementContext key when type == MigLexer.ARROW ->
          before(rank, level + 1);
      case MigParser.ForeignKeyElementContext key when type == MigLexer.ARROW ->
          before(rank, level + 1);
      case MigParser.ParenthesesContext value when type == MigLexer.FROM -> before(rank, level);
      case MigParser.RowLoopContext loop when type == MigLexer.FROM || type == MigLexer.ORDER ->
          before(rank, level);
      case MigParser.ForStatementContext loop when type == MigLexer.WHERE -> before(rank, level);
      case MigParser.MigrationHeaderContext header when type == MigLexer.STRING ->
          before(rank, level);
      case MigParser.DefineStatementContext define when type == MigLexer.EQUAL ->
          before(rank, level);
      case MigParser.LetStatementContext let when type == MigLexer.EQUAL -> before(rank, level);
      case MigParser.RemapStatementContext remap when type == MigLexer.AS -> before(rank, level);
      case MigParser.UpdateStatementContext update
          when type == MigLexer.SET
              && update.tableRef() == null
              && update.assignment().size() == 1 -> {
        // "update" alone would be a poor line
      }
      case MigParser.AndContext and when type == MigLexer.AND -> before(rank, level);
      case MigParser.OrContext or when type == MigLexer.OR -> before(rank, level);
      case MigParser.ConcatenationContext text when type == MigLexer.CONCAT -> before(rank, level);
      case MigParser.CountSumContext sum -> before(rank, level + 1);
      case MigParser.AdditionContext sum -> before(rank, level);
      case MigParser.MultiplicationContext product -> before(rank, level);
      default -> {
        if (CLAUSE_WORDS.contains(type)) {
          clauseWord(rank, parent, level);
        }
      }
    }
  }

  void parentheses(int opening, int closing, int level) {
    if (opening < closing) {
      before(opening, level);
      before(closing, level);
      closings[opening] = closing;
      closes[closing] = true;
    }
  }

  private void clauseWord(int rank, ParserRuleContext parent, int level) {
    boolean begins = words.rank(parent.getStart()) == rank;
    if (!begins && !(parent instanceof MigParser.ReferentialActionContext)) {
      before(rank, level);
    }
  }

  /** A line may be broken before this word, at this need or an earlier one. */
  void before(int rank, int level) {
    levels[rank] = levels[rank] == NEVER ? level : Math.min(levels[rank], level);
  }
}
