package dev.mig.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Blocks whose lines have two columns: the types of a table, the arrows of a map, what the lines of
 * a copy or a merge set. What is much wider than the others stays out of it.
 */
final class LayoutColumns {
  private static final int WIDEST = 40;

  private final LayoutMarks marks;
  private final Words words;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A line of a block.
   *
   * @param second the word that is aligned
   * @param width of what stands before it on its line
   */
  private record Row(int start, int end, int second, int width) {}

  private LayoutColumns(LayoutMarks marks, Words words) {
    this.marks = marks;
    this.words = words;
  }

  /** Aligns the lines of a block; anything else stays as it is. */
  static void align(LayoutMarks marks, Words words, ParserRuleContext context) {
    LayoutColumns columns = new LayoutColumns(marks, words);
    switch (context) {
      case MigParser.CreateTableStatementContext table ->
          table
              .getRuleContexts(MigParser.ColumnElementContext.class)
              .forEach(c -> columns.add(c, c.typeRef().getStart()));
      case MigParser.MapBlockContext map ->
          map.mapLine().forEach(l -> columns.add(l, symbol(l.ARROW())));
      case MigParser.CopyStatementContext copy ->
          copy.copyLine().forEach(l -> columns.add(l, symbol(l.EQUAL())));
      case MigParser.MoveStatementContext move ->
          move.copyLine().forEach(l -> columns.add(l, symbol(l.EQUAL())));
      case MigParser.MergeBlockContext merge ->
          merge.mergeLine().forEach(l -> columns.add(l, symbol(l.EQUAL())));
      default -> {}
    }
    columns.align();
  }

  private static @Nullable Token symbol(@Nullable TerminalNode node) {
    return node == null ? null : node.getSymbol();
  }

  private void add(ParserRuleContext line, @Nullable Token aligned) {
    if (aligned == null) {
      return;
    }
    int start = words.rank(line.getStart());
    int second = words.rank(aligned);
    rows.add(new Row(start, words.rank(line.getStop()) + 1, second, marks.width(start, second)));
  }

  private void align() {
    int widest = rows.stream().mapToInt(Row::width).filter(w -> w <= WIDEST).max().orElse(0);
    for (Row row : rows) {
      int blanks = Math.max(0, widest - widthOnItsLine(row, widest));
      marks.pad(row.second(), blanks);
    }
  }

  /** The width before the aligned word; patterns that do not fit stand below each other. */
  private int widthOnItsLine(Row row, int widest) {
    int all = marks.indent(row.start()) + marks.width(row.start(), row.end());
    if (all + Math.max(0, widest - row.width()) <= Layout.WIDTH || !marks.isPattern(row.start())) {
      return row.width();
    }
    int last = row.second() - 1;
    while (last > row.start() && words.type(last - 1) != MigLexer.COMMA) {
      last--;
    }
    return marks.width(last, row.second());
  }
}
