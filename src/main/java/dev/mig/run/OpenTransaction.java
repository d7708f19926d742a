package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Piece;
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

  /**
   * Takes everything back, carries it out as one migration, takes that back, and does everything
   * again as it was done.
   *
   * @param locks grows by what it locked, a line each
   */
  public Tried rehearse(List<String> locks) {
    List<Change> all = List.copyOf(changes);
    link.calm();
    link.told(
        () -> {
          back(1);
          return all;
        });
    if (link.lost()) {
      return refused(link.lostProblem());
    }
    changes.clear();
    schema = start;
    Piece whole = new Piece(Document.whole(all, Change::text), Piece.Kind.STATEMENT, 0);
    Tried rehearsed;
    try {
      link.savepoint(1);
      rehearsed = tryout().carryOut(whole);
      locks.addAll(database.locks(link.connection()));
    } catch (SQLException | Refused | RuntimeException e) {
      List<Diagnostic> why = link.cancelled() ? List.of() : List.of(ShellProblems.why(e));
      rehearsed = new Tried(null, why, link.cancelled(), 0);
    }
    link.told(
        () -> {
          if (link.backTo(1)) {
            again(all);
          } else if (link.lost()) {
            changes.addAll(all);
          } else {
            redo(all);
          }
          return all;
        });
    if (link.lost()) {
      return refused(link.lostProblem());
    }
    int lost = all.size() - changes.size();
    return new Tried(rehearsed.change(), rehearsed.diagnostics(), rehearsed.cancelled(), lost);
  }

  /** Checks one statement without carrying it out; the change in the result has no steps. */
  public Tried plan(Piece statement) {
    return attempt(statement, false);
  }

  /**
   * What is wrong with a text by what is known of the schema, without asking the database.
   *
   * @return places in the text; none where the schema was not read yet
   */
  public List<Span> faults(String text) {
    return schema == null || link.lost() ? List.of() : tryout().faults(text);
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
        Tried result = run ? tryout().carryOut(statement) : tryout().planned(statement);
        Change change = result.change();
        if (change == null || !run) {
          back(number);
        } else {
          changes.add(change);
          schema = change.after();
        }
        return result;
      } catch (SQLException | Refused | RuntimeException e) {
        return failed(number, ShellProblems.why(e));
      }
    } catch (SQLException e) {
      return link.isGone(e) ? refused(link.lostProblem()) : refused(Failure.explain(e));
    } catch (Link.Cancelled e) {
      return new Tried(null, List.of(), true, 0);
    } finally {
      if (changes.isEmpty() && !link.lost()) {
        end();
      }
    }
  }

  private Tryout tryout() {
    return new Tryout(database, setup, link, changes(), schema(), tried);
  }

  private void begin() throws SQLException {
    if (changes.isEmpty()) {
      link.begin();
      start = database.read(link.connection());
      schema = start;
    }
  }

  /** The schema of the beginning is the last that is known; what follows reads it again. */
  private void end() {
    if (link.open()) {
      schema = start;
    }
    link.end();
    changes.clear();
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
    link.begin();
    again(lost);
  }

  private void again(List<Change> lost) throws SQLException {
    changes.clear();
    link.calm();
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
    schema = gone.getLast().before();
    while (changes.size() > first) {
      changes.removeLast();
    }
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
   * @return whether it is, and if not, why: then the transaction is open as before
   */
  public Committed commit(String name, Source written) {
    link.calm();
    if (link.lost()) {
      return new Committed(List.of(link.lostProblem()), "");
    }
    ShellRecord record =
        new ShellRecord(database, setup.tool(), name, written, start, List.copyOf(changes));
    List<Diagnostic> why = link.commit(record);
    if (why.isEmpty()) {
      changes.clear();
    }
    return new Committed(why, record.noWayBack());
  }

  /**
   * What came of {@link #commit}.
   *
   * @param why why nothing is committed; empty when it is
   * @param noWayBack why {@code down} cannot take it back, or ""
   */
  public record Committed(List<Diagnostic> why, String noWayBack) {
    public Committed {
      why = List.copyOf(why);
    }
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

  /**
   * Some of the values in a column, for somebody who chooses among them.
   *
   * @return as text, none where they cannot be read
   */
  public List<String> values(QName table, String column, int most) {
    return link.lost() ? List.of() : ReadOnly.values(link, database, table, column, most);
  }

  /** Closes the connection while another thread may be at work: the process is about to end. */
  public void abandon() {
    link.abandon();
  }

  /** What is committed so far stays; all else is rolled back. */
  @Override
  public void close() {
    link.close();
  }
}
