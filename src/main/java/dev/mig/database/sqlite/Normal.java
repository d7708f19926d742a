package dev.mig.database.sqlite;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Table.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog will say of a table that was made from a model: SQLite has fewer types, numbers
 * only an integer primary key, and keeps no mark of what was not validated.
 */
final class Normal {
  private Normal() {}

  static Table of(Table table) {
    List<Column> columns = table.columns().stream().map(c -> column(table, c)).toList();
    List<Constraint> constraints = table.constraints().stream().map(Normal::constraint).toList();
    List<Index> indexes = table.indexes().stream().map(i -> index(table, i)).toList();
    return new Table(
        table.name(),
        columns,
        constraints,
        indexes,
        table.triggers(),
        table.options().withDetails(details(table)));
  }

  private static Column column(Table table, Column column) {
    boolean rowid = TableSql.rowid(table, column);
    SqlType type = SqliteTypes.of(TableSql.declared(table, column));
    Generated generated = column.generated();
    return new Column(
        column.name(),
        type,
        column.nullable() && !rowid && !keyForbidsNull(table, column),
        rowid ? null : text(column.defaultValue()),
        !rowid ? null : counts(column) ? Identity.BY_DEFAULT : Identity.ROWID,
        generated == null
            ? null
            : new Generated(Objects.requireNonNull(text(generated.formula())), generated.stored()),
        column.collation());
  }

  private static boolean counts(Column column) {
    return column.identity() != null && column.identity() != Identity.ROWID;
  }

  /** A primary key of an ordinary table lets NULL in, unless it is the rowid. */
  private static boolean keyForbidsNull(Table table, Column column) {
    PrimaryKey key = table.primaryKey();
    return key != null
        && key.columns().contains(column.name())
        && (table.options().withoutRowid() || table.options().strict());
  }

  private static Constraint constraint(Constraint constraint) {
    return switch (constraint) {
      case PrimaryKey k -> k;
      case Unique u -> new Unique(u.name(), u.columns(), false, TableSql.conflict(u));
      case ForeignKey k -> k.withValidated(true);
      case Check c -> new Check(c.name(), Objects.requireNonNull(text(c.condition())), true);
    };
  }

  private static Index index(Table table, Index index) {
    List<Index.Part> parts = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      String own = part.column() == null ? null : collation(table, part.column());
      boolean same = part.operatorClass().equalsIgnoreCase(own == null ? "BINARY" : own);
      parts.add(
          new Index.Part(
              part.column(),
              text(part.formula()),
              part.descending(),
              same ? "" : part.operatorClass()));
    }
    Index normal =
        new Index(
            index.name(),
            parts,
            index.unique(),
            text(index.where()),
            null,
            List.of(),
            index.definition(),
            true);
    return new Index(
        normal.name(),
        normal.parts(),
        normal.unique(),
        normal.where(),
        null,
        List.of(),
        TableSql.create(normal, table.name()),
        true);
  }

  private static @Nullable String collation(Table table, String column) {
    return table.column(column).map(Column::collation).orElse(null);
  }

  private static @Nullable Formula text(@Nullable Formula formula) {
    return formula == null || formula instanceof SqlText
        ? formula
        : new SqlText(TableSql.SQL.formula(formula), formula.columns());
  }

  /** Those details that still say something. */
  private static List<Detail> details(Table table) {
    List<Detail> kept = new ArrayList<>();
    for (Detail detail : table.options().details()) {
      if (detail.kind() != Detail.Kind.TYPE && holds(table, detail)) {
        kept.add(detail);
      }
    }
    for (Column column : table.columns()) {
      String declared = TableSql.declared(table, column);
      String plain = TableSql.type(SqliteTypes.of(declared), table.options().strict());
      if (!SqliteTypes.same(declared, plain)) {
        kept.add(new Detail(Detail.Kind.TYPE, List.of(column.name()), declared));
      }
    }
    return kept;
  }

  private static boolean holds(Table table, Detail detail) {
    Column first = table.column(detail.columns().getFirst()).orElse(null);
    if (first == null) {
      return false;
    }
    PrimaryKey key = table.primaryKey();
    boolean primary = key != null && key.columns().equals(detail.columns());
    boolean rowid = detail.columns().size() == 1 && TableSql.rowid(table, first);
    return switch (detail.kind()) {
      case TYPE -> true;
      case NOT_NULL -> !first.nullable() && !rowid;
      case PRIMARY_KEY -> primary;
      case KEY_PARTS ->
          (primary && !rowid)
              || table.uniques().stream().anyMatch(u -> u.columns().equals(detail.columns()));
    };
  }
}
