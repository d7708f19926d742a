package dev.mig.database.postgres;

import dev.mig.schema.Constraint;
import dev.mig.schema.QName;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Actions on one table that go into one statement, so that the table is locked, scanned and
 * rewritten once.
 *
 * <p>PostgreSQL runs the actions of one statement in passes, not as written (ATRewriteCatalogs of
 * the server); an action may follow another one on the same column or constraint only if its pass
 * comes later.
 */
final class AlterTable {
  /** The passes that the actions here fall into, in the server's order. */
  enum Pass {
    DROP,
    TYPE,
    ADD_COLUMN,
    CONSTRAINT,
    NOT_NULL
  }

  /**
   * One action.
   *
   * @param names the columns and constraints it is about
   */
  record Action(Pass pass, String sql, Set<String> names) {
    /** A constraint that is added. */
    static Action adding(Constraint constraint, PostgresDdl ddl) {
      Set<String> names = new HashSet<>();
      constraint.columns().forEach(c -> names.add(AlterTable.column(c)));
      if (constraint.name() != null) {
        names.add(AlterTable.constraint(constraint.name()));
      }
      return new Action(Pass.CONSTRAINT, "add " + ddl.constraint(constraint), names);
    }
  }

  /** How a column is called in {@link Action#names}. */
  static String column(String name) {
    return "column " + name;
  }

  /** How a constraint is called in {@link Action#names}. */
  static String constraint(String name) {
    return "constraint " + name;
  }

  private final QName table;
  private final List<String> actions = new ArrayList<>();
  private final Map<String, Pass> last = new HashMap<>();
  private final List<String> whys = new ArrayList<>();
  private Span span = Span.NONE;

  AlterTable(QName table) {
    this.table = table;
  }

  /** Whether the actions of one operation may join this statement. */
  boolean takes(QName other, List<Action> more) {
    return table.equals(other)
        && more.stream()
            .allMatch(a -> a.names().stream().allMatch(n -> follows(last.get(n), a.pass())));
  }

  /** Constraints are added in the order in which they are written. */
  private static boolean follows(@Nullable Pass before, Pass pass) {
    return before == null
        || before.compareTo(pass) < 0
        || (before == pass && pass == Pass.CONSTRAINT);
  }

  void add(List<Action> more, String why, Span place) {
    for (Action action : more) {
      actions.add(action.sql());
      action.names().forEach(n -> last.merge(n, action.pass(), AlterTable::later));
    }
    whys.add(why);
    span = span.to(place);
  }

  private static Pass later(Pass one, Pass other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  String sql() {
    String start = "alter table " + PostgresNames.table(table);
    return actions.size() == 1
        ? start + " " + actions.getFirst()
        : start + "\n  " + String.join(",\n  ", actions);
  }

  String why() {
    return table + ": " + String.join(", ", whys);
  }

  Span span() {
    return span;
  }
}
