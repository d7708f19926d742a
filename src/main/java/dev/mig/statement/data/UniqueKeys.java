package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sets of columns that no two rows of a table agree in. */
final class UniqueKeys {
  private UniqueKeys() {}

  /**
   * Primary key, unique constraints and unique indexes over plain columns of all rows; the primary
   * key first.
   */
  static List<List<String>> of(Table table) {
    List<List<String>> all = new ArrayList<>();
    PrimaryKey primary = table.primaryKey();
    if (primary != null) {
      all.add(primary.columns());
    }
    table.uniques().stream().map(Unique::columns).forEach(all::add);
    for (Index index : table.indexes()) {
      boolean plain = index.unique() && index.valid() && index.where() == null;
      if (plain && index.parts().stream().allMatch(p -> p.column() != null)) {
        all.add(index.parts().stream().map(p -> Objects.requireNonNull(p.column())).toList());
      }
    }
    return all.stream().distinct().toList();
  }

  /**
   * Whether the condition can be true of one row of this relation at most, whatever the other
   * relations hold.
   */
  static boolean decides(Table table, String alias, @Nullable Expr condition) {
    Set<String> fixed = new HashSet<>();
    for (Expr part : Names.conjuncts(condition)) {
      if (part instanceof Expr.Binary b && b.op() == Expr.BinaryOp.EQ) {
        fix(b.left(), b.right(), alias, fixed);
        fix(b.right(), b.left(), alias, fixed);
      }
    }
    return of(table).stream().anyMatch(fixed::containsAll);
  }

  private static void fix(Expr side, Expr other, String alias, Set<String> fixed) {
    if (side instanceof Expr.Column c
        && c.relation().equals(alias)
        && !Names.mentions(other, Set.of(alias))) {
      fixed.add(c.name());
    }
  }
}
