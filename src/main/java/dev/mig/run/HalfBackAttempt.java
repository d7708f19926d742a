package dev.mig.run;

import dev.mig.plan.Stages;
import dev.mig.plan.Step;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes back what is done of a migration that was stopped in its batches. */
final class HalfBackAttempt implements Attempt {
  /** The way that stands in {@code mig.attempt} once this has begun. */
  static final String WAY = "back";

  private final Begun begun;
  private final Applied row;
  private final StoredPlan plan;

  /** Which stage of the way up it was stopped in, from 0. */
  private final int stopped;

  private final int partial;

  /**
   * One for a run that was stopped, or one that goes on.
   *
   * @throws Refused when there is no such way, or what the database keeps was edited by hand
   */
  HalfBackAttempt(Begun begun) throws Refused {
    this.begun = begun;
    this.row = Draft.read(begun.migration(), begun.record());
    try {
      List<List<Step>> up = Stages.of(StoredPlan.read(row.planUp(), row.plain()).steps());
      this.stopped = walk(up, begun.stoppedAt());
      int before = (int) up.subList(0, stopped).stream().filter(Stages::several).count();
      Draft.HalfBack back = Draft.halfBack(begun.migration(), begun.record(), before);
      this.plan = StoredPlan.read(back.plan(), row.plain());
      this.partial = back.partial();
    } catch (StoredPlan.Damaged e) {
      throw new Refused(Problems.damagedAttempt(begun.migration()));
    }
  }

  /** The walk that may be done in part when this stage is the next: the one before, or to come. */
  private static int walk(List<List<Step>> stages, int next) {
    if (next > 0 && !Stages.several(stages.get(next)) && Stages.several(stages.get(next - 1))) {
      return next - 1;
    }
    int walk = next;
    while (!Stages.several(stages.get(walk))) {
      walk++;
    }
    return walk;
  }

  /** Which stage of the way up is done in part. */
  int stopped() {
    return stopped;
  }

  /** Whether a stage of this way takes back the walk that may be done in part. */
  boolean isPartial(int stage) {
    List<List<Step>> stages = Stages.of(plan.steps());
    return stages.subList(0, stage).stream().filter(Stages::several).count() < partial;
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public String fingerprint() {
    return row.fingerprint();
  }

  @Override
  public String way() {
    return WAY;
  }

  @Override
  public Source source() {
    return row.plain();
  }

  @Override
  public StoredPlan plan() {
    return plan;
  }

  @Override
  public void compareBefore(Schema live) throws Refused {
    Fingerprints left = Fingerprints.read(begun.schemaNow());
    List<String> changes = left.changes(Fingerprints.named(live, left.byTable().keySet()));
    if (!changes.isEmpty()) {
      throw new Refused(Problems.changedMeanwhile(name(), changes).in(source()));
    }
  }

  @Override
  public void compareAfter(Schema live) throws Refused {
    Fingerprints before = Fingerprints.read(row.schemaBefore());
    Set<String> names = new TreeSet<>(before.byTable().keySet());
    Fingerprints.read(begun.schemaNow()).byTable().keySet().forEach(names::add);
    List<String> changes = before.changes(Fingerprints.named(live, names));
    if (!changes.isEmpty()) {
      throw new Refused(Problems.notAsBefore(row, changes));
    }
  }

  @Override
  public String record() {
    return begun.record();
  }

  @Override
  public void record(Ledger ledger, Schema live, Event event, Who who) {
    // It was never in the ledger's state; its attempt goes with the last stage.
  }

  @Override
  public Event.Kind kind() {
    return Event.Kind.REVERTED;
  }

  /** The attempt's row goes with the commit. */
  @Override
  public boolean isIn(Ledger ledger) throws SQLException, Refused {
    return ledger.begun(name()).isEmpty();
  }
}
