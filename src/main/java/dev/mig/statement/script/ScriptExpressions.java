package dev.mig.statement.script;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.source.Diagnostic;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.RowLoopContext;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the expressions and queries that a script decides by, once names in them are replaced. */
public final class ScriptExpressions {
  private ScriptExpressions() {}

  /**
   * An expression, its places counted from the beginning of the text; nothing for no expression.
   */
  public static Optional<Expr> expression(String text, Consumer<Diagnostic.Builder> problems) {
    return Syntax.expression(text).map(new Reader(null, problems)::expression);
  }

  /**
   * What stands in the parentheses of a loop over rows; nothing where it does not fit.
   *
   * @param columns what the values are called
   */
  public static Optional<Select> rows(
      String text, List<Word> columns, Consumer<Diagnostic.Builder> problems) {
    Reader reader = new Reader(null, problems);
    return Syntax.rowLoop(text).map(loop -> rows(loop, columns, reader));
  }

  private static Select rows(RowLoopContext loop, List<Word> columns, Reader reader) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = reader.expression(loop.rowItem(i).expression());
      items.add(new Item(value, columns.get(i).text()));
    }
    return reader.source(loop.source()).withItems(items).ordered(reader.orders(loop.orderItem()));
  }
}
