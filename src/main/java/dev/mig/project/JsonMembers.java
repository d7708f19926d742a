package dev.mig.project;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a JSON text, and what it has; says where it has something else than was expected. */
final class JsonMembers {
  private final JsonElement value;
  private final JsonPlaces.Parsed parsed;

  private JsonMembers(JsonElement value, JsonPlaces.Parsed parsed) {
    this.value = value;
    this.parsed = parsed;
  }

  /** The root. */
  static JsonMembers of(JsonPlaces.Parsed parsed) {
    return new JsonMembers(parsed.root(), parsed);
  }

  /** Makes something of a value. */
  @FunctionalInterface
  interface Reading<T> {
    T of(JsonMembers value) throws JsonPlaces.Malformed;
  }

  /** Whether this is an object whose member is this text. */
  boolean says(String member, String text) {
    return value instanceof JsonObject object
        && object.get(member) instanceof JsonPrimitive said
        && said.isString()
        && said.getAsString().equals(text);
  }

  /** The place of a member; of the whole where there is none. */
  Span span(String member) {
    JsonElement there = value instanceof JsonObject object ? object.get(member) : null;
    int place = parsed.place(there == null ? value : there);
    return new Span(place, place + 1);
  }

  String text(String member) throws JsonPlaces.Malformed {
    String text = textOrNull(member);
    if (text == null) {
      throw wrong("there is no \"" + member + "\" in this", value);
    }
    return text;
  }

  /** A text that is "" where it is not said. */
  String textOrEmpty(String member) throws JsonPlaces.Malformed {
    String text = textOrNull(member);
    return text == null ? "" : text;
  }

  /** A text, whether it stands in one piece or line by line; null where it is not said. */
  @Nullable String textOrNull(String member) throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    return there instanceof JsonArray
        ? String.join("\n", texts(member))
        : there == null ? null : string(there, member);
  }

  List<String> texts(String member) throws JsonPlaces.Malformed {
    List<String> texts = new ArrayList<>();
    for (JsonElement each : array(member)) {
      texts.add(string(each, member));
    }
    return texts;
  }

  /** Each of an array; none where there is no such array. */
  <T> List<T> all(String member, Reading<T> reading) throws JsonPlaces.Malformed {
    List<T> all = new ArrayList<>();
    for (JsonElement each : array(member)) {
      all.add(reading.of(new JsonMembers(each, parsed)));
    }
    return all;
  }

  /** What a member is made into; null where there is none. */
  <T> @Nullable T one(String member, Reading<T> reading) throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    return there == null ? null : reading.of(new JsonMembers(there, parsed));
  }

  /** This itself as a text; null where it is none. */
  @Nullable String asText() {
    return value instanceof JsonPrimitive said && said.isString() ? said.getAsString() : null;
  }

  boolean has(String member) throws JsonPlaces.Malformed {
    return member(member) != null;
  }

  boolean flag(String member, boolean usual) throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    if (there == null) {
      return usual;
    }
    if (there instanceof JsonPrimitive said && said.isBoolean()) {
      return said.getAsBoolean();
    }
    throw wrong("\"" + member + "\" is true or false", there);
  }

  int number(String member, int usual) throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    if (there == null) {
      return usual;
    }
    if (there instanceof JsonPrimitive said && said.isNumber()) {
      double number = said.getAsDouble();
      if (number == (int) number) {
        return (int) number;
      }
    }
    throw wrong("\"" + member + "\" is a whole number", there);
  }

  /** A constant by its word; null where it is not said. */
  <E extends Enum<E>> @Nullable E constant(String member, Class<E> kind)
      throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    if (there == null) {
      return null;
    }
    String word = string(there, member);
    for (E each : kind.getEnumConstants()) {
      if (JsonMaker.word(each).equals(word)) {
        return each;
      }
    }
    throw wrong("'" + word + "' is unknown here", there);
  }

  /** What to throw where this is not what was expected. */
  JsonPlaces.Malformed wrong(String message) {
    return wrong(message, value);
  }

  private JsonPlaces.Malformed wrong(String message, JsonElement at) {
    return new JsonPlaces.Malformed(message, parsed.place(at));
  }

  private @Nullable JsonElement member(String name) throws JsonPlaces.Malformed {
    if (value instanceof JsonObject object) {
      return object.get(name);
    }
    throw wrong("an object is expected here", value);
  }

  private Iterable<JsonElement> array(String member) throws JsonPlaces.Malformed {
    JsonElement there = member(member);
    if (there == null) {
      return List.of();
    }
    if (there instanceof JsonArray array) {
      return array;
    }
    throw wrong("\"" + member + "\" is a list", there);
  }

  private String string(JsonElement element, String member) throws JsonPlaces.Malformed {
    if (element instanceof JsonPrimitive said && said.isString()) {
      return said.getAsString();
    }
    throw wrong("\"" + member + "\" is text", element);
  }
}
