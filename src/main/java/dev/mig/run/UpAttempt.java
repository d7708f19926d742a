package dev.mig.run;

import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.SQLException;
import java.util.List;

/** Applies a migration. */
final class UpAttempt implements Attempt {
  private final Prepared migration;
  private final String dialect;
  private final StoredPlan plan;
  private Schema before;

  UpAttempt(Prepared migration, String dialect) {
    this.migration = migration;
    this.dialect = dialect;
    this.plan = StoredPlan.of(migration.up());
    this.before = migration.checked();
  }

  @Override
  public String name() {
    return migration.name();
  }

  @Override
  public Source source() {
    return migration.source();
  }

  @Override
  public StoredPlan plan() {
    return plan;
  }

  @Override
  public void compareBefore(Schema live) throws Refused {
    List<String> changes = Prediction.changed(migration.checked(), live, plan.touched(), dialect);
    if (!changes.isEmpty()) {
      throw new Refused(Problems.changedSinceCheck(changes).in(source()));
    }
    before = live;
  }

  @Override
  public void compareAfter(Schema live) throws Refused {
    Schema expected = Prediction.after(migration.up(), migration.checked(), before);
    List<String> differences = Prediction.differences(expected, live, dialect);
    if (!differences.isEmpty()) {
      throw new Refused(Problems.notAsPredicted(differences).in(source()));
    }
  }

  @Override
  public void record(Ledger ledger, Schema live, Event event, Who who) throws SQLException {
    Plan down = migration.down();
    ledger.insert(
        new Applied(
                0,
                name(),
                migration.title(),
                source(),
                migration.fingerprint(),
                StoredPlan.write(migration.up(), dialect, source()),
                down == null ? null : StoredPlan.write(down, dialect, source()),
                migration.wayBack().words(),
                migration.downNote(),
                event.at(),
                event.durationMillis(),
                event.rows(),
                who.databaseUser(),
                who.osUser(),
                who.tool(),
                Fingerprints.of(before, plan.touched()).json(),
                Fingerprints.of(live, plan.touched()).json(),
                "",
                migration.saved())
            .withSeal());
  }

  @Override
  public Event.Kind kind() {
    return Event.Kind.APPLIED;
  }

  @Override
  public boolean isIn(Ledger ledger) throws SQLException {
    return ledger.find(name()).isPresent();
  }
}
