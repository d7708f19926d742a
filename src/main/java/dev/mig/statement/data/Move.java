package dev.mig.statement.data;

import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.data.Copy.Verb;
import dev.mig.syntax.MigParser.MoveStatementContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code move T [where e] into B { c, d = e … } [on conflict [(a, b)] skip|fail]}: rows leave one
 * table for another; none is lost, none is doubled.
 *
 * @param copy what is copied before it is deleted; its loss is about columns that are not carried
 *     over
 */
public record Move(Copy copy) implements Statement {
  public static List<? extends Statement> read(MoveStatementContext node, Reader reader) {
    return List.of(
        new Move(
            new Copy(
                Copy.source(node.source(), node, reader),
                reader.table(node.tableRef()),
                Copy.lines(node.copyLine(), reader),
                Copy.conflict(node.onConflict(), reader),
                Clauses.read(node.rowClause(), reader),
                Reader.span(node.tableRef()),
                Reader.span(node))));
  }

  @Override
  public Span span() {
    return copy.span();
  }

  @Override
  public void assume(Lowering to) {
    copy.assume(to);
    TableFrom first = first(copy.source().from());
    if (first != null) {
      to.schema().tablesLike(first.table()).forEach(t -> to.doubt(t.name(), List.of()));
    }
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(copy.into());
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    check(to);
    Optional<List<Column>> set = copy.columns(to, target);
    if (set.isEmpty() || to.failed()) {
      return;
    }
    Conflict conflict = copy.conflict(to, target, set.get());
    Optional<CopySource> source = CopySource.type(to, target, set.get(), copy);
    if (source.isEmpty() || to.failed()) {
      return;
    }
    TableFrom first = first(source.get().raw().from());
    Table moved = first == null ? null : to.schema().tables().get(first.table());
    if (first == null || moved == null) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "only rows of a table can be moved")
              .at(copy.span(), "the source does not begin with a table"));
    } else if (moved.name().equals(target.name())) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "the rows of " + target.name() + " are moved into itself")
              .at(copy.at(), "the table they stand in already")
              .note("update changes rows where they are"));
    } else {
      new Moving(to, source.get(), moved, first, conflict).run();
    }
  }

  private void check(Lowering to) {
    Select source = copy.source();
    if (!source.groupBy().isEmpty()) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a group of rows is no row that could be moved")
              .at(source.groupBy().getFirst().span(), "this makes groups")
              .note("copy what the groups come to, then delete the rows"));
    }
    if (copy.onConflict() != null && copy.onConflict().verb() == Verb.UPDATE) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "a move keeps every row, and an update makes two rows one")
              .at(copy.onConflict().span(), "expected skip or fail")
              .note("skip leaves rows whose key is taken where they are")
              .note(
                  "copy … on conflict update, then delete, if the rows there may be overwritten"));
    }
  }

  /** The table whose rows are moved, the leftmost of the source. */
  private static @Nullable TableFrom first(@Nullable From from) {
    return switch (from) {
      case null -> null;
      case TableFrom t -> t;
      case Join j -> first(j.left());
      case QueryFrom q -> null;
      case EachFrom e -> null;
      case WalkFrom w -> null;
    };
  }
}
