package dev.mig.statement.schema;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.TextCasts;
import dev.mig.expression.Types;
import dev.mig.expression.Typing;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.schema.AlterColumn.Change;
import dev.mig.statement.schema.AlterColumn.ChangeDefault;
import dev.mig.statement.schema.AlterColumn.ChangeType;
import dev.mig.statement.schema.AlterColumn.Nullability;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and makes the changes that one {@code alter column} says of one column. */
record ColumnChanges(Lowering to, AlterColumn said, Table own, Column old) {
  void make() {
    ChangeType type = change(ChangeType.class);
    Nullability nullability = change(Nullability.class);
    ChangeDefault value = change(ChangeDefault.class);
    repeated();
    Column after = old;
    if (type != null) {
      after = after.withType(resolved(type));
    }
    if (nullability != null && allowed(nullability)) {
      after = after.withNullable(nullability.nullable());
    }
    if (value != null && takesDefault(value)) {
      Expr said = value.value();
      after = said == null ? after.withDefault(null) : ColumnSpec.defaulted(to, after, said);
    }
    if (to.failed() || (after.equals(old) && (type == null || type.using() == null))) {
      return;
    }
    if (type == null) {
      notNull(after, nullability);
      to.emit(new SchemaOperation.AlterColumn(own.name(), after, null, said.span()));
    } else {
      convert(type, after, nullability, value);
    }
  }

  private <T extends Change> @Nullable T change(Class<T> kind) {
    return said.changes().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElse(null);
  }

  private String name() {
    return own.name() + "." + old.name();
  }

  private void repeated() {
    List<Change> seen = new ArrayList<>();
    for (Change change : said.changes()) {
      Optional<Change> before =
          seen.stream().filter(c -> c.getClass() == change.getClass()).findFirst();
      seen.add(change);
      if (before.isPresent()) {
        to.report(
            Diagnostic.error(Code.SAID_TWICE, words(change) + " is changed twice")
                .at(change.span(), "again")
                .also(before.get().span(), "here first"));
      }
    }
  }

  private static String words(Change change) {
    return switch (change) {
      case ChangeType c -> "the type";
      case Nullability c -> "not null";
      case ChangeDefault c -> "the default";
    };
  }

  private SqlType resolved(ChangeType type) {
    if (old.generated() != null) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, name() + " is generated")
              .at(type.span(), "drop the column and add it anew"));
    }
    SqlType resolved =
        SchemaTypes.resolve(to, type.type(), type.typeSpan(), own.options().strict());
    boolean numbered = old.identity() != null && old.identity() != Column.Identity.ROWID;
    if (numbered && !resolved.isInteger() && resolved.kind() != Kind.UNKNOWN) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE, name() + " is an identity column, which counts in whole numbers")
              .at(type.typeSpan(), "expected: smallint, integer or bigint"));
    }
    return resolved;
  }

  private boolean allowed(Nullability change) {
    boolean key = own.primaryKey() != null && own.primaryKey().columns().contains(old.name());
    if (change.nullable() && (key || (old.identity() != null))) {
      String why =
          key
              ? " is in the primary key, which takes no NULL"
              : " is an identity column, which takes no NULL";
      to.report(Diagnostic.error(Code.NOT_ALLOWED_HERE, name() + why).at(change.span()));
      return false;
    }
    return true;
  }

  private boolean takesDefault(ChangeDefault change) {
    if (change.value() == null || (old.identity() == null && old.generated() == null)) {
      return true;
    }
    String why = old.identity() != null ? " numbers itself" : " is generated";
    to.report(
        Diagnostic.error(Code.NOT_ALLOWED_HERE, name() + why + ", so it has no default")
            .at(change.span()));
    return false;
  }

  private void notNull(Column after, @Nullable Nullability change) {
    if (!after.nullable() && old.nullable() && change != null) {
      checks(change.span()).noNulls(List.of(old));
    }
  }

  private RowChecks checks(Span at) {
    return new RowChecks(to, own, said.table(), at, said.span());
  }

  private void convert(
      ChangeType type,
      Column after,
      @Nullable Nullability nullability,
      @Nullable ChangeDefault value) {
    boolean family = Types.family(old.type()) != Types.family(after.type());
    boolean staleDefault = family && old.defaultValue() != null && value == null;
    if (staleDefault) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "the default of " + name() + " was made for " + old.type())
              .at(type.span(), "say set default … or drop default too"));
    }
    List<Dependants.Dependant> dependants = Dependants.ofType(to, own, old, family);
    if (!dependants.isEmpty()) {
      Dependants.report(
          to, name() + " is read as " + old.type(), said.column().span(), said.span(), dependants);
    }
    boolean viewed = to.dialect().equals("postgres") && !old.type().equals(after.type());
    if (viewed) {
      ViewsOver.restorable(to, own, old.name(), said.column().span());
    }
    keysFit(after, type.typeSpan());
    Expr computed = type.using();
    Expr using = computed == null ? null : Formulas.rows(to, own).assignable(computed, after);
    if (using == null) {
      castable(type, after);
    }
    if (viewed) {
      ViewsOver.readable(to, own.withColumn(old.name(), after), old.name(), type.typeSpan());
    }
    if (to.failed()) {
      return;
    }
    if (using == null) {
      Conversions.ask(checks(type.typeSpan()), old, after.type(), said.loss() != Loss.UNSAID);
      notNull(after, nullability);
      plainly(after, type);
    } else {
      computed(type, after, using);
    }
  }

  private void castable(ChangeType type, Column after) {
    if (!Types.casts(old.type(), after.type())) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  "a value of type " + old.type() + " cannot become " + after.type())
              .at(type.typeSpan(), name() + " is " + old.type())
              .note("say what its values become: using …"));
    }
  }

  /**
   * A plain cast: nothing is lost where every value fits, so only an admitted loss is saved or
   * given up.
   */
  private void plainly(Column after, ChangeType type) {
    Expr value = Exprs.column(own.name().name(), old);
    boolean harms =
        Conversions.loses(old.type(), after.type())
            && Conversions.unharmed(to, value, old.type(), after.type()) != null
            && said.loss() != Loss.UNSAID;
    Expr respelt = harms ? null : Conversions.respelt(value, old.type(), after.type());
    boolean returns = respelt == null || to.none(Savings.rows(own, respelt));
    Optional<QName> saved =
        harms
            ? save(type)
            : returns ? Optional.empty() : save(type, Objects.requireNonNull(respelt));
    if (to.failed()) {
      return;
    }
    boolean cut = harms && old.type().isText() && after.type().isText();
    to.emit(
        new SchemaOperation.AlterColumn(
            own.name(),
            after,
            cut ? cut(after) : null,
            saved.orElse(null),
            !harms && returns,
            said.span()));
  }

  /** The first letters of a text, as many as the new type holds. */
  private Expr cut(Column after) {
    Expr call =
        new Expr.Call(
            "left",
            List.of(Exprs.column(own.name().name(), old), Exprs.number(after.type().length())),
            null,
            Typing.UNKNOWN,
            Span.NONE);
    return Formulas.rows(to, own).type(call);
  }

  private void computed(ChangeType type, Column after, Expr using) {
    List<Column> read =
        own.columns().stream().filter(c -> using.columns().contains(c.name())).toList();
    for (Expr.Cast cast : TextCasts.in(using)) {
      Expr fits = Casts.fits(cast.operand(), cast.operand().type(), cast.target());
      if (fits != null) {
        checks(type.span())
            .none(
                Exprs.isNotTrue(fits),
                read,
                Diagnostic.error(
                        Code.CAST_FAILS,
                        "{n} {n:row|rows} of "
                            + own.name()
                            + " {n:has|have} a text here that is no "
                            + cast.target())
                    .at(cast.span(), "not every text can be read as " + cast.target()));
      }
    }
    if (!after.nullable() && using.typing().nullable()) {
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "for {n} {n:row|rows} of "
                      + own.name()
                      + " this is NULL, but "
                      + old.name()
                      + " is not null")
              .at(using.span(), "NULL for {n} {n:row|rows}");
      checks(type.span()).none(Exprs.isNull(using), read, problem);
    }
    Conversions.fits(to, own, said.table(), using, after, using.span(), said.span());
    Optional<QName> saved = save(type);
    if (!to.failed()) {
      to.emit(
          new SchemaOperation.AlterColumn(
              own.name(), after, using, saved.orElse(null), false, said.span()));
    }
  }

  private Optional<QName> save(ChangeType type) {
    String what = "the old {n:value|values} of " + name() + " {n:is|are} lost in {n} {n:row|rows}";
    return to.saves(said.loss(), Savings.count(own, List.of(old)), what, type.span())
        ? Savings.columns(to, own, List.of(old), type.span(), said.span())
        : Optional.empty();
  }

  /** A cast keeps what the values mean, but a cast back would write some of them otherwise. */
  private Optional<QName> save(ChangeType type, Expr respelt) {
    String what =
        "{n} {n:value|values} of " + name() + " {n:is|are} not written as a cast back would write";
    return to.saves(said.loss(), Savings.count(own, respelt), what, type.span())
        ? Savings.columns(to, own, List.of(old), type.span(), said.span())
        : Optional.empty();
  }

  /** The two ends of a foreign key must go on being comparable. */
  private void keysFit(Column after, Span at) {
    for (ForeignKey key : own.foreignKeys()) {
      int place = key.columns().indexOf(old.name());
      if (place >= 0) {
        to.schema()
            .table(key.target())
            .flatMap(t -> t.column(key.targetColumns().get(place)))
            .ifPresent(c -> keyFits(after, c, key.target() + "." + c.name(), at));
      }
    }
    for (Reference reference : to.schema().referencesTo(own.name())) {
      int place = reference.key().targetColumns().indexOf(old.name());
      if (place >= 0) {
        String column = reference.key().columns().get(place);
        reference
            .from()
            .column(column)
            .ifPresent(c -> keyFits(after, c, reference.from().name() + "." + column, at));
      }
    }
  }

  private void keyFits(Column after, Column other, String shown, Span at) {
    boolean self = shown.equals(name());
    if (!self && !ForeignTarget.comparable(after, other)) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  "a foreign key ties " + name() + " to " + shown + ", which is " + other.type())
              .at(at, "cannot be compared with " + other.type())
              .note("drop the foreign key first, change both columns, and add it again"));
    }
  }
}
