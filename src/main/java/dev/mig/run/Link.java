package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.JdbcProbe;
import dev.mig.plan.Step;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connection under an {@link OpenTransaction}: its savepoints, its lock, and how it ends. */
final class Link {
  private static final String MARK = "mig_";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'shell_'yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Database database;
  private final Duration patience;
  private final RunListener listener;
  private Database.@Nullable RunnerLock lock;
  private String name = "";
  private String version = "";
  private boolean open;

  /** Why the connection went while a transaction was open. */
  private @Nullable Diagnostic lost;

  /** Read and closed by {@link #cancel}, on another thread. */
  private volatile @Nullable Connection connection;

  private volatile boolean cancelled;

  /** Thrown on the working thread between two steps. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  Link(Database database, Duration patience, RunListener listener) {
    this.database = database;
    this.patience = patience;
    this.listener = listener;
  }

  Connection connection() throws SQLException {
    Connection now = connection;
    if (now == null || (!open && now.isClosed())) {
      now = database.connect();
      database.prepareForAPerson(now);
      version = JdbcProbe.version(database, now);
      connection = now;
    }
    return now;
  }

  /** What a transaction of this moment is called where its statements leave something by name. */
  String name() {
    return name;
  }

  /** The database's, as {@link Probe#version} has it; "" before the first connection. */
  String version() {
    return version;
  }

  /** Whether a transaction was begun and not ended, also one that was lost. */
  boolean open() {
    return open;
  }

  boolean lost() {
    return lost != null;
  }

  Diagnostic lostProblem() {
    Diagnostic why = lost;
    return ShellProblems.lost(why == null ? "" : why.summary());
  }

  /** Whether a failure means that an open transaction went with its connection. */
  boolean isGone(SQLException failure) {
    if (open && Failure.kind(failure) == Failure.Kind.CONNECTION) {
      lost = Failure.explain(failure);
    }
    return lost != null;
  }

  /** Forgets that something was cancelled. */
  void calm() {
    cancelled = false;
  }

  boolean cancelled() {
    return cancelled;
  }

  void throwIfCancelled() {
    if (cancelled) {
      throw new Cancelled();
    }
  }

  void cancel() {
    cancelled = true;
    Connection running = connection;
    if (running != null) {
      try {
        database.cancel(running);
      } catch (SQLException gone) {
        // What ran is over, or ends with the connection.
      }
    }
  }

  /** Begins the transaction, once this is the only runner. */
  void begin() throws SQLException {
    name = NAME.format(Instant.now());
    try {
      if (lock == null) {
        lock = database.lock(patience, listener::waiting);
      }
      Connection on = connection();
      try {
        database.begin(on, true);
      } catch (SQLException e) {
        beginLater(on, e);
      }
      open = true;
    } catch (SQLException e) {
      end();
      throw e;
    }
  }

  /** Others may write to a SQLite file for long; that can be waited for, and given up. */
  private void beginLater(Connection on, SQLException first) throws SQLException {
    SQLException why = first;
    boolean told = false;
    while (Failure.kind(why) == Failure.Kind.OTHERS) {
      throwIfCancelled();
      if (!told) {
        listener.waiting("waiting: another program is writing to this database");
        told = true;
      }
      try {
        database.begin(on, true);
        return;
      } catch (SQLException again) {
        why = again;
      }
    }
    throw why;
  }

  /** Rolls back and lets everything go that others could wait for. */
  void end() {
    Connection on = connection;
    if (on != null) {
      try {
        if (open || lost != null) {
          on.rollback();
        }
        database.end(on);
      } catch (SQLException broken) {
        drop();
      }
    }
    open = false;
    lost = null;
    unlock();
  }

  private void unlock() {
    Database.RunnerLock held = lock;
    lock = null;
    if (held != null) {
      try {
        held.close();
      } catch (SQLException gone) {
        // It went with its connection.
      }
    }
  }

  private void drop() {
    Connection on = connection;
    connection = null;
    if (on != null) {
      try {
        on.close();
      } catch (SQLException gone) {
        // Nothing is left to close.
      }
    }
  }

  void savepoint(int number) throws SQLException {
    execute("SAVEPOINT " + MARK + number);
  }

  /**
   * Back to a savepoint, which stays.
   *
   * @return whether the transaction is still there; if not, the connection is {@link #lost}, or the
   *     database gave up the transaction alone
   */
  boolean backTo(int number) throws SQLException {
    String back = "ROLLBACK TO SAVEPOINT " + MARK + number;
    try {
      execute(back);
      return true;
    } catch (SQLException e) {
      if (cancelled && Failure.kind(e) == Failure.Kind.OTHERS) {
        // The cancelling came late and hit this instead.
        execute(back);
        return true;
      }
      if (Failure.kind(e) == Failure.Kind.CONNECTION || connection().isClosed()) {
        lost = Failure.explain(e);
        return false;
      }
      // The driver believes in the transaction that is gone; another connection does not.
      drop();
      open = false;
      return false;
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  LockWatch watch() throws SQLException {
    return new LockWatch(database, connection(), listener::waiting);
  }

  /** Runs steps, each only while nobody has cancelled. */
  StepRunner steps(Source source, Map<Integer, @Nullable String> remembered) throws SQLException {
    RunListener heard =
        new RunListener() {
          @Override
          public void stepStarted(int number, int of, Step step) {
            throwIfCancelled();
            listener.stepStarted(number, of, step);
          }

          @Override
          public void remarked(Diagnostic remark) {
            listener.remarked(remark);
          }
        };
    boolean sqlite = database.name().equals("sqlite");
    return new StepRunner(connection(), sqlite, source, heard, remembered);
  }

  /** Carries the record into the ledger and commits; why not, otherwise. */
  List<Diagnostic> commit(ShellRecord record) {
    Connection on;
    try {
      on = connection();
      execute("SAVEPOINT mig_commit");
      record.write(on);
      if (!database.name().equals("sqlite")) {
        // What is put off to the commit would take the whole transaction with it there.
        execute("SET CONSTRAINTS ALL IMMEDIATE");
      }
    } catch (SQLException | Refused e) {
      return stillOpen(ShellProblems.why(e));
    }
    try {
      on.commit();
    } catch (SQLException e) {
      String unknown = "whether it was committed, mig history tells once the database answers";
      Diagnostic why = Failure.explain(e);
      boolean gone = Failure.kind(e) == Failure.Kind.CONNECTION;
      return stillOpen(gone ? Problems.noting(why, unknown) : why);
    }
    open = false;
    end();
    return List.of();
  }

  /** Nothing of the ledger stays, so that more can be done, or the same again. */
  private List<Diagnostic> stillOpen(Diagnostic why) {
    try {
      execute("ROLLBACK TO SAVEPOINT mig_commit");
    } catch (SQLException e) {
      lost = why;
      return List.of(why, lostProblem());
    }
    return List.of(why);
  }

  interface Use<T> {
    T use() throws SQLException;
  }

  /** Does something whose failure a door can hear. */
  <T> T told(Use<T> use) {
    try {
      return use.use();
    } catch (SQLException e) {
      if (!isGone(e) && !open) {
        drop();
      }
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }

  void abandon() {
    drop();
  }

  void close() {
    end();
    drop();
  }
}
