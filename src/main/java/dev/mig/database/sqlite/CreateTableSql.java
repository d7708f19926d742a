package dev.mig.database.sqlite;

import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table.Detail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what no pragma tells from the text of a CREATE TABLE: constraints with their names and
 * conditions, collations, generation expressions, conflict clauses.
 *
 * @see <a href="https://www.sqlite.org/lang_createtable.html">CREATE TABLE</a>
 */
final class CreateTableSql {
  private static final Set<String> TABLE_CONSTRAINT =
      Set.of("constraint", "primary", "unique", "check", "foreign");
  private static final Set<String> COLUMN_CONSTRAINT =
      Set.of(
          "constraint",
          "primary",
          "not",
          "null",
          "unique",
          "check",
          "default",
          "collate",
          "references",
          "generated",
          "as");

  /** A generated column as written. */
  record Generation(String expression, boolean stored) {}

  private final String table;
  private final Map<String, String> exactNames = new HashMap<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final Map<String, String> collations = new HashMap<>();
  private final Map<String, Generation> generations = new HashMap<>();
  private final List<Detail> details = new ArrayList<>();
  private boolean autoincrement;
  private @Nullable String pendingName;

  /**
   * @param table its exact name
   * @param columns the exact names of the table's columns
   */
  CreateTableSql(String sql, String table, List<String> columns) {
    this.table = table;
    columns.forEach(c -> exactNames.put(c.toLowerCase(Locale.ROOT), c));
    Words words = new Words(sql);
    while (words.more() && !words.sees("(")) {
      words.skip();
    }
    for (String definition : words.parts()) {
      definition(new Words(definition));
    }
  }

  /** In the order of the text; a foreign key that names no target columns has none here. */
  List<Constraint> constraints() {
    return constraints;
  }

  @Nullable String collation(String column) {
    return collations.get(column);
  }

  @Nullable Generation generation(String column) {
    return generations.get(column);
  }

  List<Detail> details() {
    return details;
  }

  boolean autoincrement() {
    return autoincrement;
  }

  private void definition(Words words) {
    if (TABLE_CONSTRAINT.stream().anyMatch(words::sees)) {
      // SQLite lets the commas between table constraints be left out.
      while (words.more()) {
        tableConstraint(words);
      }
      return;
    }
    String column = exact(words.name());
    while (words.more() && COLUMN_CONSTRAINT.stream().noneMatch(words::sees)) {
      words.skipValue();
    }
    while (words.more()) {
      columnConstraint(words, column);
    }
  }

  private void tableConstraint(Words words) {
    if (words.takes("constraint")) {
      pendingName = words.name();
    } else if (words.takes("primary", "key")) {
      List<String> columns = key(words);
      primaryKey(columns, words);
    } else if (words.takes("unique")) {
      List<String> columns = key(words);
      constraints.add(new Unique(takeName(), columns, false, conflict(words)));
    } else if (words.takes("check")) {
      check(words);
    } else if (words.takes("foreign", "key")) {
      List<String> columns = words.parts().stream().map(this::columnName).toList();
      words.takes("references");
      foreignKey(columns, words);
    } else {
      words.skip();
    }
  }

  private void columnConstraint(Words words, String column) {
    if (words.takes("constraint")) {
      pendingName = words.name();
    } else if (words.takes("primary", "key")) {
      String direction = words.takes("desc") ? "desc" : "";
      parts(List.of(column), direction);
      primaryKey(List.of(column), words);
      autoincrement |= words.takes("autoincrement");
    } else if (words.takes("not", "null")) {
      pendingName = null;
      detail(Detail.Kind.NOT_NULL, List.of(column), conflict(words));
    } else if (words.takes("unique")) {
      constraints.add(new Unique(takeName(), List.of(column), false, conflict(words)));
    } else if (words.takes("check")) {
      check(words);
    } else if (words.takes("default")) {
      pendingName = null;
      words.skipValue();
    } else if (words.takes("collate")) {
      pendingName = null;
      collations.put(column, words.name());
    } else if (words.takes("references")) {
      foreignKey(List.of(column), words);
    } else if (words.takes("as")) {
      pendingName = null;
      String expression = Words.unqualified(words.group(), table);
      boolean stored = words.takes("stored");
      generations.put(column, new Generation(expression, stored));
    } else {
      words.skip();
    }
  }

  private void primaryKey(List<String> columns, Words words) {
    constraints.add(new PrimaryKey(takeName(), columns));
    detail(Detail.Kind.PRIMARY_KEY, columns, conflict(words));
  }

  private void check(Words words) {
    String condition = Words.unqualified(words.group(), table);
    conflict(words);
    constraints.add(new Check(takeName(), text(condition), true));
  }

  private void foreignKey(List<String> columns, Words words) {
    String name = takeName();
    QName target = QName.of(words.name());
    List<String> targets =
        words.sees("(") ? words.parts().stream().map(p -> new Words(p).name()).toList() : List.of();
    Action onDelete = Action.NO_ACTION;
    Action onUpdate = Action.NO_ACTION;
    while (words.more()) {
      if (words.takes("on", "delete")) {
        onDelete = action(words);
      } else if (words.takes("on", "update")) {
        onUpdate = action(words);
      } else if (words.takes("match")) {
        words.skip();
      } else {
        break;
      }
    }
    constraints.add(
        new ForeignKey(name, columns, target, targets, onDelete, onUpdate, true, deferral(words)));
  }

  private static Action action(Words words) {
    if (words.takes("set", "null")) {
      return Action.SET_NULL;
    }
    if (words.takes("set", "default")) {
      return Action.SET_DEFAULT;
    }
    if (words.takes("cascade")) {
      return Action.CASCADE;
    }
    if (words.takes("restrict")) {
      return Action.RESTRICT;
    }
    words.takes("no", "action");
    return Action.NO_ACTION;
  }

  private static String deferral(Words words) {
    boolean not = words.takes("not", "deferrable");
    if (!not && !words.takes("deferrable")) {
      return "";
    }
    String initially = words.takes("initially") ? " initially " + words.keyword() : "";
    return (not ? "not deferrable" : "deferrable") + initially;
  }

  /** The columns of a key; what is said of them beside their names is kept. */
  private List<String> key(Words words) {
    List<String> columns = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    for (String part : words.parts()) {
      Words inner = new Words(part);
      columns.add(exact(inner.name()));
      String collation =
          inner.takes("collate") ? "collate " + SqliteNames.quoted(inner.name()) : "";
      String direction = inner.takes("desc") ? "desc" : "";
      suffixes.add((collation + " " + direction).strip());
    }
    parts(columns, String.join(",", suffixes));
    return columns;
  }

  private void parts(List<String> columns, String suffixes) {
    detail(Detail.Kind.KEY_PARTS, columns, suffixes.replace(",", "").isEmpty() ? "" : suffixes);
  }

  private void detail(Detail.Kind kind, List<String> columns, String words) {
    if (!words.isEmpty()) {
      details.add(new Detail(kind, columns, words));
    }
  }

  private static String conflict(Words words) {
    return words.takes("on", "conflict") ? "on conflict " + words.keyword() : "";
  }

  private @Nullable String takeName() {
    String name = pendingName;
    pendingName = null;
    return name;
  }

  private String columnName(String part) {
    return exact(new Words(part).name());
  }

  private String exact(String written) {
    return exactNames.getOrDefault(written.toLowerCase(Locale.ROOT), written);
  }

  private SqlText text(String sql) {
    return new SqlText(sql, SqlWords.mentioned(sql, exactNames.values()));
  }
}
