package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of an offending row to show: its key first, then the columns that the condition
 * speaks of.
 */
public final class RowSamples {
  /** How many columns of a table without a key are shown when the condition names none. */
  private static final int FIRST_COLUMNS = 3;

  private RowSamples() {}

  /**
   * The key of the table and every column of it that is mentioned; columns of other relations come
   * with their alias.
   */
  public static List<Item> of(
      Table table, String alias, Collection<Expr> mentioning, Set<String> others) {
    List<Item> items = new ArrayList<>(key(table, alias));
    Set<String> shown = new TreeSet<>(table.key());
    for (Expr expr : mentioning) {
      collect(expr, alias, others, shown, items);
    }
    if (items.isEmpty()) {
      for (Column column :
          table.columns().subList(0, Math.min(FIRST_COLUMNS, table.columns().size()))) {
        items.add(new Item(Exprs.column(alias, column), column.name()));
      }
    }
    return items;
  }

  public static List<Item> key(Table table, String alias) {
    return table.key().stream()
        .map(k -> new Item(Exprs.column(alias, table.column(k).orElseThrow()), k))
        .toList();
  }

  /** What a field of a JSON column is called, or null for anything else. */
  private static @Nullable String field(Expr expr, String alias) {
    if (!(expr instanceof Expr.Binary b)
        || (b.op() != Expr.BinaryOp.AT_JSON && b.op() != Expr.BinaryOp.AT_TEXT)
        || !(b.right() instanceof Expr.Literal key)) {
      return null;
    }
    Expr document = b.left() instanceof Expr.Cast c ? c.operand() : b.left();
    boolean own = document instanceof Expr.Column c && c.relation().equals(alias);
    return own || field(document, alias) != null ? String.valueOf(key.value()) : null;
  }

  private static void collect(
      Expr expr, String alias, Set<String> others, Set<String> shown, List<Item> items) {
    if (expr instanceof Expr.Column c) {
      boolean own = c.relation().equals(alias);
      String name = own ? c.name() : c.relation() + "." + c.name();
      if ((own || others.contains(c.relation())) && shown.add(name)) {
        items.add(new Item(c, name));
      }
    }
    String field = field(expr, alias);
    if (field != null) {
      if (shown.add(field)) {
        items.add(new Item(expr, field));
      }
      return;
    }
    Exprs.children(expr).forEach(e -> collect(e, alias, others, shown, items));
  }
}
