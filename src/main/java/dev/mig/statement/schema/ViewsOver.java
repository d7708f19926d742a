package dev.mig.statement.schema;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.schema.Views;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The views of PostgreSQL that are taken down and made again when a column that they read gets
 * another type.
 */
final class ViewsOver {
  private ViewsOver() {}

  /** Reports L310 for each that cannot be made again as it was. */
  static void restorable(Lowering to, Table table, String column, Span at) {
    for (View view : Views.over(to.schema(), table.name(), column)) {
      List<String> why = new ArrayList<>(view.extras().obstacles());
      if (!view.definitionHolds()) {
        why.add("what it reads was renamed above: change the type before that");
      }
      if (!why.isEmpty()) {
        Diagnostic.Builder problem =
            Diagnostic.error(
                    Code.VIEW_NOT_RESTORED,
                    kind(view)
                        + view.name()
                        + " reads "
                        + table.name()
                        + "."
                        + column
                        + " and cannot be made again as it is")
                .at(at, "a view has to be taken down for this");
        why.forEach(problem::note);
        to.report(problem);
      }
    }
  }

  /** Reports L311 when the new type does not go with what a view makes of the column. */
  static void readable(Lowering to, Table changed, String column, Span at) {
    List<View> views = Views.over(to.schema(), changed.name(), column);
    if (views.isEmpty() || to.failed()) {
      return;
    }
    Schema after = to.schema().with(changed);
    List<Table> read = new ArrayList<>();
    for (Table table : after.tables().values()) {
      if (views.stream().anyMatch(v -> v.uses(table.name()))) {
        read.add(table);
      }
    }
    if (read.stream().map(Table::name).map(QName::name).distinct().count() < read.size()) {
      return;
    }
    Optional<String> refused = to.refusesViews(read, views);
    if (refused.isPresent()) {
      to.report(
          Diagnostic.error(
                  Code.VIEW_DOES_NOT_FIT,
                  "a view over "
                      + changed.name()
                      + "."
                      + column
                      + " cannot be made with its new type")
              .at(at, "does not go with what the view makes of it")
              .note(refused.get())
              .note("change the view first, in the language of the database: sql postgres …"));
    }
  }

  private static String kind(View view) {
    return view.materialized() ? "materialized view " : "view ";
  }
}
