package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Pace;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.SetTriggers;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.statement.data.SourceGuards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks statements one by one with the moving schema and contents, and collects what they say. */
final class Walk extends Memory {
  private final Source source;
  private final String migration;
  private final Probe probe;
  private final boolean strict;
  private final boolean together;
  private final List<Question> waiting = new ArrayList<>();
  private final World world;
  private final Schema start;
  private final Contents atStart;
  private Contents contents;
  private final Names names;
  private final Syncs syncs;
  private final List<Operation> operations = new ArrayList<>();
  private final Backward backward = new Backward(new ArrayList<>());
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private Schema schema;
  private final Set<Expr> guarded = new HashSet<>();
  private boolean guarding;
  private boolean failed;
  private boolean hold = true;

  /** While a refused statement says what it would have left. */
  private boolean assuming;

  private boolean batched;
  private boolean silent;
  private Span place = Span.NONE;
  private final Map<QName, Set<String>> doubtful = new LinkedHashMap<>();
  private int saved;
  private int deferred;

  /**
   * @param together whether questions wait until {@link #allHold} asks them in as few passes as
   *     possible; else each is asked at its place
   */
  Walk(
      Source source, String migration, World world, Probe probe, boolean strict, boolean together) {
    super(world.schema());
    this.source = source;
    this.migration = migration;
    this.probe = probe;
    this.strict = strict;
    this.together = together;
    this.world = world;
    this.start = world.schema();
    this.schema = world.schema();
    this.contents = world.contents();
    this.atStart = world.contents();
    this.names = new Names(this);
    this.syncs = new Syncs(migration, probe, this::report);
  }

  /** Lowers one statement and says what became of it. */
  StatementReport lower(Statement statement) {
    failed = false;
    guarded.clear();
    place = statement.span();
    int first = operations.size();
    Schema before = schema;
    Contents then = new Contents(contents);
    statement.lower(this);
    if (failed) {
      assume(statement, first, before, then);
    }
    Backward own = backward.since(first);
    return new StatementReport(
        statement.span(), operations.subList(first, operations.size()), own.kind(), own.whyNot());
  }

  /**
   * Makes what later statements rely on, and forgets what the rows hold of it: they are not to be
   * reported for what this one did wrong.
   */
  private void assume(Statement statement, int first, Schema before, Contents then) {
    assuming = true;
    failed = false;
    statement.assume(this);
    assuming = false;
    failed = true;
    contents = then;
    Schema at = before;
    for (Operation operation : operations.subList(first, operations.size())) {
      Doubts.apply(operation, at, contents);
      at = operation.applyTo(at);
    }
    doubtful.forEach((table, columns) -> contents.doubt(schema.tables().get(table), columns));
    doubtful.clear();
  }

  /** Whether all questions that waited hold; nothing waits afterwards. */
  boolean allHold() {
    hold &= probe.allHold(waiting);
    waiting.clear();
    return hold;
  }

  List<Operation> operations() {
    return operations;
  }

  Backward backward() {
    return backward;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  int deferred() {
    return deferred;
  }

  World world() {
    return world.after(operations, schema, contents);
  }

  @Override
  public String dialect() {
    return probe.dialect();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Schema start() {
    return start;
  }

  /** Sources that an operation reads are asked about before it, once a statement. */
  @Override
  public void emit(Operation operation) {
    if (assuming) {
      take(operation);
      return;
    }
    guard(g -> g.before(operation));
    if (operation instanceof Question question) {
      ask(question);
    }
    if (operation instanceof NativeSql sql) {
      if (sql.dialect().equals(dialect()) && !refused() && allHold()) {
        List<Operation> trial = world.with(operations);
        trial.add(sql);
        take(sql.leaving(probe.after(trial, world.live())));
      }
      return;
    }
    take(operation);
  }

  private void guard(Consumer<SourceGuards> ask) {
    if (!guarding) {
      guarding = true;
      ask.accept(new SourceGuards(this, guarded));
      guarding = false;
    }
  }

  private void take(Operation operation) {
    Reverse back = operation.reverse(schema);
    if (silent && operation instanceof RowOperation o) {
      List<SetTriggers> without = Silence.before(o, schema);
      Reverse silentBack = Silence.of(back, operation.applyTo(schema));
      without.forEach(t -> make(t, Reverse.NOTHING));
      make(operation, silentBack);
      without.reversed().forEach(t -> make(t.opposite(), Reverse.NOTHING));
    } else {
      make(operation, back);
    }
  }

  private void make(Operation operation, Reverse back) {
    Schema before = schema;
    operations.add(operation);
    backward.reverses().add(back);
    names.remember(operation);
    origins.apply(operation, before);
    derivations.apply(operation);
    schema = operation.applyTo(before);
    contents.apply(operation, before);
  }

  /**
   * Asks the live data as far as the contents at this place can be told; else the question waits
   * for the run.
   */
  private void ask(Question question) {
    Optional<Question> live = LiveQuestion.of(question, contents, atStart);
    if (live.isEmpty() || failed) {
      deferred++;
      return;
    }
    if (together) {
      waiting.add(live.get());
      return;
    }
    Answer answer = probe.ask(live.get());
    if (!answer.told()) {
      deferred++;
    } else if (!answer.holds() && !LiveQuestion.near(question, answer)) {
      Diagnostic problem = question.refusal().explain(answer);
      add(problem.source() == null ? problem.in(source) : problem);
    }
  }

  @Override
  public void report(Diagnostic.Builder problem) {
    add(problem.in(source).build());
  }

  private void add(Diagnostic problem) {
    failed |= problem.isError();
    if (!assuming && !diagnostics.contains(problem)) {
      diagnostics.add(problem);
    }
  }

  @Override
  public boolean failed() {
    return failed;
  }

  @Override
  public Optional<Table> table(TableName written) {
    return names.table(written);
  }

  @Override
  public Optional<Column> column(Table table, WrittenName written) {
    return names.column(table, written);
  }

  @Override
  public Optional<List<Column>> columns(Table table, List<WrittenName> written) {
    return names.columns(table, written);
  }

  @Override
  public String newName(WrittenName written, Predicate<String> taken, String what) {
    return names.newName(written, taken, what);
  }

  @Override
  public QName savedTable(String hint) {
    saved++;
    String name = migration + "_" + saved + "_" + hint;
    return dev.mig.operation.Saved.table(Names.shortened(name));
  }

  @Override
  public void withoutTriggers(Runnable lowering) {
    silent = true;
    lowering.run();
    silent = false;
  }

  @Override
  public void inBatches(Pace pace, List<Runnable> lowerings) {
    int first = operations.size();
    Schema before = schema;
    Contents then = new Contents(contents);
    List<Integer> ends = new ArrayList<>();
    batched = true;
    for (Runnable lowering : lowerings) {
      lowering.run();
      ends.add(operations.size() - first);
    }
    batched = false;
    List<Operation> emitted = operations.subList(first, operations.size());
    List<Reverse> backs = backward.reverses().subList(first, operations.size());
    if (!failed && !assuming) {
      Known known = new Known(probe::estimate, List.copyOf(operations), q -> isNone(q, then));
      Batching.Made made =
          Batching.of(emitted, backs, ends, before, pace, known, this::report, syncs);
      List<Operation> asked = new ArrayList<>(made.operations());
      asked.removeAll(emitted);
      emitted.clear();
      emitted.addAll(made.operations());
      backs.clear();
      backs.addAll(made.reverses());
      asked.stream().filter(Question.class::isInstance).forEach(q -> ask((Question) q));
    }
  }

  /** The rows of a query as they are here; empty where that cannot be told before the run. */
  Optional<List<List<@Nullable String>>> rows(Query query, int most) {
    return refused()
        ? Optional.of(List.of())
        : contents.resolve(query).map(q -> probe.rows(q, most));
  }

  @Override
  public boolean batched() {
    return batched;
  }

  @Override
  public boolean triggersSilent() {
    return silent;
  }

  @Override
  public void doubt(QName tableNow, List<String> columns) {
    doubtful.computeIfAbsent(tableNow, t -> new HashSet<>()).addAll(columns);
  }

  @Override
  public boolean none(Query rows) {
    return isNone(rows, contents);
  }

  @Override
  public boolean some(Query rows) {
    return answer(rows, contents).filter(a -> !a.holds()).isPresent();
  }

  /** Whether the query finds no row here; empty where that cannot be told. */
  private boolean isNone(Query rows, Contents then) {
    return answer(rows, then).filter(Answer::holds).isPresent();
  }

  private Optional<Answer> answer(Query rows, Contents then) {
    if (failed) {
      return Optional.empty();
    }
    Diagnostic unused = Diagnostic.info(Code.LOSS_UNSAID, "").build();
    return then.resolve(rows)
        .map(q -> probe.ask(new Question.NoRows(q, null, false, Refusal.of(unused), Span.NONE)))
        .filter(Answer::told);
  }

  @Override
  public Optional<String> refusesViews(List<Table> tables, List<View> views) {
    return failed || !world.isLive(views) ? Optional.empty() : probe.refusesViews(tables, views);
  }

  @Override
  public boolean saves(Loss said, Query count, String what, Span at) {
    guard(g -> g.query(count));
    if (said != Loss.UNSAID || failed) {
      return said == Loss.SAVING;
    }
    long rows = Losses.count(count, contents, probe);
    if (rows > 0 || (rows < 0 && !contents.doubted())) {
      report(Losses.unsaid(what, rows, strict, source, place).at(at, Losses.ADVICE));
    }
    return false;
  }

  /** Whether anything so far refuses the script. */
  boolean refused() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
