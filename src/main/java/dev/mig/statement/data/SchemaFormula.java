package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Function;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Formula;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Kind;
import dev.mig.schema.SqlWords.Word;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a schema holds (a check, the condition or a key of an index), asked of values that are about
 * to be written. The catalog's own text stays as it is, with the values in the places of its
 * columns: so it means exactly what the database means. Where it cannot be told which words are
 * columns, nothing is said and the question is left to the run.
 */
final class SchemaFormula {
  /** Placeholders of a template have one digit. */
  private static final int MOST_COLUMNS = 9;

  /** Words after which a name of a column stands; after any other it may be part of a type. */
  private static final Set<String> BEFORE_COLUMNS =
      Set.of(
          "and",
          "or",
          "not",
          "when",
          "then",
          "else",
          "case",
          "between",
          "like",
          "ilike",
          "in",
          "from",
          "is",
          "distinct",
          "glob",
          "regexp",
          "match",
          "escape",
          "any",
          "all");

  /** Words that are never columns when they stand without quotes. */
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "null",
          "true",
          "false",
          "is",
          "in",
          "case",
          "when",
          "then",
          "else",
          "end",
          "between",
          "like",
          "distinct",
          "from",
          "as",
          "cast",
          "collate");

  /** How many words around a column may hold what it is compared with. */
  private static final int NEAR = 4;

  private static final Pattern NUMBER = Pattern.compile("'\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*'");

  private static final SqlType AS_IT_IS = SqlType.other("as it is");

  private SchemaFormula() {}

  /**
   * The formula over values.
   *
   * @param value what each column holds; empty where that is not known
   * @param type of the formula
   * @param sqlite whether SQLite gave it
   */
  static Optional<Expr> of(
      Formula formula,
      Table table,
      SqlType type,
      java.util.function.Function<String, Optional<Expr>> value,
      boolean sqlite) {
    for (String name : formula.columns()) {
      if (table.column(name).isPresent() && value.apply(name).isEmpty()) {
        return Optional.empty();
      }
    }
    return switch (formula) {
      case Expr e ->
          Optional.of(
              Exprs.map(
                  e,
                  x ->
                      x instanceof Expr.Column c && c.relation().isEmpty()
                          ? value.apply(c.name()).orElse(x)
                          : x));
      case SqlText text -> text(text.text(), table, type, value, sqlite);
      default -> Optional.empty();
    };
  }

  private static Optional<Expr> text(
      String text,
      Table table,
      SqlType type,
      java.util.function.Function<String, Optional<Expr>> value,
      boolean sqlite) {
    if (text.indexOf('$') >= 0) {
      return Optional.empty();
    }
    List<Word> words = SqlWords.of(text).stream().filter(w -> w.kind() != Kind.BLANK).toList();
    StringBuilder template = new StringBuilder("(");
    List<Column> columns = new ArrayList<>();
    int done = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      Column column = column(word, table, i + 1 < words.size() ? words.get(i + 1) : null);
      if (column == null || follows(words, i, "::")) {
        continue;
      }
      boolean foreign = sqlite && mixed(words, i, column);
      if (!stands(words, i) || column.collation() != null || foreign) {
        return Optional.empty();
      }
      if (!columns.contains(column)) {
        columns.add(column);
      }
      template.append(text, done, word.start()).append('$').append(columns.indexOf(column) + 1);
      done = word.end();
    }
    template.append(text, done, text.length()).append(')');
    if (columns.size() > MOST_COLUMNS) {
      return Optional.empty();
    }
    List<Expr> arguments = new ArrayList<>();
    for (Column column : columns) {
      value.apply(column.name()).ifPresent(arguments::add);
    }
    if (arguments.size() < columns.size()) {
      return Optional.empty();
    }
    String sql = template.toString();
    Function function =
        new Function(
            "schema_formula",
            columns.stream().map(c -> AS_IT_IS).toList(),
            0,
            false,
            type,
            Function.Nulls.MAYBE,
            true,
            sql,
            sql,
            sql,
            "what the catalog says");
    Typing typing = Typing.of(type, true);
    return Optional.of(new Expr.Call(function.name(), arguments, function, typing, Span.NONE));
  }

  private static @Nullable Column column(Word word, Table table, @Nullable Word next) {
    boolean bare = word.kind() == Kind.NAME;
    if (!bare && word.kind() != Kind.QUOTED_NAME) {
      return null;
    }
    boolean call = bare && next != null && next.value().equals("(");
    if (call || (bare && WORDS.contains(word.value().toLowerCase(Locale.ROOT)))) {
      return null;
    }
    return table.columns().stream()
        .filter(c -> c.name().equalsIgnoreCase(word.value()))
        .findFirst()
        .orElse(null);
  }

  private static boolean follows(List<Word> words, int at, String sign) {
    int start = at - sign.length();
    if (start < 0) {
      return false;
    }
    StringBuilder before = new StringBuilder();
    words.subList(start, at).forEach(w -> before.append(w.value()));
    return before.toString().equals(sign);
  }

  /** Whether a word that is called like a column is one, and alone. */
  private static boolean stands(List<Word> words, int at) {
    if (at + 1 < words.size() && words.get(at + 1).value().equals(".")) {
      return false;
    }
    if (at == 0) {
      return true;
    }
    Word before = words.get(at - 1);
    return switch (before.kind()) {
      case SIGN -> !before.value().equals(".");
      case NAME -> BEFORE_COLUMNS.contains(before.value().toLowerCase(Locale.ROOT));
      case QUOTED_NAME, STRING, NUMBER, BLANK -> false;
    };
  }

  /**
   * Whether SQLite may compare a column with a literal of another kind: it would turn one into the
   * other because of the column's type, which a value in its place does not have.
   */
  private static boolean mixed(List<Word> words, int at, Column column) {
    boolean argument =
        at > 1 && words.get(at - 1).value().equals("(") && words.get(at - 2).kind() == Kind.NAME;
    if (argument && !WORDS.contains(words.get(at - 2).value().toLowerCase(Locale.ROOT))) {
      return false;
    }
    int first = Math.max(0, at - NEAR);
    int last = Math.min(words.size(), at + NEAR + 1);
    return words.subList(first, last).stream()
        .anyMatch(
            w ->
                column.type().isText()
                    ? w.kind() == Kind.NUMBER
                    : w.kind() == Kind.STRING && NUMBER.matcher(w.value()).matches());
  }
}
