package dev.mig.run;

import com.google.gson.JsonObject;
import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies a migration, or goes on with one that was stopped half-way. */
final class UpAttempt implements Attempt {
  /** Null for one that goes on: what it predicted went with the process that planned it. */
  private final @Nullable Prepared migration;

  private final String dialect;
  private final StoredPlan plan;
  private final String name;
  private final Source source;
  private final String fingerprint;
  private Schema before = Schema.EMPTY;
  private @Nullable Applied draft;
  private @Nullable String record;

  UpAttempt(Prepared migration, String dialect) {
    this.migration = migration;
    this.dialect = dialect;
    this.name = migration.name();
    this.source = migration.source();
    this.fingerprint = migration.fingerprint();
    this.plan = StoredPlan.of(migration.up());
  }

  /**
   * One that goes on.
   *
   * @throws Refused when what the database keeps of it was edited by hand
   */
  UpAttempt(Begun begun, String dialect) throws Refused {
    Applied row = Draft.read(begun.migration(), begun.record());
    this.migration = null;
    this.dialect = dialect;
    this.name = row.name();
    this.source = row.plain();
    this.fingerprint = row.fingerprint();
    this.draft = row;
    this.record = begun.record();
    try {
      this.plan = StoredPlan.read(row.planUp(), row.plain());
    } catch (StoredPlan.Damaged e) {
      throw new Refused(Problems.damagedAttempt(name));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String way() {
    return "up";
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public StoredPlan plan() {
    return plan;
  }

  @Override
  public void compareBefore(Schema live) throws Refused {
    Prepared checked = Objects.requireNonNull(migration);
    List<String> changes = Prediction.changed(checked.checked(), live, plan.touched(), dialect);
    if (!changes.isEmpty()) {
      throw new Refused(Problems.changedSinceCheck(changes).in(source()));
    }
    before = live;
    draft = draft(checked, Fingerprints.of(live, plan.touched()).json());
    List<Draft.@Nullable HalfBack> backs = new ArrayList<>();
    for (Prepared.HalfBack back : checked.halfBack()) {
      backs.add(
          back == null
              ? null
              : new Draft.HalfBack(
                  StoredPlan.write(back.plan(), dialect, source()), back.partial()));
    }
    record = Draft.json(draft, backs);
  }

  @Override
  public void compareAfter(Schema live) throws Refused {
    if (migration == null) {
      return;
    }
    Schema expected = Prediction.after(migration.up(), migration.checked(), before);
    List<String> differences = Prediction.differences(expected, live, dialect);
    if (!differences.isEmpty()) {
      throw new Refused(Problems.notAsPredicted(differences).in(source()));
    }
  }

  private Applied draft(Prepared checked, String schemaBefore) {
    Plan down = checked.down();
    return new Applied(
            0,
            name(),
            checked.title(),
            checked.written(),
            checked.fingerprint(),
            StoredPlan.write(checked.up(), dialect, source()),
            down == null ? null : StoredPlan.write(down, dialect, source()),
            checked.wayBack().words(),
            checked.downNote(),
            java.time.Instant.EPOCH,
            0,
            0,
            "",
            "",
            "",
            schemaBefore,
            "",
            "",
            checked.saved(),
            checked.source().text().equals(checked.written().text())
                ? null
                : checked.source().text(),
            checked.parameters().isEmpty() ? null : json(checked.parameters()),
            null)
        .withSeal();
  }

  private static String json(Map<String, String> parameters) {
    JsonObject object = new JsonObject();
    new TreeMap<>(parameters).forEach(object::addProperty);
    return object.toString();
  }

  @Override
  public String record() {
    return Objects.requireNonNull(record);
  }

  @Override
  public void record(Ledger ledger, Schema live, Event event, Who who) throws SQLException {
    Applied row = Objects.requireNonNull(draft);
    // Of a repeatable one, the row is that of its last application.
    ledger.delete(name());
    ledger.insert(row.finished(event, who, Fingerprints.of(live, plan.touched()).json()));
  }

  @Override
  public Event.Kind kind() {
    return Event.Kind.APPLIED;
  }

  @Override
  public boolean isIn(Ledger ledger) throws SQLException {
    return ledger.find(name()).filter(r -> r.fingerprint().equals(fingerprint)).isPresent();
  }
}
