package dev.mig.run;

import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes an applied migration back, by the plan that the ledger keeps. */
final class DownAttempt implements Attempt {
  private final Applied row;
  private final StoredPlan plan;
  private final Fingerprints before;
  private final Fingerprints after;

  /**
   * Reads what the ledger keeps of it.
   *
   * @throws Refused when it has no way back, or was edited by hand
   */
  DownAttempt(Applied row) throws Refused {
    String stored = row.planDown();
    if (stored == null) {
      throw new Refused(Problems.noWayBack(row));
    }
    if (!row.sealed()) {
      throw new Refused(Problems.damaged(row, "it was changed by hand"));
    }
    try {
      this.plan = StoredPlan.read(stored, row.plain());
    } catch (StoredPlan.Damaged e) {
      throw new Refused(Problems.damaged(row, "the plan back cannot be read: " + e.getMessage()));
    }
    this.row = row;
    this.before = Fingerprints.read(row.schemaBefore());
    this.after = Fingerprints.read(row.schemaAfter());
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public String way() {
    return "down";
  }

  @Override
  public String record() {
    return "{}";
  }

  @Override
  public Source source() {
    return row.plain();
  }

  @Override
  public String fingerprint() {
    return row.fingerprint();
  }

  @Override
  public StoredPlan plan() {
    return plan;
  }

  @Override
  public void compareBefore(Schema live) throws Refused {
    List<String> changes = after.changes(now(live));
    if (!changes.isEmpty()) {
      throw new Refused(Problems.changedSinceUp(row, changes));
    }
  }

  @Override
  public void compareAfter(Schema live) throws Refused {
    List<String> changes = before.changes(now(live));
    if (!changes.isEmpty()) {
      throw new Refused(Problems.notAsBefore(row, changes));
    }
  }

  /**
   * Also of tables that must not be there: those known under another name, or not at all, on the
   * other side.
   */
  private Fingerprints now(Schema live) {
    Set<String> names = new TreeSet<>(before.byTable().keySet());
    names.addAll(after.byTable().keySet());
    return Fingerprints.named(live, names);
  }

  @Override
  public void record(Ledger ledger, Schema live, Event event, Who who) throws SQLException {
    ledger.delete(name());
  }

  @Override
  public Event.Kind kind() {
    return Event.Kind.REVERTED;
  }

  @Override
  public boolean isIn(Ledger ledger) throws SQLException {
    return ledger.find(name()).isEmpty();
  }
}
