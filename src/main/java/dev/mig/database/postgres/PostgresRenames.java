package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SequenceName;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import org.jspecify.annotations.Nullable;

/** Renames tables and columns together with the sequences behind them. */
final class PostgresRenames {
  private final PostgresSteps steps;

  PostgresRenames(PostgresSteps steps) {
    this.steps = steps;
  }

  void renameTable(RenameTable o, Table old) {
    steps.ddl(
        "alter table %s rename to %s".formatted(table(o.table()), name(o.to().name())),
        "rename table " + o.table() + " to " + o.to(),
        o.span());
    for (Column c : old.columns()) {
      String sequence =
          SequenceName.renamed(usual(o.table(), c), c.name(), o.table(), o.to()).sequence();
      renameSequence(o.table(), c, sequence, o.span());
    }
  }

  void renameColumn(RenameColumn o, Table old) {
    steps.ddl(
        "alter table %s rename column %s to %s"
            .formatted(table(o.table()), name(o.from()), name(o.to())),
        o.table() + ": rename column " + o.from() + " to " + o.to(),
        o.span());
    Column c = old.column(o.from()).orElseThrow();
    String sequence =
        SequenceName.renamed(usual(o.table(), c), o.to(), o.table(), o.table()).sequence();
    renameSequence(o.table(), c, sequence, o.span());
  }

  /** The column with the name of its sequence, the usual one where none is known. */
  private static Column usual(QName of, Column c) {
    return c.sequence() != null ? c : c.withSequence(SequenceName.of(of.name(), c.name()));
  }

  /** Where the name is only taken to be the usual one, there may be none. */
  private void renameSequence(QName of, Column column, @Nullable String to, Span span) {
    String from = PostgresDdl.sequence(of, column);
    if (from != null && to != null && !from.equals(table(of.withName(to)))) {
      steps.ddl(
          "alter sequence %s%s rename to %s"
              .formatted(column.sequence() == null ? "if exists " : "", from, name(to)),
          of + ": rename the sequence of " + column.name(),
          span);
    }
  }

  /** A serial column's sequence is first made under the usual name. */
  void nameSerial(QName of, Column column, Span span) {
    if (column.identity() == Column.Identity.SERIAL) {
      renameSequence(of, column.withSequence(null), column.sequence(), span);
    }
  }
}
