package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rows that stay get out of their groups.
 *
 * @param assigned the values, typed over the table under its own name, with aggregates
 */
record MergedValues(DuplicateGroups groups, List<Assigned> assigned, Span span) {
  static final String GROUP = "mig_group";

  /** Empty after a report. */
  static Optional<MergedValues> type(
      Lowering to, DuplicateGroups groups, List<Column> columns, Dedupe said) {
    Table table = groups.table();
    String alias = table.name().name();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = said.merge().get(i).value();
      Expr named = said.block() ? Names.qualify(value, alias, table) : value;
      items.add(new Item(named, name(i)));
    }
    List<Expr> by =
        said.block()
            ? said.by().stream().map(e -> Names.qualify(e, alias, table)).toList()
            : said.by();
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    Select read = Select.of(items, new TableFrom(table.name(), alias), null).grouped(by, null);
    Select typed = (Select) typer.query(read);
    List<Assigned> assigned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = typer.assign(typed.items().get(i).value(), columns.get(i));
      assigned.add(new Assigned(columns.get(i), value, said.merge().get(i).value().span()));
    }
    return to.failed()
        ? Optional.empty()
        : Optional.of(new MergedValues(groups, assigned, said.span()));
  }

  private static String name(int i) {
    return "mig_value_" + (i + 1);
  }

  List<Column> columns() {
    return assigned.stream().map(Assigned::column).toList();
  }

  /** The rows that stay, with the values of their groups. */
  Rows rows() {
    Table table = groups.table();
    Expr on = null;
    for (String key : table.key()) {
      Column column = table.column(key).orElseThrow();
      on =
          Exprs.and(
              on,
              Exprs.equal(
                  Exprs.column(DuplicateGroups.KEPT, column),
                  Exprs.column(table.name().name(), column)));
    }
    Expr found = on == null ? Exprs.truth(true) : on;
    Match match = Match.made(groupsWith(groups.keyColumns()), found, table.name().toString(), span);
    return new Rows(table, match, null, null);
  }

  /** Every group that has duplicates, with these columns of the row that stays. */
  From groupsWith(List<Column> kept) {
    List<Item> items = new ArrayList<>();
    for (Assigned a : assigned) {
      items.add(new Item(a.value(), name(items.size())));
    }
    return groups.merged(items, GROUP, kept);
  }

  /** The values as {@link #rows} has them. */
  List<Assigned> values() {
    List<Assigned> all = new ArrayList<>();
    for (Assigned a : assigned) {
      Expr value = DuplicateGroups.of(GROUP, name(all.size()), a.value().typing());
      all.add(new Assigned(a.column(), value, a.at()));
    }
    return all;
  }
}
