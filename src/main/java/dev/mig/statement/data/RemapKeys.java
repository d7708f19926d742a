package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Types;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Remap} speaks of: the tables, the keys on both sides and the condition, typed.
 *
 * @param old the foreign key that holds now, or null
 * @param from the table pointed at, as {@link #FROM} in expressions
 * @param target the table that shall be pointed at, as {@link #TO} in expressions
 * @param match when a row of one stands for a row of the other
 * @param made the new columns as they shall be; empty to re-point those that are there
 */
record RemapKeys(
    Lowering to,
    Table own,
    List<Column> columns,
    @Nullable ForeignKey old,
    Table from,
    List<Column> fromKey,
    Table target,
    List<Column> toKey,
    Expr match,
    List<Column> made) {
  static final String FROM = "mig_from";
  static final String TO = "mig_to";

  /** Empty after a report. */
  static Optional<RemapKeys> of(Lowering to, Table own, Remap said) {
    Optional<List<Column>> columns = to.columns(own, said.columns());
    Join read = new Join(said.from(), said.to(), JoinKind.SKIP, said.matching(), said.span());
    Item one = new Item(Exprs.number(1), "one");
    Select typed =
        (Select)
            RowTyper.typer(to, Scope.of(to.schema())).query(Select.of(List.of(one), read, null));
    if (columns.isEmpty()
        || to.failed()
        || !(typed.from() instanceof Join join)
        || join.on() == null) {
      return Optional.empty();
    }
    Optional<Table> from = table(to, join.left(), said.from());
    Optional<Table> target = table(to, join.right(), said.to());
    if (from.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    ForeignKey old = held(own, columns.get(), from.get());
    Optional<List<Column>> fromKey =
        old == null
            ? primary(to, from.get(), columns.get().size(), said.from().span())
            : Optional.of(aligned(columns.get(), old, from.get()));
    Optional<List<Column>> toKey =
        primary(to, target.get(), columns.get().size(), said.to().span());
    if (fromKey.isEmpty() || toKey.isEmpty()) {
      return Optional.empty();
    }
    List<Column> made = new ArrayList<>();
    Table grown = own;
    for (PlainColumn column : said.made()) {
      made.add(column.make(to, grown));
      grown = grown.plus(made.getLast());
    }
    fit(to, own, made.isEmpty() ? columns.get() : made, target.get(), toKey.get(), said);
    Expr match = renamed(join.on(), said.from().alias(), said.to().alias());
    return to.failed()
        ? Optional.empty()
        : Optional.of(
            new RemapKeys(
                to,
                own,
                columns.get(),
                old,
                from.get(),
                fromKey.get(),
                target.get(),
                toKey.get(),
                match,
                made));
  }

  private static Optional<Table> table(
      Lowering to, dev.mig.expression.Query.From typed, TableFrom written) {
    Table table = typed instanceof TableFrom t ? to.schema().tables().get(t.table()) : null;
    if (table == null) {
      to.report(
          Diagnostic.error(Code.NO_KEY, written.table() + " is a view, which has no key")
              .at(written.span(), "name a table"));
    }
    return Optional.ofNullable(table);
  }

  /** The foreign key over exactly these columns to the table that is left. */
  private static @Nullable ForeignKey held(Table own, List<Column> columns, Table from) {
    Set<String> names = Set.copyOf(columns.stream().map(Column::name).toList());
    return own.foreignKeys().stream()
        .filter(k -> k.target().equals(from.name()) && Set.copyOf(k.columns()).equals(names))
        .findFirst()
        .orElse(null);
  }

  /** The columns pointed at, in the order in which the script names those that point. */
  private static List<Column> aligned(List<Column> columns, ForeignKey key, Table from) {
    return columns.stream()
        .map(c -> key.targetColumns().get(key.columns().indexOf(c.name())))
        .map(n -> from.column(n).orElseThrow())
        .toList();
  }

  private static Optional<List<Column>> primary(Lowering to, Table table, int size, Span at) {
    PrimaryKey key = table.primaryKey();
    if (key == null || key.columns().size() != size) {
      String found =
          key == null
              ? "no primary key"
              : "the primary key (" + String.join(", ", key.columns()) + ")";
      to.report(
          Diagnostic.error(Code.NO_KEY, table.name() + " has " + found)
              .at(at, size == 1 ? "one column points at it" : size + " columns point at it"));
      return Optional.empty();
    }
    return Optional.of(key.columns().stream().map(c -> table.column(c).orElseThrow()).toList());
  }

  private static void fit(
      Lowering to, Table own, List<Column> columns, Table target, List<Column> key, Remap said) {
    for (int i = 0; i < columns.size() && !to.failed(); i++) {
      Column column = columns.get(i);
      boolean family = Types.family(key.get(i).type()) == Types.family(column.type());
      if (family && Types.assigns(key.get(i).type(), column.type())) {
        continue;
      }
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  own.name()
                      + "."
                      + column.name()
                      + " is "
                      + column.type()
                      + ", "
                      + target.name()
                      + "."
                      + key.get(i).name()
                      + " is "
                      + key.get(i).type())
              .at(
                  said.made().isEmpty() ? said.at() : said.made().get(i).typeSpan(),
                  "expected: " + key.get(i).type());
      to.report(
          said.made().isEmpty()
              ? problem.note(
                  "a new column can take it: as (new_"
                      + column.name()
                      + " "
                      + key.get(i).type()
                      + ")")
              : problem);
    }
  }

  private static Expr renamed(Expr on, String from, String to) {
    return Exprs.map(
        on,
        e ->
            e instanceof Expr.Column c && (c.relation().equals(from) || c.relation().equals(to))
                ? new Expr.Column(
                    c.relation().equals(from) ? FROM : TO, c.name(), c.typing(), c.span())
                : e);
  }

  String alias() {
    return own.name().name();
  }

  TableFrom self() {
    return new TableFrom(own.name(), alias());
  }

  TableFrom source() {
    return new TableFrom(from.name(), FROM);
  }

  TableFrom sink() {
    return new TableFrom(target.name(), TO);
  }

  /** Whether these columns hold the key of the row in this relation. */
  Expr points(List<Column> columns, String relation, List<Column> key) {
    Expr all = null;
    for (int i = 0; i < columns.size(); i++) {
      all =
          Exprs.and(
              all,
              Exprs.equal(
                  Exprs.column(relation, key.get(i)), Exprs.column(alias(), columns.get(i))));
    }
    return java.util.Objects.requireNonNull(all);
  }

  /** Rows that point at something; null for all. */
  @Nullable Expr pointing(List<Column> columns) {
    Expr all = null;
    for (Column column : columns) {
      Expr present = Exprs.isNotNull(Exprs.column(alias(), column));
      all = column.nullable() ? Exprs.and(all, present) : all;
    }
    return all;
  }
}
