package dev.mig.schema;

import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param constraints all of them, the primary key included
 * @param options what only SQLite has
 */
public record Table(
    QName name,
    List<Column> columns,
    List<Constraint> constraints,
    List<Index> indexes,
    List<Trigger> triggers,
    Options options) {
  /**
   * SQLite's table options; nothing elsewhere.
   *
   * @param details what its text says beyond this model, so that a rebuild can say it again
   */
  public record Options(boolean strict, boolean withoutRowid, List<Detail> details) {
    public static final Options NONE = new Options(false, false);

    public Options {
      details = details.stream().sorted(Detail.ORDER).toList();
    }

    public Options(boolean strict, boolean withoutRowid) {
      this(strict, withoutRowid, List.of());
    }

    public Options withDetails(List<Detail> newDetails) {
      return new Options(strict, withoutRowid, newDetails);
    }

    /** The same after a column was renamed. */
    public Options renamed(String from, String to) {
      return withDetails(details.stream().map(d -> d.renamed(from, to)).toList());
    }

    /** What they mean; how a type is spelt is no meaning. */
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      out.append(strict ? "strict " : "").append(withoutRowid ? "without rowid " : "");
      for (Detail detail : details) {
        if (detail.kind() != Detail.Kind.TYPE) {
          String kind = detail.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
          out.append(kind).append(' ').append(detail.columns()).append(' ').append(detail.words());
        }
      }
      return out.isEmpty() ? "none" : out.toString().strip();
    }

    /** The words of this detail, or null. */
    public @Nullable String words(Detail.Kind kind, List<String> columns) {
      return details.stream()
          .filter(d -> d.kind() == kind && d.columns().equals(columns))
          .map(Detail::words)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Words of SQLite that belong to a column or key.
   *
   * @param columns the column, or those of the key
   */
  public record Detail(Kind kind, List<String> columns, String words) {
    static final Comparator<Detail> ORDER =
        Comparator.comparing((Detail d) -> d.kind())
            .thenComparing(d -> d.columns().toString())
            .thenComparing(Detail::words);

    /** What the words are. */
    public enum Kind {
      /** The declared type, where it is spelt in a way of its own. */
      TYPE,
      /** The conflict clause of a NOT NULL. */
      NOT_NULL,
      /** The conflict clause of a primary key. */
      PRIMARY_KEY,
      /** Collations and directions of the columns of a key, with commas between them. */
      KEY_PARTS
    }

    public Detail {
      columns = List.copyOf(columns);
    }

    Detail renamed(String from, String to) {
      return new Detail(kind, columns.stream().map(c -> c.equals(from) ? to : c).toList(), words);
    }
  }

  public Table {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    triggers = List.copyOf(triggers);
  }

  /** A table with nothing but columns and constraints. */
  public static Table of(QName name, List<Column> columns, List<Constraint> constraints) {
    return new Table(name, columns, constraints, List.of(), List.of(), Options.NONE);
  }

  /** The column of exactly this name. */
  public Optional<Column> column(String exact) {
    return columns.stream().filter(c -> c.name().equals(exact)).findFirst();
  }

  /** All columns whose name fits whatever its case; an exact one alone if there is one. */
  public List<Column> columnsLike(String written) {
    return column(written)
        .map(List::of)
        .orElseGet(
            () ->
                columns.stream()
                    .filter(
                        c ->
                            c.name()
                                .toLowerCase(Locale.ROOT)
                                .equals(written.toLowerCase(Locale.ROOT)))
                    .toList());
  }

  public @Nullable PrimaryKey primaryKey() {
    return constraints(PrimaryKey.class).findFirst().orElse(null);
  }

  public List<Unique> uniques() {
    return constraints(Unique.class).toList();
  }

  public List<ForeignKey> foreignKeys() {
    return constraints(ForeignKey.class).toList();
  }

  public List<Check> checks() {
    return constraints(Check.class).toList();
  }

  private <T extends Constraint> Stream<T> constraints(Class<T> kind) {
    return constraints.stream().filter(kind::isInstance).map(kind::cast);
  }

  /**
   * The columns that tell its rows apart: the primary key, else a unique constraint or plain unique
   * index over not-null columns, else empty.
   */
  public List<String> key() {
    PrimaryKey primary = primaryKey();
    if (primary != null) {
      return primary.columns();
    }
    return Stream.concat(
            uniques().stream().map(Unique::columns),
            indexes.stream()
                .filter(i -> i.unique() && i.where() == null && i.valid())
                .filter(i -> i.parts().stream().allMatch(p -> p.column() != null))
                .map(i -> i.parts().stream().map(p -> Objects.requireNonNull(p.column())).toList()))
        .filter(k -> k.stream().allMatch(c -> column(c).map(x -> !x.nullable()).orElse(false)))
        .findFirst()
        .orElse(List.of());
  }

  public Table withName(QName newName) {
    return new Table(newName, columns, constraints, indexes, triggers, options);
  }

  public Table withColumns(List<Column> newColumns) {
    return new Table(name, newColumns, constraints, indexes, triggers, options);
  }

  public Table withConstraints(List<? extends Constraint> newConstraints) {
    return new Table(name, columns, List.copyOf(newConstraints), indexes, triggers, options);
  }

  public Table withIndexes(List<Index> newIndexes) {
    return new Table(name, columns, constraints, newIndexes, triggers, options);
  }

  public Table withOptions(Options newOptions) {
    return new Table(name, columns, constraints, indexes, triggers, newOptions);
  }

  public Table withTriggers(List<Trigger> newTriggers) {
    return new Table(name, columns, constraints, indexes, newTriggers, options);
  }

  /** With a column put in place of the one of this name. */
  public Table withColumn(String old, Column replacement) {
    return withColumns(columns.stream().map(c -> c.name().equals(old) ? replacement : c).toList());
  }

  public Table plus(Column column) {
    return withColumns(append(columns, column));
  }

  public Table plus(Constraint constraint) {
    return withConstraints(append(constraints, constraint));
  }

  public Table plus(Index index) {
    return withIndexes(append(indexes, index));
  }

  private static <T> List<T> append(List<T> list, T last) {
    List<T> all = new ArrayList<>(list);
    all.add(last);
    return all;
  }
}
