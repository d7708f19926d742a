package dev.mig.schema;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index that stands on its own (those that belong to a key or unique constraint are not listed).
 *
 * @param where the condition of a partial index, or null
 * @param method access method when it is not the default (btree), or null
 * @param include columns that are carried along
 * @param definition the catalog's own statement when it was read from one, else null
 * @param valid false for a leftover of a failed concurrent build
 */
public record Index(
    String name,
    List<Part> parts,
    boolean unique,
    @Nullable Formula where,
    @Nullable String method,
    List<String> include,
    @Nullable String definition,
    boolean valid) {
  /**
   * One key of an index.
   *
   * @param column the column, or null for an expression
   * @param formula the expression, or null for a column
   * @param operatorClass the database's own word for a class or collation that is not the default,
   *     or ""
   */
  public record Part(
      @Nullable String column,
      @Nullable Formula formula,
      boolean descending,
      String operatorClass) {
    public static Part of(String column) {
      return new Part(column, null, false, "");
    }

    public static Part of(Formula formula) {
      return new Part(null, formula, false, "");
    }

    Part renamed(String from, String to) {
      return new Part(
          from.equals(column) ? to : column,
          formula == null ? null : formula.renamed(from, to),
          descending,
          operatorClass);
    }
  }

  public Index {
    parts = List.copyOf(parts);
    include = List.copyOf(include);
  }

  /** Every column it mentions, its condition included. */
  public Set<String> columns() {
    Set<String> all = new TreeSet<>(include);
    for (Part part : parts) {
      if (part.column() != null) {
        all.add(part.column());
      }
      if (part.formula() != null) {
        all.addAll(part.formula().columns());
      }
    }
    if (where != null) {
      all.addAll(where.columns());
    }
    return all;
  }

  public Index withName(String newName) {
    return new Index(newName, parts, unique, where, method, include, null, valid);
  }

  public Index withParts(List<Part> newParts) {
    return new Index(name, newParts, unique, where, method, include, definition, valid);
  }

  public Index withWhere(@Nullable Formula condition) {
    return new Index(name, parts, unique, condition, method, include, definition, valid);
  }

  /**
   * The same index after a column of its table was renamed; the old definition text no longer
   * holds.
   */
  public Index renamed(String from, String to) {
    if (!columns().contains(from)) {
      return this;
    }
    return new Index(
        name,
        parts.stream().map(p -> p.renamed(from, to)).toList(),
        unique,
        where == null ? null : where.renamed(from, to),
        method,
        include.stream().map(c -> c.equals(from) ? to : c).toList(),
        null,
        valid);
  }
}
