package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AddCheckStatementContext;
import java.util.List;
import java.util.Optional;

/**
 * {@code add check NAME [on T] (e) [not validated]}: refused while the condition is false for a
 * row; NULL passes.
 */
public record AddCheck(
    TableName table, WrittenName name, Expr condition, boolean validated, Span at, Span span)
    implements Statement {
  static final String SQLITE_VALIDATES =
      "SQLite keeps no rule that old rows break, so not validated does not help there";

  public static List<AddCheck> read(AddCheckStatementContext node, Reader reader) {
    return List.of(
        new AddCheck(
            reader.table(node.tableRef(), node),
            Reader.name(node.constraintName()),
            reader.expression(node.expression()),
            node.notValidated() == null,
            Reader.span(node.expression()),
            Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(own -> lower(to, own));
  }

  private void lower(Lowering to, Table own) {
    Optional<Check> check = Constraints.check(to, own, name, "", condition);
    check.ifPresent(c -> add(to, own, c, table, validated, at, span));
  }

  /**
   * Adds a check to a table that may have rows. SQLite has none that old rows break, so there they
   * are always asked.
   */
  static void add(
      Lowering to,
      Table own,
      Check check,
      TableName written,
      boolean validated,
      Span at,
      Span span) {
    boolean sqlite = to.dialect().equals("sqlite");
    if (!to.failed() && (validated || sqlite) && check.condition() instanceof Expr typed) {
      new RowChecks(to, own, written, at, span)
          .noViolations(typed, String.valueOf(check.name()), validated ? null : SQLITE_VALIDATES);
    }
    to.emit(
        new SchemaOperation.AddConstraint(
            own.name(), check.withValidated(validated || sqlite), span));
  }
}
