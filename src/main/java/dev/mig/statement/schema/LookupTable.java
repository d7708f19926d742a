package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import java.util.List;
import java.util.Optional;

/** A new table of values, each once: an identity as primary key, and a unique key over the rest. */
public final class LookupTable {
  private LookupTable() {}

  /**
   * Makes the table; reports a name that is taken, or a key that cannot count, and answers empty.
   *
   * @param lastWord its name without a schema
   * @param keyType the type of the numbers that its rows get
   * @param columns what tells its rows apart
   */
  public static Optional<Table> make(
      Lowering to,
      TableName name,
      WrittenName lastWord,
      SqlType keyType,
      Span keyAt,
      List<Column> columns,
      Span span) {
    String schema = name.name().schema();
    if (!schema.isEmpty() && to.dialect().equals("sqlite")) {
      to.report(
          Diagnostic.error(Code.NOT_ON_THIS_DATABASE, "SQLite has no schemas")
              .at(name.span(), "leave out " + schema + "."));
      return Optional.empty();
    }
    String made =
        to.newName(lastWord, Names.ofRelations(to, schema), "table, view or index called");
    boolean taken = columns.stream().anyMatch(c -> Names.same(c.name(), "id"));
    Column number = Column.of(taken ? made + "_id" : "id", keyType, false);
    Column key = Numbering.identity(to, number, keyAt);
    if (to.failed()) {
      return Optional.empty();
    }
    Table table = Table.of(new QName(schema, made), List.of(key), List.of());
    for (Column column : columns) {
      table = table.plus(column);
    }
    table = table.plus(new PrimaryKey(ConstraintNames.primaryKey(to, table), List.of(key.name())));
    List<String> names = columns.stream().map(Column::name).toList();
    table =
        table.plus(
            new dev.mig.schema.Constraint.Unique(ConstraintNames.unique(to, table, names), names));
    to.emit(new SchemaOperation.CreateTable(table, span));
    return Optional.of(table);
  }
}
