package dev.mig.run;

import dev.mig.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts right what a {@link Verification} found, as somebody has decided; never by itself. */
public final class Repairs {
  private final Database database;
  private final Runner.Settings settings;
  private final @Nullable List<Status.Known> project;
  private final Files files;

  /**
   * What is to be done.
   *
   * @param name of the migration; null where {@link Mend#ofMigration} says no
   */
  public record Decision(Mend mend, @Nullable String name) {
    /** Whether this is one of the ways out of a finding. */
    public boolean fits(Finding finding) {
      return finding.ways().contains(mend)
          && (!mend.ofMigration() || Objects.equals(name, finding.name()));
    }
  }

  /** Writes the file of a migration. */
  @FunctionalInterface
  public interface Files {
    /** Writes the text that was run; throws what ends the command where that cannot be. */
    void restore(Applied row);
  }

  /**
   * @param project the migrations of the folder, or null without one
   */
  public Repairs(
      Database database,
      Runner.Settings settings,
      @Nullable List<Status.Known> project,
      Files files) {
    this.database = database;
    this.settings = settings;
    this.project = project;
    this.files = files;
  }

  /**
   * Does all of it in one transaction, or nothing, with the lock that a runner takes. What was
   * found is looked for again first.
   *
   * @throws dev.mig.compile.Probe.Failed where something does not fit what is found, or the
   *     database refuses
   */
  public void carryOut(List<Decision> decisions) {
    // The log before what is written at its end, a row before what is made of it.
    List<Decision> ordered =
        decisions.stream()
            .sorted(
                Comparator.comparing(
                    d ->
                        switch (d.mend()) {
                          case RESEAL_EVENTS -> 0;
                          case ACCEPT_ROW -> 1;
                          case ACCEPT_EDIT, RESTORE_FILE, FORGET, ACCEPT_SCHEMA -> 2;
                        }))
            .toList();
    new LedgerWork(database, settings)
        .write(
            connection -> {
              List<Finding> found = Verification.in(connection, database, project).findings();
              Ledger ledger = Ledger.open(connection, database.name());
              for (Decision decision : ordered) {
                check(ledger, decision, found);
              }
              ledger.create();
              Who who = Who.on(connection, settings.tool());
              for (Decision decision : ordered) {
                String done = carryOut(connection, ledger, decision);
                String name = Objects.requireNonNullElse(decision.name(), "");
                String detail = decision.mend().option() + ": " + done;
                ledger.append(Event.now(Event.Kind.REPAIRED, name, detail), who);
              }
              return ordered;
            });
  }

  private static void check(Ledger ledger, Decision decision, List<Finding> found)
      throws SQLException, Refused {
    String name = decision.mend() == Mend.FORGET ? decision.name() : null;
    boolean forgets = name != null && ledger.find(name).isPresent();
    if (found.stream().noneMatch(decision::fits) && !forgets) {
      throw new Refused(HistoryProblems.nothingToRepair(decision, found));
    }
    Optional<Begun> half = name == null ? Optional.empty() : ledger.begun(name);
    if (half.isPresent()) {
      throw new Refused(Problems.unfinished(half.get()));
    }
  }

  /** Answers with what was done. */
  private String carryOut(Connection connection, Ledger ledger, Decision decision)
      throws SQLException, Refused {
    return switch (decision.mend()) {
      case ACCEPT_EDIT -> {
        Applied row = trusted(ledger, decision);
        Status.Known file = file(row.name());
        ledger.update(row.withText(file.source(), file.fingerprint()));
        yield "what was run had the fingerprint " + row.fingerprint();
      }
      case RESTORE_FILE -> {
        files.restore(trusted(ledger, decision));
        yield "the file has the text that was run";
      }
      case FORGET -> {
        String name = Objects.requireNonNull(decision.name());
        List<String> saved = ledger.find(name).map(Applied::saved).orElse(List.of());
        ledger.delete(name);
        yield "the database was left as it was"
            + (saved.isEmpty() ? "" : ", with what it had saved: " + String.join(", ", saved));
      }
      case ACCEPT_ROW -> {
        ledger.update(row(ledger, decision).withSeal());
        yield "which part was changed by hand is not known";
      }
      case RESEAL_EVENTS -> {
        List<String> breaks = ledger.history().breaks();
        ledger.sealEvents();
        yield String.join("; ", breaks);
      }
      case ACCEPT_SCHEMA -> {
        List<String> objects =
            Verification.in(connection, database, null).findings().stream()
                .map(Finding::object)
                .filter(Objects::nonNull)
                .toList();
        ledger.snapshot().take(database.read(connection));
        yield objects.isEmpty() ? "nothing in it had changed" : String.join(", ", objects);
      }
    };
  }

  private static Applied row(Ledger ledger, Decision decision) throws SQLException, Refused {
    String name = Objects.requireNonNull(decision.name());
    return ledger.find(name).orElseThrow(() -> new Refused(Problems.notApplied(name, List.of())));
  }

  /** A row that was changed by hand must not get a new seal by the way. */
  private static Applied trusted(Ledger ledger, Decision decision) throws SQLException, Refused {
    Applied row = row(ledger, decision);
    if (!row.sealed()) {
      throw new Refused(HistoryProblems.rowChanged(row));
    }
    return row;
  }

  private Status.Known file(String name) {
    return Objects.requireNonNull(project).stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
