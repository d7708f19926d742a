package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.CheckElementContext;
import dev.mig.syntax.MigParser.ColumnElementContext;
import dev.mig.syntax.MigParser.ColumnsOfElementContext;
import dev.mig.syntax.MigParser.ConstraintNameContext;
import dev.mig.syntax.MigParser.ForeignKeyElementContext;
import dev.mig.syntax.MigParser.PrimaryKeyElementContext;
import dev.mig.syntax.MigParser.TableElementContext;
import dev.mig.syntax.MigParser.UniqueElementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a create-table block. */
sealed interface TableElement {
  Span span();

  /** {@code NAME TYPE …}. */
  record NewColumn(ColumnSpec spec, Span span) implements TableElement {}

  /**
   * {@code columns of U [(a, b)]}: type, nullability and default of all or some columns of another
   * table.
   */
  record ColumnsOf(TableName table, @Nullable List<WrittenName> columns, Span span)
      implements TableElement {
    List<Column> copies(Lowering to) {
      List<WrittenName> some = columns;
      return Tables.find(to, table)
          .flatMap(t -> some == null ? Optional.of(t.columns()) : to.columns(t, some))
          .orElse(List.of())
          .stream()
          .map(c -> c.withIdentity(null).withGenerated(null))
          .toList();
    }
  }

  /** {@code primary key [NAME] (a, b)}. */
  record PrimaryKey(@Nullable WrittenName name, List<WrittenName> columns, Span span)
      implements TableElement {}

  /** {@code unique [NAME] (a, b)}. */
  record Unique(@Nullable WrittenName name, List<WrittenName> columns, Span span)
      implements TableElement {}

  /** {@code check NAME (e)}. */
  record Check(WrittenName name, Expr condition, Span span) implements TableElement {}

  /** {@code foreign key [NAME] (a, b) -> U(c, d) …}. */
  record ForeignKey(
      @Nullable WrittenName name, List<WrittenName> columns, ForeignTarget target, Span span)
      implements TableElement {}

  static TableElement read(TableElementContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case ColumnElementContext e ->
          new NewColumn(
              ColumnSpec.read(
                  Reader.name(e.lineName()), e.typeRef(), e.columnOption(), span, reader),
              span);
      case ColumnsOfElementContext e ->
          new ColumnsOf(
              reader.table(e.tableRef()),
              e.columnNames() == null ? null : reader.columns(e.columnNames()),
              span);
      case PrimaryKeyElementContext e ->
          new PrimaryKey(name(e.constraintName()), reader.columns(e.columnNames()), span);
      case UniqueElementContext e ->
          new Unique(name(e.constraintName()), reader.columns(e.columnNames()), span);
      case CheckElementContext e ->
          new Check(Reader.name(e.constraintName()), reader.expression(e.expression()), span);
      case ForeignKeyElementContext e -> {
        ForeignTarget target = ForeignTarget.read(e.foreignTarget(), e.referentialAction(), reader);
        List<WrittenName> columns =
            e.columnNames() != null
                ? reader.columns(e.columnNames())
                : List.of(last(reader.column(e.columnRef())));
        yield new ForeignKey(name(e.constraintName()), columns, target, span);
      }
      default -> throw new IllegalStateException("table element " + node.getClass());
    };
  }

  static @Nullable WrittenName name(@Nullable ConstraintNameContext node) {
    return node == null ? null : Reader.name(node);
  }

  private static WrittenName last(ColumnName column) {
    return column.column();
  }

  /** The primary keys that it makes. */
  default List<Constraint.PrimaryKey> primaryKeys(Lowering to, Table own) {
    return switch (this) {
      case NewColumn e -> {
        ColumnSpec.PrimaryKey said = e.spec.option(ColumnSpec.PrimaryKey.class);
        yield said == null
            ? List.of()
            : Constraints.primaryKey(to, own, null, List.of(e.spec.name()), said.span()).stream()
                .toList();
      }
      case PrimaryKey e ->
          Constraints.primaryKey(to, own, e.name, e.columns, e.span).stream().toList();
      case ColumnsOf e -> List.of();
      case Unique e -> List.of();
      case Check e -> List.of();
      case ForeignKey e -> List.of();
    };
  }

  /** The unique constraints that it makes. */
  default List<Constraint.Unique> uniques(Lowering to, Table own) {
    return switch (this) {
      case NewColumn e ->
          e.spec.option(ColumnSpec.Unique.class) == null
              ? List.of()
              : Constraints.unique(to, own, null, List.of(e.spec.name())).stream().toList();
      case Unique e -> Constraints.unique(to, own, e.name, e.columns).stream().toList();
      case ColumnsOf e -> List.of();
      case PrimaryKey e -> List.of();
      case Check e -> List.of();
      case ForeignKey e -> List.of();
    };
  }

  /** The checks and foreign keys that it makes. */
  default List<Constraint> others(Lowering to, Table own, Span statement) {
    List<Constraint> made = new ArrayList<>();
    switch (this) {
      case NewColumn e -> ofColumn(to, own, e.spec, statement, made);
      case Check e -> Constraints.check(to, own, e.name, "", e.condition).ifPresent(made::add);
      case ForeignKey e -> {
        if (ColumnLists.names(to, own, e.columns).isPresent()) {
          List<Column> columns = to.columns(own, e.columns).orElseThrow();
          e.target
              .from(to, own, e.name, columns, e.span, statement)
              .ifPresent(m -> made.add(m.key()));
        }
      }
      case ColumnsOf e -> {}
      case PrimaryKey e -> {}
      case Unique e -> {}
    }
    return made;
  }

  private static void ofColumn(
      Lowering to, Table own, ColumnSpec spec, Span statement, List<Constraint> made) {
    Optional<Column> column = own.column(spec.name().text());
    if (column.isEmpty()) {
      return;
    }
    Table grown = own;
    for (ColumnSpec.Option option : spec.options()) {
      Optional<? extends Constraint> constraint =
          switch (option) {
            case ColumnSpec.Check c ->
                Constraints.check(to, grown, null, column.get().name(), c.condition());
            case ColumnSpec.References r ->
                r.target()
                    .from(to, grown, null, List.of(column.get()), r.span(), statement)
                    .map(ForeignTarget.Made::key);
            case ColumnSpec.NotNull o -> Optional.empty();
            case ColumnSpec.Default o -> Optional.empty();
            case ColumnSpec.Identity o -> Optional.empty();
            case ColumnSpec.PrimaryKey o -> Optional.empty();
            case ColumnSpec.Unique o -> Optional.empty();
            case ColumnSpec.Generated o -> Optional.empty();
          };
      if (constraint.isPresent()) {
        grown = grown.plus(constraint.get());
        made.add(constraint.get());
      }
    }
  }
}
