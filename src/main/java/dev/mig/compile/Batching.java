package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.Pace;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.SetTriggers;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what the statements of a block emitted: changes of rows that can go along one
 * key together become one {@link Batch}; what stands between them and does not mind goes before it.
 */
final class Batching {
  private final Pace pace;
  private final Known known;
  private final Consumer<Diagnostic.Builder> problems;
  private final boolean lenient;
  private final @Nullable Syncs syncs;
  private final List<Operation> out = new ArrayList<>();
  private final List<Reverse> reverses = new ArrayList<>();
  private @Nullable Open open;

  /** What is about to become one batch. */
  private static final class Open {
    private final Drive drive;
    private final Table table;
    private final List<Batch.Part> parts = new ArrayList<>();
    private final List<Reverse> reverses = new ArrayList<>();
    private final Set<QName> written = new HashSet<>();
    private final Set<QName> read = new HashSet<>();
    private final Set<String> set = new HashSet<>();
    private boolean onlySets = true;

    Open(Drive drive) {
      this.drive = drive;
      this.table = drive.table();
    }
  }

  /**
   * @param known what is known of the tables; nothing is settled where batches are taken back
   * @param lenient whether what cannot be done in batches is done at once instead of reported
   * @param syncs makes the triggers of {@code keep in sync}, or null where nobody writes meanwhile
   */
  private Batching(
      Pace pace,
      Known known,
      Consumer<Diagnostic.Builder> problems,
      boolean lenient,
      @Nullable Syncs syncs) {
    this.syncs = syncs;
    this.pace = pace;
    this.known = known;
    this.problems = problems;
    this.lenient = lenient;
  }

  /** Operations, and how each is taken back. */
  record Made(List<Operation> operations, List<Reverse> reverses) {}

  /**
   * Makes them.
   *
   * @param reverses one for each operation
   * @param ends for each statement of the block, how many operations there are when it is through
   * @param before the schema before the first
   * @param known what is known of the tables
   * @param problems where that is told which cannot be done in batches
   * @param syncs makes the triggers of {@code keep in sync}
   */
  static Made of(
      List<Operation> operations,
      List<Reverse> reverses,
      List<Integer> ends,
      Schema before,
      Pace pace,
      Known known,
      Consumer<Diagnostic.Builder> problems,
      Syncs syncs) {
    Batching batching = new Batching(pace, known, problems, false, pace.inSync() ? syncs : null);
    batching.group(operations, reverses, ends, before);
    return new Made(batching.out, batching.reverses);
  }

  private void group(
      List<Operation> operations, List<Reverse> backs, List<Integer> ends, Schema before) {
    Schema schema = before;
    int first = 0;
    for (int end : ends) {
      boolean goes = goesAlong(operations.subList(first, end), schema);
      for (Operation operation : operations.subList(first, end)) {
        place(operation, backs.get(first++), schema, goes);
        schema = operation.applyTo(schema);
      }
    }
    close(schema);
  }

  /** Whether anything of a statement goes through rows one by one. */
  private static boolean goesAlong(List<Operation> statement, Schema before) {
    Schema schema = before;
    for (Operation operation : statement) {
      if (operation instanceof RowOperation row
          && moves(row)
          && !(row instanceof SaveRows)
          && Drive.of(row, schema).isPresent()) {
        return true;
      }
      schema = operation.applyTo(schema);
    }
    return false;
  }

  /**
   * @param goes whether something of its statement goes along a key, so that the rest may be done
   *     at once: the groups that an extract collects, or the rows that a remap misses
   */
  private void place(Operation operation, Reverse back, Schema schema, boolean goes) {
    if (operation instanceof RowOperation row && moves(row)) {
      Optional<Drive> drive = Drive.of(row, schema);
      if (drive.isPresent()) {
        add(row, drive.get(), back, schema);
        return;
      }
      if (!lenient && !goes && !(row instanceof SaveRows) && !small(row)) {
        report(row.span(), "it goes through groups of rows, or through rows that no table holds");
      }
    }
    if (operation instanceof SetTriggers && !lenient) {
      report(operation.span(), "its triggers would be off for everybody meanwhile");
    }
    if (open != null && !commutes(operation, open)) {
      close(schema);
    }
    out.add(operation);
    reverses.add(back);
  }

  /** An insert of values that stand in the script. */
  private static boolean small(RowOperation row) {
    return row instanceof InsertRows o && Queries.tables(o.query()).isEmpty();
  }

  private static boolean moves(RowOperation row) {
    return switch (row) {
      case InsertRows o -> true;
      case UpdateRows o -> true;
      case DeleteRows o -> true;
      case SaveRows o -> true;
      case DropSaved o -> false;
      case RowOperation.AdvanceIdentity o -> false;
      case SetTriggers o -> false;
    };
  }

  private void report(Span span, String why) {
    problems.accept(
        Diagnostic.error(Code.NOT_IN_BATCHES, "this statement cannot be done in batches")
            .at(span, why)
            .note("put it before or behind the block"));
  }

  private void add(RowOperation row, Drive drive, Reverse back, Schema schema) {
    Set<QName> reads = drive.reads(row);
    if (!sound(row, drive, schema)) {
      if (open != null) {
        close(schema);
      }
      out.add(row);
      reverses.add(back);
      return;
    }
    if (open == null || !takes(open, row, drive, reads)) {
      close(schema);
      open = new Open(drive);
    }
    Open group = open;
    group.parts.add(new Batch.Part(row, drive.alias()));
    group.reverses.add(back);
    group.written.add(row.table());
    group.read.addAll(reads);
    if (row instanceof UpdateRows o) {
      o.assignments().forEach(a -> group.set.add(a.column()));
    } else if (!(row instanceof SaveRows)) {
      group.onlySets = false;
      if (row instanceof DeleteRows o) {
        group.written.addAll(o.along());
      }
    }
  }

  /** Whether a stretch comes out the same whatever was done to other stretches before. */
  private boolean sound(RowOperation row, Drive drive, Schema schema) {
    Optional<String> why = Apart.whyNot(row, drive, schema);
    if (why.isPresent() && !lenient) {
      report(row.span(), why.get());
    }
    return why.isEmpty();
  }

  private static boolean takes(Open group, RowOperation row, Drive drive, Set<QName> reads) {
    Set<QName> written = new HashSet<>(Set.of(row.table()));
    if (row instanceof DeleteRows o) {
      written.addAll(o.along());
    }
    // Which row was first decides what an insert does about a key that is taken.
    boolean again = row instanceof InsertRows && group.written.contains(row.table());
    return !again
        && group.table.name().equals(drive.table().name())
        && group.drive.key().equals(drive.key())
        && reads.stream().noneMatch(group.written::contains)
        && group.read.stream().noneMatch(written::contains);
  }

  /** Whether an operation may as well be done before the batch that is open. */
  private static boolean commutes(Operation operation, Open group) {
    return switch (operation) {
      case SchemaOperation.AddColumn o ->
          o.fill() == null && (o.column().nullable() || group.onlySets);
      case Question.NoRows q -> untouched(q.offending(), group);
      case Question.Same q -> untouched(q.left(), group) && untouched(q.right(), group);
      default -> false;
    };
  }

  private static boolean untouched(Query query, Open group) {
    Set<String> named = new HashSet<>();
    Queries.expressions(query, e -> Apart.columns(e, named));
    boolean tables = Queries.tables(query).stream().noneMatch(group.written::contains);
    return tables || (group.onlySets && named.stream().noneMatch(group.set::contains));
  }

  private void close(Schema schema) {
    Open group = open;
    open = null;
    if (group == null) {
      return;
    }
    List<Column> key =
        group.drive.key().stream().map(k -> group.table.column(k).orElseThrow()).toList();
    noneWithoutKey(group, span(group.parts));
    Reverse back = back(group.reverses, schema);
    Span span = span(group.parts);
    Optional<KeepInSync> sync =
        syncs == null ? Optional.empty() : syncs.of(group.table, group.parts, span);
    sync.ifPresent(this::start);
    Reindexing around = reindexing(group, span);
    around.before(out, reverses);
    Batch.Proof proof = Proofs.of(group.parts, group.table);
    out.add(
        new Batch(
            group.table.name(),
            key,
            group.parts.stream().map(Drive::bounded).toList(),
            proof,
            pace,
            facts(group, proof),
            back,
            span));
    reverses.add(back);
    around.after(out, reverses);
    if (sync.isPresent()) {
      out.add(new EndSync(sync.get(), span));
      reverses.add(Reverse.NOTHING);
    }
  }

  private Reindexing reindexing(Open group, Span span) {
    return pace.method() == Pace.Method.REINDEX
        ? Reindexing.of(group.table, group.onlySets ? group.set : null, span)
        : Reindexing.none(group.table, span);
  }

  private Batch.Facts facts(Open group, Batch.Proof proof) {
    QName table = group.table.name();
    boolean first = out.stream().allMatch(o -> o instanceof Question || o instanceof KeepInSync);
    boolean settled =
        first
            && proof.whole()
            && pace.method() == null
            && proof.left().stream().allMatch(known.none());
    boolean owned = known.owned(table);
    return new Batch.Facts(owned ? -1 : known.rows().applyAsLong(table), settled, owned);
  }

  /** Before what is asked right before the batch, so that the answers hold for later rows, too. */
  private void start(KeepInSync sync) {
    int place = out.size();
    while (place > 0 && out.get(place - 1) instanceof Question) {
      place--;
    }
    out.add(place, sync);
    reverses.add(place, Reverse.NOTHING);
  }

  /** On SQLite a primary key may hold NULL; such rows would be left out. */
  private void noneWithoutKey(Open group, Span span) {
    List<String> maybe = group.drive.maybeNull(group.drive.key());
    if (maybe.isEmpty()) {
      return;
    }
    Table table = group.table;
    String alias = table.name().name();
    Expr none = null;
    for (String name : maybe) {
      Expr isNull = Exprs.isNull(Exprs.column(alias, table.column(name).orElseThrow()));
      none = none == null ? isNull : Exprs.or(none, isNull);
    }
    List<Item> items =
        table.columns().stream().map(c -> new Item(Exprs.column(alias, c), c.name())).toList();
    Diagnostic problem =
        Diagnostic.error(
                Code.NOT_IN_BATCHES,
                "{n} {n:row|rows} of " + table.name() + " {n:has|have} no key to go along")
            .at(span, String.join(", ", maybe) + " is NULL there")
            .note("give them a key, or put the statement before or behind the block")
            .build();
    out.add(
        new Question.NoRows(
            Select.of(items, new TableFrom(table.name(), alias), none),
            null,
            false,
            Refusal.of(problem),
            span));
    reverses.add(Reverse.NOTHING);
  }

  private static Span span(List<Batch.Part> parts) {
    return parts.getFirst().operation().span().to(parts.getLast().operation().span());
  }

  /** Taken back in batches as well, as far as that can be. */
  private Reverse back(List<Reverse> all, Schema after) {
    List<Operation> operations = new ArrayList<>();
    boolean saved = false;
    for (Reverse reverse : all.reversed()) {
      switch (reverse) {
        case Reverse.Nothing n -> {}
        case Reverse.None n -> {
          return n;
        }
        case Reverse.Exact e -> {
          operations.addAll(e.operations());
          saved |= e.saved();
        }
      }
    }
    Pace plain =
        new Pace(
            pace.rows(),
            pace.time(),
            pace.pause(),
            pace.parallel(),
            null,
            false,
            pace.background());
    Batching way = new Batching(plain, known.laterOn(), problems, true, null);
    way.group(
        operations,
        operations.stream().map(o -> Reverse.NOTHING).toList(),
        List.of(operations.size()),
        after);
    return operations.isEmpty() ? Reverse.NOTHING : new Reverse.Exact(way.out, saved);
  }
}
