package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import dev.mig.statement.schema.ConstraintNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out a {@link Remap}: the questions, the update, the foreign key, the way back. */
record Remapping(RemapKeys keys, Remap said) {
  private Lowering to() {
    return keys.to();
  }

  private boolean inPlace() {
    return keys.made().isEmpty();
  }

  void run() {
    noValue();
    if (said.missing() == Missing.INSERT) {
      new RemapInsert(keys, said).run();
    }
    if (said.unmatched() == Missing.REFUSE) {
      counterparts();
    }
    if (said.missing() != Missing.ASSIGN) {
      onlyOne(keys.source(), keys.sink(), RemapKeys.FROM, keys.columns(), keys.fromKey())
          .ifPresent(to()::emit);
    }
    ForeignKey old = keys.old();
    if (inPlace() && old != null) {
      to().emit(new DropConstraint(keys.own().name(), old, said.span()));
    }
    for (Column column : keys.made()) {
      to().emit(new AddColumn(keys.own().name(), column.withNullable(true), null, said.span()));
    }
    update();
    for (Column column : keys.made()) {
      if (!column.nullable()) {
        to().emit(new AlterColumn(keys.own().name(), column, null, said.span()));
      }
    }
    constrain(old);
  }

  private Table own() {
    return keys.own();
  }

  /** New columns that must have a value cannot be made for rows that point at nothing. */
  private void noValue() {
    boolean must = keys.made().stream().anyMatch(c -> !c.nullable());
    Expr pointing = keys.pointing(keys.columns());
    if (must && said.unmatched() == Missing.KEEP) {
      to().report(
              Diagnostic.error(Code.NULL_INTO_NOT_NULL, "the new column must lead somewhere")
                  .at(
                      said.missingSpan() == null ? said.span() : said.missingSpan(),
                      "leaves rows without a value, and it is not null"));
    } else if (must && pointing != null) {
      candidates(keys.self(), null, List.of())
          .none(
              Exprs.isNotTrue(pointing),
              List.of(pointing),
              true,
              Diagnostic.error(
                      Code.NULLS_PRESENT,
                      "{n} of {of} rows of " + own().name() + " {n:points|point} at nothing")
                  .at(
                      said.made().getFirst().typeSpan(),
                      "not null, and there is no value for {n} {n:row|rows}"));
    }
  }

  private Candidates candidates(
      dev.mig.expression.Query.From from, @Nullable Expr where, List<Item> further) {
    return new Candidates(
        to(),
        from,
        where,
        telling -> {
          List<Expr> shown = new ArrayList<>(telling);
          keys.columns().forEach(c -> shown.add(Exprs.column(keys.alias(), c)));
          List<Item> items = RowSamples.of(own(), keys.alias(), shown, Set.of());
          List<Item> all = new ArrayList<>(items);
          all.addAll(further);
          return all;
        },
        "rows of " + own().name(),
        said.span());
  }

  /** The natural key of the row pointed at, under the name that the script gives the table. */
  private List<Item> natural(String relation, String alias) {
    List<Item> items = new ArrayList<>();
    Exprs.walk(
        keys.match(),
        e -> {
          if (e instanceof Expr.Column c
              && c.relation().equals(relation)
              && items.stream().noneMatch(i -> i.name().equals(alias + "." + c.name()))) {
            items.add(new Item(c, alias + "." + c.name()));
          }
        });
    return items;
  }

  private void counterparts() {
    Expr points = keys.points(keys.columns(), RemapKeys.FROM, keys.fromKey());
    Select partner =
        Select.of(List.of(new Item(Exprs.number(1), "one")), keys.sink(), keys.match());
    Join joined = new Join(keys.self(), keys.source(), JoinKind.LEFT, points, Span.NONE);
    Span end = new Span(said.span().end(), said.span().end());
    String column = said.columns().getFirst().text();
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NO_MATCH,
                "{n} of {of} rows of "
                    + own().name()
                    + " {n:points at a row|point at rows} of "
                    + keys.from().name()
                    + " without a counterpart in "
                    + keys.target().name())
            .at(said.matching().span(), "no counterpart for {n} {n:row|rows}")
            .note(
                said.missing() == Missing.INSERT
                    ? "of a natural key that is NULL no counterpart can be made"
                    : "missing delete takes such rows away, missing insert makes their"
                        + " counterparts, missing "
                        + column
                        + " = null lets them be");
    if (said.missingSpan() == null && keys.columns().stream().allMatch(Column::nullable)) {
      problem.suggest(
          "let such rows point at nothing",
          Safety.CHECK,
          new Edit(end, " missing " + column + " = null"));
    }
    candidates(joined, keys.pointing(keys.columns()), natural(RemapKeys.FROM, said.from().alias()))
        .none(Exprs.notExists(partner), List.of(), false, problem);
  }

  /**
   * No row points at one with two counterparts.
   *
   * @param near the table that is pointed at
   * @param far where its counterparts are
   */
  private Optional<Question> onlyOne(
      TableFrom near, TableFrom far, String relation, List<Column> columns, List<Column> key) {
    Table other = to().schema().known(far.table());
    if (UniqueKeys.decides(other, far.alias(), keys.match())) {
      return Optional.empty();
    }
    Select counted = Select.of(List.of(new Item(Exprs.countAll(), "n")), far, keys.match());
    Expr partners = new Expr.Scalar(counted, Typing.of(SqlType.BIGINT, false), Span.NONE);
    Expr several = Exprs.binary(Expr.BinaryOp.GT, partners, Exprs.number(1));
    Join joined =
        new Join(keys.self(), near, JoinKind.SKIP, keys.points(columns, relation, key), Span.NONE);
    boolean there = relation.equals(RemapKeys.FROM);
    String alias = there ? said.from().alias() : said.to().alias();
    List<Item> items = new ArrayList<>(RowSamples.key(own(), keys.alias()));
    for (Column column : columns) {
      if (!own().key().contains(column.name())) {
        items.add(new Item(Exprs.column(keys.alias(), column), column.name()));
      }
    }
    items.addAll(natural(relation, alias));
    Diagnostic problem =
        Diagnostic.error(
                Code.MANY_MATCHES,
                "{n} {n:row|rows} of "
                    + own().name()
                    + " {n:points at a row|point at rows} of "
                    + near.table()
                    + " with more than one counterpart in "
                    + far.table())
            .at(said.matching().span(), "more than one counterpart for {n} {n:row|rows}")
            .note("match on more columns, or take the rows that are too many away before this")
            .build();
    return Optional.of(
        new Question.NoRows(
            Select.of(items, joined, several), null, false, Refusal.of(problem), said.span()));
  }

  private void update() {
    Table now = to().schema().known(own().name());
    List<Column> set =
        inPlace() ? keys.columns() : keys.made().stream().map(c -> c.withNullable(true)).toList();
    Typer typer = RowTyper.typer(to(), Scope.of(to().schema()));
    List<Assigned> assigned = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      Expr value = Exprs.column(RemapKeys.TO, keys.toKey().get(i));
      assigned.add(new Assigned(set.get(i), typer.assign(value, set.get(i)), said.at()));
    }
    Join source = new Join(keys.source(), keys.sink(), JoinKind.SKIP, keys.match(), said.span());
    Expr on = keys.points(keys.columns(), RemapKeys.FROM, keys.fromKey());
    String name = keys.target().name().toString();
    Match match = new Match(source, on, said.lookup(Select.of(List.of(), source, null)), name);
    Rows rows = new Rows(now, match, keys.pointing(keys.columns()), null);
    RowTyper typed = new RowTyper(to(), now, said.block());
    if (!to().failed()) {
      MissingRows.settle(typed, new RowTyper.Typed(rows, assigned), said.loss(), said.span())
          .ifPresent(this::write);
    }
  }

  private void write(RowTyper.Typed typed) {
    Rows rows = typed.rows();
    Candidates candidates = candidates(rows.from(), rows.where(), List.of());
    ValueChecks values = new ValueChecks(rows.table(), candidates);
    typed.assigned().forEach(values::ask);
    new KeyChecks(to(), rows, typed.assigned(), null, said.span()).ask(values);
    RowUpdate update = new RowUpdate(to(), rows, typed.assigned(), said.at(), said.span());
    if (inPlace() && said.unmatched() == Missing.REFUSE && isOneToOne()) {
      update.exact(back());
    } else {
      // Of new columns nothing is lost; but missing may set an old one beside them.
      update.overwrite(said.loss());
    }
  }

  /** Whether the live rows show that no row of the new table stands for two of the old one. */
  private boolean isOneToOne() {
    if (UniqueKeys.decides(keys.from(), RemapKeys.FROM, keys.match())) {
      return true;
    }
    // what the condition says of a row that it decides is its key, too, and known beforehand
    List<Expr> key =
        UniqueKeys.decides(keys.target(), RemapKeys.TO, keys.match())
            ? natural(RemapKeys.TO, said.to().alias()).stream().map(Item::value).toList()
            : keys.toKey().stream().map(c -> (Expr) Exprs.column(RemapKeys.TO, c)).toList();
    Join both = new Join(keys.source(), keys.sink(), JoinKind.SKIP, keys.match(), Span.NONE);
    Select twice =
        Select.of(List.of(new Item(Exprs.countAll(), "n")), both, null)
            .grouped(key, Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1)));
    return to().none(twice);
  }

  /** The same way round, refused where a row that came since has no counterpart there. */
  private Reverse back() {
    Select partner =
        Select.of(List.of(new Item(Exprs.number(1), "one")), keys.source(), keys.match());
    Expr on = keys.points(keys.columns(), RemapKeys.TO, keys.toKey());
    Join joined = new Join(keys.self(), keys.sink(), JoinKind.LEFT, on, Span.NONE);
    List<Item> items = new ArrayList<>(RowSamples.key(own(), keys.alias()));
    items.addAll(natural(RemapKeys.TO, said.to().alias()));
    Diagnostic alone =
        Diagnostic.error(
                Code.NO_MATCH,
                "{n} {n:row|rows} of "
                    + own().name()
                    + " {n:points at a row|point at rows} of "
                    + keys.target().name()
                    + " without a counterpart in "
                    + keys.from().name())
            .at(said.matching().span(), "no way back for {n} {n:row|rows}")
            .build();
    Expr where = Exprs.and(keys.pointing(keys.columns()), Exprs.notExists(partner));
    List<dev.mig.operation.Operation> operations = new ArrayList<>();
    operations.add(
        new Question.NoRows(
            Select.of(items, joined, where), null, false, Refusal.of(alone), said.span()));
    onlyOne(keys.sink(), keys.source(), RemapKeys.TO, keys.columns(), keys.toKey())
        .ifPresent(operations::add);
    List<Assignment> assignments = new ArrayList<>();
    Typer typer = RowTyper.typer(to(), Scope.of(to().schema()));
    for (int i = 0; i < keys.columns().size(); i++) {
      Expr old = Exprs.column(RemapKeys.FROM, keys.fromKey().get(i));
      Column column = keys.columns().get(i);
      assignments.add(new Assignment(column.name(), typer.assign(old, column)));
    }
    operations.add(
        new UpdateRows(
            own().name(),
            keys.alias(),
            assignments,
            new Join(keys.sink(), keys.source(), JoinKind.SKIP, keys.match(), Span.NONE),
            on,
            Reverse.NOTHING,
            said.span()));
    return new Reverse.Exact(operations, false);
  }

  /** The foreign key goes over to the new table with its name and rules; a new column gets one. */
  private void constrain(@Nullable ForeignKey old) {
    List<String> target = keys.toKey().stream().map(Column::name).toList();
    if (inPlace()) {
      if (old != null && !to().failed()) {
        List<String> columns = keys.columns().stream().map(Column::name).toList();
        ForeignKey moved = old.withColumns(columns).withTarget(keys.target().name(), target);
        to().emit(new AddConstraint(own().name(), moved.withValidated(true), said.span()));
      }
      return;
    }
    Table now = to().schema().known(own().name());
    List<String> columns = keys.made().stream().map(Column::name).toList();
    ForeignKey made =
        new ForeignKey(
            ConstraintNames.foreignKey(now, columns),
            columns,
            keys.target().name(),
            target,
            old == null ? Action.NO_ACTION : old.onDelete(),
            old == null ? Action.NO_ACTION : old.onUpdate(),
            true,
            old == null ? "" : old.deferral());
    if (!to().failed()) {
      to().emit(new AddConstraint(own().name(), made, said.span()));
    }
  }
}
