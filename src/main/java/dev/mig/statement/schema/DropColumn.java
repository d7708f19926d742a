package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.DropColumnStatementContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code drop column [T.]A, [T.]B [saving|losing]}: keys and indexes made only of them go along;
 * whatever else needs one refuses it.
 */
public record DropColumn(TableName table, List<WrittenName> columns, Loss loss, Span span)
    implements Statement {
  public DropColumn {
    columns = List.copyOf(columns);
  }

  /** One for each table. */
  public static List<DropColumn> read(DropColumnStatementContext node, Reader reader) {
    Map<QName, TableName> tables = new LinkedHashMap<>();
    Map<QName, List<WrittenName>> columns = new LinkedHashMap<>();
    node.columnRef().stream().map(reader::column).forEach(c -> sort(c, reader, tables, columns));
    Loss loss = Reader.loss(node.lossClause());
    return tables.entrySet().stream()
        .map(
            t ->
                new DropColumn(
                    t.getValue(),
                    columns.getOrDefault(t.getKey(), List.of()),
                    loss,
                    Reader.span(node)))
        .toList();
  }

  private static void sort(
      ColumnName column,
      Reader reader,
      Map<QName, TableName> tables,
      Map<QName, List<WrittenName>> columns) {
    TableName table = reader.tableOf(column);
    tables.putIfAbsent(table.name(), table);
    columns.computeIfAbsent(table.name(), t -> new ArrayList<>()).add(column.column());
  }

  /** They are gone, and what was made of them with others. */
  @Override
  public void assume(Lowering to) {
    Tables.find(to, table)
        .ifPresent(
            t -> {
              List<String> names =
                  columns.stream()
                      .flatMap(c -> t.columnsLike(c.text()).stream())
                      .map(Column::name)
                      .distinct()
                      .toList();
              if (!names.isEmpty() && names.size() < t.columns().size()) {
                Dependants.assumeGone(to, t, names, span);
                to.emit(new SchemaOperation.DropColumns(t.name(), names, null, span));
              }
            });
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(t -> to.columns(t, columns).ifPresent(c -> drop(to, t, c)));
  }

  private void drop(Lowering to, Table from, List<Column> all) {
    Set<String> names = all.stream().map(Column::name).collect(Collectors.toSet());
    Span at = columns.getFirst().span().to(columns.getLast().span());
    if (names.size() < all.size()) {
      ColumnLists.reportTwice(to, columns, all);
      return;
    }
    if (names.size() == from.columns().size()) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  from.name() + " has no other " + (names.size() == 1 ? "column" : "columns"))
              .at(at, "a table keeps at least one column")
              .note("to drop the table: drop table " + Names.written(from.name())));
      return;
    }
    List<Dependants.Dependant> dependants = Dependants.ofColumns(to, from, names);
    if (!dependants.isEmpty()) {
      String shown = from.name() + "." + String.join(", ", all.stream().map(Column::name).toList());
      Dependants.report(
          to, shown + (all.size() == 1 ? " is" : " are") + " still used", at, span, dependants);
      return;
    }
    List<String> inOrder = all.stream().map(Column::name).toList();
    Optional<MadeAgain> again =
        loss == Loss.UNSAID ? MadeAgain.of(to, from, stored(all), names) : Optional.empty();
    if (again.isPresent()) {
      again.get().ask(to, at, span);
      to.needed(from.name(), again.get().reads());
      to.emit(
          new SchemaOperation.DropColumns(
              from.name(), inOrder, null, again.get().restored(span), span));
      return;
    }
    Optional<QName> saved = save(to, from, all, at);
    if (!to.failed()) {
      to.emit(new SchemaOperation.DropColumns(from.name(), inOrder, saved.orElse(null), span));
    }
  }

  /** A generated column loses nothing: it can be computed again. */
  private static List<Column> stored(List<Column> all) {
    return all.stream().filter(c -> c.generated() == null).toList();
  }

  private Optional<QName> save(Lowering to, Table from, List<Column> all, Span at) {
    List<Column> stored = stored(all);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    String what =
        stored.size() == 1
            ? "{n} {n:value|values} of "
                + from.name()
                + "."
                + stored.getFirst().name()
                + " {n:is|are} lost"
            : "{n} {n:row|rows} of "
                + from.name()
                + " {n:loses its|lose their} values of "
                + String.join(", ", stored.stream().map(Column::name).toList());
    return to.saves(loss, Savings.count(from, stored), what, at)
        ? Savings.columns(to, from, all, at, span)
        : Optional.empty();
  }
}
