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

  static String json(Applied row) {
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
    JsonArray saved = new JsonArray();
    row.saved().forEach(saved::add);
    object.add("saved", saved);
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
              saved);
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

  private static String text(JsonObject object, String member) {
    return object.get(member).getAsString();
  }

  private static @Nullable String optional(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }
}
