package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.View;
import dev.mig.schema.Views;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes views down while a column that they read gets another type, and makes them again with all
 * they had. Several changes in a row find them gone, so that each is made once.
 */
final class PostgresViews {
  /** The end of the statement that makes a materialized view without rows. */
  static final String NO_ROWS = "\nwith no data";

  private final PostgresSteps steps;

  /** Those that are gone, each after all that it reads. */
  private final Map<QName, View> gone = new LinkedHashMap<>();

  private final Map<QName, Span> places = new LinkedHashMap<>();

  PostgresViews(PostgresSteps steps) {
    this.steps = steps;
  }

  void takeDown(Schema schema, QName of, String column, Span span) {
    List<View> down =
        Views.over(schema, of, column).stream().filter(v -> !gone.containsKey(v.name())).toList();
    for (View view : down.reversed()) {
      steps.ddl("drop " + kind(view) + table(view.name()), said(view, "taken down"), span);
      places.put(view.name(), span);
    }
    List<View> all = new ArrayList<>(gone.values());
    all.addAll(down);
    gone.clear();
    Views.ordered(all).forEach(v -> gone.put(v.name(), v));
  }

  /** All of them. */
  void makeAll() {
    List.copyOf(gone.values()).forEach(this::make);
  }

  /**
   * Those that hold no rows, because a trigger may read them; the others are filled once, when the
   * rows are as they shall be.
   */
  void makePlain() {
    Set<QName> waiting = new LinkedHashSet<>();
    for (View view : List.copyOf(gone.values())) {
      if (view.materialized() || waiting.stream().anyMatch(view::uses)) {
        waiting.add(view.name());
      } else {
        make(view);
      }
    }
  }

  private void make(View view) {
    gone.remove(view.name());
    Span span = places.getOrDefault(view.name(), Span.NONE);
    boolean filled = view.materialized() && !view.definition().endsWith(NO_ROWS);
    String again = filled ? "made again, with the rows of now" : "made again";
    steps.ddl(view.definition(), said(view, again), span);
    view.extras().first().forEach(sql -> steps.ddl(sql, said(view, "as it was"), span));
    view.extras().parts().forEach(p -> steps.ddl(p.sql(), said(view, p.what()), span));
  }

  private static String kind(View view) {
    return view.materialized() ? "materialized view " : "view ";
  }

  private static String said(View view, String what) {
    return kind(view) + view.name() + ": " + what;
  }
}
