package dev.mig.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave.
 *
 * @param rows values as text; null for NULL
 * @param more whether there are more rows than were asked for
 */
public record QueryRows(List<String> columns, List<List<@Nullable String>> rows, boolean more) {
  public QueryRows {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }
}
