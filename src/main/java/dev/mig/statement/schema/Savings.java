package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.RowOperation;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saves beside the ledger what a change of the schema takes away. */
final class Savings {
  private Savings() {}

  /**
   * How many rows of a table have a value in one of these columns; of all its rows without columns.
   */
  static Query count(Table table, List<Column> columns) {
    String alias = table.name().name();
    Expr any = null;
    for (Column column : columns) {
      Expr present = Exprs.isNotNull(Exprs.column(alias, column));
      any = any == null ? present : Exprs.or(any, present);
    }
    return count(table, any);
  }

  /** How many rows of a table fulfil a condition over it under its name; all without one. */
  static Query count(Table table, @Nullable Expr condition) {
    TableFrom from = new TableFrom(table.name(), table.name().name());
    return Select.of(List.of(new Item(Exprs.countAll(), "n")), from, condition);
  }

  /** The rows of a table that fulfil a condition over it under its name. */
  static Query rows(Table table, Expr condition) {
    TableFrom from = new TableFrom(table.name(), table.name().name());
    return Select.of(List.of(new Item(Exprs.number(1), "one")), from, condition);
  }

  /** Saves all rows. */
  static QName table(Lowering to, Table table, Span span) {
    QName saved = to.savedTable(table.name().name());
    List<Column> plain = table.columns().stream().filter(c -> c.generated() == null).toList();
    to.emit(new RowOperation.SaveRows(saved, select(table, plain), span));
    return saved;
  }

  /**
   * Saves key and values of these columns; reports N113 where the rows could not be found again and
   * answers empty.
   */
  static Optional<QName> columns(
      Lowering to, Table table, List<Column> columns, Span at, Span span) {
    List<String> key = table.key();
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    Diagnostic.Builder problem =
        key.isEmpty() ? keyless(table, at) : touched(table, key, names, at);
    if (problem != null) {
      to.report(problem);
      return Optional.empty();
    }
    List<Column> all = new ArrayList<>();
    key.forEach(k -> all.add(table.column(k).orElseThrow()));
    columns.stream().filter(c -> c.generated() == null).forEach(all::add);
    String hint = table.name().name() + "_" + columns.getFirst().name();
    QName saved = to.savedTable(hint);
    to.emit(new RowOperation.SaveRows(saved, select(table, all), span));
    return Optional.of(saved);
  }

  private static Diagnostic.Builder keyless(Table table, Span at) {
    return Diagnostic.error(
            Code.NO_KEY,
            table.name() + " has no key by which saved values would find their rows again")
        .at(at, "cannot be saved")
        .note("add a primary key, or a unique key over columns that are not null, before this")
        .note("or say losing instead of saving");
  }

  private static Diagnostic.@Nullable Builder touched(
      Table table, List<String> key, Set<String> names, Span at) {
    List<String> own = key.stream().filter(names::contains).toList();
    if (own.isEmpty()) {
      return null;
    }
    return Diagnostic.error(
            Code.NO_KEY,
            String.join(", ", own)
                + " belongs to the key of "
                + table.name()
                + ", by which saved values would find their rows again")
        .at(at, "cannot be saved")
        .note("the key is (" + String.join(", ", key) + ")")
        .note(
            "save the rows by hand before this (save "
                + Names.written(table.name())
                + " "
                + Names.written(table.columns().stream().map(Column::name).toList())
                + "), or say losing");
  }

  private static Select select(Table table, List<Column> columns) {
    String alias = table.name().name();
    List<Item> items =
        columns.stream().map(c -> new Item(Exprs.column(alias, c), c.name())).toList();
    return Select.of(items, new TableFrom(table.name(), alias), null);
  }
}
