package dev.mig.plan;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Shapes;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two updates of one table as one: what the second reads is put into the terms of the rows that the
 * first finds, and each value is kept to the rows that its own statement reaches. Whatever could be
 * told apart afterwards (a row, an error, how often a trigger fires) keeps them two.
 */
final class Fusion {
  /**
   * How much may be computed again for each row before one pass costs more than it saves: less than
   * one call. With four of them, a pass on SQLite took longer than the three that it stood for.
   */
  private static final int MOST_REPEATED = 8;

  private final UpdateRows first;
  private final UpdateRows second;
  private final Table table;
  private final Schema schema;
  private final AfterUpdate after;

  private Fusion(UpdateRows first, UpdateRows second, Table table, Schema schema) {
    this.first = first;
    this.second = second;
    this.table = table;
    this.schema = schema;
    this.after = new AfterUpdate(first, table);
  }

  /**
   * Both as one, or empty where they have to stay two.
   *
   * @param schema as the second finds it
   */
  static Optional<UpdateRows> of(UpdateRows first, UpdateRows second, Schema schema) {
    Table table = schema.tables().get(second.table());
    if (table == null || first.from() != null || second.from() != null) {
      return Optional.empty();
    }
    Fusion fusion = new Fusion(first, second, table, schema);
    return fusion.triggersFire() || fusion.keysChange() || !fusion.columnsAllow()
        ? Optional.empty()
        : fusion.queriesAllow() ? fusion.fused() : Optional.empty();
  }

  private boolean triggersFire() {
    return table.triggers().stream().anyMatch(t -> t.firesOn("update"));
  }

  /** Unique keys are looked at row by row, and others may follow them. */
  private boolean keysChange() {
    Set<String> set = new HashSet<>(Mentions.assigned(first));
    set.addAll(Mentions.assigned(second));
    Set<String> keys = new HashSet<>();
    for (Constraint constraint : table.constraints()) {
      switch (constraint) {
        case Constraint.PrimaryKey k -> keys.addAll(k.columns());
        case Constraint.Unique u -> keys.addAll(u.columns());
        case Constraint.ForeignKey k -> {}
        case Constraint.Check c -> {}
      }
    }
    table.indexes().stream().filter(Index::unique).forEach(i -> keys.addAll(i.columns()));
    schema.referencesTo(table.name()).forEach(r -> keys.addAll(r.key().targetColumns()));
    return based(keys).stream().anyMatch(set::contains);
  }

  /** These columns, and those from which any of them is generated. */
  private Set<String> based(Collection<String> columns) {
    Set<String> all = new HashSet<>(columns);
    for (Column column : table.columns()) {
      if (column.generated() != null && all.contains(column.name())) {
        all.addAll(column.generated().formula().columns());
      }
    }
    return all;
  }

  /** The columns that are looked at together when a row is written, for each rule of the table. */
  private List<Set<String>> rules() {
    List<Set<String>> rules = new ArrayList<>();
    table.constraints().forEach(c -> rules.add(based(c.columns())));
    table.indexes().stream().filter(Fusion::computes).forEach(i -> rules.add(based(i.columns())));
    table.columns().stream()
        .filter(c -> c.generated() != null)
        .forEach(c -> rules.add(based(Set.of(c.name()))));
    return rules;
  }

  private static boolean computes(Index index) {
    return index.where() != null || index.parts().stream().anyMatch(p -> p.formula() != null);
  }

  /**
   * A rule that looks at what both set would refuse what the first alone makes of the rows; one
   * pass shows it only what both make of them. A plain index takes whatever comes.
   */
  private boolean columnsAllow() {
    Set<String> one = Mentions.assigned(first);
    Set<String> other = Mentions.assigned(second);
    for (Set<String> rule : rules()) {
      if (rule.stream().anyMatch(one::contains) && rule.stream().anyMatch(other::contains)) {
        return false;
      }
    }
    boolean ownRules =
        table.options().details().stream().anyMatch(d -> d.kind() == Table.Detail.Kind.NOT_NULL);
    return !ownRules
        && first.assignments().stream().allMatch(a -> allows(a, other.contains(a.column())))
        && second.assignments().stream().allMatch(a -> allows(a, false));
  }

  /**
   * @param again whether the other update sets the column, too
   */
  private boolean allows(Assignment a, boolean again) {
    Column column = table.column(a.column()).orElse(null);
    if (column == null || column.identity() != null || column.generated() != null) {
      return false;
    }
    boolean refused = again && !column.nullable() && a.value().typing().nullable();
    return !refused && (AfterUpdate.isPlain(column.type()) || (!again && isAlternative(a, column)));
  }

  /** Whether the value and the column can be two results of one case. */
  private static boolean isAlternative(Assignment a, Column column) {
    return a.value() instanceof Literal || a.value().type().equals(column.type());
  }

  /**
   * A query inside an expression is computed once for each row and place: it may not come to stand
   * in two, and what it reads may not be what the updates change.
   */
  private boolean queriesAllow() {
    List<Expr> all = new ArrayList<>(Mentions.expressions(first));
    all.addAll(Mentions.expressions(second));
    if (all.stream().noneMatch(Mentions::asks)) {
      return true;
    }
    Set<QName> read = new TreeSet<>(Mentions.reads(first));
    read.addAll(Mentions.reads(second));
    Set<String> inside = new HashSet<>();
    Set<String> named = new HashSet<>();
    for (Expr expr : Mentions.expressions(second)) {
      named.addAll(Mentions.columns(expr));
      Mentions.subqueries(expr).forEach(q -> inside.addAll(Mentions.columns(q)));
    }
    boolean repeats =
        first.assignments().stream()
            .anyMatch(a -> Mentions.asks(a.value()) && named.contains(a.column()));
    return first.alias().equals(second.alias())
        && !read.contains(table.name())
        && !repeats
        && !after.changes(inside)
        && !(Mentions.asks(first.where()) && (!reachSame() || after.changes(named)))
        && !(Mentions.asks(second.where()) && !reachSame());
  }

  /** Whether both reach the same rows. */
  private boolean reachSame() {
    Expr one = first.where();
    Expr other = second.where();
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return !after.changes(Mentions.columns(other)) && Shapes.same(one, aliased(other));
  }

  private Optional<UpdateRows> fused() {
    Set<String> named = new HashSet<>();
    Mentions.expressions(second).forEach(e -> named.addAll(Mentions.columns(e)));
    boolean stable =
        (first.where() == null || Mentions.stable(first.where()))
            && (second.where() == null || Mentions.stable(second.where()));
    if (!stable || (after.changes(named) && !after.tells(named))) {
      return Optional.empty();
    }
    boolean same = reachSame();
    Expr one = first.where();
    Expr other = second.where() == null ? null : seen(second.where());
    Expr where = same ? one : one == null || other == null ? null : Exprs.or(one, other);
    List<Assignment> values = new ArrayList<>();
    Set<String> again = Mentions.assigned(second);
    for (Assignment a : first.assignments()) {
      if (!again.contains(a.column())) {
        values.add(new Assignment(a.column(), among(same ? null : one, a.value(), own(a))));
      }
    }
    for (Assignment a : second.assignments()) {
      Expr value = seen(a.value());
      values.add(
          new Assignment(
              a.column(),
              same || other == null ? value : among(other, fit(a, value), before(a.column()))));
    }
    UpdateRows fused =
        new UpdateRows(
            table.name(),
            first.alias(),
            values,
            null,
            where,
            new Reverse.None("each of the statements in it is taken back by itself"),
            first.span().to(second.span()));
    return cost(fused) <= cost(first) + cost(second) + MOST_REPEATED
        ? Optional.of(fused)
        : Optional.empty();
  }

  /** What a column holds where the second update does not reach the row. */
  private Expr before(String name) {
    Column column = table.column(name).orElseThrow();
    for (Assignment a : first.assignments()) {
      if (a.column().equals(name)) {
        return among(first.where(), fit(a, a.value()), Exprs.column(first.alias(), column));
      }
    }
    return Exprs.column(first.alias(), column);
  }

  /** Two results of one case have one type only where both are told. */
  private Expr fit(Assignment a, Expr value) {
    boolean both = Mentions.assigned(first).contains(a.column());
    Column column = table.column(a.column()).orElseThrow();
    return both ? AfterUpdate.stored(value, column).orElse(value) : value;
  }

  private Expr own(Assignment a) {
    return Exprs.column(first.alias(), table.column(a.column()).orElseThrow());
  }

  private static Expr among(@Nullable Expr where, Expr value, Expr otherwise) {
    return where == null ? value : Exprs.when(where, value, otherwise);
  }

  /** An expression of the second update over the rows that the first one finds. */
  private Expr seen(Expr expr) {
    return Exprs.map(
        expr,
        e -> {
          if (!(e instanceof Expr.Column c) || !c.relation().equals(second.alias())) {
            return e;
          }
          return after.changes(Set.of(c.name()))
              ? after.value(c.name())
              : new Expr.Column(first.alias(), c.name(), c.typing(), c.span());
        });
  }

  private Expr aliased(Expr expr) {
    return Exprs.map(
        expr,
        e ->
            e instanceof Expr.Column c && c.relation().equals(second.alias())
                ? new Expr.Column(first.alias(), c.name(), c.typing(), c.span())
                : e);
  }

  private static int cost(UpdateRows update) {
    return Mentions.expressions(update).stream().mapToInt(Mentions::cost).sum();
  }
}
