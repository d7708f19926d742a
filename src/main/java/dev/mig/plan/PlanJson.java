package dev.mig.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.operation.Pace;
import dev.mig.operation.Refusal;
import dev.mig.schema.QName;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON: what {@code mig plan --json} prints and what the ledger keeps. Version 1; members
 * are only ever added. Lines and columns count from 1, columns in code points, offsets in UTF-16
 * units from 0.
 */
public final class PlanJson {
  public static final int VERSION = 1;

  private final @Nullable Source source;

  private PlanJson(@Nullable Source source) {
    this.source = source;
  }

  /**
   * Renders a plan.
   *
   * @param source what the spans are about, or null when it is not at hand; then places have
   *     offsets only
   */
  public static JsonObject of(Plan plan, String dialect, @Nullable Source source) {
    PlanJson json = new PlanJson(source);
    JsonObject object = new JsonObject();
    object.addProperty("version", VERSION);
    object.addProperty("dialect", dialect);
    object.addProperty("transactions", Stages.of(plan.steps()).size());
    object.addProperty("foreignKeysOff", plan.foreignKeysOff());
    if (plan.touched() != null) {
      JsonArray touched = new JsonArray();
      plan.touched().stream().sorted().forEach(name -> touched.add(name(name)));
      object.add("touched", touched);
    }
    JsonArray steps = new JsonArray();
    plan.steps().forEach(step -> steps.add(json.step(step)));
    object.add("steps", steps);
    return object;
  }

  private static JsonObject name(QName name) {
    JsonObject object = new JsonObject();
    object.addProperty("schema", name.schema());
    object.addProperty("name", name.name());
    return object;
  }

  private JsonObject step(Step step) {
    JsonObject object = new JsonObject();
    switch (step) {
      case Step.Execute execute -> {
        object.addProperty("do", "execute");
        object.addProperty("why", execute.why());
        object.addProperty("sql", execute.sql());
        object.addProperty("rows", execute.rows());
      }
      case Step.AskNone ask -> {
        object.addProperty("do", "ask-none");
        object.addProperty("sql", ask.sql());
        optional(object, "ofSql", ask.ofSql());
        object.add("refusal", refusal(ask.refusal()));
      }
      case Step.AskSame ask -> {
        object.addProperty("do", "ask-same");
        object.addProperty("left", ask.left());
        object.addProperty("right", ask.right());
        object.add("refusal", refusal(ask.refusal()));
      }
      case Step.Remember remember -> {
        object.addProperty("do", "remember");
        object.addProperty("slot", remember.slot());
        object.addProperty("sql", remember.sql());
      }
      case Step.AskUnchanged ask -> {
        object.addProperty("do", "ask-unchanged");
        object.addProperty("slot", ask.slot());
        object.addProperty("sql", ask.sql());
        optional(object, "within", ask.within());
        object.add("refusal", refusal(ask.refusal()));
      }
      case Step.Walk walk -> walk(object, walk);
    }
    if (!step.span().equals(Span.NONE)) {
      object.add("span", span(step.span()));
    }
    return object;
  }

  private static void walk(JsonObject object, Step.Walk walk) {
    object.addProperty("do", "walk");
    object.addProperty("why", walk.why());
    object.addProperty("method", walk.method().name().toLowerCase(Locale.ROOT));
    object.add("name", name(walk.name()));
    object.addProperty("table", walk.table());
    optional(object, "sample", walk.sample());
    object.addProperty("rows", walk.rows());
    JsonArray key = new JsonArray();
    for (Step.Key column : walk.key()) {
      JsonObject each = new JsonObject();
      each.addProperty("column", column.column());
      each.addProperty("read", column.read());
      optional(each, "cast", column.cast());
      key.add(each);
    }
    object.add("key", key);
    object.add("parts", parts(walk.parts()));
    JsonObject proof = new JsonObject();
    proof.addProperty("why", walk.proof().why());
    optional(proof, "sql", walk.proof().sql());
    proof.add("parts", parts(walk.proof().parts()));
    object.add("proof", proof);
    Pace pace = walk.pace();
    JsonObject how = new JsonObject();
    how.addProperty("rows", pace.rows());
    how.addProperty("timeMillis", pace.time().toMillis());
    how.addProperty("pauseMillis", pace.pause().toMillis());
    how.addProperty("parallel", pace.parallel());
    how.addProperty("inSync", pace.inSync());
    how.addProperty("background", pace.background());
    object.add("pace", how);
  }

  private static JsonArray parts(List<Step.Part> all) {
    JsonArray parts = new JsonArray();
    for (Step.Part part : all) {
      JsonObject each = new JsonObject();
      each.addProperty("why", part.why());
      each.addProperty("sql", part.sql());
      each.addProperty("rows", part.rows());
      JsonArray columns = new JsonArray();
      part.key().forEach(columns::add);
      each.add("key", columns);
      parts.add(each);
    }
    return parts;
  }

  private JsonObject refusal(Refusal refusal) {
    Diagnostic template = refusal.template();
    JsonObject object = new JsonObject();
    object.addProperty("code", template.code().id());
    object.addProperty("summary", template.summary());
    optional(object, "label", template.label().isEmpty() ? null : template.label());
    if (!template.span().equals(Span.NONE)) {
      object.add("span", span(template.span()));
    }
    if (!template.notes().isEmpty()) {
      JsonArray notes = new JsonArray();
      template.notes().forEach(notes::add);
      object.add("notes", notes);
    }
    return object;
  }

  private JsonObject span(Span span) {
    JsonObject object = new JsonObject();
    object.add("start", place(span.start()));
    object.add("end", place(span.end()));
    return object;
  }

  private JsonObject place(int offset) {
    JsonObject object = new JsonObject();
    if (source != null) {
      object.addProperty("line", source.line(offset));
      object.addProperty("column", source.column(offset));
    }
    object.addProperty("offset", offset);
    return object;
  }

  private static void optional(JsonObject object, String member, @Nullable String value) {
    if (value != null) {
      object.addProperty(member, value);
    }
  }
}
