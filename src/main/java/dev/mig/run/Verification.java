package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.schema.Definitions;
import dev.mig.source.Diagnostic;
import dev.mig.source.LineDiff;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a database with its history: the schema with what the history left, the ledger with its
 * seals, the files with what was run. Writes nothing.
 *
 * @param ledger whether there is one
 * @param snapshot whether the ledger knows the schema: one of the first format does not until the
 *     next run
 * @param applied what the ledger says is applied, in order
 * @param findings what is not in order, the files first, then the ledger, then the schema
 */
public record Verification(
    boolean ledger, boolean snapshot, List<Applied> applied, List<Finding> findings) {
  public Verification {
    applied = List.copyOf(applied);
    findings = List.copyOf(findings);
  }

  /**
   * Does it, all of it at one moment.
   *
   * @param project the migrations of the folder, or null where there is no folder to compare with
   * @throws dev.mig.compile.Probe.Failed where the database cannot be read, or its ledger was
   *     written by a newer version
   */
  public static Verification of(
      Database database, Runner.Settings settings, @Nullable List<Status.Known> project) {
    return new LedgerWork(database, settings)
        .read(
            connection -> {
              database.beginReading(connection);
              return in(connection, database, project);
            });
  }

  /**
   * What of the schema is not as the history left it. Reading a large catalog takes its time, so
   * nothing is found there where the history knows of more than {@code most} tables and views.
   */
  public static List<Finding> ofSchema(Database database, Runner.Settings settings, int most) {
    return new LedgerWork(database, settings)
        .read(
            connection -> {
              database.beginReading(connection);
              Ledger ledger = Ledger.open(connection, database.name());
              boolean known = ledger.exists() && ledger.snapshot().taken();
              if (!known || ledger.snapshot().size() > most) {
                return List.of();
              }
              return schema(connection, database, ledger.snapshot().read());
            });
  }

  /** The same in a transaction that is open. */
  static Verification in(
      Connection connection, Database database, @Nullable List<Status.Known> project)
      throws SQLException, Refused {
    Ledger ledger = Ledger.open(connection, database.name());
    if (!ledger.exists()) {
      return new Verification(false, false, List.of(), List.of());
    }
    List<Applied> applied = ledger.applied();
    List<Finding> found = new ArrayList<>();
    if (project != null) {
      found.addAll(LedgerCheck.files(applied, project));
    }
    found.addAll(LedgerCheck.rows(applied, ledger.history()));
    found.addAll(saved(connection, database, applied));
    found.addAll(halfDone(connection, database, ledger));
    boolean taken = ledger.snapshot().taken();
    if (taken) {
      found.addAll(schema(connection, database, ledger.snapshot().read()));
    }
    return new Verification(true, taken, applied, found);
  }

  private static List<Finding> saved(
      Connection connection, Database database, List<Applied> applied) throws SQLException {
    List<Finding> found = new ArrayList<>();
    if (applied.stream().allMatch(row -> row.saved().isEmpty())) {
      return found;
    }
    Set<String> there = SavedRows.names(connection, database);
    for (Applied row : applied) {
      List<String> gone = row.saved().stream().filter(name -> !there.contains(name)).toList();
      if (!gone.isEmpty()) {
        found.add(
            new Finding(
                Finding.Kind.SAVED_GONE,
                row.name(),
                null,
                HistoryProblems.savedGone(row, gone),
                List.of(),
                List.of()));
      }
    }
    return found;
  }

  private static List<Finding> halfDone(Connection connection, Database database, Ledger ledger)
      throws SQLException {
    try {
      Unfinished.all(connection, ledger, database.name());
      return List.of();
    } catch (Refused e) {
      Diagnostic why = e.diagnostic();
      return List.of(new Finding(Finding.Kind.HALF_DONE, null, null, why, List.of(), List.of()));
    }
  }

  private static List<Finding> schema(
      Connection connection, Database database, SnapshotTable.Read snapshot) throws SQLException {
    List<Finding> found = new ArrayList<>();
    if (!snapshot.whole()) {
      found.add(
          new Finding(
              Finding.Kind.SNAPSHOT,
              null,
              null,
              HistoryProblems.snapshot(),
              List.of(),
              List.of(Mend.ACCEPT_SCHEMA)));
    }
    SortedMap<Definitions.Key, String> before = snapshot.definitions();
    SortedMap<Definitions.Key, String> after = Definitions.of(database.read(connection));
    SortedSet<Definitions.Key> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (Definitions.Key key : keys) {
      String was = before.get(key);
      String is = after.get(key);
      if (was != null && is != null && Definitions.same(key, was, is)) {
        continue;
      }
      found.add(
          new Finding(
              Finding.Kind.SCHEMA,
              null,
              key.toString(),
              HistoryProblems.schema(key, was != null, is != null),
              LineDiff.of(
                  Objects.requireNonNullElse(was, ""),
                  Objects.requireNonNullElse(is, ""),
                  LedgerCheck.CONTEXT),
              List.of(Mend.ACCEPT_SCHEMA)));
    }
    return found;
  }
}
