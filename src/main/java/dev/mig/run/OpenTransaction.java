package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.Probe;
import dev.mig.compile.World;
import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.JdbcProbe;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.Schema;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Piece;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that stays open while somebody tries statements in it, each behind a savepoint. It
 * begins with the first statement and ends with {@link #commit}, {@link #rollback}, or when all is
 * undone; between, nothing is held of the database. Doors hear of failures by {@link Tried} and
 * {@link Probe.Failed}. Not for several threads, but {@link #cancel} may come from any.
 */
public final class OpenTransaction implements AutoCloseable {
  /** What is written in the shell stands in no file. */
  static final String TEXT_NAME = "shell";

  private final Database database;
  private final Setup setup;
  private final Link link;
  private final List<Change> changes = new ArrayList<>();
  private @Nullable Schema schema;
  private Schema start = Schema.EMPTY;

  /** Of all statements so far, also of those that were undone. */
  private int tried;

  /**
   * What the work is done with.
   *
   * @param tool the program's version, for the ledger
   * @param patience how long to wait for another runner
   * @param strict whether warnings refuse
   */
  public record Setup(
      String tool,
      Duration patience,
      DataCheck data,
      boolean strict,
      Parameters parameters,
      Library library) {}

  public OpenTransaction(Database database, Setup setup, RunListener listener) {
    this.database = database;
    this.setup = setup;
    this.link = new Link(database, setup.patience(), listener);
  }

  /**
   * The schema as it is now, with all that was changed.
   *
   * @throws Probe.Failed when it cannot be read
   */
  public Schema schema() {
    Schema known = schema;
    if (known == null) {
      known = link.told(() -> database.read(link.connection()));
      schema = known;
    }
    return known;
  }

  /** The schema before the first change. */
  public Schema start() {
    return changes.isEmpty() ? schema() : start;
  }

  /** Reads the schema again at its next use; others may have changed it where nothing is open. */
  public void forgetSchema() {
    if (changes.isEmpty()) {
      schema = null;
    }
  }

  /** What was carried out and not undone, in order. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Whether the connection went with the transaction: only {@link #rollback} helps then. */
  public boolean lost() {
    return link.lost();
  }

  /** Stops what is running. It fails, and is taken back to its savepoint. From any thread. */
  public void cancel() {
    link.cancel();
  }

  /** Checks and carries out one statement; see {@link Piece#of} for what is one. */
  public Tried run(Piece statement) {
    return attempt(statement, true);
  }

  /**
   * Carries out one statement and takes it back.
   *
   * @param locks grows by what it locked, a line each
   */
  public Tried rehearse(Piece statement, List<String> locks) {
    int before = changes.size();
    Tried rehearsed = attempt(statement, true);
    if (rehearsed.change() != null && changes.size() > before) {
      locks.addAll(link.told(() -> database.locks(link.connection())));
      undo(1);
    }
    return rehearsed;
  }

  /** Checks one statement without carrying it out; the change in the result has no steps. */
  public Tried plan(Piece statement) {
    return attempt(statement, false);
  }

  private Tried attempt(Piece statement, boolean run) {
    link.calm();
    if (link.lost()) {
      return refused(link.lostProblem());
    }
    try {
      begin();
      tried++;
      int number = changes.size() + 1;
      link.savepoint(number);
      try {
        Tried result = run ? carryOut(statement) : planned(statement);
        Change change = result.change();
        if (change == null || !run) {
          back(number);
        } else {
          changes.add(change);
          schema = change.after();
        }
        return result;
      } catch (SQLException e) {
        return failed(number, Failure.explain(e));
      } catch (Probe.Failed e) {
        return failed(number, e.diagnostic());
      } catch (Refused e) {
        return failed(number, e.diagnostic());
      } catch (Link.Cancelled e) {
        return failed(number, ShellProblems.cancelled());
      }
    } catch (SQLException e) {
      return refused(Failure.explain(e));
    } catch (Link.Cancelled e) {
      return new Tried(null, List.of(), true, 0);
    } finally {
      if (changes.isEmpty() && !link.lost()) {
        end();
      }
    }
  }

  private void begin() throws SQLException {
    if (changes.isEmpty()) {
      link.begin();
      start = database.read(link.connection());
      schema = start;
    }
  }

  private void end() {
    link.end();
    changes.clear();
    schema = null;
  }

  private Tried planned(Piece statement) throws SQLException, Refused {
    long began = System.nanoTime();
    Compiled compiled = check(statement);
    if (compiled.refused()) {
      return new Tried(null, compiled.diagnostics(), false, 0);
    }
    Plan plan = database.dialect().planInside(compiled.up(), schema());
    Change change = change(statement, compiled, plan, plan.after(), 0, began, List.of(), List.of());
    return new Tried(change, compiled.diagnostics(), false, 0);
  }

  private Tried carryOut(Piece statement) throws SQLException, Refused {
    long began = System.nanoTime();
    Compiled compiled = check(statement);
    if (compiled.refused()) {
      return new Tried(null, compiled.diagnostics(), false, 0);
    }
    Schema before = schema();
    Plan plan = database.dialect().planInside(compiled.up(), before);
    if (plan.steps().stream().anyMatch(s -> s instanceof Step.Walk)) {
      throw new Refused(ShellProblems.ownTransactions().in(compiled.source()).build());
    }
    Connection connection = link.connection();
    Glimpses glimpses = new Glimpses(connection, database.sql(), before);
    StepRunner steps = link.steps(compiled.source(), new HashMap<>());
    try (LockWatch watch = link.watch()) {
      glimpses.before(compiled.up());
      steps.run(plan.steps());
    } catch (SQLException e) {
      throw new Refused(Problems.at(Failure.explain(e), compiled.source(), steps.current()));
    }
    Schema after = moves(compiled) ? database.read(connection) : before;
    List<String> differences =
        Prediction.differences(Prediction.after(plan, before, before), after, database.name());
    if (!differences.isEmpty()) {
      throw new Refused(Problems.notAsPredicted(differences));
    }
    List<Glimpse> seen = glimpses.after(compiled.up(), after);
    Change change =
        change(statement, compiled, plan, after, steps.rows(), began, steps.results(), seen);
    return new Tried(change, compiled.diagnostics(), false, 0);
  }

  private static boolean moves(Compiled compiled) {
    return compiled.up().stream().anyMatch(OpenTransaction::moves);
  }

  private static boolean moves(Operation operation) {
    return !(operation instanceof RowOperation o && !(o instanceof RowOperation.SetTriggers))
        && !(operation instanceof Question);
  }

  private Change change(
      Piece statement,
      Compiled compiled,
      Plan plan,
      Schema after,
      long rows,
      long began,
      List<StepResult> steps,
      List<Glimpse> glimpses) {
    String plain = Document.stretch(compiled.source(), plainDocument().length());
    boolean defines =
        statement.kind() == Piece.Kind.DEFINITION
            || (statement.kind() == Piece.Kind.INCLUDE && compiled.up().isEmpty());
    return new Change(
        statement.text(),
        plain,
        defines,
        compiled,
        plan,
        schema(),
        after,
        rows,
        Duration.ofNanos(System.nanoTime() - began),
        steps,
        glimpses);
  }

  private String plainDocument() {
    return Document.blank(changes, Change::plain);
  }

  /**
   * Places are those in all that was typed, so that definitions are found and lines are counted.
   */
  private Compiled check(Piece statement) throws SQLException, Refused {
    String document = Document.typed(changes, statement.text());
    if (statement.kind() == Piece.Kind.OF_A_FILE) {
      int end = document.length();
      Span span = new Span(end - statement.text().length() + statement.start(), end);
      throw new Refused(
          ShellProblems.ofAFile().in(new Source(TEXT_NAME, document)).at(span).build());
    }
    Compiled typed = check(document);
    String plain = plainDocument();
    boolean interpreted = typed.source() != typed.written();
    boolean nothing = typed.up().isEmpty() && statement.kind() != Piece.Kind.STATEMENT;
    if (typed.refused() || nothing || (!interpreted && plain.equals(Document.typed(changes, "")))) {
      return typed;
    }
    // What is kept is the plain script, and what down is planned from must know places in it.
    return check(plain + typed.source().text().strip());
  }

  private Compiled check(String document) throws SQLException {
    Source source = new Source(TEXT_NAME, document);
    Compiler.Read read = Compiler.parts(source, setup.library(), Hooks.NONE).getFirst();
    JdbcProbe probe =
        JdbcProbe.within(database, setup.data(), link.connection(), link::throwIfCancelled);
    Compiler compiler = new Compiler(probe, setup.strict(), setup.parameters());
    try (LockWatch watch = link.watch()) {
      Compiled compiled = compiler.compile(read, link.name() + "_" + tried, World.live(schema()));
      probe.leave();
      return compiled;
    }
  }

  /**
   * Takes back what a statement did; with it goes more where the database does not keep the rest.
   */
  private Tried failed(int number, Diagnostic why) {
    boolean cancelled = link.cancelled();
    int before = changes.size();
    try {
      back(number);
    } catch (SQLException e) {
      return new Tried(null, List.of(Failure.explain(e)), cancelled, before);
    }
    if (link.lost()) {
      return new Tried(null, List.of(why, link.lostProblem()), cancelled, before);
    }
    List<Diagnostic> told = cancelled ? List.of() : List.of(why);
    return new Tried(null, told, cancelled, before - changes.size());
  }

  private Tried refused(Diagnostic why) {
    return new Tried(null, List.of(why), link.cancelled(), 0);
  }

  /**
   * Back to before the statement of this number; SQLite may have given up the whole transaction.
   */
  private void back(int number) throws SQLException {
    if (link.backTo(number)) {
      return;
    }
    if (!link.lost()) {
      redo(List.copyOf(changes.subList(0, number - 1)));
    }
  }

  /** Carries out again what an ended transaction took along, as far as that goes. */
  private void redo(List<Change> lost) throws SQLException {
    changes.clear();
    link.calm();
    link.begin();
    schema = database.read(link.connection());
    for (Change change : lost) {
      link.savepoint(changes.size() + 1);
      try {
        link.steps(change.compiled().source(), new HashMap<>()).run(change.plan().steps());
      } catch (SQLException | Refused | Link.Cancelled e) {
        link.backTo(changes.size() + 1);
        return;
      }
      changes.add(change);
      schema = change.after();
    }
  }

  /**
   * Takes back the last statements, what they did to rows and schema alike.
   *
   * @param number how many, from 1 to {@link #changes} of them
   * @return those that are gone, the last one first
   */
  public List<Change> undo(int number) {
    int first = changes.size() - number;
    List<Change> gone = new ArrayList<>(changes.subList(first, changes.size())).reversed();
    link.told(
        () -> {
          back(first + 1);
          return first;
        });
    if (link.lost()) {
      throw new Probe.Failed(link.lostProblem(), new IllegalStateException("lost"));
    }
    schema = changes.get(first).before();
    changes.subList(first, changes.size()).clear();
    if (changes.isEmpty()) {
      end();
    }
    return gone;
  }

  /** Takes back everything; after a lost connection, the next statement opens another one. */
  public void rollback() {
    end();
  }

  /**
   * Writes what was done into the ledger, so that {@code down} can take it back, and commits.
   *
   * @param name what it is called there
   * @param written the text of the migration
   * @return why nothing was committed; the transaction is open as before then. Empty when it is
   *     committed.
   */
  public List<Diagnostic> commit(String name, Source written) {
    link.calm();
    if (link.lost()) {
      return List.of(link.lostProblem());
    }
    ShellRecord record =
        new ShellRecord(database, setup.tool(), name, written, start, List.copyOf(changes));
    List<Diagnostic> why = link.commit(record);
    if (why.isEmpty()) {
      changes.clear();
      schema = null;
    }
    return why;
  }

  /**
   * The rows of a query in the database's own SQL, which cannot write.
   *
   * @param most how many rows at most
   * @throws Probe.Failed where it is refused
   */
  public QueryRows query(String sql, int most) {
    link.calm();
    if (link.lost()) {
      throw new Probe.Failed(link.lostProblem(), new IllegalStateException("lost"));
    }
    return ReadOnly.query(link, database, sql, most);
  }

  /** What is committed so far stays; all else is rolled back. */
  @Override
  public void close() {
    link.close();
  }
}
