package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.DigestUnchangedContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code digest T(a, b) unchanged}: every row, found by its key, still holds the same values in
 * these columns.
 */
record DigestUnchanged(TableName table, List<WrittenName> columns, Span at) implements Assertion {
  /**
   * Digits of a hash that are summed: so few that a sum over nine thousand million rows fits a
   * 64-bit number.
   */
  private static final int DIGITS = 9;

  static DigestUnchanged read(DigestUnchangedContext node, Reader reader) {
    return new DigestUnchanged(
        reader.table(node.tableRef(), node), reader.columns(node.columnNames()), Reader.span(node));
  }

  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    Optional<Table> found = to.table(table);
    Optional<List<Column>> wanted = found.flatMap(t -> to.columns(t, columns));
    if (found.isEmpty() || wanted.isEmpty()) {
      return;
    }
    Set<Column> all = new LinkedHashSet<>();
    found.get().key().forEach(k -> all.add(found.get().column(k).orElseThrow()));
    all.addAll(wanted.get());
    String alias = found.get().name().name();
    Typer typer = new Typer(Scope.of(to.schema()), to.hearing());
    Query now =
        typer.query(
            Select.of(
                List.of(new Item(digest(alias, all), "digest")),
                new TableFrom(found.get().name(), alias),
                null));
    if (to.failed()) {
      return;
    }
    Diagnostic problem =
        asker
            .failed(
                "the rows of "
                    + found.get().name()
                    + " do not hold what they held when the migration began")
            .at(at, "not unchanged")
            .note("compared: " + String.join(", ", all.stream().map(Column::name).toList()))
            .build();
    AtStart.of(to, now, at)
        .ifPresent(
            then ->
                to.emit(
                    new Question.Unchanged(then, now, null, Refusal.of(problem), asker.span())));
  }

  /**
   * Two sums of parts of a hash of each row, and the number of rows: the same in whatever order the
   * rows come.
   */
  private static Expr digest(String alias, Set<Column> columns) {
    Expr row = null;
    for (Column column : columns) {
      Expr text = cast(new Expr.Name(List.of(alias, column.name()), Span.NONE), SqlType.TEXT);
      Expr length = cast(call("length", text), SqlType.TEXT);
      // the length before each value keeps ('a', 'bc') and ('ab', 'c') apart
      Expr part = call("coalesce", concat(concat(length, Exprs.text(":")), text), Exprs.text("-"));
      row = row == null ? part : concat(row, part);
    }
    Expr hash =
        call(
            "translate",
            call("md5", row == null ? Exprs.text("") : row),
            Exprs.text("abcdef"),
            Exprs.text("012345"));
    Expr parts = concat(cast(sum(hash, 1), SqlType.TEXT), Exprs.text("."));
    Expr both = concat(concat(parts, cast(sum(hash, 1 + DIGITS), SqlType.TEXT)), Exprs.text("."));
    return concat(both, cast(Exprs.countAll(), SqlType.TEXT));
  }

  private static Expr sum(Expr hash, int from) {
    Expr digits = call("substr", hash, Exprs.number(from), Exprs.number(DIGITS));
    Expr sum =
        new Expr.Aggregate(
            "sum",
            cast(digits, SqlType.BIGINT),
            List.of(),
            false,
            List.of(),
            Typing.UNKNOWN,
            Span.NONE);
    return call("coalesce", sum, Exprs.number(0));
  }

  private static Expr call(String name, Expr... arguments) {
    return new Expr.Call(name, List.of(arguments), null, Typing.UNKNOWN, Span.NONE);
  }

  private static Expr cast(Expr value, SqlType type) {
    return new Expr.Cast(value, type, Typing.UNKNOWN, Span.NONE);
  }

  private static Expr concat(Expr left, Expr right) {
    return new Expr.Binary(BinaryOp.CONCAT, left, right, Typing.UNKNOWN, Span.NONE);
  }
}
