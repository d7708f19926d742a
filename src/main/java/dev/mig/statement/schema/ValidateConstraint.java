package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.ValidateConstraintStatementContext;
import java.util.List;

/**
 * {@code validate check|foreign key [T.]NAME | [T](a, b)}: looks at the old rows of a constraint
 * that was added {@code not validated}; one that holds already is left alone.
 */
public record ValidateConstraint(ConstraintRef constraint, Span span) implements Statement {
  public static List<ValidateConstraint> read(
      ValidateConstraintStatementContext node, Reader reader) {
    Class<? extends Constraint> kind = node.CHECK() != null ? Check.class : ForeignKey.class;
    return List.of(
        new ValidateConstraint(
            ConstraintRef.read(kind, node.constraintRef(), reader), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    constraint.find(to).ifPresent(f -> validate(to, f.table(), f.constraint()));
  }

  private void validate(Lowering to, Table own, Constraint found) {
    RowChecks checks = new RowChecks(to, own, constraint.table(), constraint.span(), span);
    boolean open =
        switch (found) {
          case ForeignKey k -> !k.validated();
          case Check c -> !c.validated();
          case PrimaryKey k -> false;
          case Unique u -> false;
        };
    if (!open) {
      return;
    }
    if (found instanceof ForeignKey key) {
      to.schema().table(key.target()).ifPresent(target -> checks.noOrphans(key, target, null));
    } else if (found instanceof Check check && check.condition() instanceof Expr condition) {
      checks.noViolations(condition, String.valueOf(check.name()), null);
    }
    to.emit(new SchemaOperation.ValidateConstraint(own.name(), found, span));
  }
}
