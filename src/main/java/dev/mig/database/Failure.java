package dev.mig.database;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sqlite.SQLiteException;

/**
 * Says in the user's words what a database's exception means. Codes: PostgreSQL's appendix A,
 * SQLite's rescode page.
 */
public final class Failure {
  private static final Pattern SQLITE_MESSAGE =
      Pattern.compile("\\[SQLITE_\\w+].*?\\((.*)\\)", Pattern.DOTALL);

  /** How SQLite's own functions begin to say that a pattern was given up on. */
  public static final String TOO_COSTLY = "the pattern takes too many steps on a text of";

  private static final String NO_PASSWORD = "no password was provided";

  private Failure() {}

  /** Whether a pattern was given up on, which no other answer can make good. */
  static boolean tooCostly(SQLException failure) {
    return "2201B".equals(failure.getSQLState()) || message(failure).contains(TOO_COSTLY);
  }

  /** What happened; without any credential. */
  public static Diagnostic explain(SQLException failure) {
    if (failure instanceof Database.Locked) {
      return Diagnostic.error(Code.LOCKED, Secrets.scrub(message(failure))).build();
    }
    if (failure instanceof StrainQuery.Failed failed) {
      return failed.diagnostic();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite(sqlite);
      }
    }
    return postgres(failure);
  }

  /** What can be done about a failed statement. */
  public enum Kind {
    /** Others were in the way: it may go well the next time. */
    OTHERS,
    /** The connection is gone: it may go well on another one. */
    CONNECTION,
    /** A row does not fit. */
    ROW,
    /** It would fail again. */
    FATAL
  }

  /** What can be done about it. */
  public static Kind kind(SQLException failure) {
    Code code = explain(failure).code();
    if (code == Code.LOCKED || "57014".equals(failure.getSQLState())) {
      return Kind.OTHERS;
    }
    if (code == Code.CANNOT_CONNECT) {
      return Kind.CONNECTION;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite.getResultCode().name().startsWith("SQLITE_CONSTRAINT")
                || sqlite.getResultCode().name().equals("SQLITE_ERROR")
            ? Kind.ROW
            : Kind.FATAL;
      }
    }
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    // Data exceptions, integrity constraints, and what triggers raise.
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("P0")
        ? Kind.ROW
        : Kind.FATAL;
  }

  private static Diagnostic postgres(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    ServerErrorMessage server =
        failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
    String said = server == null ? message(failure) : text(server.getMessage());
    Diagnostic.Builder told =
        switch (state) {
          case "28P01" ->
              connect("the server does not accept this user name and password", said)
                  .note(
                      "the password comes from the URL, from PGPASSWORD or from the password file");
          case "28000" -> connect("the server does not let this user in", said);
          case "3D000" -> connect("the server has no such database", said);
          case "53300" -> connect("the server has no connection left", said);
          case "57P03" -> connect("the server is starting up or shutting down", said);
          case "08000", "08001", "08003", "08004", "08006", "08007", "57P01", "57P02", "57P05" ->
              connection(failure, state, said);
          case "53100" -> refused("the server's disk is full", said);
          case "25006" -> error(Code.READ_ONLY, "the database is read-only", said);
          case "42501" -> refused("the database user lacks a permission", said);
          case "55P03" ->
              error(Code.LOCKED, "somebody else holds a lock that is needed here", said);
          case "40P01" ->
              error(Code.LOCKED, "another session and this one waited for each other", said);
          case "40001" ->
              error(Code.LOCKED, "another session changed the same rows at the same time", said);
          case "2201B" ->
              error(Code.PATTERN_TOO_COSTLY, "a regular expression is too complex", said);
          case "57014" -> refused("the database cancelled the statement", said);
          case "23505" -> refused("a row would appear twice under " + constraint(server), said);
          case "23503" -> refused("a reference has no counterpart: " + constraint(server), said);
          case "23514" -> refused("a row breaks " + constraint(server), said);
          case "23502" -> refused("a NOT NULL column would be left without a value", said);
          case "23P01" -> refused("a row breaks " + constraint(server), said);
          default -> Diagnostic.error(Code.DATABASE_REFUSED, "the database says: " + line(said));
        };
    if (server != null) {
      note(told, server.getDetail());
      note(told, server.getHint());
      note(told, server.getWhere());
    }
    return told.build();
  }

  private static Diagnostic.Builder connection(SQLException failure, String state, String said) {
    if (said.contains(NO_PASSWORD)) {
      return connect("the server asks for a password and none was given", said)
          .note("give it in the URL, in PGPASSWORD or in the password file");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return connect("there is no host '" + text(cause.getMessage()) + "'", said);
      }
    }
    return state.equals("08001") || state.equals("08004")
        ? connect("the server cannot be reached", said)
        : connect("the connection to the server was lost", said)
            .note("what was not committed is not in the database");
  }

  private static String constraint(@Nullable ServerErrorMessage server) {
    String name = server == null ? null : server.getConstraint();
    String table = server == null ? null : server.getTable();
    String constraint = name == null ? "a constraint" : "the constraint " + name;
    return table == null ? constraint : constraint + " of " + table;
  }

  private static Diagnostic sqlite(SQLiteException failure) {
    String raw = message(failure);
    Matcher inner = SQLITE_MESSAGE.matcher(raw);
    String said = inner.matches() ? inner.group(1) : raw;
    String name = failure.getResultCode().name();
    Diagnostic.Builder told;
    if (said.contains(TOO_COSTLY)) {
      return Diagnostic.error(Code.PATTERN_TOO_COSTLY, line(said))
          .note("say it so that there is one way only in which a text can match")
          .build();
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      told = error(Code.LOCKED, "another process is using the database file", said);
    } else if (name.equals("SQLITE_READONLY_DIRECTORY")) {
      told = error(Code.READ_ONLY, "the folder of the database file is read-only", said);
    } else if (name.startsWith("SQLITE_READONLY")) {
      told = error(Code.READ_ONLY, "the database file is read-only", said);
    } else if (name.startsWith("SQLITE_CANTOPEN")) {
      told = connect("the database file cannot be opened", said);
    } else if (name.equals("SQLITE_NOTADB")) {
      told = connect("the file is no SQLite database", said);
    } else if (name.equals("SQLITE_FULL")) {
      told = refused("the disk is full", said);
    } else if (name.startsWith("SQLITE_IOERR")) {
      told = refused("the database file cannot be read or written", said);
    } else if (name.startsWith("SQLITE_CORRUPT")) {
      told = refused("the database file is damaged", said);
    } else if (name.startsWith("SQLITE_PERM") || name.startsWith("SQLITE_AUTH")) {
      told = refused("a permission is lacking", said);
    } else {
      told = sqliteConstraint(name, said);
    }
    return told.build();
  }

  private static Diagnostic.Builder sqliteConstraint(String name, String said) {
    return switch (name) {
      case "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID" ->
          refused("a row would appear twice under a key", said);
      case "SQLITE_CONSTRAINT_FOREIGNKEY" -> refused("a reference has no counterpart", said);
      case "SQLITE_CONSTRAINT_CHECK" -> refused("a row breaks a check", said);
      case "SQLITE_CONSTRAINT_NOTNULL" ->
          refused("a NOT NULL column would be left without a value", said);
      default -> Diagnostic.error(Code.DATABASE_REFUSED, "the database says: " + line(said));
    };
  }

  private static Diagnostic.Builder connect(String summary, String said) {
    return error(Code.CANNOT_CONNECT, summary, said);
  }

  private static Diagnostic.Builder refused(String summary, String said) {
    return error(Code.DATABASE_REFUSED, summary, said);
  }

  private static Diagnostic.Builder error(Code code, String summary, String said) {
    Diagnostic.Builder told = Diagnostic.error(code, Secrets.scrub(summary));
    note(told, "the database says: " + said);
    return told;
  }

  private static void note(Diagnostic.Builder told, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      told.note(line(text));
    }
  }

  /** One line of it, without credentials. */
  private static String line(String text) {
    return Secrets.scrub(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String text(@Nullable String maybe) {
    return maybe == null ? "" : maybe;
  }
}
