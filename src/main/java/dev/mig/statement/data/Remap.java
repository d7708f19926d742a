package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ColumnRefContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.RemapStatementContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code remap T.fk from A to B matching A.name = B.name [as (new_fk type)] [missing …]
 * [saving|losing]}: what points at a row of A points at the row of B with the same natural key.
 *
 * @param from the table pointed at, under its alias
 * @param to the table that shall be pointed at, under its alias
 * @param made the new columns; empty to re-point those that are there
 * @param block whether it stands in a block about the table
 */
public record Remap(
    TableName table,
    List<WrittenName> columns,
    TableFrom from,
    TableFrom to,
    Expr matching,
    List<PlainColumn> made,
    Missing missing,
    List<Assignment> assignments,
    @Nullable Span missingSpan,
    Loss loss,
    boolean block,
    Span span)
    implements Statement {
  public Remap {
    columns = List.copyOf(columns);
    made = List.copyOf(made);
    assignments = List.copyOf(assignments);
  }

  public static List<? extends Statement> read(RemapStatementContext node, Reader reader) {
    List<ColumnRefContext> written = node.remapColumns().columnRef();
    List<ColumnName> columns = written.stream().map(reader::column).toList();
    MissingClauseContext missing = node.missingClause();
    return List.of(
        new Remap(
            reader.tableOf(columns.getFirst()),
            columns.stream().map(ColumnName::column).toList(),
            reader.sourceTable(node.sourceTable(0)),
            reader.sourceTable(node.sourceTable(1)),
            reader.matching(node.matchingClause()),
            node.columnDefinition().stream()
                .map(c -> PlainColumn.read(c, "remap", reader))
                .toList(),
            Reader.missing(missing),
            reader.assignments(missing),
            missing == null ? null : Reader.span(missing),
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            Reader.span(node)));
  }

  /** Where it says which columns. */
  Span at() {
    return columns.getFirst().span().to(columns.getLast().span());
  }

  @Override
  public void assume(Lowering lowering) {
    Optional<Table> found = lowering.table(table);
    found.ifPresent(t -> made.forEach(c -> c.assume(lowering, t, span)));
    if (made.isEmpty()) {
      Assumptions.values(lowering, table, columns);
    }
  }

  @Override
  public void lower(Lowering lowering) {
    if (table.name().name().isEmpty()) {
      return;
    }
    Optional<Table> found = lowering.table(table);
    if (found.isEmpty() || !sound(lowering)) {
      return;
    }
    RemapKeys.of(lowering, found.get(), this).ifPresent(k -> new Remapping(k, this).run());
  }

  /** What can be said without looking at the schema. */
  private boolean sound(Lowering lowering) {
    boolean sound = true;
    if (from.alias().equalsIgnoreCase(to.alias())) {
      sound = false;
      lowering.report(
          Diagnostic.error(Code.AMBIGUOUS_NAME, "both tables are called " + from.alias())
              .at(to.span(), "give one a name of its own: to " + to.table() + " as other"));
    }
    boolean kept = missing == Missing.KEEP || missing == Missing.SKIP;
    if (kept && made.isEmpty()) {
      sound = false;
      String column = columns.getFirst().text();
      lowering.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "a key of " + from.table() + " means nothing in " + to.table())
              .at(
                  missingSpan == null ? span : missingSpan,
                  "refuse, insert, delete, or a value: missing " + column + " = null"));
    }
    if (!made.isEmpty() && made.size() != columns.size()) {
      sound = false;
      lowering.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  columns.size()
                      + (columns.size() == 1 ? " column becomes " : " columns become ")
                      + made.size())
              .at(
                  made.getFirst().name().span().to(made.getLast().typeSpan()),
                  "as many are needed"));
    }
    return sound;
  }

  /**
   * What becomes of rows without a counterpart once those that shall be inserted are there; rows
   * that are skipped keep their new columns empty.
   */
  Missing unmatched() {
    return switch (missing) {
      case INSERT, REFUSE -> Missing.REFUSE;
      case SKIP, KEEP -> Missing.KEEP;
      case DELETE -> Missing.DELETE;
      case ASSIGN -> Missing.ASSIGN;
    };
  }

  /** The same as a lookup, for what is common with updates. */
  Lookup lookup(dev.mig.expression.Query.Select source) {
    return new Lookup(source, matching, unmatched(), assignments, missingSpan, span);
  }
}
