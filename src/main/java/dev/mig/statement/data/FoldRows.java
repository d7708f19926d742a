package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a fold: the new documents, what they overwrite, and how they are taken back. */
record FoldRows(Lowering to, Table table, Column source, Column target, Fold fold) {
  private List<Expr.Literal> steps() {
    return fold.path().steps();
  }

  /** Everything here is an expression as read, typed in one place below. */
  private Expr name(Column column) {
    return new Expr.Name(List.of(table.name().name(), column.name()), Span.NONE);
  }

  private Expr document() {
    return target.type().isJson()
        ? name(target)
        : new Expr.Cast(name(target), SqlType.JSONB, Typing.UNKNOWN, Span.NONE);
  }

  private Expr field() {
    return JsonPath.at(document(), steps());
  }

  private Expr value() {
    Expr column = name(source);
    return fold.missing() == Missing.ASSIGN
        ? JsonPath.call("coalesce", column, fold.assignments().getFirst().value())
        : column;
  }

  /** Whether values have no form of their own in JSON, so that they become texts. */
  private boolean asText() {
    SqlType type = source.type();
    return !type.isNumber() && !type.isJson() && !type.isText() && type.kind() != Kind.BOOLEAN;
  }

  /** What the field holds in the end. */
  private Expr written() {
    Expr none = new Expr.Cast(Exprs.text("null"), SqlType.JSONB, Typing.UNKNOWN, Span.NONE);
    Expr value =
        asText() ? new Expr.Cast(value(), SqlType.TEXT, Typing.UNKNOWN, Span.NONE) : value();
    return JsonPath.call("coalesce", JsonPath.call("to_json", value), none);
  }

  private @Nullable Expr where() {
    boolean skips = fold.missing() == Missing.SKIP || fold.missing() == Missing.KEEP;
    return skips ? Exprs.isNotNull(name(source)) : null;
  }

  /** The document with the field set; objects on the way to it are made where there are none. */
  private Expr with(int step) {
    Expr before = JsonPath.at(document(), steps().subList(0, step));
    Expr isObject = compare(BinaryOp.EQ, JsonPath.call("json_type", before), Exprs.text("object"));
    Expr object =
        new Expr.Case(
            null,
            List.of(new Expr.When(isObject, before)),
            JsonPath.call("json_object"),
            Typing.UNKNOWN,
            Span.NONE);
    boolean last = step == steps().size() - 1;
    return JsonPath.call("json_set", object, steps().get(step), last ? value() : with(step + 1));
  }

  /** The document without the field; the objects on the way to it stay. */
  private Expr without(int step) {
    Expr before = JsonPath.at(document(), steps().subList(0, step));
    Expr key = steps().get(step);
    return step == steps().size() - 1
        ? JsonPath.call("json_remove", before, key)
        : JsonPath.call("json_set", before, key, without(step + 1));
  }

  private static Expr compare(BinaryOp op, Expr left, Expr right) {
    return new Expr.Binary(op, left, right, Typing.UNKNOWN, Span.NONE);
  }

  private Expr stored(Expr document) {
    return target.type().kind() == Kind.JSONB
        ? document
        : new Expr.Cast(
            document,
            target.type().isText() ? SqlType.TEXT : target.type(),
            Typing.UNKNOWN,
            Span.NONE);
  }

  private Optional<RowTyper.Typed> typed(@Nullable Expr document, @Nullable Expr where) {
    return new RowTyper(to, table, true)
        .type(
            document == null ? List.of() : List.of(target),
            document == null ? List.of() : List.of(stored(document)),
            null,
            where);
  }

  private Expr condition(Expr read) {
    Rows rows = typed(null, read).orElseThrow().rows();
    return Objects.requireNonNull(rows.where());
  }

  /** Where an object is needed, nothing else may stand. */
  void askObjects(Candidates candidates) {
    Expr other = null;
    for (int i = 0; i < steps().size(); i++) {
      Expr type = JsonPath.call("json_type", JsonPath.at(document(), steps().subList(0, i)));
      Expr bad =
          new Expr.In(
              type,
              List.of(Exprs.text("object"), Exprs.text("null")),
              true,
              Typing.UNKNOWN,
              Span.NONE);
      other = other == null ? bad : Exprs.or(other, bad);
    }
    Expr wrong = condition(Objects.requireNonNull(Exprs.and(where(), other)));
    candidates.none(
        wrong,
        List.of(),
        false,
        Diagnostic.error(
                Code.VALUE_DOES_NOT_FIT,
                "{n} of {of} rows of "
                    + table.name()
                    + " {n:has|have} something else where "
                    + fold.path().field()
                    + " needs an object around it")
            .at(fold.path().span(), "no object in {n} {n:row|rows}"));
    if (fold.missing() == Missing.REFUSE) {
      candidates.none(
          condition(Exprs.isNull(name(source))),
          List.of(),
          false,
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "{n} of {of} rows of " + table.name() + " {n:has|have} no " + source.name())
              .at(fold.source().column().span(), "NULL in {n} {n:row|rows}"));
    }
  }

  void run() {
    Optional<RowTyper.Typed> typed = to.failed() ? Optional.empty() : typed(with(0), where());
    if (typed.isEmpty()) {
      return;
    }
    Span at = fold.path().span();
    RowUpdate update =
        new RowUpdate(to, typed.get().rows(), placed(typed.get().assigned()), at, fold.span());
    update.ask();
    if (to.failed()) {
      return;
    }
    Expr lost =
        condition(
            Exprs.binary(
                BinaryOp.AND,
                Exprs.isNotNull(field()),
                compare(BinaryOp.DISTINCT, field(), written())));
    String what =
        "{n} {n:row|rows} of "
            + table.name()
            + " {n:loses its|lose their} old "
            + fold.path().field()
            + " in "
            + target.name();
    Select inTheWay = inTheWay();
    boolean removable =
        fold.loss() != Loss.SAVING
            && (target.type().kind() != Kind.JSON || !keepsJson())
            && to.columnAtStart(table.name(), target.name()).isPresent()
            && to.none(inTheWay);
    if (removable) {
      to.emit(stillFree(inTheWay));
      update.exact(removal());
    } else {
      update.overwrite(fold.loss(), lost, what);
    }
  }

  private List<Assigned> placed(List<Assigned> assigned) {
    List<Assigned> all = new ArrayList<>();
    assigned.forEach(a -> all.add(new Assigned(a.column(), a.value(), fold.path().span())));
    return all;
  }

  private Select rows(Expr where) {
    String alias = table.name().name();
    List<Item> shown = RowSamples.of(table, alias, List.of(Exprs.column(alias, target)), Set.of());
    return Select.of(shown, Rows.of(table, null).self(), where);
  }

  /** Rows from which taking the field away again would leave something else than before. */
  private Select inTheWay() {
    Expr any = Exprs.isNotNull(field());
    for (int i = 0; i < steps().size(); i++) {
      Expr type = JsonPath.call("json_type", JsonPath.at(document(), steps().subList(0, i)));
      any = Exprs.or(any, compare(BinaryOp.DISTINCT, type, Exprs.text("object")));
    }
    Expr way = condition(any);
    Expr respelt = respelt();
    Expr all = respelt == null ? way : Exprs.or(way, respelt);
    Expr where = where();
    return rows(Objects.requireNonNull(Exprs.and(where == null ? null : condition(where), all)));
  }

  /** Whether the database keeps documents of type json as they are spelt, and as documents. */
  private boolean keepsJson() {
    return to.dialect().equals("postgres");
  }

  /** Documents that are stored as texts in another spelling than they would come back in. */
  private @Nullable Expr respelt() {
    if (keepsJson() && target.type().isJson()) {
      return null;
    }
    Typing text = Typing.of(SqlType.TEXT, target.nullable());
    Expr spelt = new Expr.Column(table.name().name(), target.name(), text, Span.NONE);
    Expr document = new JsonColumn(to, table, target, fold.path()).document();
    Expr normal = new Expr.Cast(document, SqlType.TEXT, text, Span.NONE);
    return Exprs.binary(BinaryOp.DISTINCT, spelt, normal);
  }

  private Question stillFree(Select inTheWay) {
    Diagnostic problem =
        Diagnostic.error(
                Code.LOSS_UNSAID,
                "{n} {n:row|rows} of "
                    + table.name()
                    + " {n:has|have} a "
                    + fold.path().field()
                    + " already, or no object to put it in")
            .at(fold.path().span(), "there was none when this was checked")
            .build();
    return new Question.NoRows(inTheWay, null, false, Refusal.of(problem), fold.span());
  }

  private Reverse removal() {
    Expr there = Objects.requireNonNull(Exprs.and(where(), Exprs.isNotNull(field())));
    Expr other = compare(BinaryOp.DISTINCT, field(), written());
    Expr changed = condition(Exprs.binary(BinaryOp.AND, there, other));
    Diagnostic refusal =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "{n} {n:row|rows} of "
                    + table.name()
                    + " no longer {n:holds|hold} the "
                    + fold.path().field()
                    + " that this migration left")
            .at(fold.span(), "it is not taken away where it is another")
            .build();
    RowTyper.Typed back = typed(without(0), there).orElseThrow();
    List<Assignment> values =
        back.assigned().stream().map(a -> new Assignment(a.column().name(), a.value())).toList();
    return Reverse.exact(
        new Question.NoRows(rows(changed), null, false, Refusal.of(refusal), fold.span()),
        new UpdateRows(
            table.name(),
            back.rows().alias(),
            values,
            null,
            back.rows().where(),
            Reverse.NOTHING,
            fold.span()));
  }
}
