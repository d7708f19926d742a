package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types what an update says: its condition, the match with a source, and the values.
 *
 * @param block whether it stands in a block about the table, where bare names are the table's
 *     columns
 */
record RowTyper(Lowering to, Table table, boolean block) {
  /** Typed rows and one typed value for each column. */
  record Typed(Rows rows, List<Assigned> assigned) {}

  /** One that sends problems where the statement's own go. */
  static Typer typer(Lowering to, Scope scope) {
    return new Typer(scope, to.hearing());
  }

  /** Empty after a report. */
  Optional<Typed> type(
      List<Column> columns, List<Expr> values, @Nullable Lookup lookup, @Nullable Expr where) {
    String alias = table.name().name();
    List<Expr> named = values.stream().map(this::own).toList();
    Expr condition = where == null ? null : own(where);
    From self = new TableFrom(table.name(), alias);
    if (lookup == null) {
      return typed(select(named, self, condition), columns, null);
    }
    if (Names.tables(lookup.source().from()).stream()
        .anyMatch(t -> t.alias().equalsIgnoreCase(alias))) {
      to.report(
          Diagnostic.error(
                  Code.AMBIGUOUS_NAME,
                  "the source is called " + alias + ", as the table that is changed")
              .at(lookup.span(), "give it a name of its own: from " + alias + " as other"));
      return Optional.empty();
    }
    List<Expr> all = new ArrayList<>(named);
    all.add(matching(lookup));
    if (condition != null) {
      all.add(condition);
    }
    LookupSource source = LookupSource.of(to.schema(), lookup.source(), all);
    List<Expr> rewritten = source.expressions();
    Expr on = Exprs.and(rewritten.get(named.size()), source.where());
    From joined = new Join(self, source.from(), JoinKind.SKIP, on, lookup.span());
    Expr rest = condition == null ? null : rewritten.getLast();
    return typed(select(rewritten.subList(0, named.size()), joined, rest), columns, lookup);
  }

  private Expr own(Expr expr) {
    return block ? Names.qualify(expr, table.name().name(), table) : expr;
  }

  private static Select select(List<Expr> values, From from, @Nullable Expr where) {
    List<Item> items = new ArrayList<>();
    values.forEach(v -> items.add(new Item(v, "value_" + (items.size() + 1))));
    return Select.of(items, from, where);
  }

  /** {@code matching (a, b)} spelt out. */
  private Expr matching(Lookup lookup) {
    if (!(lookup.matching() instanceof Expr.Row row)) {
      return own(lookup.matching());
    }
    List<TableFrom> sources = Names.tables(lookup.source().from());
    Expr all = null;
    for (Expr part : row.parts()) {
      Expr mine = part instanceof Expr.Name n ? named(table.name().name(), n) : part;
      Expr other = Names.qualify(part, to.schema(), sources);
      if (other instanceof Expr.Name n && n.parts().size() == 1) {
        other = named(sources.getFirst().alias(), n);
      }
      all = Exprs.and(all, Exprs.equal(mine, other));
    }
    return all == null ? Exprs.truth(true) : all;
  }

  private static Expr named(String alias, Expr.Name name) {
    return new Expr.Name(List.of(alias, name.parts().getLast()), name.span());
  }

  private Optional<Typed> typed(Select read, List<Column> columns, @Nullable Lookup lookup) {
    Typer typer = typer(to, Scope.of(to.schema()));
    Select typed = (Select) typer.query(read);
    List<Assigned> assigned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = typed.items().get(i).value();
      Span at = read.items().get(i).value().span();
      assigned.add(new Assigned(columns.get(i), typer.assign(value, columns.get(i)), at));
    }
    if (to.failed()) {
      return Optional.empty();
    }
    if (lookup == null || !(typed.from() instanceof Join join)) {
      return Optional.of(new Typed(Rows.of(table, typed.where()), assigned));
    }
    Expr on = join.on() == null ? Exprs.truth(true) : join.on();
    String name = Names.tables(lookup.source().from()).getFirst().table().toString();
    Match match = new Match(join.right(), on, lookup, name);
    return Optional.of(new Typed(split(match, typed.where()), assigned));
  }

  private Rows split(Match match, @Nullable Expr where) {
    Set<String> others = Names.aliases(match.source());
    Expr own = null;
    Expr cross = null;
    for (Expr part : Names.conjuncts(where)) {
      if (Names.mentions(part, others)) {
        cross = Exprs.and(cross, part);
      } else {
        own = Exprs.and(own, part);
      }
    }
    return new Rows(table, match, own, cross);
  }
}
