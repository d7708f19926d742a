package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Select;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.Pace;
import dev.mig.operation.Question;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what the statements of a block emitted: changes of rows that can go along one
 * key together become one {@link Batch}; what stands between them and does not mind goes before it.
 */
final class Batching {
  private final Pace pace;
  private final ToLongFunction<QName> rows;
  private final Consumer<Diagnostic.Builder> problems;
  private final boolean lenient;
  private final @Nullable Syncs syncs;
  private final List<Operation> out = new ArrayList<>();
  private final List<Reverse> reverses = new ArrayList<>();
  private @Nullable Open open;

  /** What is about to become one batch. */
  private static final class Open {
    private final Table table;
    private final List<Batch.Part> parts = new ArrayList<>();
    private final List<Reverse> reverses = new ArrayList<>();
    private final Set<QName> written = new HashSet<>();
    private final Set<QName> read = new HashSet<>();
    private final Set<String> set = new HashSet<>();
    private boolean onlySets = true;

    Open(Table table) {
      this.table = table;
    }
  }

  /**
   * @param lenient whether what cannot be done in batches is done at once instead of reported
   * @param syncs makes the triggers of {@code keep in sync}, or null where nobody writes meanwhile
   */
  private Batching(
      Pace pace,
      ToLongFunction<QName> rows,
      Consumer<Diagnostic.Builder> problems,
      boolean lenient,
      @Nullable Syncs syncs) {
    this.syncs = syncs;
    this.pace = pace;
    this.rows = rows;
    this.problems = problems;
    this.lenient = lenient;
  }

  /** Operations, and how each is taken back. */
  record Made(List<Operation> operations, List<Reverse> reverses) {}

  /**
   * Makes them.
   *
   * @param reverses one for each operation
   * @param before the schema before the first
   * @param rows about how many rows a table has
   * @param problems where that is told which cannot be done in batches
   * @param syncs makes the triggers of {@code keep in sync}
   */
  static Made of(
      List<Operation> operations,
      List<Reverse> reverses,
      Schema before,
      Pace pace,
      ToLongFunction<QName> rows,
      Consumer<Diagnostic.Builder> problems,
      Syncs syncs) {
    Batching batching = new Batching(pace, rows, problems, false, pace.inSync() ? syncs : null);
    batching.group(operations, reverses, before);
    return new Made(batching.out, batching.reverses);
  }

  private void group(List<Operation> operations, List<Reverse> backs, Schema before) {
    Schema schema = before;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      place(operation, backs.get(i), schema);
      schema = operation.applyTo(schema);
    }
    close(schema);
  }

  private void place(Operation operation, Reverse back, Schema schema) {
    if (operation instanceof RowOperation row && moves(row)) {
      Optional<Drive> drive = Drive.of(row, schema);
      if (drive.isPresent()) {
        add(row, drive.get(), back, schema);
        return;
      }
      if (!lenient && !(row instanceof SaveRows)) {
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
    if (!sound(row, drive, reads)) {
      if (open != null) {
        close(schema);
      }
      out.add(row);
      reverses.add(back);
      return;
    }
    if (open == null || !takes(open, row, drive, reads)) {
      close(schema);
      open = new Open(drive.table());
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
  private boolean sound(RowOperation row, Drive drive, Set<QName> reads) {
    String why = null;
    if (drive.table().key().isEmpty()) {
      why = drive.table().name() + " has no key to go along";
    } else if (row instanceof UpdateRows o
        && o.table().equals(drive.table().name())
        && o.assignments().stream().anyMatch(a -> drive.table().key().contains(a.column()))) {
      why = "it changes the key that the batches go along";
    } else if (row instanceof InsertRows o && o.table().equals(drive.table().name())) {
      why = "it adds rows to the table that the batches go through";
    } else if (reads.contains(row.table()) && !readsOtherColumns(row)) {
      why = "it reads other rows of " + row.table() + ", which batches before have changed";
    }
    if (why != null && !lenient) {
      report(row.span(), why);
    }
    return why == null;
  }

  /** Of an update that reads other rows of its table: whether it reads what it does not set. */
  private static boolean readsOtherColumns(RowOperation row) {
    if (!(row instanceof UpdateRows o)) {
      return false;
    }
    Set<String> read = new HashSet<>();
    o.assignments().forEach(a -> inside(a.value(), read));
    if (o.where() != null) {
      inside(o.where(), read);
    }
    if (o.from() != null) {
      Queries.expressions(select(o.from()), e -> columns(e, read));
      Exprs.walk(
          o.where() == null ? Exprs.NULL : o.where(),
          e -> {
            if (e instanceof Expr.Column c && !c.relation().equals(o.alias())) {
              read.add(c.name());
            }
          });
    }
    return o.assignments().stream().noneMatch(a -> read.contains(a.column()));
  }

  private static Query select(From from) {
    return Select.of(List.of(), from, null);
  }

  /** The columns that queries inside an expression name. */
  private static void inside(Expr expr, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Exists x) {
            Queries.expressions(x.query(), i -> columns(i, into));
          } else if (e instanceof Expr.Scalar x) {
            Queries.expressions(x.query(), i -> columns(i, into));
          }
        });
  }

  private static void columns(Expr expr, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c) {
            into.add(c.name());
          }
        });
  }

  private static boolean takes(Open group, RowOperation row, Drive drive, Set<QName> reads) {
    Set<QName> written = new HashSet<>(Set.of(row.table()));
    if (row instanceof DeleteRows o) {
      written.addAll(o.along());
    }
    return group.table.name().equals(drive.table().name())
        && group.table.key().equals(drive.table().key())
        && reads.stream().noneMatch(group.written::contains)
        && group.read.stream().noneMatch(written::contains);
  }

  /** Whether an operation may as well be done before the batch that is open. */
  private static boolean commutes(Operation operation, Open group) {
    return switch (operation) {
      case SchemaOperation.AddColumn o -> o.fill() == null;
      case Question.NoRows q -> untouched(q.offending(), group);
      case Question.Same q -> untouched(q.left(), group) && untouched(q.right(), group);
      default -> false;
    };
  }

  private static boolean untouched(Query query, Open group) {
    Set<String> named = new HashSet<>();
    Queries.expressions(query, e -> columns(e, named));
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
        group.table.key().stream().map(k -> group.table.column(k).orElseThrow()).toList();
    Reverse back = back(group.reverses, schema);
    Span span = span(group.parts);
    Optional<KeepInSync> sync =
        syncs == null ? Optional.empty() : syncs.of(group.table, group.parts, span);
    sync.ifPresent(this::start);
    out.add(
        new Batch(
            group.table.name(),
            key,
            group.parts.stream().map(Drive::bounded).toList(),
            Proofs.of(group.parts, group.table),
            pace,
            rows.applyAsLong(group.table.name()),
            back,
            span));
    reverses.add(back);
    if (sync.isPresent()) {
      out.add(new EndSync(sync.get(), span));
      reverses.add(Reverse.NOTHING);
    }
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
    Batching way = new Batching(plain, rows, problems, true, null);
    way.group(operations, operations.stream().map(o -> Reverse.NOTHING).toList(), after);
    return operations.isEmpty() ? Reverse.NOTHING : new Reverse.Exact(way.out, saved);
  }
}
