package dev.mig.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.mig.source.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's row of a migration that is not finished, as JSON. */
final class Draft {
  private Draft() {}

  /**
   * {@link Prepared.HalfBack} as it is kept.
   *
   * @param plan as {@link StoredPlan} writes it
   */
  record HalfBack(String plan, int partial) {}

  /**
   * Writes it.
   *
   * @param halfBack for each walk what takes back a run which was stopped there; null where nothing
   *     can
   */
  static String json(Applied row, List<@Nullable HalfBack> halfBack) {
    JsonObject object = new JsonObject();
    object.addProperty("name", row.name());
    object.addProperty("title", row.title());
    object.addProperty("file", row.source().name());
    object.addProperty("source", row.source().text());
    object.addProperty("fingerprint", row.fingerprint());
    object.addProperty("planUp", row.planUp());
    object.addProperty("planDown", row.planDown());
    object.addProperty("reverse", row.reverse());
    object.addProperty("reverseNote", row.reverseNote());
    object.addProperty("schemaBefore", row.schemaBefore());
    object.addProperty("seal", row.seal());
    object.addProperty("expanded", row.expanded());
    object.addProperty("parameters", row.parameters());
    JsonArray saved = new JsonArray();
    row.saved().forEach(saved::add);
    object.add("saved", saved);
    JsonArray backs = new JsonArray();
    for (HalfBack back : halfBack) {
      JsonObject each = new JsonObject();
      each.addProperty("plan", back == null ? null : back.plan());
      each.addProperty("partial", back == null ? 0 : back.partial());
      backs.add(each);
    }
    object.add("halfBack", backs);
    return object.toString();
  }

  /**
   * Reads it back.
   *
   * @throws Refused when it was changed by hand
   */
  static Applied read(String name, String json) throws Refused {
    try {
      JsonObject object = JsonParser.parseString(json).getAsJsonObject();
      List<String> saved =
          object.getAsJsonArray("saved").asList().stream().map(JsonElement::getAsString).toList();
      Applied row =
          new Applied(
              0,
              text(object, "name"),
              text(object, "title"),
              new Source(text(object, "file"), text(object, "source")),
              text(object, "fingerprint"),
              text(object, "planUp"),
              optional(object, "planDown"),
              text(object, "reverse"),
              text(object, "reverseNote"),
              Instant.EPOCH,
              0,
              0,
              "",
              "",
              "",
              text(object, "schemaBefore"),
              "",
              text(object, "seal"),
              saved,
              optional(object, "expanded"),
              optional(object, "parameters"),
              null);
      if (row.sealed() && row.name().equals(name)) {
        return row;
      }
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException e) {
      // What gson throws on a text of another shape: told below.
    }
    throw new Refused(Problems.damagedAttempt(name));
  }

  /**
   * What takes back a run which was stopped in its walk of this number, from 0.
   *
   * @throws Refused when there is nothing
   */
  static HalfBack halfBack(String name, String json, int walk) throws Refused {
    JsonArray backs = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("halfBack");
    JsonObject back = walk < backs.size() ? backs.get(walk).getAsJsonObject() : new JsonObject();
    String plan = optional(back, "plan");
    if (plan == null) {
      throw new Refused(Problems.notHalfBack(name));
    }
    return new HalfBack(plan, back.get("partial").getAsInt());
  }

  private static String text(JsonObject object, String member) {
    return object.get(member).getAsString();
  }

  private static @Nullable String optional(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }
}
