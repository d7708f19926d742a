package dev.mig.plan;

import dev.mig.operation.Pace;
import dev.mig.operation.Refusal;
import dev.mig.schema.QName;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement sent to the database. Immutable; a list of them is what is stored, shown and run.
 */
public sealed interface Step {
  /** Where the statement stands that it comes from; {@link Span#NONE} for what the tool adds. */
  Span span();

  /**
   * SQL that changes something.
   *
   * @param why what it is for, in a few words, shown as a comment above it
   * @param rows whether the number of rows it touches tells something (a row statement)
   */
  record Execute(String sql, String why, boolean rows, Span span) implements Step {}

  /**
   * SQL that must find no row.
   *
   * @param sql finds the offending rows, at most five, and their whole number as an additional last
   *     column
   * @param ofSql one number: how many rows were looked at; or null
   */
  record AskNone(String sql, @Nullable String ofSql, Refusal refusal, Span span) implements Step {}

  /** Two queries of one value that must agree. */
  record AskSame(String left, String right, Refusal refusal, Span span) implements Step {}

  /** Keeps a value for a later {@link AskUnchanged}. */
  record Remember(int slot, String sql, Span span) implements Step {}

  /**
   * A query of one value that must agree with a remembered one.
   *
   * @param within how far two numbers may be apart, or null for not at all
   */
  record AskUnchanged(int slot, String sql, @Nullable String within, Refusal refusal, Span span)
      implements Step {}

  /**
   * Changes of rows in many small transactions, each for a stretch of a key. The runner keeps how
   * far it is beside the ledger, in the same transactions.
   *
   * @param name of the table whose key is walked along
   * @param table the same as SQL
   * @param parts what is done for each stretch, in order
   * @param method how the rows are moved
   * @param why what it is for, and why by this method, in a few words
   * @param proof how it is known that all rows are done
   * @param sample SQL that gives the keys of some rows in order, by which the table is cut into
   *     ranges for several workers, or null where one range is all that makes sense
   * @param rows about how many rows the table has, or -1 where nobody asked
   */
  record Walk(
      QName name,
      String table,
      List<Key> key,
      @Nullable String sample,
      List<Part> parts,
      Proof proof,
      Pace pace,
      Pace.Method method,
      String why,
      long rows,
      Span span)
      implements Step {
    public Walk {
      key = List.copyOf(key);
      parts = List.copyOf(parts);
    }
  }

  /**
   * A column of the key.
   *
   * @param column its name as SQL
   * @param read SQL that gives its value as text
   * @param cast the SQL type that makes a value of a quoted text again, or null where the text is a
   *     literal already
   */
  record Key(String column, String read, @Nullable String cast) {
    /**
     * All of them as text, for a select that orders by the columns: they need names of their own,
     * because PostgreSQL would order by the texts, which are called as the columns are.
     */
    public static String asTexts(List<Key> key) {
      List<String> texts = new ArrayList<>();
      for (Key each : key) {
        texts.add(each.read() + " as mig_key_" + (texts.size() + 1));
      }
      return String.join(", ", texts);
    }
  }

  /**
   * How it is known that all rows of a walk are done.
   *
   * @param why which proof it is, in a few words
   * @param sql finds the keys of rows that are still to be changed, in the whole table; its columns
   *     are those of the key. Or null where the cursors are the proof.
   * @param parts what is done to such rows; none where the cursors are the proof
   */
  record Proof(String why, @Nullable String sql, List<Part> parts) {
    public Proof {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One change of the rows of a stretch.
   *
   * @param sql has {@link dev.mig.operation.Batch#STRETCH} once, for the condition of the stretch
   * @param key the columns of the key as this SQL names them
   * @param why what it is for, in a few words
   * @param rows whether the number of rows it touches is one to tell
   */
  record Part(String sql, List<String> key, String why, boolean rows) {
    public Part {
      key = List.copyOf(key);
    }
  }
}
