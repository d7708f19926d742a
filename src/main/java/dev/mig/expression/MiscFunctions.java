package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.ArrayList;
import java.util.List;

/** Functions of values of any type, and tests whether a text can be cast. */
final class MiscFunctions {
  static final List<Function> ALL = all();

  private MiscFunctions() {}

  private static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.addAll(
        List.of(
            def("coalesce(any, any…) -> any")
                .both("coalesce($*)")
                .nulls(Nulls.ALL)
                .means("the first that is not NULL"),
            def("ifnull(any, any) -> any")
                .both("coalesce($*)")
                .nulls(Nulls.ALL)
                .means("the second where the first is NULL"),
            def("nullif(any, any) -> any")
                .both("nullif($*)")
                .nulls(Nulls.MAYBE)
                .means("NULL where both are equal, else the first"),
            def("iif(boolean, any, any) -> any")
                .both("case when $1 then $2 else $3 end")
                .nulls(Nulls.MAYBE)
                .means("the second where the first is true, else the third"),
            def("greatest(any, any…) -> any")
                .postgres("greatest($*)")
                .sqlite("mig_greatest($*)")
                .nulls(Nulls.ALL)
                .means("the greatest that is not NULL"),
            def("least(any, any…) -> any")
                .postgres("least($*)")
                .sqlite("mig_least($*)")
                .nulls(Nulls.ALL)
                .means("the least that is not NULL")));
    for (Casts.TextForm r : Casts.readable()) {
      all.add(
          def(r.function() + "(text) -> boolean")
              .postgres(r.postgres())
              .sqlite("mig_fits('" + r.type() + "', $1)")
              .means("whether the text can be cast to " + r.type() + " without loss"));
    }
    return List.copyOf(all);
  }
}
