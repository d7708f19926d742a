package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.CopyLineContext;
import dev.mig.syntax.MigParser.CopyStatementContext;
import dev.mig.syntax.MigParser.OnConflictContext;
import dev.mig.syntax.MigParser.SourceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code copy SOURCE into B { c, d = e … } [on conflict [(a, b)] skip|update|fail]}: rows from a
 * source to a table; left is the target, right the source.
 *
 * @param onConflict null when nothing is said, which is the same as fail
 */
public record Copy(
    Select source,
    TableName into,
    List<Line> lines,
    @Nullable OnConflict onConflict,
    Loss loss,
    Span at,
    Span span)
    implements Statement {
  /** {@code column = value}; the value of a bare column is the source's column of that name. */
  record Line(WrittenName column, Expr value) {}

  /** What is said of rows whose key is there already. */
  record OnConflict(List<WrittenName> key, Verb verb, Span span) {}

  /** The words after {@code on conflict}. */
  enum Verb {
    SKIP,
    UPDATE,
    FAIL
  }

  public static List<? extends Statement> read(CopyStatementContext node, Reader reader) {
    Select source = source(node.source(), node, reader);
    OnConflict conflict = conflict(node.onConflict(), reader);
    boolean overwrites = conflict != null && conflict.verb() == Verb.UPDATE;
    Loss loss = Loss.UNSAID;
    if (overwrites) {
      loss = Clauses.read(node.rowClause(), reader);
    } else {
      Clauses.nothingLost(
          node.rowClause(), "a copy overwrites with on conflict update alone", reader);
    }
    return List.of(
        new Copy(
            source,
            reader.table(node.tableRef()),
            lines(node.copyLine(), reader),
            conflict,
            loss,
            Reader.span(node.tableRef()),
            Reader.span(node)));
  }

  /** The source said, else the table of the block. */
  static Select source(@Nullable SourceContext node, ParserRuleContext statement, Reader reader) {
    if (node != null) {
      return reader.source(node);
    }
    TableName table = reader.table(null, statement);
    Span at = Reader.span(statement.getStart());
    return Select.of(List.of(), new TableFrom(table.name(), table.name().name(), at), null);
  }

  static List<Line> lines(List<CopyLineContext> nodes, Reader reader) {
    List<Line> lines = new ArrayList<>();
    for (CopyLineContext line : nodes) {
      WrittenName column = Reader.name(line.lineTarget());
      Expr same = new Expr.Name(List.of(column.text()), column.span());
      lines.add(
          new Line(
              column, line.expression() == null ? same : reader.expression(line.expression())));
    }
    return lines;
  }

  static @Nullable OnConflict conflict(@Nullable OnConflictContext node, Reader reader) {
    if (node == null) {
      return null;
    }
    Verb verb = node.SKIP_() != null ? Verb.SKIP : node.UPDATE() != null ? Verb.UPDATE : Verb.FAIL;
    List<WrittenName> key =
        node.columnNames() == null ? List.of() : reader.columns(node.columnNames());
    return new OnConflict(key, verb, Reader.span(node));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.rows(to, into);
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(into);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    Optional<List<Column>> set = columns(to, target);
    if (set.isPresent()) {
      Conflict conflict = conflict(to, target, set.get());
      Optional<CopySource> rows = CopySource.type(to, target, set.get(), this);
      rows.ifPresent(r -> r.insert(conflict));
    }
  }

  /** The columns that are set; empty after a report. */
  Optional<List<Column>> columns(Lowering to, Table target) {
    Optional<List<Column>> set =
        Targets.columns(to, target, lines.stream().map(Line::column).toList(), true);
    set.ifPresent(c -> RowInsert.complete(to, target, c, at));
    if (lines.isEmpty()) {
      to.report(Diagnostic.error(Code.WRONG_ARGUMENTS, "no column is set").at(at));
      return Optional.empty();
    }
    return set;
  }

  /** What becomes of rows whose key is there already; null where nothing is said. */
  @Nullable Conflict conflict(Lowering to, Table target, List<Column> set) {
    if (onConflict == null || onConflict.verb() == Verb.FAIL) {
      return null;
    }
    List<String> key = List.of();
    if (!onConflict.key().isEmpty()) {
      Optional<List<Column>> columns = to.columns(target, onConflict.key());
      if (columns.isEmpty()) {
        return null;
      }
      key = columns.get().stream().map(Column::name).toList();
      List<String> wanted = key;
      if (UniqueKeys.of(target).stream()
          .noneMatch(k -> k.size() == wanted.size() && k.containsAll(wanted))) {
        to.report(
            Diagnostic.error(
                    Code.UNKNOWN_CONSTRAINT,
                    target.name() + " has no unique key (" + String.join(", ", key) + ")")
                .at(onConflict.span(), "nothing can conflict in it"));
      }
    } else if (onConflict.verb() == Verb.UPDATE) {
      key = onlyKey(to, target, set);
    }
    if (onConflict.verb() == Verb.SKIP) {
      return new Conflict(key, List.of());
    }
    List<Assignment> update = new ArrayList<>();
    for (Column column : set) {
      if (!key.contains(column.name())) {
        update.add(
            new Assignment(column.name(), dev.mig.expression.Exprs.column("excluded", column)));
      }
    }
    return new Conflict(key, update);
  }

  private List<String> onlyKey(Lowering to, Table target, List<Column> set) {
    List<String> names = set.stream().map(Column::name).toList();
    List<List<String>> keys = UniqueKeys.of(target).stream().filter(names::containsAll).toList();
    if (keys.size() == 1) {
      return keys.getFirst();
    }
    Span place = onConflict == null ? at : onConflict.span();
    to.report(
        Diagnostic.error(
                Code.AMBIGUOUS_NAME,
                keys.isEmpty()
                    ? "no unique key of " + target.name() + " is set by this copy"
                    : target.name() + " has " + keys.size() + " unique keys that may conflict")
            .at(
                place,
                keys.isEmpty()
                    ? "nothing can conflict"
                    : "say which: on conflict ("
                        + String.join(", ", keys.getFirst())
                        + ") update"));
    return List.of();
  }
}
