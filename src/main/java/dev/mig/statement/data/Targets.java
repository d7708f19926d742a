package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that a statement sets. */
final class Targets {
  private Targets() {}

  /**
   * All columns; reports those that are missing, of another table, said twice, or never set by
   * hand.
   */
  static Optional<List<Column>> of(
      Lowering to, Table table, List<ColumnName> written, boolean inserted) {
    if (!own(to, table, written)) {
      return Optional.empty();
    }
    return columns(to, table, written.stream().map(ColumnName::column).toList(), inserted);
  }

  /** All columns that a statement reads of its table; reports those missing or of another table. */
  static Optional<List<Column>> read(Lowering to, Table table, List<ColumnName> written) {
    return own(to, table, written)
        ? to.columns(table, written.stream().map(ColumnName::column).toList())
        : Optional.empty();
  }

  private static boolean own(Lowering to, Table table, List<ColumnName> written) {
    for (ColumnName name : written) {
      TableName other = name.table();
      if (other != null && !isNamed(table, other)) {
        to.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE, "this statement changes " + table.name() + " alone")
                .at(other.span().to(name.column().span()), "a column of " + other.name()));
      }
    }
    return !to.failed();
  }

  /** The same for columns that are named without a table. */
  static Optional<List<Column>> columns(
      Lowering to, Table table, List<WrittenName> written, boolean inserted) {
    Optional<List<Column>> columns = to.columns(table, written);
    if (columns.isEmpty() || to.failed()) {
      return Optional.empty();
    }
    for (int i = 0; i < columns.get().size(); i++) {
      Column column = columns.get().get(i);
      Span at = written.get(i).span();
      int first = columns.get().indexOf(column);
      if (first < i) {
        to.report(
            Diagnostic.error(Code.SAID_TWICE, column.name() + " is set twice")
                .at(at)
                .also(written.get(first).span(), "here first"));
      }
      settable(to, table, column, at, inserted);
    }
    return to.failed() ? Optional.empty() : columns;
  }

  private static void settable(Lowering to, Table table, Column column, Span at, boolean inserted) {
    if (column.generated() != null) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  table.name() + "." + column.name() + " is computed by the database")
              .at(at, "generated, so it cannot be set"));
    } else if (!inserted && column.identity() == Column.Identity.ALWAYS) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  table.name() + "." + column.name() + " is numbered by the database")
              .at(at, "always generated as identity, so it cannot be changed"));
    }
  }

  private static boolean isNamed(Table table, TableName written) {
    boolean name =
        written
            .name()
            .name()
            .toLowerCase(Locale.ROOT)
            .equals(table.name().name().toLowerCase(Locale.ROOT));
    return name
        && (written.name().schema().isEmpty()
            || written.name().schema().equalsIgnoreCase(table.name().schema()));
  }
}
