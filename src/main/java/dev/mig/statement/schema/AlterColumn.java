package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AlterColumnStatementContext;
import dev.mig.syntax.MigParser.ChangeTypeContext;
import dev.mig.syntax.MigParser.ColumnChangeContext;
import dev.mig.syntax.MigParser.DropDefaultContext;
import dev.mig.syntax.MigParser.DropNotNullContext;
import dev.mig.syntax.MigParser.SetDefaultContext;
import dev.mig.syntax.MigParser.SetNotNullContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code alter column [T.]A, [T.]B [type X [using e]] [set|drop not null] [set default e | drop
 * default] [saving|losing]}: a change of type is refused while a value would fail or change.
 */
public record AlterColumn(
    TableName table, WrittenName column, List<Change> changes, Loss loss, Span span)
    implements Statement {
  /** What is said after the columns. */
  sealed interface Change {
    Span span();
  }

  record ChangeType(SqlType type, Span typeSpan, @Nullable Expr using, Span span)
      implements Change {}

  record Nullability(boolean nullable, Span span) implements Change {}

  /**
   * {@code set default e}, {@code drop default}.
   *
   * @param value null to drop it
   */
  record ChangeDefault(@Nullable Expr value, Span span) implements Change {}

  public AlterColumn {
    changes = List.copyOf(changes);
  }

  /** One for each column. */
  public static List<AlterColumn> read(AlterColumnStatementContext node, Reader reader) {
    List<Change> changes = node.columnChange().stream().map(c -> change(c, reader)).toList();
    Loss loss = Reader.loss(node.lossClause());
    return node.columnRef().stream()
        .map(reader::column)
        .map(c -> of(c, changes, loss, Reader.span(node), reader))
        .toList();
  }

  private static AlterColumn of(
      ColumnName column, List<Change> changes, Loss loss, Span span, Reader reader) {
    return new AlterColumn(reader.tableOf(column), column.column(), changes, loss, span);
  }

  private static Change change(ColumnChangeContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case ChangeTypeContext c ->
          new ChangeType(
              reader.type(c.typeRef()),
              Reader.span(c.typeRef()),
              c.expression() == null ? null : reader.expression(c.expression()),
              span);
      case SetNotNullContext c -> new Nullability(false, span);
      case DropNotNullContext c -> new Nullability(true, span);
      case SetDefaultContext c -> new ChangeDefault(reader.defaultValue(c.defaultValue()), span);
      case DropDefaultContext c -> new ChangeDefault(null, span);
      default -> throw new IllegalStateException("column change " + node.getClass());
    };
  }

  /** The new type; a value or a view that does not go with it is no news to later statements. */
  @Override
  public void assume(Lowering to) {
    Optional<Table> found = Tables.find(to, table);
    Optional<Column> old = found.flatMap(t -> to.column(t, column));
    if (old.isPresent()) {
      Table own = found.orElseThrow();
      Column after = old.get();
      for (Change change : changes) {
        after =
            switch (change) {
              case ChangeType c ->
                  after.withType(
                      SchemaTypes.resolve(to, c.type(), c.typeSpan(), own.options().strict()));
              case Nullability c -> after.withNullable(c.nullable());
              case ChangeDefault c -> after.withDefault(null);
            };
      }
      if (!after.equals(old.get())) {
        to.emit(new SchemaOperation.AlterColumn(own.name(), after, null, span));
      }
      to.doubt(own.name(), List.of(after.name()));
    }
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = Tables.find(to, table);
    found
        .flatMap(t -> to.column(t, column))
        .ifPresent(c -> new ColumnChanges(to, this, found.orElseThrow(), c).make());
  }
}
