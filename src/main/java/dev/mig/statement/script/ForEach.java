package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code for each … { … }}.
 *
 * @param over what it goes through
 * @param given the tables, columns or values that are named; empty for all
 * @param of the table whose parts it goes through, or null
 * @param like a pattern for names, or null
 * @param rows of a loop over rows: everything in its parentheses
 * @param columns of a loop over rows: what its values are called
 * @param where null for all
 */
public record ForEach(
    Span span,
    Over over,
    Word name,
    List<Template> given,
    @Nullable Template of,
    @Nullable String like,
    @Nullable Template rows,
    List<Word> columns,
    @Nullable Template where,
    List<Node> body)
    implements Node {
  /** What a loop goes through. */
  public enum Over {
    TABLES,
    COLUMNS,
    INDEXES,
    CONSTRAINTS,
    ROWS,
    VALUES
  }

  public ForEach {
    given = List.copyOf(given);
    columns = List.copyOf(columns);
    body = List.copyOf(body);
  }

  static ForEach read(Source source, ForStatementContext node, List<Node> body) {
    LoopContext loop = node.loop();
    Span span = Spans.of(node.getStart()).to(Spans.of(loop));
    Template where = node.expression() == null ? null : Slots.template(source, node.expression());
    return switch (loop) {
      case TableLoopContext l ->
          new ForEach(
              span,
              Over.TABLES,
              Slots.word(l.newName()),
              templates(source, l.tableRef()),
              null,
              like(l.STRING()),
              null,
              List.of(),
              where,
              body);
      case ColumnLoopContext l ->
          new ForEach(
              span,
              Over.COLUMNS,
              Slots.word(l.newName()),
              l.columnNames() == null ? List.of() : templates(source, l.columnNames().columnRef()),
              table(source, l.tableRef()),
              like(l.STRING()),
              null,
              List.of(),
              where,
              body);
      case IndexLoopContext l ->
          parts(source, span, Over.INDEXES, l.newName(), l.tableRef(), l.STRING(), where, body);
      case ConstraintLoopContext l ->
          parts(source, span, Over.CONSTRAINTS, l.newName(), l.tableRef(), l.STRING(), where, body);
      case RowLoopContext l ->
          new ForEach(
              span,
              Over.ROWS,
              Slots.word(l.newName()),
              List.of(),
              null,
              null,
              rows(source, l),
              columns(l),
              where,
              body);
      case ValueLoopContext l ->
          new ForEach(
              span,
              Over.VALUES,
              Slots.word(l.newName()),
              templates(source, l.expression()),
              null,
              null,
              null,
              List.of(),
              where,
              body);
      default -> throw new IllegalStateException("no loop: " + loop.getClass());
    };
  }

  private static ForEach parts(
      Source source,
      Span span,
      Over over,
      NewNameContext name,
      @Nullable TableRefContext of,
      @Nullable TerminalNode like,
      @Nullable Template where,
      List<Node> body) {
    return new ForEach(
        span,
        over,
        Slots.word(name),
        List.of(),
        table(source, of),
        like(like),
        null,
        List.of(),
        where,
        body);
  }

  private static List<Template> templates(Source source, List<? extends ParserRuleContext> nodes) {
    return nodes.stream().map(n -> Slots.template(source, n)).toList();
  }

  private static @Nullable Template table(Source source, @Nullable TableRefContext node) {
    return node == null ? null : Slots.template(source, node);
  }

  private static @Nullable String like(@Nullable TerminalNode text) {
    return text == null ? null : Reader.string(text.getSymbol());
  }

  private static Template rows(Source source, RowLoopContext node) {
    return Slots.inside(source, node, node.rowItem(0), node.RIGHT_PAREN());
  }

  /** What is called as a column is called so; a value without a name has none. */
  private static List<Word> columns(RowLoopContext node) {
    List<Word> columns = new ArrayList<>();
    for (RowItemContext item : node.rowItem()) {
      if (item.newName() != null) {
        columns.add(Slots.word(item.newName()));
      } else {
        Span span = Spans.of(item.expression());
        String text = item.expression().getText();
        String last = text.substring(text.lastIndexOf('.') + 1);
        columns.add(new Word(last, false, span));
      }
    }
    return columns;
  }
}
