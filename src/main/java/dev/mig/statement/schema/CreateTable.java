package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.CreateTableStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code create table T { COLUMN … columns of U [(a, b)] … primary key [NAME] (…) unique [NAME] (…)
 * check NAME (e) foreign key [NAME] (…) -> U(…) }}.
 */
public record CreateTable(
    TableName name, WrittenName lastWord, List<TableElement> elements, Span span)
    implements Statement {
  public CreateTable {
    elements = List.copyOf(elements);
  }

  public static List<CreateTable> read(CreateTableStatementContext node, Reader reader) {
    return List.of(
        new CreateTable(
            reader.newTable(node.newTable()),
            Reader.name(node.newTable().anyName().getLast()),
            node.tableElement().stream().map(e -> TableElement.read(e, reader)).toList(),
            Reader.span(node)));
  }

  /** A name that is taken stands for a table that has these columns too. */
  @Override
  public void assume(Lowering to) {
    if (name.name().name().isEmpty()) {
      return;
    }
    List<Table> there = to.schema().tablesLike(name.name());
    if (there.isEmpty()) {
      Table table = Table.of(name.name(), List.of(), List.of());
      to.emit(new SchemaOperation.CreateTable(constraints(to, columns(to, table)), span));
      return;
    }
    Table empty = Table.of(there.getFirst().name(), List.of(), List.of());
    Table meant = columns(to, empty);
    for (Column column : there.getFirst().columns()) {
      if (!column.nullable() && meant.columnsLike(column.name()).isEmpty()) {
        Column open = column.withNullable(true);
        to.emit(new SchemaOperation.AlterColumn(empty.name(), open, null, span));
      }
    }
    for (Column column : meant.columns()) {
      Assumptions.column(to, empty, column.name(), column.type(), span);
    }
  }

  @Override
  public void lower(Lowering to) {
    String schema = name.name().schema();
    if (!schema.isEmpty() && to.dialect().equals("sqlite")) {
      to.report(
          Diagnostic.error(Code.NOT_ON_THIS_DATABASE, "SQLite has no schemas")
              .at(name.span(), "leave out " + schema + "."));
      return;
    }
    String newName =
        to.newName(lastWord, Names.ofRelations(to, schema), "table, view or index called");
    if (to.failed()) {
      return;
    }
    Table table = columns(to, Table.of(new QName(schema, newName), List.of(), List.of()));
    if (table.columns().isEmpty() && !to.failed()) {
      to.report(
          Diagnostic.error(Code.SYNTAX, newName + " has no columns")
              .at(name.span(), "a table has at least one"));
    }
    to.emit(new SchemaOperation.CreateTable(constraints(to, table), span));
  }

  private Table columns(Lowering to, Table empty) {
    Table table = empty;
    List<ColumnSpec> specs = new ArrayList<>();
    for (TableElement element : elements) {
      if (element instanceof TableElement.NewColumn c) {
        if (isTwice(to, table, c.spec().name())) {
          continue;
        }
        specs.add(c.spec());
        table = table.plus(c.spec().plain(to, table));
      } else if (element instanceof TableElement.ColumnsOf c) {
        for (Column column : c.copies(to)) {
          if (table.column(column.name()).isPresent()) {
            to.report(
                Diagnostic.error(
                        Code.SAID_TWICE,
                        column.name() + " is a column of " + table.name() + " already")
                    .at(c.span(), "this brings it again")
                    .note(
                        "list the columns that are meant: columns of "
                            + c.table().name()
                            + " (…)"));
          } else {
            table = table.plus(column);
          }
        }
      }
    }
    for (ColumnSpec spec : specs) {
      Optional<Column> plain = table.column(spec.name().text());
      if (plain.isPresent()) {
        table = table.withColumn(plain.get().name(), spec.whole(to, table, plain.get()));
      }
    }
    return table;
  }

  /** Reports a column that the same block has already made. */
  private boolean isTwice(Lowering to, Table table, WrittenName column) {
    if (!Names.ofColumns(table).test(column.text())) {
      return false;
    }
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.SAID_TWICE, table.name() + " gets the column " + column.text() + " twice")
            .at(column.span(), "again");
    for (TableElement element : elements) {
      if (element instanceof TableElement.NewColumn c
          && Names.same(c.spec().name().text(), column.text())
          && c.spec().name().span().start() < column.span().start()) {
        problem.also(c.spec().name().span(), "here first");
        break;
      }
    }
    to.report(problem);
    return true;
  }

  /** Keys first, so that a foreign key may point at the table itself. */
  private Table constraints(Lowering to, Table plain) {
    Table table = plain;
    for (TableElement element : elements) {
      for (Constraint.PrimaryKey key : element.primaryKeys(to, table)) {
        table = keyed(to, table.plus(key), key);
      }
    }
    for (TableElement element : elements) {
      for (Constraint constraint : element.uniques(to, table)) {
        table = table.plus(constraint);
      }
    }
    for (TableElement element : elements) {
      for (Constraint constraint : element.others(to, table, span)) {
        table = table.plus(constraint);
      }
    }
    identities(to, table);
    return table;
  }

  private static Table keyed(Lowering to, Table table, Constraint.PrimaryKey key) {
    Table keyed = table;
    for (String column : key.columns()) {
      keyed = keyed.withColumn(column, keyed.column(column).orElseThrow().withNullable(false));
    }
    Optional<Column> rowid = Numbering.rowid(to, keyed, key);
    return rowid.isPresent() ? keyed.withColumn(rowid.get().name(), rowid.get()) : keyed;
  }

  private void identities(Lowering to, Table table) {
    for (TableElement element : elements) {
      if (element instanceof TableElement.NewColumn c) {
        ColumnSpec.Identity identity = c.spec().option(ColumnSpec.Identity.class);
        Optional<Column> column = table.column(c.spec().name().text());
        if (identity != null && column.isPresent() && column.get().identity() != null) {
          Numbering.check(to, table, column.get(), identity.span());
        }
      }
    }
  }
}
