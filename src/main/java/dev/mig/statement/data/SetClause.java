package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.AssignmentContext;
import java.util.List;

/** {@code column = value} as read. */
record SetClause(ColumnName column, Expr value) {
  static List<SetClause> read(List<AssignmentContext> nodes, Reader reader) {
    return nodes.stream()
        .map(n -> new SetClause(reader.column(n.columnRef()), reader.expression(n.expression())))
        .toList();
  }
}
