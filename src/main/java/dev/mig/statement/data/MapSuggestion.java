package dev.mig.statement.data;

import dev.mig.operation.Answer;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Samples;
import dev.mig.source.Suggestion.Safety;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Offers the lines that a map lacks, made out of the values that were found. */
record MapSuggestion(MapTable map) implements Refusal.Touch {
  @Override
  public Diagnostic finish(Diagnostic filled, Answer answer) {
    Samples samples = answer.samples();
    if (samples == null || samples.rows().isEmpty() || samples.total() > samples.rows().size()) {
      return filled;
    }
    String lines = samples.rows().stream().map(this::line).collect(Collectors.joining());
    return filled.toBuilder()
        .suggest(
            "add the missing lines and say what each becomes",
            Safety.CHECK,
            new Edit(map.beforeBrace(), lines))
        .build();
  }

  private String line(List<@Nullable String> row) {
    List<String> values =
        java.util.stream.IntStream.range(0, map.sources().size())
            .mapToObj(i -> literal(map.sources().get(i), row.get(i)))
            .toList();
    String pattern = values.size() == 1 ? values.getFirst() : "(" + String.join(", ", values) + ")";
    String result = map.overwritesSource() ? values.getFirst() : "null";
    return "  " + pattern + " -> " + result + "\n";
  }

  private static String literal(Column column, @Nullable String value) {
    if (value == null) {
      return "null";
    }
    return switch (column.type().kind()) {
      case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> value;
      case BOOLEAN -> value.equals("1") || value.startsWith("t") ? "true" : "false";
      case CHAR, VARCHAR, TEXT, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> quoted(value);
      case INTERVAL, UUID, JSON, JSONB, ENUM, ARRAY, OTHER, UNKNOWN -> quoted(value);
    };
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
