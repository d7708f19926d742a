package dev.mig.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final int LONGEST_VALUE = 40;
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  public Samples {
    columns = List.copyOf(columns);
    List<List<@Nullable String>> copy = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }

  /**
   * The rows in one line: of each the key by its name; of two columns the second speaks for itself.
   *
   * @param dot stands between rows
   * @param ellipsis stands for what is cut off a long value
   */
  public String shown(String dot, String ellipsis) {
    String shown = rows.stream().map(row -> row(row, ellipsis)).collect(Collectors.joining(dot));
    long more = total - rows.size();
    return more > 0 ? shown + dot + "and " + more + " more" : shown;
  }

  private String row(List<@Nullable String> row, String ellipsis) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      boolean named = i < columns.size() && (i == 0 || row.size() > 2);
      parts.add((named ? columns.get(i) + " " : "") + value(row.get(i), ellipsis));
    }
    return String.join(row.size() > 2 ? ", " : " ", parts);
  }

  private static String value(@Nullable String value, String ellipsis) {
    if (value == null) {
      return "NULL";
    }
    if (NUMBER.matcher(value).matches()) {
      return value;
    }
    int length = value.codePointCount(0, value.length());
    String shown =
        length <= LONGEST_VALUE
            ? value
            : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + ellipsis;
    return "'" + shown + "'";
  }
}
