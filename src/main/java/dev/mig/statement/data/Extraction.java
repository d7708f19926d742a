package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Fit;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an {@link Extract} whose values are typed: the questions, the lookup table with its
 * rows, the column with its references, and the proof that they lead back.
 *
 * @param values over the table under its own name
 * @param made the new column as it shall be in the end
 */
record Extraction(Lowering to, Table own, List<Expr> values, Column made, Extract said) {
  private static final String LOOKUP = "mig_lookup";
  private static final String VALUE = "mig_value";

  /** Empty after a report. */
  static Optional<Extraction> of(Lowering to, Table own, Extract said) {
    String alias = own.name().name();
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()).with(alias, own));
    List<Expr> values = new ArrayList<>();
    for (Expr written : said.values()) {
      Expr typed = typer.type(Names.qualify(written, alias, own));
      values.add(typed);
      if (!to.failed()) {
        comparable(to, typed);
      }
    }
    Column made = said.column().make(to, own);
    return to.failed()
        ? Optional.empty()
        : Optional.of(new Extraction(to, own, values, made, said));
  }

  private static void comparable(Lowering to, Expr value) {
    if (value.type().kind() == Kind.JSON || value.type().kind() == Kind.UNKNOWN) {
      to.report(
          Diagnostic.error(Code.WRONG_TYPE, "such values cannot be told apart")
              .at(value.span(), "this is " + value.type()));
    } else if (!Undo.stable(value)) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this gives another value each time")
              .at(value.span(), "no lookup table can be made of it"));
    }
  }

  void run() {
    List<Table> there = to.schema().tablesLike(said.into().name());
    boolean isNew = there.isEmpty();
    partly(isNew);
    if (said.missing() == Missing.KEEP && !made.nullable()) {
      to.report(
          Diagnostic.error(Code.NULL_INTO_NOT_NULL, made.name() + " must lead somewhere")
              .at(said.missingSpan(), "leaves rows without a value, and it is not null"));
    }
    notNull();
    Optional<Table> lookup = isNew ? ExtractTarget.make(this) : ExtractTarget.find(this);
    if (lookup.isEmpty() || to.failed()) {
      return;
    }
    Column key = lookup.get().column(lookup.get().key().getFirst()).orElseThrow();
    Optional<Expr> match = match(lookup.get());
    if (match.isEmpty()) {
      return;
    }
    Missing missing =
        isNew ? Missing.INSERT : said.missing() == null ? Missing.REFUSE : said.missing();
    if (missing == Missing.REFUSE) {
      counterparts(lookup.get(), match.get());
    } else if (missing == Missing.INSERT) {
      insert(lookup.get(), isNew ? null : match.get());
    }
    point(lookup.get(), key, match.get());
    leadsBack(lookup.get(), key);
    if (!made.nullable()) {
      to.emit(new AlterColumn(own.name(), made, null, said.span()));
    }
    if (!to.failed()) {
      said.foreignKey().lower(to);
    }
  }

  private String alias() {
    return own.name().name();
  }

  private TableFrom self() {
    return new TableFrom(own.name(), alias());
  }

  Span at() {
    return said.values().getFirst().span().to(said.values().getLast().span());
  }

  private Candidates candidates(@Nullable Expr where) {
    return new Candidates(
        to,
        self(),
        where,
        telling -> RowSamples.of(own, alias(), telling, Set.of()),
        "rows of " + own.name(),
        said.span());
  }

  /** True where no value is NULL; null when none ever is. */
  @Nullable Expr present() {
    Expr all = null;
    for (Expr value : values) {
      all = value.typing().nullable() ? Exprs.and(all, Exprs.isNotNull(value)) : all;
    }
    return all;
  }

  private @Nullable Expr anyNull() {
    Expr any = null;
    for (Expr value : values) {
      if (value.typing().nullable()) {
        any = any == null ? Exprs.isNull(value) : Exprs.or(any, Exprs.isNull(value));
      }
    }
    return any;
  }

  /** A row with only some of the values would lose them: it could point at nothing. */
  private void partly(boolean isNew) {
    Expr some = anyNull();
    if (values.size() == 1 || some == null || (said.missing() == Missing.KEEP && !isNew)) {
      return;
    }
    Expr other = null;
    for (Expr value : values) {
      other = other == null ? Exprs.isNotNull(value) : Exprs.or(other, Exprs.isNotNull(value));
    }
    candidates(null)
        .none(
            Exprs.binary(Expr.BinaryOp.AND, some, Objects.requireNonNull(other)),
            values,
            false,
            Diagnostic.error(
                    Code.NULLS_PRESENT,
                    "{n} of {of} rows of " + own.name() + " {n:has|have} only some of these values")
                .at(at(), "some NULL and some not in {n} {n:row|rows}")
                .note("say what stands for NULL: coalesce(…, …)"));
  }

  private void notNull() {
    Expr none = anyNull();
    if (made.nullable() || none == null) {
      return;
    }
    candidates(null)
        .none(
            none,
            values,
            true,
            Diagnostic.error(
                    Code.NULLS_PRESENT,
                    "{n} of {of} rows of "
                        + own.name()
                        + " would leave "
                        + own.name()
                        + "."
                        + made.name()
                        + " without a value")
                .at(at(), "NULL in {n} {n:row|rows}, and " + made.name() + " is not null"));
  }

  /** When a row of the lookup table holds the values of a row; reports types that do not meet. */
  private Optional<Expr> match(Table lookup) {
    Scope scope = Scope.of(to.schema()).with(alias(), own).with(LOOKUP, lookup);
    Expr all = null;
    for (int i = 0; i < values.size(); i++) {
      Expr there = new Expr.Name(List.of(LOOKUP, column(lookup, i).name()), Span.NONE);
      Expr equal =
          new Expr.Binary(
              Expr.BinaryOp.EQ,
              there,
              Names.qualify(said.values().get(i), alias(), own),
              Typing.UNKNOWN,
              said.values().get(i).span());
      all = Exprs.and(all, RowTyper.typer(to, scope).condition(equal));
    }
    return to.failed() ? Optional.empty() : Optional.ofNullable(all);
  }

  Column column(Table lookup, int place) {
    return lookup.columnsLike(said.columns().get(place).text()).getFirst();
  }

  private Select partner(Table lookup, Expr match) {
    return Select.of(
        List.of(new Item(Exprs.number(1), "one")), new TableFrom(lookup.name(), LOOKUP), match);
  }

  /** The different values of the table, those with a NULL left out. */
  private Select distinct(Table lookup, @Nullable Expr where, List<Item> further) {
    List<Item> inner = new ArrayList<>();
    List<Item> outer = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String name = column(lookup, i).name();
      Typing typing = Typing.of(values.get(i).type(), false);
      inner.add(new Item(values.get(i), name));
      outer.add(new Item(new Expr.Column(VALUE, name, typing, Span.NONE), name));
    }
    List<Expr> keys = outer.stream().map(Item::value).toList();
    outer.addAll(further);
    Select all = Select.of(inner, self(), Exprs.and(present(), where));
    return Select.of(outer, new QueryFrom(all, VALUE), null).grouped(keys, null);
  }

  private void counterparts(Table lookup, Expr match) {
    Select offending =
        distinct(
            lookup,
            Exprs.notExists(partner(lookup, match)),
            List.of(new Item(Exprs.countAll(), "rows")));
    Span end = new Span(said.span().end(), said.span().end());
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NO_MATCH,
                "{n} {n:value|values} of "
                    + own.name()
                    + " {n:has|have} no counterpart in "
                    + ExtractTarget.shown(lookup, said.columns()))
            .at(at(), "no counterpart for {n} {n:value|values}");
    if (said.missing() == null) {
      problem
          .suggest("add them to " + lookup.name(), Safety.CHECK, new Edit(end, " missing insert"))
          .note("missing keep leaves such rows without a reference");
    }
    to.emit(
        new dev.mig.operation.Question.NoRows(
            offending, null, false, dev.mig.operation.Refusal.of(problem.build()), said.span()));
  }

  /** In the order of the values, so that every run numbers them alike. */
  private void insert(Table lookup, @Nullable Expr match) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      columns.add(column(lookup, i));
    }
    RowInsert.complete(to, lookup, columns, said.into().span());
    Expr where = match == null ? null : Exprs.notExists(partner(lookup, match));
    Select rows = distinct(lookup, where, List.of());
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    List<Assigned> assigned = new ArrayList<>();
    List<Item> fitted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Column column = columns.get(i);
      Typing typing = Typing.of(values.get(i).type(), false);
      Expr there = new Expr.Column(RowInsert.NEW, column.name(), typing, Span.NONE);
      assigned.add(new Assigned(column, typer.assign(there, column), said.values().get(i).span()));
      fitted.add(new Item(typer.assign(rows.items().get(i).value(), column), column.name()));
    }
    if (to.failed()) {
      return;
    }
    List<Order> order = rows.groupBy().stream().map(e -> new Order(e, false)).toList();
    Select query =
        Select.of(fitted, rows.from(), null).grouped(rows.groupBy(), null).ordered(order);
    new RowInsert(
            to,
            lookup,
            assigned,
            rows,
            List.of(),
            query,
            null,
            "new values of " + lookup.name(),
            "",
            said.into().span(),
            said.span())
        .run();
  }

  /** Adds the column, as one that may be NULL, and lets every row point. */
  private void point(Table lookup, Column key, Expr match) {
    Column loose = made.withNullable(true);
    to.emit(new AddColumn(own.name(), loose, null, said.span()));
    Expr pointer =
        RowTyper.typer(to, Scope.of(to.schema())).assign(Exprs.column(LOOKUP, key), loose);
    if (to.failed()) {
      return;
    }
    TableFrom from = new TableFrom(lookup.name(), LOOKUP);
    Expr fits = Fit.question(pointer, loose);
    if (fits != null) {
      Join joined = new Join(self(), from, JoinKind.SKIP, match, Span.NONE);
      Set<String> others = new HashSet<>(List.of(LOOKUP));
      new Candidates(
              to,
              joined,
              null,
              telling -> RowSamples.of(own, alias(), telling, others),
              "rows of " + own.name(),
              said.span())
          .none(
              Exprs.isNotTrue(fits),
              List.of(pointer),
              false,
              Diagnostic.error(
                      Code.VALUE_DOES_NOT_FIT,
                      "{n} of {of} rows of "
                          + own.name()
                          + " would point at a key that is no "
                          + made.type())
                  .at(
                      said.column().typeSpan(),
                      lookup.name() + "." + key.name() + " is " + key.type()));
    }
    Triggers.tell(to, own, "update", at());
    to.emit(
        new UpdateRows(
            own.name(),
            alias(),
            List.of(new Assignment(loose.name(), pointer)),
            from,
            match,
            Reverse.NOTHING,
            said.span()));
  }

  /** Nothing is lost: what a row points at holds the values of the row. */
  private void leadsBack(Table lookup, Column key) {
    Column loose = made.withNullable(true);
    Expr pointer = Exprs.column(alias(), loose);
    Expr differs = null;
    for (int i = 0; i < values.size(); i++) {
      Column there = column(lookup, i).withNullable(true);
      Expr one = Exprs.binary(Expr.BinaryOp.DISTINCT, Exprs.column(LOOKUP, there), values.get(i));
      differs = differs == null ? one : Exprs.or(differs, one);
    }
    Expr asked = said.missing() == Missing.KEEP ? Exprs.isNotNull(pointer) : present();
    TableFrom from = new TableFrom(lookup.name(), LOOKUP);
    Expr on = Exprs.equal(Exprs.column(LOOKUP, key), pointer);
    Table with = to.schema().known(own.name());
    List<Expr> telling = new ArrayList<>(values);
    telling.add(pointer);
    new Candidates(
            to,
            new Join(self(), from, JoinKind.LEFT, on, Span.NONE),
            asked,
            t -> RowSamples.of(with, alias(), telling, Set.of()),
            "rows of " + own.name(),
            said.span())
        .none(
            java.util.Objects.requireNonNull(differs),
            telling,
            false,
            Diagnostic.error(
                    Code.ASSERTION_FAILED,
                    "{n} of {of} rows of "
                        + own.name()
                        + " {n:does|do} not lead back to {n:its|their} values through "
                        + made.name())
                .at(at(), "not what " + ExtractTarget.shown(lookup, said.columns()) + " says"));
  }
}
