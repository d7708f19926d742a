package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.schema.Column;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup;
import dev.mig.statement.Loss;
import dev.mig.statement.WrittenName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of rows of an update that have no partner in its source. */
final class MissingRows {
  private final RowTyper typer;
  private final Rows rows;
  private final Match match;
  private final Span span;

  private MissingRows(RowTyper typer, Rows rows, Match match, Span span) {
    this.typer = typer;
    this.rows = rows;
    this.match = match;
    this.span = span;
  }

  /**
   * The update with {@code missing} carried out: deletes first, or gives such rows other values;
   * empty after a report.
   */
  static Optional<RowTyper.Typed> settle(
      RowTyper typer, RowTyper.Typed typed, Loss loss, Span span) {
    Match match = typed.rows().match();
    if (match == null) {
      return Optional.of(typed);
    }
    MissingRows missing = new MissingRows(typer, typed.rows(), match, span);
    return switch (match.lookup().missing()) {
      case REFUSE, KEEP, SKIP -> Optional.of(typed);
      case INSERT -> {
        Span at = missing.at();
        typer
            .to()
            .report(
                Diagnostic.error(
                        Code.NOT_ALLOWED_HERE,
                        "a row without a match cannot be inserted by an update")
                    .at(at, "refuse, keep, delete, or C = e"));
        yield Optional.empty();
      }
      case DELETE -> {
        missing.delete(loss);
        yield Optional.of(typed);
      }
      case ASSIGN -> missing.assign(typed.assigned());
    };
  }

  private Span at() {
    Lookup lookup = match.lookup();
    return lookup.missingSpan() == null ? lookup.span() : lookup.missingSpan();
  }

  private Expr without() {
    return Exprs.notExists(
        Select.of(List.of(new Item(Exprs.number(1), "one")), match.source(), match.on()));
  }

  private void delete(Loss loss) {
    Expr where = Exprs.and(rows.own(), without());
    new Deletion(typer.to(), rows.table(), where, at(), span).run(loss);
  }

  /**
   * One update of the table alone, because a second one for the rest would see what the first has
   * done.
   */
  private Optional<RowTyper.Typed> assign(List<Assigned> matched) {
    Optional<List<Assigned>> others = others();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    LookupChecks.ask(typer.to(), rows, match, span);
    Expr found = Exprs.exists(rows.fromSource(Exprs.number(1), null));
    List<Assigned> all = new ArrayList<>();
    for (Assigned a : matched) {
      Expr value = new Expr.Scalar(rows.fromSource(a.value(), null), a.value().typing(), Span.NONE);
      Assigned other = find(others.get(), a.column());
      Expr otherwise = other == null ? rows.column(a.column().name()) : other.value();
      all.add(new Assigned(a.column(), Exprs.when(found, value, otherwise), a.at()));
    }
    for (Assigned other : others.get()) {
      if (find(matched, other.column()) == null) {
        Expr kept = rows.column(other.column().name());
        all.add(new Assigned(other.column(), Exprs.when(found, kept, other.value()), other.at()));
      }
    }
    Expr own = rows.own();
    if (rows.cross() != null) {
      own = Exprs.and(own, Exprs.or(found, without()));
    }
    return Optional.of(new RowTyper.Typed(Rows.of(rows.table(), own), all));
  }

  private static @Nullable Assigned find(List<Assigned> all, Column column) {
    return all.stream().filter(a -> a.column().equals(column)).findFirst().orElse(null);
  }

  private Optional<List<Assigned>> others() {
    List<Assignment> said = match.lookup().assignments();
    List<WrittenName> names =
        said.stream().map(a -> new WrittenName(a.column(), false, at())).toList();
    Optional<List<Column>> columns = typer.to().columns(rows.table(), names);
    return columns.flatMap(
        c ->
            typer
                .type(c, said.stream().map(Assignment::value).toList(), null, null)
                .map(RowTyper.Typed::assigned));
  }
}
