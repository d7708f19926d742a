package dev.mig.statement.schema;

import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.Lowering;
import dev.mig.statement.WrittenName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of columns in which each may stand once. */
final class ColumnLists {
  private ColumnLists() {}

  /**
   * The names of these columns as the table has them; reports unknown ones and N112 for one said
   * twice.
   */
  static Optional<List<String>> names(Lowering to, Table table, List<WrittenName> written) {
    Optional<List<Column>> columns = to.columns(table, written);
    if (columns.isEmpty() || reportTwice(to, written, columns.get())) {
      return Optional.empty();
    }
    return columns.map(all -> all.stream().map(Column::name).toList());
  }

  /** Reports N112 for every column that stands in the list again; answers whether there is one. */
  static boolean reportTwice(Lowering to, List<WrittenName> written, List<Column> columns) {
    Map<String, WrittenName> first = new HashMap<>();
    boolean twice = false;
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      WrittenName before = first.putIfAbsent(name, written.get(i));
      if (before != null) {
        twice = true;
        to.report(
            Diagnostic.error(Code.SAID_TWICE, name + " stands twice in this list")
                .at(written.get(i).span(), "again")
                .also(before.span(), "here first"));
      }
    }
    return twice;
  }
}
