package dev.mig.operation;

import dev.mig.expression.Expr;
import dev.mig.expression.Function;
import dev.mig.expression.Query;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows that are made in many small transactions, each for a stretch of one table's key.
 *
 * @param table whose key is walked along
 * @param key its columns, in their order
 * @param parts what is done for each stretch, in order
 * @param undo takes all of it back
 */
public record Batch(
    QName table,
    List<Column> key,
    List<Part> parts,
    Proof proof,
    Pace pace,
    Facts facts,
    Reverse undo,
    Span span)
    implements Operation {
  /** What the condition of a stretch stands for in SQL until the stretch is known. */
  public static final String STRETCH = "{stretch}";

  private static final Function IN_STRETCH =
      new Function(
          "in stretch",
          List.of(),
          0,
          false,
          SqlType.BOOLEAN,
          Function.Nulls.NEVER,
          true,
          STRETCH,
          STRETCH,
          null,
          "whether the row belongs to the stretch");

  /**
   * What is known of the table.
   *
   * @param rows about how many rows it has, or -1 where nobody asked
   * @param settled whether every row was found to be as it will be
   * @param owned whether the same migration has made it, so that nobody else relies on it
   */
  public record Facts(long rows, boolean settled, boolean owned) {}

  /**
   * One change of rows.
   *
   * @param operation an insert, update, delete or save whose rows come from the walked table
   * @param alias what it calls the walked table
   */
  public record Part(RowOperation operation, String alias) {}

  /**
   * How it is known that all rows are done.
   *
   * @param left queries of keys: the rows that are still to be changed once the walk is over, in
   *     the whole table; empty where the rows do not show it, so that the ends of the stretches are
   *     the proof
   * @param redo what is done to rows that are found; doing it again changes nothing
   * @param whole whether {@code left} finds every row that is to be changed
   * @param why which proof it is, in a few words
   */
  public record Proof(List<Query> left, List<Part> redo, boolean whole, String why) {
    public Proof {
      left = List.copyOf(left);
      redo = List.copyOf(redo);
    }
  }

  public Batch {
    key = List.copyOf(key);
    parts = List.copyOf(parts);
  }

  /** About how many rows the table has, or -1 where nobody asked. */
  public long rows() {
    return facts.rows();
  }

  /** The condition that a row belongs to the stretch at hand; written as {@link #STRETCH}. */
  public static Expr inStretch() {
    return new Expr.Call(
        IN_STRETCH.name(), List.of(), IN_STRETCH, Typing.of(SqlType.BOOLEAN, false), Span.NONE);
  }

  /** A condition that was bounded to stretches, without that; null where nothing else was said. */
  public static @Nullable Expr unbounded(@Nullable Expr where) {
    Expr in = inStretch();
    return where instanceof Expr.Binary both && both.right().equals(in)
        ? both.left()
        : in.equals(where) ? null : where;
  }

  /** The same with other parts. */
  public Batch withParts(List<Part> newParts) {
    return new Batch(table, key, newParts, proof, pace, facts, undo, span);
  }

  /**
   * SQL with a condition in the place of {@link #STRETCH}, or as it is where that does not stand. A
   * text or a name of the user's that looks like it stays what it is.
   */
  public static String put(String sql, String condition) {
    int at = sql.indexOf(STRETCH);
    if (at < 0 || sql.indexOf(STRETCH, at + 1) >= 0) {
      at = outside(sql);
    }
    return at < 0 ? sql : sql.substring(0, at) + condition + sql.substring(at + STRETCH.length());
  }

  /** Where the mark stands outside of quotes, or -1. */
  private static int outside(String sql) {
    char quote = 0;
    boolean escapes = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        if (escapes && c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        escapes = c == '\'' && i > 0 && sql.charAt(i - 1) == 'E';
      } else if (sql.startsWith(STRETCH, i)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Schema applyTo(Schema before) {
    return before;
  }

  @Override
  public Reverse reverse(Schema before) {
    return undo;
  }
}
