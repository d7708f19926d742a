package dev.mig.statement;

import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.List;

/** What several refused statements would have left, see {@link Statement#assume}. */
public final class Assumptions {
  private Assumptions() {}

  /** A column that the statement would have made. */
  public static void column(Lowering to, Table of, String name, SqlType type, Span span) {
    Table now = to.schema().tables().get(of.name());
    if (!name.isEmpty() && now != null && now.columnsLike(name).isEmpty()) {
      to.emit(new AddColumn(now.name(), Column.of(name, type, true), null, span));
    }
  }

  /** Columns whose values the statement would have changed. */
  public static void values(Lowering to, TableName of, List<WrittenName> columns) {
    to.table(of)
        .ifPresent(
            t ->
                columns.stream()
                    .flatMap(c -> t.columnsLike(c.text()).stream())
                    .forEach(c -> to.doubt(t.name(), List.of(c.name()))));
  }

  /** A table of which the statement would have made or removed rows. */
  public static void rows(Lowering to, TableName of) {
    to.table(of).ifPresent(t -> to.doubt(t.name(), List.of()));
  }
}
