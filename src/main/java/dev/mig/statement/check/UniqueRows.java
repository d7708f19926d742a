package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Table;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.UniqueRowsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code unique T(a, lower(b)) [where e]}: no two rows agree in all of these; NULL equals nothing.
 */
record UniqueRows(TableName table, List<Expr> values, @Nullable Expr where, Span at)
    implements Assertion {
  static UniqueRows read(UniqueRowsContext node, Reader reader) {
    return new UniqueRows(
        reader.table(node.tableRef(), node),
        node.expression().stream().map(reader::expression).toList(),
        node.whereClause() == null ? null : reader.expression(node.whereClause().expression()),
        Reader.span(node));
  }

  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    TableFrom from = new TableFrom(found.get().name(), found.get().name().name());
    List<Item> items = new ArrayList<>();
    for (Expr value : values) {
      String name =
          value instanceof Expr.Name n ? n.parts().getLast() : "value_" + (items.size() + 1);
      items.add(new Item(value, name));
    }
    Typer typer = new Typer(Scope.of(to.schema()), to.hearing());
    Select typed = (Select) typer.query(Select.of(items, from, where));
    if (to.failed()) {
      return;
    }
    Expr present = typed.where();
    for (Item item : typed.items()) {
      if (item.value().typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(item.value()));
      }
    }
    List<Item> shown = new ArrayList<>(typed.items());
    shown.add(new Item(Exprs.countAll(), "rows"));
    Select twice =
        Select.of(shown, from, present)
            .grouped(
                typed.items().stream().map(Item::value).toList(),
                Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1)));
    Diagnostic problem =
        asker
            .failed(
                "{n} {n:value stands|values stand} in more than one row of " + found.get().name())
            .at(at, "not unique")
            .build();
    to.emit(new Question.NoRows(twice, null, false, Refusal.of(problem), asker.span()));
  }
}
