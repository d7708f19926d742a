package dev.mig.project;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.util.IdentityHashMap;

/** Strict JSON without null, of which is known where each value stands. */
final class JsonPlaces {
  private final IdentityHashMap<JsonElement, Integer> places = new IdentityHashMap<>();
  private final CountingReader characters;
  private final JsonReader reader;

  private JsonPlaces(String text) {
    this.characters = new CountingReader(text);
    this.reader = new JsonReader(characters);
    reader.setStrictness(Strictness.STRICT);
  }

  /** A text as JSON. */
  record Parsed(JsonElement root, IdentityHashMap<JsonElement, Integer> places) {
    /** The offset at which a value begins, or not far behind. */
    int place(JsonElement value) {
      return places.getOrDefault(value, 0);
    }
  }

  /** Says that a text is not JSON, and from where on. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;
    private final int offset;

    Malformed(String what, int offset) {
      super(what);
      this.what = what;
      this.offset = offset;
    }

    String what() {
      return what;
    }

    int offset() {
      return offset;
    }
  }

  static Parsed parse(String text) throws Malformed {
    JsonPlaces json = new JsonPlaces(text);
    try {
      JsonElement root = json.value();
      if (json.reader.peek() != JsonToken.END_DOCUMENT) {
        throw new Malformed("this is not JSON", json.offset());
      }
      return new Parsed(root, json.places);
    } catch (EOFException e) {
      throw new Malformed("it ends too early", json.offset());
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // What gson throws on a text of another shape, or one that is too deep.
      throw new Malformed("this is not JSON", json.offset());
    }
  }

  private int offset() {
    return Math.max(0, characters.consumed() - 1);
  }

  private JsonElement value() throws IOException, Malformed {
    JsonToken token = reader.peek();
    int place = offset();
    JsonElement value =
        switch (token) {
          case BEGIN_OBJECT -> object();
          case BEGIN_ARRAY -> array();
          case STRING -> new JsonPrimitive(reader.nextString());
          case NUMBER -> new JsonPrimitive(reader.nextDouble());
          case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
          case NULL -> throw new Malformed("no null is expected", place);
          case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT ->
              throw new Malformed("this is not JSON", place);
        };
    places.put(value, place);
    return value;
  }

  private JsonObject object() throws IOException, Malformed {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new Malformed("\"" + name + "\" stands here twice", offset());
      }
      object.add(name, value());
    }
    reader.endObject();
    return object;
  }

  private JsonArray array() throws IOException, Malformed {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value());
    }
    reader.endArray();
    return array;
  }
}
