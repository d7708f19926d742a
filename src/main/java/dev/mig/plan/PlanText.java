package dev.mig.plan;

import dev.mig.operation.Batch;
import dev.mig.operation.Pace;
import dev.mig.operation.Refusal;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan as SQL that people read, and that a database's own shell takes as it stands. Questions
 * stand there as queries with what they must answer; everything else that the runner does is a
 * comment.
 */
public final class PlanText {
  private final StringBuilder out = new StringBuilder();
  private final String dialect;
  private final @Nullable Source source;

  /** Whether something before this place is committed already. */
  private boolean committed;

  private PlanText(String dialect, @Nullable Source source) {
    this.dialect = dialect;
    this.source = source;
  }

  /**
   * What stands above a plan.
   *
   * @param way {@code up} or {@code down}
   * @param source what the spans of the steps are about, or null when it is not at hand
   */
  public record Header(String name, String title, String way, @Nullable Source source) {}

  /**
   * Renders a plan.
   *
   * @param dialect the dialect's name
   */
  public static String of(Plan plan, Header header, String dialect) {
    PlanText text = new PlanText(dialect, header.source());
    text.header(plan, header);
    List<List<Step>> stages = Stages.of(plan.steps());
    for (int i = 0; i < stages.size(); i++) {
      text.stage(plan, stages, i);
    }
    text.footer(plan, header);
    return text.out.toString();
  }

  /** Renders the steps alone, for a plan that runs in a transaction of somebody else's. */
  public static String steps(Plan plan, String dialect) {
    PlanText text = new PlanText(dialect, null);
    plan.steps().forEach(text::step);
    return text.out.toString().strip();
  }

  private boolean sqlite() {
    return dialect.equals("sqlite");
  }

  private void header(Plan plan, Header header) {
    String file = header.source() == null ? "" : " (" + header.source().name() + ")";
    comment("migration " + header.name() + file + ", " + header.way() + ", " + dialect);
    if (!header.title().isEmpty()) {
      comment(header.title());
    }
    long walks = plan.steps().stream().filter(Step.Walk.class::isInstance).count();
    comment(
        walks == 0
            ? "one transaction; before it: take the runner lock"
            : "in batches: not one transaction; a run that stops goes on where it was");
    comment("first in it: is the schema still as it was when this plan was made?");
    out.append('\n');
    keysOff(plan);
    sql(sqlite() ? "BEGIN IMMEDIATE" : "BEGIN");
  }

  private void keysOff(Plan plan) {
    if (plan.foreignKeysOff()) {
      comment("cannot be switched inside a transaction; the last steps look for orphans");
      sql("PRAGMA foreign_keys = OFF");
    }
  }

  private void stage(Plan plan, List<List<Step>> stages, int i) {
    List<Step> stage = stages.get(i);
    boolean walks = Stages.several(stage);
    if (walks) {
      walk((Step.Walk) stage.getFirst());
      return;
    }
    if (i > 0) {
      out.append('\n');
      keysOff(plan);
      sql(sqlite() ? "BEGIN IMMEDIATE" : "BEGIN");
    }
    stage.forEach(this::step);
    if (i < stages.size() - 1) {
      out.append('\n');
      comment(table("attempt") + " remembers that the run is this far");
      sql("COMMIT");
      committed = true;
      if (plan.foreignKeysOff()) {
        sql("PRAGMA foreign_keys = ON");
      }
    }
  }

  private String table(String name) {
    return sqlite() ? "mig_" + name : "mig." + name;
  }

  /** The stretch is written with the variables that psql has for it. */
  private void walk(Step.Walk walk) {
    out.append('\n');
    comment(walk.why() + place(walk.span()));
    if (walk.method() != Pace.Method.NONE) {
      batches(walk);
    }
    proof(walk);
  }

  private void batches(Step.Walk walk) {
    comment(
        (walk.method().inOne() ? "in one transaction" : "again and again, until no key is left")
            + (walk.pace().pause().isZero()
                ? ""
                : ", with a pause of " + walk.pace().pause().toMillis() + " ms")
            + (walk.pace().parallel() == 1
                ? ""
                : ", by " + walk.pace().parallel() + " workers at once")
            + ":");
    sql(sqlite() ? "BEGIN IMMEDIATE" : "BEGIN");
    for (Step.Part part : walk.parts()) {
      comment(part.why());
      sql(Batch.put(part.sql(), Stretch.shown(part.key())));
    }
    comment(table("range") + ": the cursor stands at :upto now");
    sql("COMMIT");
  }

  private void proof(Step.Walk walk) {
    Step.Proof proof = walk.proof();
    comment("afterwards " + proof.why());
    if (proof.sql() != null) {
      sql(proof.sql());
    }
    if (proof.parts().equals(walk.parts()) && walk.method() != Pace.Method.NONE) {
      comment("what it finds is moved in the same way");
      return;
    }
    for (Step.Part part : proof.parts()) {
      comment("for what it finds: " + part.why());
      sql(Batch.put(part.sql(), Stretch.shown(part.key())));
    }
  }

  private void footer(Plan plan, Header header) {
    out.append('\n');
    comment("the schema is read again and compared with what this plan predicts");
    String state = sqlite() ? "mig_migration" : "mig.migration";
    String event = sqlite() ? "mig_event" : "mig.event";
    boolean up = header.way().equals("up");
    comment(
        "ledger: %s %s of %s, %s gets the event '%s'"
            .formatted(
                state,
                up ? "gets the row" : "loses the row",
                header.name(),
                event,
                up ? "applied" : "reverted"));
    sql("COMMIT");
    if (plan.foreignKeysOff()) {
      sql("PRAGMA foreign_keys = ON");
    }
  }

  private void step(Step step) {
    out.append('\n');
    switch (step) {
      case Step.Execute execute -> {
        comment(execute.why() + place(execute.span()));
        sql(execute.sql());
      }
      case Step.AskNone ask -> {
        comment(
            must(ask.refusal()) + " find no row" + otherwise(ask.refusal()) + place(ask.span()));
        sql(ask.sql());
      }
      case Step.AskSame ask -> {
        comment(
            "these two "
                + must(ask.refusal())
                + " agree"
                + otherwise(ask.refusal())
                + place(ask.span()));
        sql(ask.left());
        sql(ask.right());
      }
      case Step.Remember remember -> {
        comment("kept as value " + remember.slot() + place(remember.span()));
        sql(remember.sql());
      }
      case Step.AskUnchanged ask -> {
        String within = ask.within() == null ? "" : " within " + ask.within();
        comment(
            must(ask.refusal())
                + " agree with value "
                + ask.slot()
                + within
                + otherwise(ask.refusal())
                + place(ask.span()));
        sql(ask.sql());
      }
      case Step.Walk walk -> walk(walk);
    }
  }

  private static String must(Refusal refusal) {
    return refusal.template().isError() ? "must" : "should";
  }

  private String otherwise(Refusal refusal) {
    Diagnostic template = refusal.template();
    String stops =
        committed
            ? " and the run stops here: what is committed stays"
            : " and everything is rolled back";
    String what = template.isError() ? stops : " is told";
    return ", or " + template.code().id() + what;
  }

  private String place(Span span) {
    return source == null || span.equals(Span.NONE)
        ? ""
        : " (line " + Objects.requireNonNull(source).line(span.start()) + ")";
  }

  /** Line ends would end the comment, and what follows would be SQL. */
  private void comment(String text) {
    if (!text.isBlank()) {
      out.append("-- ").append(text.replaceAll("\\R", " ").strip()).append('\n');
    }
  }

  private void sql(String sql) {
    String text = sql.strip();
    out.append(text);
    if (!text.endsWith(";")) {
      String last = text.substring(text.lastIndexOf('\n') + 1);
      // A comment at the end would swallow the semicolon.
      out.append(last.contains("--") ? "\n;" : ";");
    }
    out.append('\n');
  }
}
