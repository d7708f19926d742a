package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.schema.QName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.data.SourceChecks;
import dev.mig.syntax.MigParser.CountTermContext;
import java.util.List;

/** {@code count T}, {@code count (T where e)}. */
final class Counts {
  private Counts() {}

  /** A counted source as read; a table is a source too. */
  static Select read(CountTermContext node, Reader reader) {
    if (node.source() != null) {
      return reader.source(node.source());
    }
    TableName table = reader.table(node.tableRef());
    return Select.of(
        List.of(), new TableFrom(table.name(), table.name().name(), table.span()), null);
  }

  static Query all(QName table) {
    return Select.of(
        List.of(new Item(Exprs.countAll(), "n")), new TableFrom(table, table.name()), null);
  }

  /** The query of its number, typed; joins are asked whether they lose rows. */
  static Query typed(Assertion.Asker asker, Select source) {
    boolean plain = source.groupBy().isEmpty() && source.keep() == null;
    Expr item = plain ? Exprs.countAll() : Exprs.number(1);
    Select rows =
        new Select(
            List.of(new Item(item, "n")),
            source.from(),
            source.where(),
            source.groupBy(),
            null,
            source.keep(),
            List.of(),
            false,
            -1);
    Lowering to = asker.to();
    Select typed = (Select) new Typer(Scope.of(to.schema()), to.hearing()).query(rows);
    if (!to.failed() && typed.from() != null) {
      new SourceChecks(to, asker.span()).partners(typed.from(), typed.where());
    }
    return plain
        ? typed
        : Select.of(
            List.of(new Item(Exprs.countAll(), "n")), new QueryFrom(typed, "mig_rows"), null);
  }
}
