package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.SqlWriter;
import dev.mig.database.postgres.AlterTable.Action;
import dev.mig.database.postgres.AlterTable.Pass;
import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes to make one column another one. */
final class PostgresColumns {
  /**
   * A change of a column.
   *
   * @param first statements before the table is altered: what stands in the way is taken down
   * @param actions of ALTER TABLE
   * @param last statements after it
   */
  record Change(List<String> first, List<Action> actions, List<String> last) {}

  private final SqlWriter sql;
  private final PostgresDdl ddl;

  PostgresColumns(SqlWriter sql, PostgresDdl ddl) {
    this.sql = sql;
    this.ddl = ddl;
  }

  /**
   * From one column to another of the same name.
   *
   * @param of its table, with the triggers that may watch the column
   * @param using how old values become new ones, or null
   */
  Change change(Table of, Column old, Column after, @Nullable Expr using) {
    Change change = new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean retyped =
        !old.type().equals(after.type()) || !Objects.equals(old.collation(), after.collation());
    if (retyped) {
      triggers(of, old, change);
    }
    dropNumbering(of.name(), old, after, change);
    if (old.generated() != null && after.generated() == null) {
      act(change, Pass.DROP, after, "drop expression");
    }
    defaultAndType(old, after, using, retyped, change);
    boolean numberedLater = old.identity() == null && isIdentity(after.identity());
    if (old.nullable() && (!after.nullable() || numberedLater)) {
      act(change, Pass.NOT_NULL, after, "set not null");
    } else if (!old.nullable() && after.nullable() && !isIdentity(after.identity())) {
      act(change, Pass.DROP, after, "drop not null");
    }
    addNumbering(of.name(), old, after, change);
    return change;
  }

  private static boolean isIdentity(@Nullable Identity identity) {
    return identity != null && identity != Identity.SERIAL;
  }

  /** PostgreSQL changes no type of a column that a trigger names. */
  private static void triggers(Table of, Column column, Change change) {
    for (Trigger trigger : of.triggers()) {
      if (trigger.mentions().contains(column.name().toLowerCase(Locale.ROOT))) {
        change.first().add("drop trigger " + name(trigger.name()) + " on " + table(of.name()));
        change.last().add(PostgresDdl.onTable(trigger.definition(), of.name()));
      }
    }
  }

  /** A cast; PostgreSQL has none between truth values and integers other than {@code integer}. */
  private String cast(Column old, Column after) {
    SqlType from = old.type();
    SqlType to = after.type();
    String name = name(after.name());
    if (to.kind() == SqlType.Kind.BOOLEAN && from.isInteger()) {
      return from.kind() == SqlType.Kind.INTEGER ? name + "::boolean" : name + " <> 0";
    }
    boolean truth = from.kind() == SqlType.Kind.BOOLEAN && to.isInteger();
    boolean by = truth && to.kind() != SqlType.Kind.INTEGER;
    return name + (by ? "::integer" : "") + "::" + sql.type(to);
  }

  private void defaultAndType(
      Column old, Column after, @Nullable Expr using, boolean retyped, Change change) {
    Formula before = old.defaultValue();
    Formula now = after.defaultValue();
    if (before != null && (retyped || now == null)) {
      act(change, Pass.DROP, after, "drop default");
    }
    if (retyped) {
      boolean cast =
          using == null && old.generated() == null && !assigned(old.type(), after.type());
      String collation =
          after.collation() != null
              ? PostgresDdl.collate(after)
              : old.collation() != null && after.type().isText() ? " collate \"default\"" : "";
      act(
          change,
          Pass.TYPE,
          after,
          "type "
              + sql.type(after.type())
              + collation
              + (using != null ? " using " + sql.expr(using) : "")
              + (cast ? " using " + cast(old, after) : ""));
    }
    if (now != null && (retyped || !now.equals(before))) {
      act(change, Pass.CONSTRAINT, after, "set default " + ddl.defaultValue(now));
    }
  }

  /**
   * Whether PostgreSQL converts by itself. Then it is left to do so, because it refuses a text that
   * is too long, which a cast would cut.
   */
  private static boolean assigned(SqlType from, SqlType to) {
    return to.isText()
        || (from.isNumber() && to.isNumber())
        || (from.isJson() && to.isJson())
        || (from.kind() == to.kind() && from.name().equals(to.name()))
        || (from.isTemporal() && to.isTemporal());
  }

  private static void dropNumbering(QName of, Column old, Column after, Change change) {
    Identity was = old.identity();
    if (was == null || was == after.identity()) {
      return;
    }
    if (was == Identity.SERIAL) {
      act(change, Pass.DROP, after, "drop default");
      change.last().add("drop sequence " + PostgresDdl.sequence(of, old));
    } else if (!isIdentity(after.identity())) {
      act(change, Pass.DROP, after, "drop identity");
    }
  }

  private void addNumbering(QName of, Column old, Column after, Change change) {
    Identity is = after.identity();
    if (is == null) {
      return;
    }
    if (is == old.identity()) {
      widenSequence(of, old, after, change);
    } else if (is == Identity.SERIAL) {
      change.last().addAll(serial(of, after));
    } else if (isIdentity(old.identity())) {
      String how = is == Identity.ALWAYS ? "always" : "by default";
      act(change, Pass.CONSTRAINT, after, "set generated " + how);
    } else {
      change
          .last()
          .add(
              "alter table %s alter column %s add %s"
                  .formatted(table(of), name(after.name()), ddl.generatedAs(of, after)));
      change.last().add(PostgresRows.advance(of, after.name()));
    }
  }

  /** The sequence of an identity follows its column by itself, that of a serial column does not. */
  private void widenSequence(QName of, Column old, Column after, Change change) {
    boolean serial = after.identity() == Identity.SERIAL;
    if (serial && !old.type().equals(after.type()) && after.type().isInteger()) {
      change
          .last()
          .add(
              "alter sequence %s as %s"
                  .formatted(PostgresDdl.sequence(of, old), sql.type(after.type())));
    }
  }

  private List<String> serial(QName of, Column column) {
    String sequence = Objects.requireNonNull(PostgresDdl.sequence(of, column));
    String as = column.type().isInteger() ? " as " + sql.type(column.type()) : "";
    String place = table(of) + "." + name(column.name());
    return List.of(
        "create sequence " + sequence + as + " owned by " + place,
        "alter table %s alter column %s set default nextval('%s'::regclass)"
            .formatted(table(of), name(column.name()), sequence.replace("'", "''")),
        PostgresRows.advance(of, column.name()));
  }

  private static void act(Change change, Pass pass, Column column, String what) {
    change
        .actions()
        .add(
            new Action(
                pass,
                "alter column " + name(column.name()) + " " + what,
                Set.of(AlterTable.column(column.name()))));
  }
}
