package dev.mig.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table. Every constraint that the language makes has a name; SQLite may hold
 * nameless ones.
 */
public sealed interface Constraint {
  /** Its name, or null where SQLite has none. */
  @Nullable String name();

  /** The columns it stands on, in its own order; for a check those it mentions. */
  List<String> columns();

  Constraint withName(String newName);

  /** The primary key. */
  record PrimaryKey(@Nullable String name, List<String> columns) implements Constraint {
    public PrimaryKey {
      columns = List.copyOf(columns);
    }

    @Override
    public PrimaryKey withName(String newName) {
      return new PrimaryKey(newName, columns);
    }
  }

  /**
   * A unique constraint.
   *
   * @param nullsNotDistinct whether two NULLs count as equal (PostgreSQL 15)
   * @param deferral the database's own words, such as {@code deferrable initially deferred}, or ""
   */
  record Unique(
      @Nullable String name, List<String> columns, boolean nullsNotDistinct, String deferral)
      implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
    }

    public Unique(@Nullable String name, List<String> columns) {
      this(name, columns, false, "");
    }

    @Override
    public Unique withName(String newName) {
      return new Unique(newName, columns, nullsNotDistinct, deferral);
    }
  }

  /**
   * A foreign key.
   *
   * @param targetColumns as many as columns; never empty, the catalog readers fill in the target's
   *     key
   * @param validated false when old rows were not looked at ({@code not validated})
   * @param deferral the database's own words, such as {@code deferrable initially deferred}, or ""
   */
  record ForeignKey(
      @Nullable String name,
      List<String> columns,
      QName target,
      List<String> targetColumns,
      Action onDelete,
      Action onUpdate,
      boolean validated,
      String deferral)
      implements Constraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }

    @Override
    public ForeignKey withName(String newName) {
      return new ForeignKey(
          newName, columns, target, targetColumns, onDelete, onUpdate, validated, deferral);
    }

    public ForeignKey withColumns(List<String> newColumns) {
      return new ForeignKey(
          name, newColumns, target, targetColumns, onDelete, onUpdate, validated, deferral);
    }

    public ForeignKey withTarget(QName newTarget, List<String> newColumns) {
      return new ForeignKey(
          name, columns, newTarget, newColumns, onDelete, onUpdate, validated, deferral);
    }

    public ForeignKey withValidated(boolean looked) {
      return new ForeignKey(
          name, columns, target, targetColumns, onDelete, onUpdate, looked, deferral);
    }
  }

  /**
   * A check.
   *
   * @param validated false when old rows were not looked at
   */
  record Check(@Nullable String name, Formula condition, boolean validated) implements Constraint {
    @Override
    public List<String> columns() {
      return condition.columns().stream().sorted().toList();
    }

    @Override
    public Check withName(String newName) {
      return new Check(newName, condition, validated);
    }

    public Check withValidated(boolean looked) {
      return new Check(name, condition, looked);
    }
  }

  /** What happens to referencing rows. */
  enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /** SQL's words. */
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }
}
