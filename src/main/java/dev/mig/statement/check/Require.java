package dev.mig.statement.check;

import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Severity;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.RequireStatementContext;
import dev.mig.syntax.MigParser.RequirementContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code require [not] exists table|column X}, {@code require} and an assertion: what must hold
 * before the script goes on.
 *
 * @param assertion null for a table or column
 * @param table the table that must exist or hold the column; null for an assertion
 * @param column null for a table
 */
public record Require(
    @Nullable Assertion assertion,
    @Nullable TableName table,
    @Nullable WrittenName column,
    boolean negated,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(RequireStatementContext node, Reader reader) {
    Span span = Reader.span(node);
    RequirementContext said = node.requirement();
    if (said == null) {
      return List.of(
          new Require(Assertion.read(node.assertion(), reader), null, null, false, span));
    }
    boolean negated = said.NOT() != null;
    if (said.tableRef() != null) {
      return List.of(new Require(null, reader.table(said.tableRef()), null, negated, span));
    }
    ColumnName column = reader.column(said.columnRef());
    return List.of(new Require(null, reader.tableOf(column), column.column(), negated, span));
  }

  @Override
  public void lower(Lowering to) {
    if (assertion != null) {
      assertion.ask(new Assertion.Asker(to, Severity.ERROR, span));
    } else if (table != null && negated) {
      absent(to, table);
    } else if (table != null) {
      to.table(table).ifPresent(t -> present(to, t));
    }
  }

  private void present(Lowering to, Table found) {
    if (column != null) {
      to.column(found, column);
    }
  }

  private void absent(Lowering to, TableName written) {
    for (Table found : to.schema().tablesLike(written.name())) {
      if (column == null) {
        to.report(
            Diagnostic.error(Code.NAME_TAKEN, "the table " + found.name() + " exists")
                .at(written.span(), "required not to exist"));
      } else if (!found.columnsLike(column.text()).isEmpty()) {
        to.report(
            Diagnostic.error(
                    Code.NAME_TAKEN, "the column " + found.name() + "." + column.text() + " exists")
                .at(column.span(), "required not to exist"));
      }
    }
  }
}
