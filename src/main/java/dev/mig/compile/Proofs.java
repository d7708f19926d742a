package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Batch;
import dev.mig.operation.Batch.Part;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How it can be shown that all rows of a batch are done: where the rows show it, by asking for
 * those that are not; else by how far the walk has come.
 */
final class Proofs {
  private static final String LOOK = "a sweep of the whole table finds nothing left to do";
  private static final String CURSOR = "the proof is that every cursor has reached its end: ";

  private final List<Part> parts;
  private final Table table;

  private Proofs(List<Part> parts, Table table) {
    this.parts = parts;
    this.table = table;
  }

  /**
   * The proof of a batch.
   *
   * @param parts what it does, not yet bounded to stretches
   * @param table the one that is walked along
   */
  static Batch.Proof of(List<Part> parts, Table table) {
    return new Proofs(parts, table).proof();
  }

  /** Why the rows do not show whether this part of a batch was done; empty where they do. */
  static Optional<String> hidden(List<Part> parts, int place, Table table) {
    return Optional.ofNullable(new Proofs(parts, table).hidden(place));
  }

  private Batch.Proof proof() {
    boolean aside =
        parts.stream()
            .anyMatch(
                p -> p.operation() instanceof InsertRows || p.operation() instanceof SaveRows);
    return aside ? moved() : changed();
  }

  private Batch.Proof changed() {
    List<Query> left = new ArrayList<>();
    List<Part> redo = new ArrayList<>();
    Set<String> reasons = new LinkedHashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      String hidden = hidden(i);
      if (hidden != null) {
        reasons.add(hidden);
        continue;
      }
      Part part = still(parts.get(i));
      redo.add(Drive.bounded(part));
      left.add(keys(part));
    }
    List<String> said = new ArrayList<>();
    if (!left.isEmpty()) {
      said.add(LOOK);
    }
    if (!reasons.isEmpty()) {
      said.add((left.isEmpty() ? "" : "of the rest ") + CURSOR + String.join(", ", reasons));
    }
    return new Batch.Proof(left, redo, reasons.isEmpty(), String.join("; ", said));
  }

  /**
   * What was copied before cannot be told from what is there by chance, so a copy shows nothing.
   * Rows that are moved away do: those that match and are still there were not.
   */
  private Batch.Proof moved() {
    Part last = parts.getLast();
    boolean away =
        last.operation() instanceof DeleteRows d
            && parts.subList(0, parts.size() - 1).stream()
                .allMatch(p -> p.alias().equals(last.alias()) && takes(p, d))
            && hidden(parts.size() - 1) == null;
    if (!away) {
      boolean copies = parts.stream().anyMatch(p -> p.operation() instanceof InsertRows);
      return new Batch.Proof(
          List.of(),
          List.of(),
          false,
          CURSOR
              + (copies
                  ? "what was copied before cannot be told from what came since"
                  : "old values are saved once"));
    }
    return new Batch.Proof(
        List.of(keys(last)), parts.stream().map(Drive::bounded).toList(), true, LOOK);
  }

  /** Whether a part takes exactly the rows that are deleted then. */
  private static boolean takes(Part part, DeleteRows deleted) {
    Query query =
        switch (part.operation()) {
          case InsertRows o -> o.query();
          case SaveRows o -> o.query();
          default -> null;
        };
    return query instanceof Select s
        && s.from() instanceof TableFrom
        && Objects.equals(s.where(), deleted.where());
  }

  private @Nullable String hidden(int place) {
    return switch (parts.get(place).operation()) {
      case UpdateRows o -> hidden(o, place);
      case DeleteRows o -> hidden(o, place);
      default -> "it does not change rows in their place";
    };
  }

  private @Nullable String hidden(DeleteRows o, int place) {
    if (o.where() != null && !stable(o.where())) {
      return "its condition is not the same twice";
    }
    return overwritten(read(o.where(), o.alias()), place)
        ? "later ones change what it reads"
        : null;
  }

  private @Nullable String hidden(UpdateRows o, int place) {
    Set<String> read = new HashSet<>();
    for (Assignment a : o.assignments()) {
      read.addAll(read(a.value(), o.alias()));
      if (!stable(a.value())) {
        return "its values are not the same twice";
      }
      Column column = table.column(a.column()).orElse(null);
      if (column == null || column.collation() != null || !comparable(column.type())) {
        return "values of " + a.column() + " cannot be compared with what they were made of";
      }
    }
    if (o.from() != null) {
      boolean[] same = {true};
      Queries.expressions(
          Select.of(List.of(), o.from(), null),
          e -> {
            read.addAll(read(e, o.alias()));
            same[0] &= stable(e);
          });
      if (!same[0]) {
        return "what it reads is not the same twice";
      }
    }
    Set<String> set = set(o);
    if (set.stream().anyMatch(read::contains) && !settles(o)) {
      return "its values are made of the columns that they replace";
    }
    if (o.where() != null && !stable(o.where())) {
      return "its condition is not the same twice";
    }
    read.addAll(read(o.where(), o.alias()));
    if (overwritten(read, place)
        || others(place).stream().anyMatch(p -> set(p).stream().anyMatch(set::contains))) {
      return "others change the same columns";
    }
    return null;
  }

  /**
   * Whether a column gets one of some values exactly where it holds one of others, as in a map:
   * then a row that is done no longer matches.
   */
  private static boolean settles(UpdateRows o) {
    if (o.assignments().size() != 1 || o.where() == null || o.from() != null) {
      return false;
    }
    Assignment only = o.assignments().getFirst();
    Set<Object> gives = new HashSet<>();
    if (!results(only.value(), gives)) {
      return false;
    }
    return conjuncts(o.where()).stream()
        .anyMatch(
            c ->
                c instanceof Expr.In in
                    && !in.negated()
                    && in.operand() instanceof Expr.Column column
                    && column.relation().equals(o.alias())
                    && column.name().equals(only.column())
                    && in.list().stream()
                        .allMatch(
                            e -> e instanceof Expr.Literal l && !gives.contains(known(l.value()))));
  }

  /** The values that a case of literals can give, NULL left out; whether it is such a one. */
  private static boolean results(Expr value, Set<Object> into) {
    List<Expr> all = new ArrayList<>();
    if (value instanceof Expr.Case c) {
      c.whens().forEach(w -> all.add(w.result()));
      if (c.otherwise() != null) {
        all.add(c.otherwise());
      }
    } else {
      all.add(value);
    }
    for (Expr result : all) {
      if (!(result instanceof Expr.Literal l)) {
        return false;
      }
      if (l.value() != null) {
        into.add(known(l.value()));
      }
    }
    return true;
  }

  /** Numbers are the same however many zeros they end in, texts however many blanks. */
  private static Object known(@Nullable Object value) {
    return value instanceof java.math.BigDecimal n
        ? n.stripTrailingZeros()
        : String.valueOf(value).stripTrailing();
  }

  private static List<Expr> conjuncts(Expr where) {
    if (where instanceof Expr.Binary b && b.op() == BinaryOp.AND) {
      List<Expr> all = new ArrayList<>(conjuncts(b.left()));
      all.addAll(conjuncts(b.right()));
      return all;
    }
    return List.of(where);
  }

  /** Whether a later part changes what this one reads. */
  private boolean overwritten(Set<String> read, int place) {
    return parts.subList(place + 1, parts.size()).stream()
        .anyMatch(p -> set(p).stream().anyMatch(read::contains));
  }

  private List<Part> others(int place) {
    List<Part> others = new ArrayList<>(parts);
    others.remove(place);
    return others;
  }

  private static Set<String> set(Part part) {
    return part.operation() instanceof UpdateRows o ? set(o) : Set.of();
  }

  private static Set<String> set(UpdateRows o) {
    Set<String> set = new HashSet<>();
    o.assignments().forEach(a -> set.add(a.column()));
    return set;
  }

  /** Types that give back what was put into them. */
  private static boolean comparable(SqlType type) {
    return switch (type.kind()) {
      case OTHER, CHAR -> false;
      case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> type.length() < 0;
      default -> true;
    };
  }

  /** Whether the expression gives the same every time over the same rows. */
  static boolean stable(Expr expr) {
    boolean[] stable = {true};
    Exprs.walk(
        expr,
        e ->
            stable[0] &=
                !(e instanceof Expr.Call c && c.function() != null && !c.function().stable()));
    return stable[0];
  }

  /** The columns of a relation that an expression names. */
  static Set<String> read(@Nullable Expr expr, String relation) {
    Set<String> names = new HashSet<>();
    if (expr != null) {
      Exprs.walk(
          expr,
          e -> {
            if (e instanceof Expr.Column c && c.relation().equals(relation)) {
              names.add(c.name());
            }
          });
    }
    return names;
  }

  /** The part over those rows alone that are still to be changed. */
  private static Part still(Part part) {
    if (!(part.operation() instanceof UpdateRows o)) {
      return part;
    }
    Expr where = settles(o) ? o.where() : Exprs.and(o.where(), o.differs());
    return new Part(o.where(where), part.alias());
  }

  /** The keys of the rows that a part changes. */
  private Query keys(Part part) {
    List<Item> items =
        table.key().stream()
            .map(k -> new Item(Exprs.column(part.alias(), table.column(k).orElseThrow()), k))
            .toList();
    QName name = table.name();
    From rows = new TableFrom(name, part.alias());
    return switch (part.operation()) {
      case UpdateRows o ->
          Select.of(
              items,
              o.from() == null ? rows : new Join(rows, o.from(), JoinKind.CROSS, null, Span.NONE),
              o.where());
      case DeleteRows o -> Select.of(items, rows, o.where());
      default -> throw new IllegalStateException("nothing to ask of " + part.operation());
    };
  }
}
