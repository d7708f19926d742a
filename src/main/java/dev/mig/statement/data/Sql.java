package dev.mig.statement.data;

import dev.mig.operation.NativeSql;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.SqlStatementContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code sql postgres|sqlite $$ … $$ [reverse $$ … $$] [affects T, …]}: SQL of one database, left
 * out on the other.
 *
 * @param affects null when it does not say what it touches
 */
public record Sql(
    String dialect,
    String text,
    @Nullable String reverse,
    @Nullable List<TableName> affects,
    Span at,
    Span span)
    implements Statement {
  private static final Set<String> TRANSACTION =
      Set.of("begin", "commit", "rollback", "abort", "vacuum");

  /** What hides semicolons and words: comments, texts, quoted names, dollar-quoted bodies. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1",
          Pattern.DOTALL);

  public static List<? extends Statement> read(SqlStatementContext node, Reader reader) {
    List<TerminalNode> texts = node.DOLLAR_TEXT();
    String reverse = texts.size() > 1 ? Reader.dollarText(texts.get(1).getSymbol()) : null;
    List<TableName> affects =
        node.AFFECTS() == null ? null : node.tableRef().stream().map(reader::table).toList();
    return List.of(
        new Sql(
            node.POSTGRES() != null ? "postgres" : "sqlite",
            Reader.dollarText(texts.getFirst().getSymbol()),
            reverse,
            affects,
            Reader.span(node.getStart()),
            Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    String word = transactionWord(text);
    if (word == null && reverse != null) {
      word = transactionWord(reverse);
    }
    if (word != null) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, word + " cannot stand in the SQL of a migration")
              .at(at, "the whole migration is one transaction, which the runner begins and ends"));
      return;
    }
    if (!dialect.equals(to.dialect())) {
      return;
    }
    List<QName> tables = affects == null ? null : affects.stream().map(t -> exact(to, t)).toList();
    to.emit(
        new NativeSql(
            dialect, text.strip(), tables, reverse == null ? null : reverse.strip(), span));
  }

  /** The table under its exact name; one that the SQL itself makes is not there yet. */
  private static QName exact(Lowering to, TableName written) {
    List<Table> found = to.schema().tablesLike(written.name());
    return found.isEmpty() ? written.name() : found.getFirst().name();
  }

  /**
   * The word that one of the statements begins with and that would end or begin a transaction, in
   * capitals; else null.
   */
  static @Nullable String transactionWord(String sql) {
    String bare = HIDDEN.matcher(sql).replaceAll(m -> Matcher.quoteReplacement(" "));
    for (String statement : bare.split(";", -1)) {
      String[] words = statement.strip().toLowerCase(Locale.ROOT).split("\\s+", 3);
      if (TRANSACTION.contains(words[0])) {
        return words[0].toUpperCase(Locale.ROOT);
      }
      if (words[0].equals("start") && words.length > 1 && words[1].equals("transaction")) {
        return "START TRANSACTION";
      }
    }
    return null;
  }
}
