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
import dev.mig.schema.ViewExtras;
import dev.mig.schema.ViewExtras.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** The beginning of its statement and its query; both are empty for a table. */
  private final String viewHead;

  private final String viewText;
  private final String owner;
  final Map<Integer, Column> columns = new TreeMap<>();
  final List<Constraint> constraints = new ArrayList<>();
  final List<Index> indexes = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();
  final Set<String> uses = new TreeSet<>();
  private final List<String> first = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();

  private CatalogRelation(QName name, String kind, String viewHead, String viewText, String owner) {
    this.name = name;
    this.kind = kind;
    this.viewHead = viewHead;
    this.viewText = viewText;
    this.owner = owner;
  }

  static CatalogRelation of(QName name, ResultSet row) throws SQLException {
    String text = row.getString("view_text");
    String kind = row.getString("kind");
    if (text == null) {
      return new CatalogRelation(name, kind, "", "", "");
    }
    String query = text.strip();
    query = query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
    String head =
        clause(" using ", row.getString("method"))
            + (row.getString("options") == null ? "" : " with (" + row.getString("options") + ")")
            + clause(" tablespace ", row.getString("tablespace"));
    String tail = row.getBoolean("populated") ? "" : PostgresViews.NO_ROWS;
    return new CatalogRelation(name, kind, head, query + tail, row.getString("owner"));
  }

  private static String clause(String word, @Nullable String named) {
    return named == null ? "" : word + PostgresNames.name(named);
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

  /** Takes in one row of {@link ViewSql}. */
  void viewPart(
      @Nullable String what,
      @Nullable String head,
      @Nullable String tail,
      @Nullable String obstacle) {
    if (obstacle != null) {
      obstacles.add(obstacle);
    }
    if (head != null) {
      String sql = tail == null ? head : head + PostgresNames.table(name) + tail;
      if (what == null) {
        first.add(sql);
      } else {
        parts.add(new Part(what, sql));
      }
    }
  }

  View view() {
    boolean materialized = kind.equals("m");
    List<String> all = columns.values().stream().map(Column::name).toList();
    String definition =
        "create %sview %s (%s)%s as\n%s"
            .formatted(
                materialized ? "materialized " : "",
                PostgresNames.table(name),
                PostgresNames.names(all),
                viewHead,
                viewText);
    return new View(
        name,
        definition,
        materialized,
        all,
        uses,
        triggers,
        new ViewExtras(owner, first, parts, obstacles, uses, false));
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
