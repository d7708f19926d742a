package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.TableFrom;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says a query in the names that its tables and columns had when the migration began. */
final class AtStart {
  private final Lowering to;
  private final Map<String, QName> tables = new HashMap<>();
  private final TreeSet<String> unknown = new TreeSet<>();

  private AtStart(Lowering to) {
    this.to = to;
  }

  /** Empty after a report that something in it was not there yet. */
  static Optional<Query> of(Lowering to, Query now, Span at) {
    AtStart start = new AtStart(to);
    start.aliases(now);
    Query then = start.rewrite(now);
    if (start.unknown.isEmpty()) {
      return Optional.of(then);
    }
    to.report(
        Diagnostic.error(
                Code.UNKNOWN_COLUMN,
                String.join(", ", start.unknown) + " was not there when the migration began")
            .at(at, "nothing to compare with"));
    return Optional.empty();
  }

  /** Collects what every alias stands for, queries inside expressions included. */
  private void aliases(Query query) {
    Queries.rewrite(
        query,
        e -> {
          Exprs.walk(
              e,
              inner -> {
                if (inner instanceof Expr.Exists x) {
                  aliases(x.query());
                } else if (inner instanceof Expr.Scalar x) {
                  aliases(x.query());
                }
              });
          return e;
        },
        f -> {
          if (f instanceof TableFrom t) {
            tables.put(t.alias(), t.table());
          }
          return f;
        });
  }

  private Query rewrite(Query query) {
    return Queries.rewrite(query, this::expression, this::table);
  }

  private Expr expression(Expr expr) {
    return switch (expr) {
      case Expr.Exists e -> new Expr.Exists(rewrite(e.query()), e.negated(), e.typing(), e.span());
      case Expr.Scalar s -> new Expr.Scalar(rewrite(s.query()), s.typing(), s.span());
      case Expr.Column c -> column(c);
      default -> Exprs.rebuild(expr, this::expression);
    };
  }

  private Expr column(Expr.Column c) {
    QName table = tables.get(c.relation());
    if (table == null) {
      return c;
    }
    Optional<String> old = to.columnAtStart(table, c.name());
    if (old.isEmpty()) {
      unknown.add(table + "." + c.name());
    }
    return new Expr.Column(c.relation(), old.orElse(c.name()), c.typing(), c.span());
  }

  private From table(From from) {
    if (!(from instanceof TableFrom t)) {
      return from;
    }
    Optional<QName> old = to.nameAtStart(t.table());
    if (old.isEmpty()) {
      unknown.add(t.table().toString());
    }
    return new TableFrom(old.orElse(t.table()), t.alias(), t.span());
  }
}
