package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.DeleteStatementContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code delete T [where e] [saving|losing]}: deletes rows that nothing references. */
public record Delete(
    TableName table, @Nullable Expr where, Loss loss, boolean block, Span at, Span span)
    implements Statement {
  public static List<? extends Statement> read(DeleteStatementContext node, Reader reader) {
    Span at = Reader.span(node.getStart());
    TableName table = Subjects.table(node.subjectTable(), node, reader);
    Expr where =
        node.whereClause() == null ? null : reader.expression(node.whereClause().expression());
    Span whole = node.subjectTable() == null ? at : at.to(Reader.span(node.subjectTable()));
    return List.of(
        new Delete(
            table,
            where,
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            whole,
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.rows(to, table);
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    Expr condition = Subjects.condition(to, target, block, where);
    if (!to.failed()) {
      new Deletion(to, target, condition, at, span).run(loss);
    }
  }
}
