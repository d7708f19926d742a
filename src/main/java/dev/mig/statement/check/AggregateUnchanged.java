package dev.mig.statement.check;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.AggregateUnchangedContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum(T.amount) unchanged [within 0.01]}: an aggregate over all rows of a table is what it
 * was when the migration began.
 *
 * @param within null for exactly
 */
record AggregateUnchanged(
    TableName table, String name, Expr argument, @Nullable String within, Span at)
    implements Assertion {
  static AggregateUnchanged read(AggregateUnchangedContext node, Reader reader) {
    Expr argument = reader.expression(node.expression());
    String name = node.aggregateName().getText().toLowerCase(Locale.ROOT);
    if (!Aggregates.names().contains(name)) {
      reader.report(
          Diagnostic.error(Code.UNKNOWN_FUNCTION, name + " is no aggregate")
              .at(
                  Reader.span(node.aggregateName()),
                  "one of " + String.join(", ", Aggregates.names().stream().sorted().toList())));
    }
    TableName said = said(argument);
    return new AggregateUnchanged(
        said == null ? reader.table(null, node) : said,
        name,
        argument,
        node.number() == null ? null : node.number().getText(),
        Reader.span(node));
  }

  /** The table of the first column that comes with one. */
  private static @Nullable TableName said(Expr argument) {
    TableName[] found = new TableName[1];
    Exprs.walk(
        argument,
        e -> {
          if (found[0] == null && e instanceof Expr.Name n && n.parts().size() > 1) {
            int last = n.parts().size() - 2;
            String schema = last > 0 ? n.parts().getFirst() : "";
            found[0] = new TableName(new QName(schema, n.parts().get(last)), n.span());
          }
        });
    return found[0];
  }

  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    Optional<Table> found = to.table(table);
    if (found.isEmpty() || !Aggregates.names().contains(name)) {
      return;
    }
    Expr aggregate =
        new Expr.Aggregate(name, argument, List.of(), false, List.of(), Typing.UNKNOWN, at);
    TableFrom from = new TableFrom(found.get().name(), found.get().name().name());
    Typer typer = new Typer(Scope.of(to.schema()), to.hearing());
    var now = typer.query(Select.of(List.of(new Item(aggregate, name)), from, null));
    if (to.failed()) {
      return;
    }
    Diagnostic problem =
        asker
            .failed("this " + name + " was {left} when the migration began and is {right} here")
            .at(at, within == null ? "not unchanged" : "more than " + within + " apart")
            .build();
    AtStart.of(to, now, at)
        .ifPresent(
            then ->
                to.emit(
                    new Question.Unchanged(then, now, within, Refusal.of(problem), asker.span())));
  }
}
