package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AddForeignKeyStatementContext;
import dev.mig.syntax.MigParser.ReferentialActionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code add foreign key [NAME] [on T] (a, b) -> U(c, d) [on delete|update …] [not validated]}, or
 * {@code add foreign key T.a -> U.c}: refused while a row points at nothing.
 */
public record AddForeignKey(
    TableName table,
    @Nullable WrittenName name,
    List<WrittenName> columns,
    ForeignTarget target,
    boolean validated,
    Span span)
    implements Statement {
  public AddForeignKey {
    columns = List.copyOf(columns);
  }

  public static List<AddForeignKey> read(AddForeignKeyStatementContext node, Reader reader) {
    ForeignTarget target =
        ForeignTarget.read(node.foreignTarget(), node.referentialAction(), reader);
    boolean validated = node.notValidated() == null;
    Span span = Reader.span(node);
    if (node.columnRef() != null) {
      ColumnName column = reader.column(node.columnRef());
      List<WrittenName> columns = List.of(column.column());
      return List.of(
          new AddForeignKey(reader.tableOf(column), null, columns, target, validated, span));
    }
    return List.of(
        new AddForeignKey(
            reader.table(node.tableRef(), node),
            TableElement.name(node.constraintName()),
            reader.columns(node.columnNames()),
            target,
            validated,
            span));
  }

  /**
   * The foreign key from a column that was made just before to the primary key of a table.
   *
   * @param at the place of the target in the script
   */
  public static AddForeignKey toPrimaryKey(
      TableName table,
      WrittenName column,
      TableName target,
      List<ReferentialActionContext> actions,
      Span at,
      Span span) {
    ForeignTarget to = ForeignTarget.primaryKey(target, actions, at);
    return new AddForeignKey(table, null, List.of(column), to, true, span);
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(own -> lower(to, own));
  }

  private void lower(Lowering to, Table own) {
    if (ColumnLists.names(to, own, columns).isEmpty()) {
      return;
    }
    List<Column> found = to.columns(own, columns).orElseThrow();
    Span at = columns.getFirst().span().to(columns.getLast().span());
    target
        .from(to, own, name, found, at, span)
        .ifPresent(made -> add(to, own, made, table, validated, at, span));
  }

  /**
   * Adds a foreign key to a table that may have rows. SQLite has none that old rows break, so there
   * they are always asked.
   */
  static void add(
      Lowering to,
      Table own,
      ForeignTarget.Made made,
      TableName written,
      boolean validated,
      Span at,
      Span span) {
    boolean sqlite = to.dialect().equals("sqlite");
    if (!to.failed() && (validated || sqlite)) {
      new RowChecks(to, own, written, at, span)
          .noOrphans(made.key(), made.target(), validated ? null : AddCheck.SQLITE_VALIDATES);
    }
    to.emit(
        new SchemaOperation.AddConstraint(
            own.name(), made.key().withValidated(validated || sqlite), span));
  }
}
