package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.MapStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code map values C [into D] { 'a', 'b' -> 'x' null -> 'y' [else keep|fail|e] }}: recodes values
 * by a table of values. Several columns: {@code map values (a, b) into c { (true, any) -> 'x' }}.
 *
 * @param into null for the column itself
 */
public record MapValues(
    TableName table,
    List<ColumnName> columns,
    @Nullable ColumnName into,
    MapLines.Block lines,
    Loss loss,
    boolean block,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(MapStatementContext node, Reader reader) {
    List<ColumnName> columns = node.mapColumns().columnRef().stream().map(reader::column).toList();
    return List.of(
        new MapValues(
            reader.tableOf(columns.getFirst()),
            columns,
            node.columnRef() == null ? null : reader.column(node.columnRef()),
            new MapLines(reader).read(node.mapBlock()),
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.values(
        to, table, List.of(into == null ? columns.getFirst().column() : into.column()));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    if (into == null && columns.size() > 1) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "several columns are mapped, but not said into which")
              .at(at(), "say into which column: (a, b) into c"));
      return;
    }
    List<ColumnName> all = new ArrayList<>();
    columns.forEach(c -> all.add(named(c)));
    Optional<List<Column>> sources = Targets.read(to, target, all);
    ColumnName last = into == null ? all.getFirst() : named(into);
    Optional<List<Column>> set = Targets.of(to, target, List.of(last), false);
    if (sources.isEmpty() || set.isEmpty()) {
      return;
    }
    MapTable.type(to, target, sources.get(), set.get().getFirst(), this)
        .ifPresent(m -> lower(to, m));
  }

  /** A column named alone belongs to the table of the first. */
  private ColumnName named(ColumnName name) {
    return name.table() == null ? new ColumnName(table, name.column()) : name;
  }

  private void lower(Lowering to, MapTable map) {
    map.askCovered(to);
    RowUpdate update = new RowUpdate(to, map.rows(), List.of(map.assigned()), at(), span);
    update.ask();
    MapReverse reverse = new MapReverse(to, map);
    if (into != null || reverse.isNew()) {
      update.overwrite(loss);
    } else {
      reverse.lower(update, loss);
    }
  }

  Span at() {
    return columns.getFirst().column().span().to(columns.getLast().column().span());
  }
}
