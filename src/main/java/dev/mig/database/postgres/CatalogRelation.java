package dev.mig.database.postgres;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A table or view while its parts come in. */
final class CatalogRelation {
  final QName name;
  final String kind;
  final @Nullable String viewText;
  final @Nullable String options;
  final Map<Integer, Column> columns = new TreeMap<>();
  final List<Constraint> constraints = new ArrayList<>();
  final List<Index> indexes = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();
  final Set<String> uses = new TreeSet<>();

  CatalogRelation(QName name, String kind, @Nullable String viewText, @Nullable String options) {
    this.name = name;
    this.kind = kind;
    this.viewText = viewText;
    this.options = options;
  }

  boolean isTable() {
    return kind.equals("r") || kind.equals("p");
  }

  String name(short number) {
    return Objects.requireNonNull(columns.get((int) number)).name();
  }

  List<String> names(short[] numbers) {
    List<String> names = new ArrayList<>();
    for (short number : numbers) {
      names.add(name(number));
    }
    return names;
  }

  /** Its columns, with what the computed ones mention. */
  List<Column> finished() {
    return columns.values().stream()
        .map(
            c -> {
              Generated generated = c.generated();
              return generated == null
                  ? c
                  : c.withGenerated(
                      new Generated(
                          text(bare(generated.formula().toString())), generated.stored()));
            })
        .toList();
  }

  SqlText text(String sql) {
    List<String> all = columns.values().stream().map(Column::name).toList();
    return new SqlText(sql, SqlWords.mentioned(sql, all));
  }

  View view() {
    boolean materialized = kind.equals("m");
    List<String> all = columns.values().stream().map(Column::name).toList();
    String with = options == null ? "" : " with (" + options + ")";
    String text = viewText == null ? "" : viewText.strip();
    String definition =
        "create %sview %s (%s)%s as\n%s"
            .formatted(
                materialized ? "materialized " : "",
                PostgresNames.table(name),
                PostgresNames.names(all),
                with,
                text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
    return new View(name, definition, materialized, all, uses);
  }

  /** Without parentheses around the whole. */
  static String bare(String text) {
    String bare = text.strip();
    while (bare.startsWith("(") && closes(bare) == bare.length() - 1) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    return bare;
  }

  /** Where the parenthesis that opens the text closes. */
  private static int closes(String text) {
    int depth = 0;
    for (SqlWords.Word word : SqlWords.of(text)) {
      if (word.kind() == SqlWords.Kind.SIGN) {
        depth += word.value().equals("(") ? 1 : word.value().equals(")") ? -1 : 0;
        if (depth == 0) {
          return word.start();
        }
      }
    }
    return -1;
  }
}
