package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What in a schema stands on a table, a column or a key, and how to take it away. */
final class Dependants {
  /**
   * One thing that is in the way.
   *
   * @param what in the words of the user: "view active_users"
   * @param statement the statement of a script that takes it away
   */
  record Dependant(String what, String statement) {}

  private final Schema schema;
  private final String dialect;
  private final List<Dependant> found = new ArrayList<>();

  private Dependants(Lowering to) {
    this.schema = to.schema();
    this.dialect = to.dialect();
  }

  /** What would be left hanging without these tables, which go together. */
  static List<Dependant> ofTables(Lowering to, Collection<Table> tables) {
    Dependants all = new Dependants(to);
    Set<QName> gone = new HashSet<>();
    tables.forEach(t -> gone.add(t.name()));
    for (Table table : tables) {
      for (Reference reference : all.schema.referencesTo(table.name())) {
        if (!gone.contains(reference.from().name())) {
          all.add(reference.from(), reference.key());
        }
      }
      all.schema.views().values().stream().filter(v -> v.uses(table.name())).forEach(all::add);
      if (to.dialect().equals("sqlite")) {
        String word = table.name().name().toLowerCase(Locale.ROOT);
        all.triggers(gone, t -> t.mentions().contains(word));
      }
    }
    return all.distinct();
  }

  /** What would be left hanging without these columns; what is made only of them goes along. */
  static List<Dependant> ofColumns(Lowering to, Table table, Set<String> gone) {
    Dependants all = new Dependants(to);
    for (Column column : table.columns()) {
      Column.Generated generated = column.generated();
      if (generated != null
          && !gone.contains(column.name())
          && meet(generated.formula().columns(), gone)) {
        all.addGenerated(table, column);
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (meet(constraint.columns(), gone) && !gone.containsAll(constraint.columns())) {
        all.add(table, constraint);
      }
    }
    for (Index index : table.indexes()) {
      if (meet(index.columns(), gone) && !gone.containsAll(index.columns())) {
        all.add(table, index);
      }
    }
    for (Reference reference : all.schema.referencesTo(table.name())) {
      boolean alongside =
          reference.from().name().equals(table.name())
              && gone.containsAll(reference.key().columns());
      if (!alongside && meet(reference.key().targetColumns(), gone)) {
        all.add(reference.from(), reference.key());
      }
    }
    all.readersOf(table, gone);
    return all.distinct();
  }

  /** What keeps the type of a column from being changed in place, but for its views. */
  static List<Dependant> ofType(Lowering to, Table table, Column column, boolean otherFamily) {
    Dependants all = new Dependants(to);
    Set<String> changed = Set.of(column.name());
    if (otherFamily) {
      table.checks().stream()
          .filter(c -> meet(c.columns(), changed))
          .forEach(c -> all.add(table, c));
      table.indexes().stream()
          .filter(i -> readByFormula(i, changed))
          .forEach(i -> all.add(table, i));
    }
    if (to.dialect().equals("postgres")) {
      for (Column other : table.columns()) {
        Column.Generated generated = other.generated();
        if (generated != null && meet(generated.formula().columns(), changed)) {
          all.addGenerated(table, other);
        }
      }
      all.triggersOver(table, changed);
    }
    return all.distinct();
  }

  /**
   * What would not follow when the values and type of these columns change: all but the keys and
   * plain indexes over them, and the foreign key that leads elsewhere.
   */
  static List<Dependant> ofPointer(Lowering to, Table table, ForeignKey leading) {
    Dependants all = new Dependants(to);
    Set<String> changed = Set.copyOf(leading.columns());
    for (Column column : table.columns()) {
      Column.Generated generated = column.generated();
      if (generated != null && meet(generated.formula().columns(), changed)) {
        all.addGenerated(table, column);
      }
    }
    table.checks().stream().filter(c -> meet(c.columns(), changed)).forEach(c -> all.add(table, c));
    table.foreignKeys().stream()
        .filter(k -> !k.equals(leading) && meet(k.columns(), changed))
        .forEach(k -> all.add(table, k));
    table.indexes().stream().filter(i -> readByFormula(i, changed)).forEach(i -> all.add(table, i));
    for (Reference reference : all.schema.referencesTo(table.name())) {
      if (meet(reference.key().targetColumns(), changed)) {
        all.add(reference.from(), reference.key());
      }
    }
    all.readersOf(table, changed);
    return all.distinct();
  }

  private static boolean readByFormula(Index index, Set<String> columns) {
    return (index.where() != null && meet(index.where().columns(), columns))
        || index.parts().stream()
            .anyMatch(p -> p.formula() != null && meet(p.formula().columns(), columns));
  }

  /**
   * The foreign keys that would point at nothing unique without this key; another key over the same
   * columns holds them.
   */
  static List<Dependant> ofKey(Lowering to, Table table, Table without, List<String> columns) {
    Dependants all = new Dependants(to);
    if (Keys.over(without, columns)) {
      return List.of();
    }
    for (Reference reference : all.schema.referencesTo(table.name())) {
      if (Set.copyOf(reference.key().targetColumns()).equals(Set.copyOf(columns))) {
        all.add(reference.from(), reference.key());
      }
    }
    return all.distinct();
  }

  /** Reports L303 with each of them and a line that takes it away. */
  static void report(
      Lowering to, String summary, Span at, Span statement, List<Dependant> dependants) {
    Diagnostic.Builder problem = Diagnostic.error(Code.STILL_USED, summary).at(at, "still needed");
    StringBuilder lines = new StringBuilder();
    for (Dependant dependant : dependants) {
      problem.note(dependant.what + " needs it: " + dependant.statement);
      lines.append(dependant.statement).append('\n');
    }
    Span before = new Span(statement.start(), statement.start());
    to.report(
        problem.suggest(
            dependants.size() == 1 ? "take it away first" : "take them away first",
            Safety.CHECK,
            new Edit(before, lines.toString())));
  }

  /** Takes away what needs columns of a table that a refused statement would have dropped. */
  static void assumeGone(Lowering to, Table table, List<String> gone, Span span) {
    for (Reference reference : to.schema().referencesTo(table.name())) {
      if (meet(reference.key().targetColumns(), gone)) {
        to.emit(new DropConstraint(reference.from().name(), reference.key(), span));
      }
    }
    for (Constraint constraint : to.schema().known(table.name()).constraints()) {
      if (meet(constraint.columns(), gone)) {
        to.emit(new DropConstraint(table.name(), constraint, span));
      }
    }
    for (Index index : table.indexes()) {
      if (meet(index.columns(), gone)) {
        to.emit(new DropIndex(table.name(), index, span));
      }
    }
  }

  private void readersOf(Table table, Set<String> columns) {
    for (View view : schema.views().values()) {
      if (columns.stream().anyMatch(c -> view.uses(table.name(), c))) {
        add(view);
      }
    }
    triggersOver(table, columns);
  }

  private void triggersOver(Table table, Set<String> columns) {
    Set<String> words = new HashSet<>();
    columns.forEach(c -> words.add(c.toLowerCase(Locale.ROOT)));
    String name = table.name().name().toLowerCase(Locale.ROOT);
    for (Table each : schema.tables().values()) {
      for (Trigger trigger : each.triggers()) {
        boolean near = each.name().equals(table.name()) || trigger.mentions().contains(name);
        if (near && meet(trigger.mentions(), words)) {
          add(each, trigger);
        }
      }
    }
  }

  private void triggers(Set<QName> except, Predicate<Trigger> which) {
    for (Table each : schema.tables().values()) {
      if (!except.contains(each.name())) {
        each.triggers().stream().filter(which).forEach(t -> add(each, t));
      }
    }
  }

  private void add(Table table, Constraint constraint) {
    String kind = ConstraintRef.word(constraint);
    String name = constraint.name();
    String shown =
        name == null
            ? table.name() + " " + Names.written(constraint.columns())
            : table.name() + "." + name;
    found.add(new Dependant(kind + " " + shown, ConstraintRef.drop(table, constraint)));
  }

  private void add(Table table, Index index) {
    QName full = table.name().withName(index.name());
    found.add(new Dependant("index " + index.name(), "drop index " + Names.written(full)));
  }

  private void addGenerated(Table table, Column column) {
    String name = Names.written(table.name()) + "." + Names.written(column.name());
    found.add(
        new Dependant(
            "generated column " + table.name() + "." + column.name(), "drop column " + name));
  }

  private void add(View view) {
    String kind = view.materialized() ? "materialized view " : "view ";
    found.add(new Dependant(kind + view.name(), sql("drop " + kind + quoted(view.name()))));
  }

  private void add(Table table, Trigger trigger) {
    String on = dialect.equals("postgres") ? " on " + quoted(table.name()) : "";
    found.add(
        new Dependant(
            "trigger " + trigger.name() + " of " + table.name(),
            sql("drop trigger " + quoted(QName.of(trigger.name())) + on)));
  }

  private String sql(String text) {
    return "sql " + dialect + " $$ " + text + " $$";
  }

  private static String quoted(QName name) {
    String last = '"' + name.name().replace("\"", "\"\"") + '"';
    return name.schema().isEmpty()
        ? last
        : '"' + name.schema().replace("\"", "\"\"") + "\"." + last;
  }

  private static boolean meet(Collection<String> a, Collection<String> b) {
    return a.stream().anyMatch(b::contains);
  }

  private List<Dependant> distinct() {
    return found.stream().distinct().toList();
  }
}
