package dev.mig.database.sqlite;

import dev.mig.operation.Refusal;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.plan.Step;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the references that lose their counterpart while foreign keys are off. Those that had none
 * before do not stop a migration, so they are listed at its start.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_foreign_key_check">foreign_key_check</a>
 */
final class ForeignKeyChecks {
  private static final String LIST = "mig_orphans";

  /** More parts than this make no compound select (https://www.sqlite.org/limits.html). */
  private static final int MOST_PARTS = 400;

  private record Pair(QName child, QName parent) {}

  private final Schema before;

  /** The first name of each table that was renamed, by its last one. */
  private final Map<QName, QName> firstNames = new HashMap<>();

  private final Set<Pair> unvalidated = new HashSet<>();

  ForeignKeyChecks(Schema before) {
    this.before = before;
  }

  void renamed(QName from, QName to) {
    QName first = firstNames.remove(from);
    firstNames.put(to, first == null ? from : first);
  }

  /** A key that comes in {@code not validated} may have orphans. */
  void added(AddConstraint added) {
    if (added.constraint() instanceof ForeignKey key && !key.validated()) {
      unvalidated.add(new Pair(added.table(), key.target()));
    }
  }

  /** The steps at the start of the plan. */
  List<Step> before(Set<QName> touched, Schema after) {
    Map<QName, String> parts = new TreeMap<>();
    for (QName child : children(touched, after)) {
      QName first = firstNames.getOrDefault(child, child);
      Table table = before.tables().get(first);
      if (table != null && checkable(table, before)) {
        parts.put(child, part(child, first));
      }
    }
    if (children(touched, after).isEmpty()) {
      return List.of();
    }
    String rows =
        parts.isEmpty()
            ? "select null as child, null as place, null as parent where false"
            : String.join("\nunion all\n", parts.values());
    return List.of(
        new Step.Execute(
            "create temp table " + LIST + " as\n" + rows,
            "references without a counterpart that are there already",
            false,
            Span.NONE));
  }

  /** The steps at its end. */
  List<Step> after(Set<QName> touched, Schema after) {
    Set<QName> children = children(touched, after);
    if (children.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    List<QName> checked =
        children.stream().filter(c -> checkable(after.table(c).orElseThrow(), after)).toList();
    for (int i = 0; i < checked.size(); i += MOST_PARTS) {
      List<QName> some = checked.subList(i, Math.min(i + MOST_PARTS, checked.size()));
      steps.add(new Step.AskNone(found(some), null, refusal(), Span.NONE));
    }
    steps.add(
        new Step.Execute("drop table temp." + LIST, "no reference was lost", false, Span.NONE));
    return steps;
  }

  private String found(List<QName> children) {
    String rows =
        children.stream().map(c -> part(c, c)).collect(Collectors.joining("\nunion all\n"));
    String allowed =
        unvalidated.stream()
            .map(
                p ->
                    "\nand not (child = "
                        + SqliteNames.string(p.child.name())
                        + " and parent = "
                        + SqliteNames.string(p.parent.name())
                        + ")")
            .sorted()
            .collect(Collectors.joining());
    return "select child as \"table\", place as \"rowid\", parent as \"references\","
        + " count(*) over () as mig_total\nfrom (\n"
        + rows
        + "\n) as now\nwhere not exists (select * from temp."
        + LIST
        + " as old where old.child = now.child and old.place is now.place"
        + " and old.parent = now.parent)"
        + allowed
        + "\nlimit 5";
  }

  /**
   * The orphans of a table.
   *
   * @param last its name at the end, under which it is listed
   * @param name its name at the moment
   */
  private String part(QName last, QName name) {
    String cases =
        firstNames.entrySet().stream()
            .map(
                e ->
                    " when "
                        + SqliteNames.string(e.getValue().name())
                        + " then "
                        + SqliteNames.string(e.getKey().name()))
            .sorted()
            .collect(Collectors.joining());
    String parent = cases.isEmpty() ? "parent" : "case parent" + cases + " else parent end";
    return "select "
        + SqliteNames.string(last.name())
        + " as child, rowid as place, "
        + parent
        + " as parent from pragma_foreign_key_check("
        + SqliteNames.string(name.name())
        + ")";
  }

  /** The tables whose references may have lost their counterpart. */
  private static Set<QName> children(Set<QName> touched, Schema after) {
    Set<QName> children = new TreeSet<>();
    for (Table table : after.tables().values()) {
      for (ForeignKey key : table.foreignKeys()) {
        if (touched.contains(table.name()) || touched.contains(key.target())) {
          children.add(table.name());
        }
      }
    }
    return children;
  }

  /**
   * SQLite refuses to check a key whose target is no key; such a key refused every insert before.
   */
  private static boolean checkable(Table table, Schema schema) {
    return table.foreignKeys().stream()
        .allMatch(
            k ->
                schema
                    .table(k.target())
                    .map(t -> isKey(t, Set.copyOf(k.targetColumns())))
                    .orElse(true));
  }

  private static boolean isKey(Table table, Set<String> columns) {
    PrimaryKey primary = table.primaryKey();
    return (primary != null && Set.copyOf(primary.columns()).equals(columns))
        || table.uniques().stream().anyMatch(u -> Set.copyOf(u.columns()).equals(columns))
        || table.indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.where() == null
                        && i.parts().stream().allMatch(p -> p.column() != null)
                        && i.columns().equals(columns));
  }

  private static Refusal refusal() {
    return Refusal.of(
        Diagnostic.error(
                Code.ORPHANS, "{n} {n:reference|references} would be left without a counterpart")
            .note("the database was asked with foreign_key_check after the changes")
            .build());
  }
}
