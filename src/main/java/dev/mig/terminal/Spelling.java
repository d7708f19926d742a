package dev.mig.terminal;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema holds, written as statements of the language would. All texts are safe. */
final class Spelling {
  private static final Pattern BARE = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_$]*");

  /** A constant default, which PostgreSQL casts to the type that the column has anyway. */
  private static final Pattern CONSTANT =
      Pattern.compile("^('(?:[^']|'')*')::[\\w .\"]+(?:\\([\\d,]+\\))?(?:\\[\\])?$");

  private Spelling() {}

  static String name(String name) {
    return BARE.matcher(name).matches() ? name : Fit.safe('"' + name.replace("\"", "\"\"") + '"');
  }

  static String name(QName name) {
    return (name.schema().isEmpty() ? "" : name(name.schema()) + ".") + name(name.name());
  }

  static String names(List<String> names) {
    return names.stream().map(Spelling::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Values of an enum. */
  static String values(List<String> values) {
    return values.stream()
        .map(v -> Fit.safe("'" + v.replace("'", "''") + "'"))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  static String type(Column column) {
    return Fit.safe(column.type().toString());
  }

  static String nullability(Column column) {
    return column.nullable() ? "" : "not null";
  }

  /** Where a value comes from that nobody gives; "" if from nowhere. */
  static String source(Column column) {
    List<String> words = new ArrayList<>();
    if (column.defaultValue() != null) {
      String value = formula(column.defaultValue());
      words.add("default " + CONSTANT.matcher(value).replaceFirst("$1"));
    }
    Identity identity = column.identity();
    if (identity != null) {
      words.add(
          switch (identity) {
            case ALWAYS -> "identity always";
            case BY_DEFAULT -> "identity";
            case SERIAL -> "serial";
            case ROWID -> "rowid";
          });
    }
    Generated generated = column.generated();
    if (generated != null) {
      words.add(
          "generated as ("
              + formula(generated.formula())
              + (generated.stored() ? ")" : ") virtual"));
    }
    if (column.collation() != null) {
      words.add("collate " + name(column.collation()));
    }
    return String.join(" ", words);
  }

  /** All that a column says but its name. */
  static String definition(Column column) {
    return Stream.of(type(column), nullability(column), source(column))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Constraints, the primary key first and the foreign keys last, then indexes, then triggers. */
  static List<Part> parts(Table table) {
    List<Part> parts = new ArrayList<>();
    PrimaryKey primary = table.primaryKey();
    if (primary != null) {
      parts.add(part(primary));
    }
    table.uniques().forEach(u -> parts.add(part(u)));
    table.checks().forEach(c -> parts.add(part(c)));
    table.foreignKeys().forEach(k -> parts.add(part(k)));
    table.indexes().forEach(i -> parts.add(part(i)));
    table.triggers().forEach(t -> parts.add(part(t)));
    return parts;
  }

  private static Part part(Constraint constraint) {
    String name = constraint.name() == null ? "" : name(constraint.name());
    return switch (constraint) {
      case PrimaryKey k -> new Part("primary key", name, names(k.columns()));
      case Unique u ->
          new Part(
              "unique",
              name,
              names(u.columns())
                  + (u.nullsNotDistinct() ? " nulls not distinct" : "")
                  + words(u.deferral()));
      case Check c ->
          new Part("check", name, "(" + formula(c.condition()) + ")" + validated(c.validated()));
      // apart, since a name before a parenthesis reads as a function's
      case ForeignKey k ->
          new Part(
              "foreign key",
              name,
              names(k.columns()) + target(k),
              "foreign key " + names(k.columns()) + target(k).replaceFirst("\\(", " ("));
    };
  }

  /** What a foreign key points at and what follows from it. */
  static String target(ForeignKey key) {
    return " -> " + name(key.target()) + names(key.targetColumns()) + consequences(key);
  }

  private static String consequences(ForeignKey key) {
    return action(" on delete ", key.onDelete())
        + action(" on update ", key.onUpdate())
        + validated(key.validated())
        + words(key.deferral());
  }

  private static String action(String when, Action action) {
    return action == Action.NO_ACTION ? "" : when + action.words();
  }

  private static String validated(boolean yes) {
    return yes ? "" : " not validated";
  }

  private static String words(String words) {
    return words.isEmpty() ? "" : " " + Fit.safe(words.toLowerCase(Locale.ROOT));
  }

  static Part part(Index index) {
    String keys =
        index.parts().stream().map(Spelling::key).collect(Collectors.joining(", ", "(", ")"));
    Formula where = index.where();
    return new Part(
        index.unique() ? "unique index" : "index",
        name(index.name()),
        keys
            + (where == null ? "" : " where " + formula(where))
            + (index.method() == null ? "" : " using " + name(index.method()))
            + (index.include().isEmpty() ? "" : " include " + names(index.include()))
            + (index.valid() ? "" : " (invalid: its build failed)"));
  }

  private static String key(Index.Part part) {
    String what =
        part.column() == null
            ? formula(Objects.requireNonNull(part.formula()))
            : name(part.column());
    return what
        + (part.operatorClass().isEmpty() ? "" : " " + Fit.safe(part.operatorClass()))
        + (part.descending() ? " desc" : "");
  }

  /** When it fires; what it then does is too long for a line. */
  static Part part(Trigger trigger) {
    StringBuilder body = new StringBuilder();
    boolean named = false;
    for (SqlWords.Word word : SqlWords.of(trigger.definition())) {
      if (named) {
        if (word.value().equals(";") || word.value().equalsIgnoreCase("begin")) {
          break;
        }
        boolean blank = word.kind() == SqlWords.Kind.BLANK;
        body.append(blank ? " " : trigger.definition().substring(word.start(), word.end()));
      } else {
        named = word.value().equalsIgnoreCase(trigger.name());
      }
    }
    return new Part(
        "trigger",
        name(trigger.name()),
        Fit.safe(body.toString().strip()),
        SqlWords.canonical(trigger.definition()));
  }

  /** A formula that is not the catalog's own text has none that could be shown. */
  static String formula(@Nullable Formula formula) {
    return formula instanceof SqlText text ? Fit.safe(SqlWords.canonical(text.text())) : "…";
  }
}
