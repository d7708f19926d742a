package dev.mig.database.sqlite;

import dev.mig.database.QuestionSql;
import dev.mig.database.Touched;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.SetTriggers;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes one plan. Changes of a table wait until something needs them done, so that all of them fit
 * into one rebuild.
 */
final class Planner {
  private final Schema before;
  private final boolean keysOff;
  private final QuestionSql questions;
  private final Map<QName, Alteration> waiting = new LinkedHashMap<>();
  private final List<Step> body = new ArrayList<>();
  private final Map<QName, Map<String, Trigger>> asleep = new HashMap<>();
  private final Set<QName> cascaded = new TreeSet<>();
  private final ForeignKeyChecks checks;
  private Schema now;
  private boolean needsKeysOff;

  /**
   * @param keysOff whether foreign keys are off while the plan runs
   */
  Planner(Schema before, boolean keysOff) {
    this(before, keysOff, new QuestionSql(TableSql.SQL));
  }

  private Planner(Schema before, boolean keysOff, QuestionSql questions) {
    this.questions = questions;
    this.before = before;
    this.now = before;
    this.keysOff = keysOff;
    this.checks = new ForeignKeyChecks(before);
  }

  Plan plan(List<Operation> operations) {
    List<Step> steps = new ArrayList<>(questions.remember(operations));
    Planner part = this;
    int first = 0;
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i) instanceof Batch batch) {
        steps.addAll(part.transaction(operations.subList(first, i)));
        SqliteBatches batches = new SqliteBatches(part.now);
        steps.addAll(batches.steps(batch));
        first = i + 1;
        Planner next = new Planner(part.now, keysOff, questions);
        next.needsKeysOff = part.needsKeysOff;
        part = next;
      }
    }
    steps.addAll(part.transaction(operations.subList(first, operations.size())));
    Set<QName> touched = Touched.by(operations, before, "sqlite");
    return new Plan(steps, part.needsKeysOff, touched, after(part.now));
  }

  /** The steps of one transaction: no reference may be lost in it. */
  private List<Step> transaction(List<Operation> operations) {
    for (Operation operation : operations) {
      switch (operation) {
        case SchemaOperation o -> schema(o);
        case RowOperation o -> rows(o);
        case Batch o -> throw new IllegalStateException("batches have their own transactions");
        case Question o -> question(o);
        case NativeSql o -> sql(o);
      }
    }
    flushAll();
    Set<QName> touched = Touched.by(operations, before, "sqlite");
    Set<QName> suspects = new TreeSet<>(touched == null ? now.tables().keySet() : touched);
    suspects.addAll(cascaded);
    List<Step> steps = new ArrayList<>();
    steps.addAll(keysOff ? checks.before(suspects, now) : List.of());
    steps.addAll(body);
    steps.addAll(keysOff ? checks.after(suspects, now) : List.of());
    return steps;
  }

  /** What the catalog will say; tables that were not changed are as they were read. */
  private Schema after(Schema now) {
    SortedMap<QName, Table> tables = new TreeMap<>();
    now.tables()
        .forEach(
            (name, table) ->
                tables.put(
                    name, table.equals(before.tables().get(name)) ? table : Normal.of(table)));
    return new Schema(tables, now.views(), now.enums());
  }

  private void schema(SchemaOperation operation) {
    QName name = operation.table();
    Alteration pending = waiting.get(name);
    if (pending != null && !pending.accepts(operation)) {
      flush(name);
    }
    if (alone(operation)) {
      flushAll();
    }
    flushReaders(name);
    Reads.of(operation).stream().filter(t -> !t.equals(name)).forEach(this::flush);
    Table table = now.tables().get(name);
    if (table == null || alone(operation)) {
      whole(operation, table);
      return;
    }
    Alteration alteration = waiting.computeIfAbsent(name, n -> new Alteration(table));
    alteration.add(operation, table);
    now = operation.applyTo(now);
  }

  /** Whether it never waits for others. */
  private static boolean alone(SchemaOperation operation) {
    return operation instanceof DropTable
        || operation instanceof RenameTable
        || operation instanceof SchemaOperation.KeepInSync
        || operation instanceof SchemaOperation.EndSync;
  }

  /** A change of a whole table, made at once. */
  private void whole(SchemaOperation operation, @Nullable Table old) {
    Schema after = operation.applyTo(now);
    Table made = after.tables().get(operation.table());
    Table subject = Objects.requireNonNull(old == null ? made : old);
    if (operation instanceof DropTable && !now.referencesTo(operation.table()).isEmpty()) {
      // With foreign keys on, DROP TABLE deletes the rows first, and whatever cascades from them.
      needsKeysOff = true;
    }
    List<String> sql =
        Objects.requireNonNull(PlainAlter.of(operation, subject, made == null ? subject : made));
    String why = Changes.words(operation, subject);
    if (operation instanceof RenameTable rename) {
      pastBrokenViews(sql, why, operation.span());
      now = Renames.table(after, rename.table(), rename.to());
      checks.renamed(rename.table(), rename.to());
    } else {
      sql.forEach(s -> execute(s, why, operation.span()));
      now = after;
    }
  }

  private void flushReaders(QName changed) {
    for (QName name : List.copyOf(waiting.keySet())) {
      if (!name.equals(changed)
          && Objects.requireNonNull(waiting.get(name)).reads().contains(changed)) {
        flush(name);
      }
    }
  }

  private void flushAll() {
    List.copyOf(waiting.keySet()).forEach(this::flush);
  }

  /** Makes the waiting changes of a table. */
  private void flush(QName name) {
    Alteration alteration = waiting.remove(name);
    if (alteration == null) {
      return;
    }
    List<List<String>> plain = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Schema step = now.with(alteration.source());
    for (SchemaOperation operation : alteration.operations()) {
      Table old = step.table(name).orElseThrow();
      step = operation.applyTo(step);
      List<String> sql = PlainAlter.of(operation, old, step.table(name).orElseThrow());
      words.add(Changes.words(operation, old));
      if (sql != null) {
        plain.add(sql);
      }
    }
    if (plain.size() == alteration.operations().size()) {
      for (int i = 0; i < plain.size(); i++) {
        plain(alteration.operations().get(i), plain.get(i), words.get(i));
      }
    } else {
      rebuild(alteration, String.join(", ", words));
    }
  }

  private void plain(SchemaOperation operation, List<String> sql, String why) {
    if (operation instanceof RenameColumn rename) {
      pastBrokenViews(sql, why, rename.span());
      now = Renames.column(now, rename.table(), rename.from(), rename.to());
    } else if (operation instanceof SchemaOperation.DropColumns) {
      pastBrokenViews(sql, why, operation.span());
    } else {
      sql.forEach(s -> execute(s, why, operation.span()));
    }
  }

  /** ALTER TABLE reads all views again and stops at a broken one. */
  private void pastBrokenViews(List<String> sql, String why, Span span) {
    Dependants broken = Dependants.broken(now);
    broken.drops().forEach(s -> execute(s, "a broken view stops ALTER TABLE", span));
    sql.forEach(s -> execute(s, why, span));
    broken.creates().forEach(s -> execute(s, "put back as it was", span));
  }

  private void rebuild(Alteration alteration, String changes) {
    QName name = alteration.source().name();
    boolean keys =
        !alteration.source().foreignKeys().isEmpty()
            || !now.table(name).orElseThrow().foreignKeys().isEmpty()
            || !now.referencesTo(name).isEmpty()
            || waiting.values().stream()
                .anyMatch(
                    w -> w.source().foreignKeys().stream().anyMatch(k -> k.target().equals(name)));
    needsKeysOff |= keys;
    for (Rebuild.Line line : new Rebuild(alteration, now).lines(changes)) {
      execute(line.sql(), line.why(), alteration.span());
    }
    for (SchemaOperation operation : alteration.operations()) {
      if (operation instanceof AddConstraint added) {
        checks.added(added);
      }
    }
    for (Map.Entry<String, String> column : alteration.renamed().entrySet()) {
      String sql = PlainAlter.rename(alteration.source(), column.getValue(), column.getKey());
      pastBrokenViews(
          List.of(sql),
          "rename column " + column.getValue() + " to " + column.getKey(),
          alteration.span());
      now = Renames.column(now, name, column.getValue(), column.getKey());
    }
  }

  /** By their texts of now: a rename may have come between, and SQLite follows it into them. */
  private void triggers(SetTriggers operation) {
    QName name = operation.table();
    flush(name);
    List<Trigger> there = now.known(name).triggers();
    Map<String, Trigger> texts = new HashMap<>();
    operation.from().forEach(t -> texts.put(t.name(), t));
    operation.to().forEach(t -> texts.put(t.name(), t));
    texts.putAll(asleep.getOrDefault(name, Map.of()));
    there.forEach(t -> texts.put(t.name(), t));
    List<Trigger> then =
        operation.to().stream().map(t -> Objects.requireNonNull(texts.get(t.name()))).toList();
    asleep.put(name, texts);
    SetTriggers set = new SetTriggers(name, there, then, operation.span());
    body.addAll(new RowSql(now, keysOff).steps(set));
    now = set.applyTo(now);
  }

  private void rows(RowOperation operation) {
    if (operation instanceof SetTriggers o) {
      triggers(o);
      return;
    }
    Set<QName> mentioned = Reads.of(operation);
    mentioned.add(operation.table());
    mentioned.addAll(Reads.reached(operation, now));
    for (QName name : mentioned) {
      Alteration pending = waiting.get(name);
      if (pending != null && (!pending.onlyForbids() || Reads.needsKeys(operation))) {
        flush(name);
      }
    }
    flushReaders(operation.table());
    cascaded.addAll(Reads.cascades(operation.table(), now));
    body.addAll(new RowSql(now, keysOff).steps(operation));
  }

  /** What the database enforces by itself is not asked again, so nothing has to be ready for it. */
  private void question(Question question) {
    Step step = questions.step(question);
    if (step == null) {
      return;
    }
    for (QName name : Reads.of(question)) {
      Alteration pending = waiting.get(name);
      if (pending != null && !pending.onlyForbids()) {
        flush(name);
      }
    }
    body.add(step);
  }

  private void sql(NativeSql operation) {
    if (!operation.dialect().equals("sqlite")) {
      return;
    }
    flushAll();
    for (String statement : Statements.of(operation.sql())) {
      execute(statement, "SQL of the migration", operation.span());
    }
    now = operation.applyTo(now);
  }

  private void execute(String sql, String why, Span span) {
    body.add(new Step.Execute(sql, why, false, span));
  }
}
