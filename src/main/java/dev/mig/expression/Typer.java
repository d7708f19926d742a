package dev.mig.expression;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Query.From;
import dev.mig.expression.Scope.Found;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.source.Code;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Resolves the names of an expression and gives every node its type, NULL tracked. What is wrong
 * goes to the sink, once: a node that could not be typed has the type UNKNOWN, which goes with
 * everything.
 */
public final class Typer {
  private final Scope scope;
  final Problems problems;
  private final Operators operators;
  private final Calls calls;

  /**
   * Columns that are known not to be NULL where the typer stands, as {@code depth.alias.column}.
   */
  private Set<String> notNull;

  private boolean aggregates;

  public Typer(Scope scope, Hearing sink) {
    this(scope, new Problems(sink), Set.of());
  }

  Typer(Scope scope, Problems problems, Set<String> notNull) {
    this.scope = scope;
    this.problems = problems;
    this.notNull = notNull;
    this.operators = new Operators(this);
    this.calls = new Calls(this);
  }

  /** Types an expression of any type. */
  public Expr type(Expr expr) {
    return switch (expr) {
      case Literal l -> literal(l);
      case Name n -> name(n);
      case Column c -> c;
      case Unary u -> operators.unary(u);
      case Binary b -> operators.binary(b);
      case Is i -> is(i);
      case Between b -> operators.between(b);
      case In i -> operators.in(i);
      case Case c -> caseOf(c);
      case Cast c -> cast(c);
      case Call c -> calls.call(c);
      case Aggregate a -> calls.aggregate(a, aggregates);
      case Exists e ->
          new Exists(inner(e.query()), e.negated(), Typing.of(SqlType.BOOLEAN, false), e.span());
      case Scalar s -> scalar(s);
      case Row r -> new Row(r.parts().stream().map(this::type).toList(), Typing.UNKNOWN, r.span());
    };
  }

  /** Types an expression that must be true or false. */
  public Expr condition(Expr expr) {
    Expr typed = type(expr);
    if (!isUnknown(typed) && typed.type().kind() != Kind.BOOLEAN) {
      problems.type("this is no condition", "boolean", typed.type().toString(), typed.span());
    }
    return typed;
  }

  /**
   * Types a value for a column. Literals become values of the column's type; where the types differ
   * and one holds the values of the other, a cast without a span is put in. Whether each value fits
   * is a question to the data: {@link Fit#question}.
   */
  public Expr assignable(Expr expr, dev.mig.schema.Column target) {
    return new Assignments(this).assign(type(expr), target);
  }

  /** The same for a value that is typed already, such as an item of a query. */
  public Expr assign(Expr typed, dev.mig.schema.Column target) {
    return new Assignments(this).assign(typed, target);
  }

  /** Types a query; the relations of this scope are in its reach. */
  public Query query(Query query) {
    return inner(query);
  }

  /** Resolves the tables of a from clause and types its conditions. */
  public From from(From from) {
    return new QueryTyper(scope.beside(), problems, notNull).from(from);
  }

  private Query inner(Query query) {
    return new QueryTyper(scope.inner(), problems, notNull).query(query);
  }

  /** This typer while it looks at parts of a query where aggregates may stand. */
  Expr grouped(Supplier<Expr> typing) {
    boolean before = aggregates;
    aggregates = true;
    try {
      return typing.get();
    } finally {
      aggregates = before;
    }
  }

  Expr ungrouped(Expr expr) {
    boolean before = aggregates;
    aggregates = false;
    try {
      return type(expr);
    } finally {
      aggregates = before;
    }
  }

  Scope scope() {
    return scope;
  }

  static boolean isUnknown(Expr expr) {
    return expr.type().kind() == Kind.UNKNOWN;
  }

  static boolean isNull(Expr expr) {
    return expr instanceof Literal l && l.value() == null;
  }

  private Expr literal(Literal l) {
    Literal typed = Literals.natural(l);
    boolean said = typed.value() instanceof String && !typed.type().isText();
    if (!said) {
      return typed;
    }
    Literal read = Literals.as(typed, typed.type());
    if (read == null) {
      problems.literal(typed, typed.type(), "is no " + typed.type());
      return typed;
    }
    return read;
  }

  private Expr name(Name name) {
    List<Found> found = new ArrayList<>();
    for (Scope s = scope; s != null; s = s.outer()) {
      found.addAll(s.find(name.parts()));
      if (!found.isEmpty() && name.parts().size() > 1) {
        break;
      }
    }
    Expr value = name.parts().size() == 1 ? scope.value(name.parts().getLast()) : null;
    if (found.isEmpty()) {
      return value != null ? value : clock(name);
    }
    if (value != null) {
      problems.shadowed(name.parts().getLast(), found.getFirst(), name.span());
      return name;
    }
    if (found.size() > 1) {
      problems.ambiguous(name.parts(), found, name.span());
      return name;
    }
    Found only = found.getFirst();
    problems.meaning(only, name.span());
    String alias = only.relation().alias();
    boolean nullable =
        only.column().nullable() && !notNull.contains(key(alias, only.column().name()));
    return new Column(
        alias, only.column().name(), Typing.of(only.column().type(), nullable), name.span());
  }

  /** SQL's few functions that are written without parentheses. */
  private Expr clock(Name name) {
    String word = name.parts().getLast().toLowerCase(Locale.ROOT);
    if (name.parts().size() == 1
        && (word.equals("current_date") || word.equals("current_timestamp"))) {
      String function = word.equals("current_date") ? word : "now";
      return calls.call(new Call(function, List.of(), null, Typing.UNKNOWN, name.span()));
    }
    if (!scope.isForgiving()) {
      problems.unknownColumn(scope, name.parts(), name.span());
    }
    return name;
  }

  private String key(String alias, String column) {
    int depth = 0;
    for (Scope s = scope; s != null; s = s.outer()) {
      depth++;
    }
    for (Scope s = scope; s != null; s = s.outer()) {
      if (s.relations().stream().anyMatch(r -> r.alias().equals(alias))) {
        break;
      }
      depth--;
    }
    return depth + "." + alias + "." + column;
  }

  /** Types something where these columns are known not to be NULL. */
  Expr knowing(Collection<Column> columns, Supplier<Expr> typing) {
    Set<String> before = notNull;
    learn(columns);
    try {
      return typing.get();
    } finally {
      notNull = before;
    }
  }

  /** From here on these columns are known not to be NULL. */
  void learn(Collection<Column> columns) {
    Set<String> more = new HashSet<>(notNull);
    columns.forEach(c -> more.add(key(c.relation(), c.name())));
    notNull = more;
  }

  private Expr is(Is i) {
    Expr operand = i.test() == IsTest.NULL ? type(i.operand()) : condition(i.operand());
    boolean never =
        i.test() == IsTest.NULL
            && !i.negated()
            && !isUnknown(operand)
            && !operand.typing().nullable();
    if (never && operand instanceof Column) {
      problems.neverTrue("this column is never NULL", i.span());
    }
    return new Is(operand, i.test(), i.negated(), Typing.of(SqlType.BOOLEAN, false), i.span());
  }

  private Expr scalar(Scalar s) {
    Query query = inner(s.query());
    if (query.columns().size() != 1) {
      problems.error(
          Code.WRONG_TYPE,
          "a query used as a value has one column, this one has " + query.columns().size(),
          s.span());
      return new Scalar(query, Typing.UNKNOWN, s.span());
    }
    boolean counts = false;
    SqlType type = SqlType.UNKNOWN;
    if (query instanceof Query.Select select) {
      Expr value = select.items().getFirst().value();
      type = value.type();
      counts =
          value instanceof Aggregate a
              && a.name().equals("count")
              && select.groupBy().isEmpty()
              && select.having() == null;
    }
    return new Scalar(query, Typing.of(type, !counts), s.span());
  }

  private Expr caseOf(Case c) {
    Expr subject = c.subject() == null ? null : type(c.subject());
    Set<Column> known = new HashSet<>();
    List<When> whens = new ArrayList<>();
    for (When when : c.whens()) {
      Expr test =
          subject == null
              ? knowing(known, () -> condition(when.condition()))
              : operators.matching(subject, type(when.condition()));
      Set<Column> inside = new HashSet<>(known);
      if (subject == null) {
        inside.addAll(Facts.whenTrue(test));
      }
      whens.add(new When(test, knowing(inside, () -> type(when.result()))));
      if (subject == null) {
        known.addAll(Facts.whenNotTrue(test));
      }
    }
    Expr original = c.otherwise();
    Expr otherwise = original == null ? null : knowing(known, () -> type(original));
    List<Expr> results = new ArrayList<>(whens.stream().map(When::result).toList());
    if (otherwise != null) {
      results.add(otherwise);
    }
    SqlType type = common(results, "the branches of this case are of different types");
    boolean nullable = otherwise == null || results.stream().anyMatch(r -> r.typing().nullable());
    List<When> aligned =
        whens.stream().map(w -> new When(w.condition(), align(w.result(), type))).toList();
    return new Case(
        subject,
        aligned,
        otherwise == null ? null : align(otherwise, type),
        Typing.of(type, nullable),
        c.span());
  }

  /**
   * The type that holds all of these, or UNKNOWN after a report. Text literals as written follow
   * the others.
   */
  SqlType common(List<Expr> parts, String otherwise) {
    SqlType sum = SqlType.UNKNOWN;
    for (Expr part : parts) {
      if (Literals.isOpenText(part)) {
        continue;
      }
      SqlType next = Types.common(sum, part.type());
      if (next == null) {
        problems.type(otherwise, sum.toString(), part.type().toString(), part.span());
        return SqlType.UNKNOWN;
      }
      sum = next;
    }
    boolean texts = parts.stream().anyMatch(Literals::isOpenText);
    return sum.kind() == Kind.UNKNOWN
            && texts
            && parts.stream().noneMatch(p -> isUnknown(p) && !isNull(p))
        ? SqlType.TEXT
        : sum;
  }

  /**
   * The expression as a value of the type: literals are read as such, moments, JSON and enums are
   * cast.
   */
  Expr align(Expr expr, SqlType type) {
    if (type.kind() == Kind.UNKNOWN || Types.family(type) == Types.Family.OTHER) {
      return expr;
    }
    if (expr instanceof Literal l) {
      Literal read = Literals.as(l, type.isText() && l.type().isText() ? l.type() : type);
      if (read != null) {
        return read;
      }
      if (Literals.isOpenText(l)) {
        problems.literal(l, type, "is no " + type);
        return implied(l, type);
      }
    }
    boolean numbers = expr.type().isNumber() && type.isNumber();
    return numbers || !Types.differ(expr.type(), type) ? expr : implied(expr, type);
  }

  static Expr implied(Expr expr, SqlType type) {
    return new Cast(expr, type, Typing.of(type, expr.typing().nullable()), Span.NONE);
  }

  private Expr cast(Cast c) {
    Expr operand = type(c.operand());
    SqlType target = c.target();
    Typing typing = Typing.of(target, operand.typing().nullable());
    if (operand instanceof Literal l && Literals.isOpenText(l)) {
      return castText(c, l, typing);
    }
    if (!isUnknown(operand) && !Types.casts(operand.type(), target)) {
      problems.type(
          "a value of type " + operand.type() + " cannot become " + target,
          target.toString(),
          operand.type().toString(),
          operand.span());
    }
    return new Cast(operand, target, typing, c.span());
  }

  private Expr castText(Cast c, Literal text, Typing typing) {
    SqlType target = c.target();
    Literal read = Literals.as(text, target);
    List<String> values = target.kind() == Kind.ENUM ? scope.enumValues(target) : null;
    if (read == null || (values != null && !values.contains(text.value()))) {
      problems.literal(text, target, "is no " + target);
      return new Cast(text, target, typing, c.span());
    }
    Literal whole = new Literal(read.value(), typing, c.span());
    return target.isText() || Types.family(target) == Types.Family.OTHER || target.scale() >= 0
        ? new Cast(target.isText() ? text : whole, target, typing, c.span())
        : whole;
  }
}
