package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.operation.RowOperation;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.AnyNameContext;
import dev.mig.syntax.MigParser.ArithmeticContext;
import dev.mig.syntax.MigParser.ColumnNamesContext;
import dev.mig.syntax.MigParser.ColumnRefContext;
import dev.mig.syntax.MigParser.DefaultValueContext;
import dev.mig.syntax.MigParser.ExpressionContext;
import dev.mig.syntax.MigParser.FromClauseContext;
import dev.mig.syntax.MigParser.LossClauseContext;
import dev.mig.syntax.MigParser.MatchingClauseContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.NewColumnContext;
import dev.mig.syntax.MigParser.NewTableContext;
import dev.mig.syntax.MigParser.OrderItemContext;
import dev.mig.syntax.MigParser.RowClauseContext;
import dev.mig.syntax.MigParser.SourceContext;
import dev.mig.syntax.MigParser.SourceTableContext;
import dev.mig.syntax.MigParser.TableRefContext;
import dev.mig.syntax.MigParser.TypeRefContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Turns parse-tree nodes into names, types, expressions and sources, in the surroundings of a
 * block.
 *
 * <p>Only made for nodes that were parsed without error.
 */
public final class Reader {
  private final @Nullable TableName block;
  private final Consumer<Diagnostic.Builder> problems;

  /**
   * @param block the table of the {@code on} block around, or null at top level
   */
  public Reader(@Nullable TableName block, Consumer<Diagnostic.Builder> problems) {
    this.block = block;
    this.problems = problems;
  }

  /** The table of the block around, or null at top level. */
  public @Nullable TableName block() {
    return block;
  }

  public void report(Diagnostic.Builder problem) {
    problems.accept(problem);
  }

  public static Span span(ParserRuleContext node) {
    return new Span(node.getStart().getStartIndex(), node.getStop().getStopIndex() + 1);
  }

  public static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** A name made of one word. */
  public static WrittenName name(ParserRuleContext node) {
    String text = node.getText();
    boolean quoted = text.startsWith("\"");
    return new WrittenName(quoted ? unquote(text) : text, quoted, span(node));
  }

  private static String unquote(String text) {
    return text.substring(1, text.length() - 1).replace("\"\"", "\"");
  }

  /** The value of a text literal. */
  public static String string(Token token) {
    String text = token.getText();
    return text.substring(1, text.length() - 1).replace("''", "'");
  }

  /** The body of {@code $tag$ … $tag$}. */
  public static String dollarText(Token token) {
    String text = token.getText();
    int tag = text.indexOf('$', 1) + 1;
    return text.substring(tag, text.length() - tag);
  }

  /** A table; in a block {@code rows} is the block's table. */
  public TableName table(TableRefContext node) {
    return table(node.anyName(), node);
  }

  /**
   * The table said, else that of the block; without either S101 is reported and a nameless one
   * answered.
   */
  public TableName table(@Nullable TableRefContext node, ParserRuleContext statement) {
    if (node != null) {
      return table(node);
    }
    if (block != null) {
      return block;
    }
    report(
        Diagnostic.error(Code.SYNTAX, "this statement does not say which table it is about")
            .at(span(statement.getStart()), "name the table, or put it into on T { … }"));
    return new TableName(QName.of(""), span(statement));
  }

  public TableName newTable(NewTableContext node) {
    return new TableName(qualified(node.anyName()), span(node));
  }

  private TableName table(List<AnyNameContext> names, ParserRuleContext node) {
    if (block != null && names.size() == 1 && node.getText().equalsIgnoreCase("rows")) {
      return new TableName(block.name(), span(node));
    }
    return new TableName(qualified(names), span(node));
  }

  /** A table or index name with or without its schema. */
  public static QName qualified(List<? extends ParserRuleContext> names) {
    String last = name(names.getLast()).text();
    return names.size() == 1 ? QName.of(last) : new QName(name(names.getFirst()).text(), last);
  }

  /** A column with the table said with it, else that of the block. */
  public ColumnName column(ColumnRefContext node) {
    return column(node.anyName());
  }

  public ColumnName column(NewColumnContext node) {
    return column(node.anyName());
  }

  private ColumnName column(List<AnyNameContext> names) {
    WrittenName column = name(names.getLast());
    if (names.size() == 1) {
      return new ColumnName(block, column);
    }
    List<AnyNameContext> table = names.subList(0, names.size() - 1);
    Span span = span(table.getFirst()).to(span(table.getLast()));
    return new ColumnName(new TableName(qualified(table), span), column);
  }

  /** The table of a column; without any S101 is reported and a nameless one answered. */
  public TableName tableOf(ColumnName column) {
    if (column.table() != null) {
      return column.table();
    }
    Span at = column.column().span();
    report(
        Diagnostic.error(Code.SYNTAX, "this column does not say which table it belongs to")
            .at(at, "write table." + column.column().text() + ", or put it into on T { … }"));
    return new TableName(QName.of(""), at);
  }

  /** Column names in parentheses; a table before a name is not looked at. */
  public List<WrittenName> columns(ColumnNamesContext node) {
    return node.columnRef().stream().map(c -> name(c.anyName().getLast())).toList();
  }

  public SqlType type(TypeRefContext node) {
    return Types.read(node);
  }

  public Expr expression(ExpressionContext node) {
    return new Expressions(this).read(node);
  }

  Expr arithmetic(ArithmeticContext node) {
    return new Expressions(this).read(node);
  }

  /** What follows {@code default}. */
  public Expr defaultValue(DefaultValueContext node) {
    return new Expressions(this).read(node);
  }

  /** What follows {@code keep first by}. */
  public List<Query.Order> orders(List<OrderItemContext> items) {
    return new Sources(this).orders(items);
  }

  /** A source as a select without items. */
  public Query.Select source(SourceContext node) {
    return new Sources(this).read(node);
  }

  /** What follows {@code from}: source, match and what becomes of rows without a match. */
  public Lookup lookup(FromClauseContext node) {
    return new Sources(this).lookup(node);
  }

  /** One table of a source, under its alias. */
  public Query.TableFrom sourceTable(SourceTableContext node) {
    return new Sources(this).table(node);
  }

  /** A condition; a {@link Expr.Row} of names means equal columns of these names. */
  public Expr matching(MatchingClauseContext node) {
    return new Sources(this).matching(node);
  }

  /** What {@code missing C = e, …} sets. */
  public List<RowOperation.Assignment> assignments(@Nullable MissingClauseContext node) {
    return new Sources(this).assignments(node);
  }

  /** What {@code missing} says; REFUSE for nothing. */
  public static Lookup.Missing missing(@Nullable MissingClauseContext node) {
    return Sources.missing(node);
  }

  /** What a row statement says of loss. */
  public static Loss loss(List<RowClauseContext> clauses) {
    return clauses.stream()
        .map(RowClauseContext::lossClause)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Reader::loss)
        .orElse(Loss.UNSAID);
  }

  public static Loss loss(@Nullable LossClauseContext node) {
    if (node == null) {
      return Loss.UNSAID;
    }
    return node.SAVING() != null ? Loss.SAVING : Loss.LOSING;
  }
}
