package dev.mig.run;

import dev.mig.schema.QName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few of the rows that a statement changed, as they were and as they are.
 *
 * @param columns the key first, then what was set
 * @param keys how many of the columns are the key
 * @param rows at most {@link Glimpses#MOST}
 */
public record Glimpse(QName table, Kind kind, List<String> columns, int keys, List<Row> rows) {
  /** What became of the rows. */
  public enum Kind {
    CHANGED,
    ADDED,
    GONE
  }

  public Glimpse {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * One row, its values as text.
   *
   * @param before empty for a row that was added
   * @param after empty for one that is gone
   */
  public record Row(List<@Nullable String> before, List<@Nullable String> after) {
    public Row {
      before = Collections.unmodifiableList(new ArrayList<>(before));
      after = Collections.unmodifiableList(new ArrayList<>(after));
    }
  }
}
