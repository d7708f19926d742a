package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.DropTableStatementContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code drop table T, U [saving|losing]}: refused while a foreign key, view or trigger outside
 * them needs one.
 */
public record DropTable(List<TableName> tables, Loss loss, Span span) implements Statement {
  public DropTable {
    tables = List.copyOf(tables);
  }

  public static List<DropTable> read(DropTableStatementContext node, Reader reader) {
    List<TableName> tables = node.tableRef().stream().map(reader::table).toList();
    return List.of(new DropTable(tables, Reader.loss(node.lossClause()), Reader.span(node)));
  }

  /** They are gone, and so are the keys that pointed at them. */
  @Override
  public void assume(Lowering to) {
    for (TableName name : tables) {
      Tables.find(to, name)
          .ifPresent(
              t -> {
                for (Reference reference : to.schema().referencesTo(t.name())) {
                  to.emit(
                      new SchemaOperation.DropConstraint(
                          reference.from().name(), reference.key(), span));
                }
                to.emit(new SchemaOperation.DropTable(t.name(), null, span));
              });
    }
  }

  @Override
  public void lower(Lowering to) {
    List<Table> found = new ArrayList<>();
    for (TableName name : tables) {
      Optional<Table> table = Tables.find(to, name);
      if (table.isPresent() && found.contains(table.get())) {
        to.report(
            Diagnostic.error(Code.SAID_TWICE, table.get().name() + " is named twice")
                .at(name.span(), "leave it out here"));
      } else {
        table.ifPresent(found::add);
      }
    }
    if (found.isEmpty() || to.failed() || used(to, found)) {
      return;
    }
    Map<QName, QName> saved = new HashMap<>();
    for (Table table : found) {
      String what = "{n} {n:row|rows} of " + table.name() + " {n:is|are} lost";
      Span at = tables.get(found.indexOf(table)).span();
      if (to.saves(loss, Savings.count(table, List.of()), what, at)) {
        saved.put(table.name(), Savings.table(to, table, span));
      }
    }
    drop(to, found, saved);
  }

  private boolean used(Lowering to, List<Table> found) {
    List<Dependants.Dependant> dependants = Dependants.ofTables(to, found);
    if (dependants.isEmpty()) {
      return false;
    }
    String names = String.join(", ", found.stream().map(t -> t.name().toString()).toList());
    String verb = found.size() == 1 ? " is still used" : " are still used";
    Dependants.report(
        to, names + verb, tables.getFirst().span().to(tables.getLast().span()), span, dependants);
    return true;
  }

  /**
   * Those that point go before those that are pointed at; where they point in a ring, the foreign
   * keys go first.
   */
  private void drop(Lowering to, List<Table> found, Map<QName, QName> saved) {
    List<Table> left = new ArrayList<>(found);
    while (!left.isEmpty()) {
      Table next =
          left.stream()
              .filter(t -> pointing(t, left).isEmpty())
              .findFirst()
              .orElseGet(left::getFirst);
      for (Table from : pointing(next, left)) {
        for (ForeignKey key : from.foreignKeys()) {
          if (key.target().equals(next.name())) {
            to.emit(new SchemaOperation.DropConstraint(from.name(), key, span));
          }
        }
      }
      to.emit(new SchemaOperation.DropTable(next.name(), saved.get(next.name()), span));
      left.remove(next);
    }
  }

  /** The other tables that point at this one. */
  private static List<Table> pointing(Table at, List<Table> among) {
    return among.stream()
        .filter(t -> !t.equals(at))
        .filter(t -> t.foreignKeys().stream().anyMatch(k -> k.target().equals(at.name())))
        .toList();
  }
}
