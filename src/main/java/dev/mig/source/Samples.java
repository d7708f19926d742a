package dev.mig.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the live data that made a check fail. They may hold personal data: never in SARIF, left
 * out with {@code --no-samples}.
 *
 * @param total how many rows fail in all
 * @param of how many rows were looked at, or -1 when that was not asked
 * @param columns the names of the shown columns, key columns first
 * @param rows at most five rows, values as text, null for NULL
 */
public record Samples(
    long total, long of, List<String> columns, List<List<@Nullable String>> rows) {
  public Samples {
    columns = List.copyOf(columns);
    List<List<@Nullable String>> copy = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }
}
