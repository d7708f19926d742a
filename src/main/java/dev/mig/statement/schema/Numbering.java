package dev.mig.statement.schema;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.List;
import java.util.Optional;

/**
 * How a database numbers rows by itself, and what SQLite asks of it: there only the primary key
 * counts.
 */
final class Numbering {
  private Numbering() {}

  /** The column as an identity; reports T101 for one that is no whole number. */
  static Column identity(Lowering to, Column column, Span at) {
    if (!column.type().isInteger() && column.type().kind() != Kind.UNKNOWN) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  column.name() + " is " + column.type() + ", an identity counts in whole numbers")
              .at(at, "expected: smallint, integer or bigint"));
      return column;
    }
    SqlType type = to.dialect().equals("sqlite") ? SqlType.INTEGER : column.type();
    return column.withType(type).withNullable(false).withIdentity(Column.Identity.BY_DEFAULT);
  }

  /**
   * Reports an identity that cannot be: a second one, or on SQLite one that is not the primary key
   * alone.
   */
  static void check(Lowering to, Table table, Column identity, Span at) {
    Optional<Column> other =
        table.columns().stream()
            .filter(c -> c.identity() != null && c.identity() != Column.Identity.ROWID)
            .filter(c -> !c.name().equals(identity.name()))
            .findFirst();
    if (other.isPresent()) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  table.name() + " has an identity column already: " + other.get().name())
              .at(at, "a second one"));
      return;
    }
    PrimaryKey key = table.primaryKey();
    boolean alone = key != null && key.columns().equals(List.of(identity.name()));
    if (to.dialect().equals("sqlite") && !alone) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ON_THIS_DATABASE,
                  "SQLite numbers rows only in a primary key of one column, made with its table")
              .at(at, identity.name() + " is not that"));
    }
  }

  /**
   * The column that SQLite numbers because it is an integer and the whole primary key; empty where
   * there is none.
   */
  static Optional<Column> rowid(Lowering to, Table table, PrimaryKey key) {
    if (!to.dialect().equals("sqlite")
        || table.options().withoutRowid()
        || key.columns().size() != 1) {
      return Optional.empty();
    }
    return table
        .column(key.columns().getFirst())
        .filter(c -> c.type().equals(SqlType.INTEGER) && c.identity() == null)
        .map(c -> c.withNullable(false).withIdentity(Column.Identity.ROWID));
  }
}
