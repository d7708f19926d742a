package dev.mig.operation;

import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SequenceName;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.schema.Views;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What each schema operation makes of a schema. */
final class Effects {
  private Effects() {}

  static Schema of(SchemaOperation operation, Schema before) {
    return switch (operation) {
      case CreateTable o -> before.with(o.made());
      case DropTable o -> before.without(o.table());
      case RenameTable o -> renameTable(o, before);
      case AddColumn o -> change(before, o, t -> t.plus(o.column()));
      case DropColumns o -> change(before, o, t -> dropColumns(t, o.columns()));
      case RenameColumn o -> renameColumn(o, before);
      case AlterColumn o -> alterColumn(o, before);
      case AddConstraint o -> change(before, o, t -> add(t, o.constraint()));
      case DropConstraint o -> change(before, o, t -> replace(t, o.constraint(), null));
      case RenameConstraint o ->
          change(before, o, t -> replace(t, o.constraint(), o.constraint().withName(o.to())));
      case ValidateConstraint o ->
          change(before, o, t -> replace(t, o.constraint(), validated(o.constraint())));
      case CreateIndex o -> change(before, o, t -> t.plus(o.index()));
      case DropIndex o -> change(before, o, t -> index(t, o.index().name(), null));
      case RenameIndex o ->
          change(before, o, t -> index(t, o.index().name(), o.index().withName(o.to())));
      case KeepInSync o -> change(before, o, t -> t.withTriggers(with(t, o.triggers())));
      case EndSync o -> change(before, o, t -> t.withTriggers(without(t, o.made().triggers())));
    };
  }

  private static Schema change(Schema before, SchemaOperation o, UnaryOperator<Table> change) {
    return before.with(change.apply(before.known(o.table())));
  }

  private static Schema alterColumn(AlterColumn o, Schema before) {
    Schema after = change(before, o, t -> t.withColumn(o.after().name(), o.after()));
    if (!retypes(o, before)) {
      return after;
    }
    SortedMap<QName, View> views = new TreeMap<>(after.views());
    Views.over(before, o.table(), o.after().name())
        .forEach(v -> views.put(v.name(), v.withRespelled()));
    return after.withViews(views);
  }

  /** Whether the column has another type or collation afterwards. */
  static boolean retypes(AlterColumn o, Schema before) {
    Column old = before.known(o.table()).column(o.after().name()).orElseThrow();
    return !old.type().equals(o.after().type())
        || !Objects.equals(old.collation(), o.after().collation());
  }

  /** Their texts are the database's: nothing that is predicted depends on them. */
  private static List<Trigger> with(Table table, List<String> names) {
    List<Trigger> all = new ArrayList<>(table.triggers());
    names.forEach(n -> all.add(new Trigger(n, "", Set.of())));
    return all;
  }

  private static List<Trigger> without(Table table, List<String> names) {
    return table.triggers().stream().filter(t -> !names.contains(t.name())).toList();
  }

  private static Table add(Table table, Constraint constraint) {
    Table with = table.plus(constraint);
    if (constraint instanceof PrimaryKey key) {
      for (String name : key.columns()) {
        Column column = with.column(name).orElseThrow();
        with = with.withColumn(name, column.withNullable(false));
      }
    }
    return with;
  }

  private static Table replace(
      Table table, Constraint old, @org.jspecify.annotations.Nullable Constraint by) {
    List<Constraint> all = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (!same(constraint, old)) {
        all.add(constraint);
      } else if (by != null) {
        all.add(by);
      }
    }
    return table.withConstraints(all);
  }

  /**
   * A check may be known as an expression here and by the catalog's words there; a name says
   * enough.
   */
  private static boolean same(Constraint one, Constraint other) {
    String name = one.name();
    return name == null ? one.equals(other) : name.equals(other.name());
  }

  private static Table index(
      Table table, String name, @org.jspecify.annotations.Nullable Index by) {
    List<Index> all = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (!index.name().equals(name)) {
        all.add(index);
      } else if (by != null) {
        all.add(by);
      }
    }
    return table.withIndexes(all);
  }

  static Constraint validated(Constraint constraint) {
    return switch (constraint) {
      case ForeignKey k -> k.withValidated(true);
      case Check c -> c.withValidated(true);
      case PrimaryKey k -> k;
      case Unique u -> u;
    };
  }

  /** The table without these columns and without every key and index made only of them. */
  static Table dropColumns(Table table, List<String> columns) {
    Set<String> gone = new HashSet<>(columns);
    return table
        .withColumns(table.columns().stream().filter(c -> !gone.contains(c.name())).toList())
        .withConstraints(
            table.constraints().stream()
                .filter(c -> c.columns().isEmpty() || !gone.containsAll(c.columns()))
                .toList())
        .withIndexes(
            table.indexes().stream()
                .filter(i -> i.columns().isEmpty() || !gone.containsAll(i.columns()))
                .toList());
  }

  private static Schema renameTable(RenameTable o, Schema before) {
    Table old = before.known(o.table());
    Table moved =
        old.withName(o.to())
            .withColumns(
                old.columns().stream()
                    .map(c -> SequenceName.renamed(c, c.name(), old.name(), o.to()))
                    .toList());
    Schema after = before.without(o.table()).with(moved);
    for (Table table : after.tables().values()) {
      List<Constraint> keys = new ArrayList<>();
      boolean touched = false;
      for (Constraint c : table.constraints()) {
        if (c instanceof ForeignKey k && k.target().equals(o.table())) {
          keys.add(k.withTarget(o.to(), k.targetColumns()));
          touched = true;
        } else {
          keys.add(c);
        }
      }
      if (touched) {
        after = after.with(table.withConstraints(keys));
      }
    }
    return after.withViews(views(after, u -> renamedUse(u, o.table(), o.to())));
  }

  private static String renamedUse(String use, QName from, QName to) {
    String old = from.toString();
    if (use.equals(old)) {
      return to.toString();
    }
    return use.startsWith(old + ".") ? to + use.substring(old.length()) : use;
  }

  private static SortedMap<QName, View> views(Schema schema, UnaryOperator<String> use) {
    SortedMap<QName, View> all = new TreeMap<>();
    for (View v : schema.views().values()) {
      Set<String> uses = new TreeSet<>();
      v.uses().forEach(u -> uses.add(use.apply(u)));
      all.put(v.name(), v.withUses(uses));
    }
    return all;
  }

  private static Schema renameColumn(RenameColumn o, Schema before) {
    Schema after = before;
    for (Table table : before.tables().values()) {
      Table changed = table.name().equals(o.table()) ? ownColumn(table, o) : table;
      changed = targets(changed, o);
      if (!changed.equals(table)) {
        after = after.with(changed);
      }
    }
    String old = o.table() + "." + o.from();
    return after.withViews(views(after, u -> u.equals(old) ? o.table() + "." + o.to() : u));
  }

  private static Table ownColumn(Table table, RenameColumn o) {
    List<Column> columns = new ArrayList<>();
    for (Column c : table.columns()) {
      Column named =
          c.name().equals(o.from()) ? SequenceName.renamed(c, o.to(), o.table(), o.table()) : c;
      Column.Generated g = named.generated();
      columns.add(
          g == null
              ? named
              : named.withGenerated(
                  new Column.Generated(g.formula().renamed(o.from(), o.to()), g.stored())));
    }
    return table
        .withColumns(columns)
        .withConstraints(table.constraints().stream().map(c -> own(c, o)).toList())
        .withIndexes(table.indexes().stream().map(i -> i.renamed(o.from(), o.to())).toList())
        .withOptions(table.options().renamed(o.from(), o.to()));
  }

  private static Constraint own(Constraint constraint, RenameColumn o) {
    return switch (constraint) {
      case PrimaryKey k -> new PrimaryKey(k.name(), renamed(k.columns(), o));
      case Unique u ->
          new Unique(u.name(), renamed(u.columns(), o), u.nullsNotDistinct(), u.deferral());
      case ForeignKey k -> k.withColumns(renamed(k.columns(), o));
      case Check c -> new Check(c.name(), c.condition().renamed(o.from(), o.to()), c.validated());
    };
  }

  private static Table targets(Table table, RenameColumn o) {
    return table.withConstraints(
        table.constraints().stream()
            .map(
                c ->
                    c instanceof ForeignKey k && k.target().equals(o.table())
                        ? k.withTarget(k.target(), renamed(k.targetColumns(), o))
                        : c)
            .toList());
  }

  private static List<String> renamed(List<String> names, RenameColumn o) {
    return names.stream().map(n -> n.equals(o.from()) ? o.to() : n).toList();
  }
}
