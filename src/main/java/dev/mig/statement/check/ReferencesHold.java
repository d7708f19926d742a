package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.statement.data.RowSamples;
import dev.mig.syntax.MigParser.AnyNameContext;
import dev.mig.syntax.MigParser.ForeignTargetContext;
import dev.mig.syntax.MigParser.ReferencesHoldContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code references T.a -> U.id}, {@code references T (a, b) -> U (c, d)}: every row points at one
 * that is there, or holds NULL.
 *
 * @param targetColumns empty for the primary key
 */
record ReferencesHold(
    TableName table,
    List<WrittenName> columns,
    TableName target,
    List<WrittenName> targetColumns,
    Span at)
    implements Assertion {
  static ReferencesHold read(ReferencesHoldContext node, Reader reader) {
    ForeignTargetContext there = node.foreignTarget();
    TableName target;
    List<WrittenName> targetColumns = List.of();
    if (there.tableRef() != null) {
      target = reader.table(there.tableRef());
      targetColumns = reader.columns(there.columnNames());
    } else {
      List<AnyNameContext> parts = there.columnRef().anyName();
      if (parts.size() > 1) {
        targetColumns = List.of(Reader.name(parts.getLast()));
        parts = parts.subList(0, parts.size() - 1);
      }
      Span span = Reader.span(parts.getFirst()).to(Reader.span(parts.getLast()));
      target = new TableName(Reader.qualified(parts), span);
    }
    if (node.columnNames() != null) {
      return new ReferencesHold(
          reader.table(node.tableRef(), node),
          reader.columns(node.columnNames()),
          target,
          targetColumns,
          Reader.span(node));
    }
    ColumnName column = reader.column(node.columnRef());
    return new ReferencesHold(
        reader.tableOf(column), List.of(column.column()), target, targetColumns, Reader.span(node));
  }

  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    Optional<Table> from = to.table(table);
    Optional<Table> there = to.table(target);
    if (from.isEmpty() || there.isEmpty()) {
      return;
    }
    Optional<List<Column>> own = to.columns(from.get(), columns);
    Optional<List<Column>> others = targets(to, there.get());
    if (own.isEmpty() || others.isEmpty()) {
      return;
    }
    if (own.get().size() != others.get().size()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  own.get().size() + " columns cannot point at " + others.get().size())
              .at(at));
      return;
    }
    emit(asker, from.get(), own.get(), there.get(), others.get());
  }

  private Optional<List<Column>> targets(Lowering to, Table there) {
    if (!targetColumns.isEmpty()) {
      return to.columns(there, targetColumns);
    }
    PrimaryKey key = there.primaryKey();
    if (key == null) {
      to.report(
          Diagnostic.error(Code.NO_KEY, there.name() + " has no primary key")
              .at(target.span(), "say which column: " + there.name() + ".c"));
      return Optional.empty();
    }
    return Optional.of(key.columns().stream().map(c -> there.column(c).orElseThrow()).toList());
  }

  private void emit(Asker asker, Table from, List<Column> own, Table there, List<Column> others) {
    Lowering to = asker.to();
    String alias = from.name().name();
    String other = "mig_target";
    TableFrom self = new TableFrom(from.name(), alias);
    TableFrom pointed = new TableFrom(there.name(), other);
    Typer typer =
        new Typer(Scope.of(to.schema()).with(alias, from).with(other, there), to.hearing());
    Expr present = null;
    Expr match = null;
    for (int i = 0; i < own.size(); i++) {
      Expr value = Exprs.column(alias, own.get(i));
      present = own.get(i).nullable() ? Exprs.and(present, Exprs.isNotNull(value)) : present;
      Span span = columns.get(i).span();
      Expr equal =
          new Expr.Binary(
              Expr.BinaryOp.EQ, Exprs.column(other, others.get(i)), value, Typing.UNKNOWN, span);
      match = Exprs.and(match, typer.condition(equal));
    }
    if (to.failed()) {
      return;
    }
    Select partner = Select.of(List.of(new Item(Exprs.number(1), "one")), pointed, match);
    List<Expr> telling = own.stream().<Expr>map(c -> Exprs.column(alias, c)).toList();
    Select orphans =
        Select.of(
            RowSamples.of(from, alias, telling, Set.of()),
            self,
            Exprs.and(present, Exprs.notExists(partner)));
    Select of = Select.of(List.of(new Item(Exprs.countAll(), "n")), self, null);
    Diagnostic problem =
        asker
            .failed(
                "{n} of {of} rows of "
                    + from.name()
                    + " {n:points|point} at no row of "
                    + there.name())
            .at(at, "no counterpart for {n} {n:row|rows}")
            .build();
    to.emit(new Question.NoRows(orphans, of, false, Refusal.of(problem), asker.span()));
  }
}
