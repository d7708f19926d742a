package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.data.Names;
import dev.mig.statement.data.SourceChecks;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code no T where e}: fails on rows for which it is true; {@code every T where e}: fails on rows
 * for which it is false or NULL.
 *
 * @param every whether it is the second
 */
record RowsAssertion(Select source, boolean every, Span at) implements Assertion {
  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    if (every && source.where() == null) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "nothing is said of every row")
              .at(at, "say what holds: every … where …"));
      return;
    }
    List<Item> items = new ArrayList<>();
    for (Expr group : source.groupBy()) {
      items.add(new Item(group, "key_" + (items.size() + 1)));
    }
    Select read =
        new Select(
            items,
            source.from(),
            source.where(),
            source.groupBy(),
            null,
            source.keep(),
            List.of(),
            false,
            -1);
    Select typed = (Select) new Typer(Scope.of(to.schema()), to.hearing()).query(read);
    if (to.failed() || typed.from() == null) {
      return;
    }
    SourceChecks checks = new SourceChecks(to, asker.span());
    checks.partners(typed.from(), null);
    List<Item> shown =
        typed.groupBy().isEmpty() ? checks.shown(typed.from(), typed.where()) : typed.items();
    Expr where = every && typed.where() != null ? Exprs.isNotTrue(typed.where()) : typed.where();
    Select offending =
        new Select(
            shown, typed.from(), where, typed.groupBy(), null, typed.keep(), List.of(), false, -1);
    Query of =
        typed.groupBy().isEmpty() && typed.keep() == null
            ? Select.of(List.of(new Item(Exprs.countAll(), "n")), typed.from(), null)
            : Select.of(
                List.of(new Item(Exprs.countAll(), "n")),
                new QueryFrom(offending.limited(-1), "mig_rows"),
                null);
    String table = Names.tables(typed.from()).getFirst().table().toString();
    Diagnostic problem =
        asker
            .failed(
                every
                    ? "{n} of {of} rows of " + table + " {n:does|do} not meet this condition"
                    : "{n} of {of} rows of "
                        + table
                        + " {n:meets|meet} this condition, there must be none")
            .at(at, every ? "false or NULL for {n} {n:row|rows}" : "true for {n} {n:row|rows}")
            .build();
    asker.to().emit(new Question.NoRows(offending, of, false, Refusal.of(problem), asker.span()));
  }
}
