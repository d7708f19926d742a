package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Regex;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.MissingValuesContext;
import dev.mig.syntax.MigParser.SplitStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code split C at first|last|every 's' | matching 'regex' into a, b | (a type, b type) [else
 * null] [missing …] [combining back]}: one column into several; NULL gives NULLs.
 *
 * @param text the separator or the pattern
 * @param assignments what {@code missing C = e, …} says
 * @param combining where {@code combining back} is said, or null
 */
public record Split(
    TableName table,
    ColumnName source,
    How how,
    String text,
    Span howSpan,
    List<Destination> targets,
    boolean elseNull,
    Missing missing,
    List<SetClause> assignments,
    @Nullable Span missingSpan,
    @Nullable Span combining,
    Loss loss,
    Span targetSpan,
    Span span)
    implements Statement {
  /** Where the text is cut. */
  enum How {
    FIRST,
    LAST,
    EVERY,
    MATCHING
  }

  public static List<? extends Statement> read(SplitStatementContext node, Reader reader) {
    ColumnName source = reader.column(node.columnRef());
    How how =
        node.FIRST() != null
            ? How.FIRST
            : node.LAST() != null ? How.LAST : node.EVERY() != null ? How.EVERY : How.MATCHING;
    var missing = node.missingClause();
    List<SetClause> values =
        missing instanceof MissingValuesContext v
            ? SetClause.read(v.assignment(), reader)
            : List.of();
    List<Destination> targets = Destination.read(node.splitTarget(), "split", reader);
    return List.of(
        new Split(
            reader.tableOf(source),
            source,
            how,
            Reader.string(node.STRING().getSymbol()),
            Reader.span(node.STRING().getSymbol()),
            targets,
            node.NULL() != null,
            Reader.missing(missing),
            values,
            missing == null ? null : Reader.span(missing),
            node.combiningBack() == null ? null : Reader.span(node.combiningBack()),
            Clauses.into(targets, node.rowClause(), reader),
            Reader.span(node.splitTarget().getFirst())
                .to(Reader.span(node.splitTarget().getLast())),
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    to.table(table).ifPresent(t -> Destination.assume(to, t, targets, span));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table before = found.get();
    Optional<Column> column = to.column(before, source.column());
    List<Column> columns = new ArrayList<>();
    for (Destination target : targets) {
      target.column(to, before, span).ifPresent(columns::add);
    }
    check(to, column.orElse(null));
    distinct(to, columns);
    if (to.failed() || column.isEmpty()) {
      return;
    }
    Table now = to.schema().table(before.name()).orElseThrow();
    Optional<CombiningBack> back = CombiningBack.of(to, now, column.get(), columns, this);
    if (to.failed()) {
      return;
    }
    new SplitParts(to, now, column.get(), columns, this).rows().ifPresent(t -> lower(to, t));
    back.ifPresent(b -> b.remember(to, this));
    Destination.close(to, before, columns, span);
  }

  private void lower(Lowering to, RowTyper.Typed typed) {
    RowUpdate update = new RowUpdate(to, typed.rows(), typed.assigned(), targetSpan, span);
    update.ask();
    Rows rows = typed.rows();
    Expr shown = Exprs.column(rows.alias(), rows.table().column(from(rows)).orElseThrow());
    for (Assigned a : typed.assigned()) {
      Destination.filled(to, rows, rows.where(), a, List.of(shown), span);
    }
    update.overwrite(loss);
  }

  private String from(Rows rows) {
    return rows.table().columnsLike(source.column().text()).getFirst().name();
  }

  private void check(Lowering to, @Nullable Column column) {
    if (column != null && !column.type().isText()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  "only a text can be split, " + column.name() + " is " + column.type())
              .at(source.column().span(), "this is " + column.type()));
    }
    int parts = targets.size();
    if (text.isEmpty()) {
      to.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "a text is not cut at nothing")
              .at(howSpan, "empty"));
    } else if ((how == How.FIRST || how == How.LAST) && parts != 2) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  "cut once, a text has 2 parts, and this names "
                      + parts
                      + (parts == 1 ? " column" : " columns"))
              .at(targetSpan)
              .note("at every cuts at each of them"));
    } else if (how == How.MATCHING) {
      pattern(to, parts);
    }
    if (missing == Missing.DELETE || missing == Missing.INSERT) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a split neither inserts nor deletes rows")
              .at(missingSpan == null ? span : missingSpan, "refuse, keep, or C = e"));
    }
    if (elseNull && missingSpan != null) {
      to.report(
          Diagnostic.error(Code.SAID_TWICE, "what becomes of a row that does not fit is said twice")
              .at(missingSpan, "else null says it already"));
    }
  }

  /** One column cannot hold two parts. */
  private void distinct(Lowering to, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      int first = columns.indexOf(columns.get(i));
      if (columns.size() == targets.size() && first < i) {
        to.report(
            Diagnostic.error(Code.SAID_TWICE, columns.get(i).name() + " is set twice")
                .at(targets.get(i).name().span())
                .also(targets.get(first).name().span(), "here first"));
      }
    }
  }

  private void pattern(Lowering to, int parts) {
    Regex regex = Regex.of(text);
    String problem = regex.problem();
    if (problem != null) {
      to.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "this pattern cannot be read: " + problem)
              .at(howSpan));
    } else if (regex.groups() != parts) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  "the pattern has "
                      + regex.groups()
                      + (regex.groups() == 1 ? " group" : " groups")
                      + ", and this names "
                      + parts
                      + (parts == 1 ? " column" : " columns"))
              .at(howSpan, "one ( ) for each column; (?: ) groups without a column"));
    }
  }
}
