package dev.mig.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.mig.operation.Pace;
import dev.mig.operation.Refusal;
import dev.mig.plan.Plan;
import dev.mig.plan.PlanJson;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the ledger keeps it: what {@link PlanJson} writes, read again. Of a refusal its
 * template is kept; suggestions are not, because there is no text left to apply them to.
 *
 * @param touched null for "cannot be told"
 */
public record StoredPlan(List<Step> steps, boolean foreignKeysOff, @Nullable Set<QName> touched) {
  public StoredPlan {
    steps = List.copyOf(steps);
    touched = touched == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(touched));
  }

  static StoredPlan of(Plan plan) {
    return new StoredPlan(plan.steps(), plan.foreignKeysOff(), plan.touched());
  }

  /** The text that the ledger keeps. */
  public static String write(Plan plan, String dialect, Source source) {
    return PlanJson.of(plan, dialect, source).toString();
  }

  /**
   * Reads it back.
   *
   * @param source what the spans are about
   * @throws Damaged when the text is not what {@link #write} made
   */
  public static StoredPlan read(String json, Source source) throws Damaged {
    try {
      JsonObject object = JsonParser.parseString(json).getAsJsonObject();
      int version = object.get("version").getAsInt();
      if (version != PlanJson.VERSION) {
        throw new Damaged("it has version " + version + ", expected " + PlanJson.VERSION);
      }
      List<Step> steps = new ArrayList<>();
      for (JsonElement step : object.getAsJsonArray("steps")) {
        steps.add(step(step.getAsJsonObject(), source));
      }
      return new StoredPlan(
          steps,
          object.get("foreignKeysOff").getAsBoolean(),
          touched(object.getAsJsonArray("touched")));
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      // What gson throws on a text of another shape.
      throw new Damaged("it is not a plan");
    }
  }

  /** Thrown when what the ledger holds is no plan. */
  public static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  private static @Nullable Set<QName> touched(@Nullable JsonArray names) {
    if (names == null) {
      return null;
    }
    Set<QName> touched = new TreeSet<>();
    for (JsonElement each : names) {
      JsonObject name = each.getAsJsonObject();
      touched.add(new QName(text(name, "schema"), text(name, "name")));
    }
    return touched;
  }

  private static Step step(JsonObject step, Source source) throws Damaged {
    Span span = span(step, source);
    String kind = text(step, "do");
    return switch (kind) {
      case "execute" ->
          new Step.Execute(
              text(step, "sql"), text(step, "why"), step.get("rows").getAsBoolean(), span);
      case "ask-none" ->
          new Step.AskNone(text(step, "sql"), optional(step, "ofSql"), refusal(step, source), span);
      case "ask-same" ->
          new Step.AskSame(text(step, "left"), text(step, "right"), refusal(step, source), span);
      case "remember" -> new Step.Remember(step.get("slot").getAsInt(), text(step, "sql"), span);
      case "ask-unchanged" ->
          new Step.AskUnchanged(
              step.get("slot").getAsInt(),
              text(step, "sql"),
              optional(step, "within"),
              refusal(step, source),
              span);
      case "walk" -> walk(step, span);
      default -> throw new Damaged("it has a step '" + kind + "'");
    };
  }

  private static Step.Walk walk(JsonObject step, Span span) {
    List<Step.Key> key = new ArrayList<>();
    for (JsonElement each : step.getAsJsonArray("key")) {
      JsonObject column = each.getAsJsonObject();
      key.add(new Step.Key(text(column, "column"), text(column, "read"), optional(column, "cast")));
    }
    JsonObject proof = step.getAsJsonObject("proof");
    JsonObject how = step.getAsJsonObject("pace");
    Pace.Method method = Pace.Method.valueOf(text(step, "method").toUpperCase(Locale.ROOT));
    Pace pace =
        new Pace(
            how.get("rows").getAsInt(),
            Duration.ofMillis(how.get("timeMillis").getAsLong()),
            Duration.ofMillis(how.get("pauseMillis").getAsLong()),
            how.get("parallel").getAsInt(),
            null,
            how.get("inSync").getAsBoolean(),
            how.get("background").getAsBoolean());
    JsonObject name = step.getAsJsonObject("name");
    return new Step.Walk(
        new QName(text(name, "schema"), text(name, "name")),
        text(step, "table"),
        key,
        optional(step, "sample"),
        parts(step.getAsJsonArray("parts")),
        new Step.Proof(
            text(proof, "why"), optional(proof, "sql"), parts(proof.getAsJsonArray("parts"))),
        pace,
        method,
        text(step, "why"),
        step.get("rows").getAsLong(),
        span);
  }

  private static List<Step.Part> parts(JsonArray all) {
    List<Step.Part> parts = new ArrayList<>();
    for (JsonElement each : all) {
      JsonObject part = each.getAsJsonObject();
      parts.add(
          new Step.Part(
              text(part, "sql"),
              part.getAsJsonArray("key").asList().stream().map(JsonElement::getAsString).toList(),
              text(part, "why"),
              part.get("rows").getAsBoolean()));
    }
    return parts;
  }

  private static Refusal refusal(JsonObject step, Source source) throws Damaged {
    JsonObject refusal = step.getAsJsonObject("refusal");
    String id = text(refusal, "code");
    Code code = Code.find(id).orElseThrow(() -> new Damaged("it has a code " + id));
    String label = optional(refusal, "label");
    Diagnostic.Builder template =
        Diagnostic.error(code, text(refusal, "summary"))
            .in(source)
            .at(span(refusal, source), label == null ? "" : label);
    JsonArray notes = refusal.getAsJsonArray("notes");
    if (notes != null) {
      notes.forEach(note -> template.note(note.getAsString()));
    }
    return Refusal.of(template.build());
  }

  private static Span span(JsonObject owner, Source source) {
    JsonObject span = owner.getAsJsonObject("span");
    if (span == null) {
      return Span.NONE;
    }
    int end = span.getAsJsonObject("end").get("offset").getAsInt();
    // A place outside of the text comes from a ledger edited by hand; no place is better than a
    // wrong one.
    return end > source.text().length()
        ? Span.NONE
        : new Span(span.getAsJsonObject("start").get("offset").getAsInt(), end);
  }

  private static String text(JsonObject object, String member) {
    return object.get(member).getAsString();
  }

  private static @Nullable String optional(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null ? null : value.getAsString();
  }
}
