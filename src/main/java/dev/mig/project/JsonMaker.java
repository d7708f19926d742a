package dev.mig.project;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making; what is as usual is not put in. */
final class JsonMaker {
  private final JsonObject out = new JsonObject();

  JsonObject object() {
    return out;
  }

  void put(String member, int number) {
    out.addProperty(member, number);
  }

  void put(String member, boolean value) {
    out.addProperty(member, value);
  }

  void put(String member, JsonElement value) {
    out.add(member, value);
  }

  /** The texts in their order. */
  void put(String member, List<String> texts) {
    out.add(member, texts(texts));
  }

  /** One of several lines is an array of them, which people can read and compare. */
  void text(String member, @Nullable String text) {
    if (text != null && text.indexOf('\n') >= 0) {
      out.add(member, texts(List.of(text.split("\n", -1))));
    } else {
      put(member, text);
    }
  }

  void put(String member, @Nullable String text) {
    if (text != null) {
      out.addProperty(member, text);
    }
  }

  void unlessEmpty(String member, String text) {
    put(member, text.isEmpty() ? null : text);
  }

  void unlessEmpty(String member, List<String> texts) {
    if (!texts.isEmpty()) {
      out.add(member, texts(texts));
    }
  }

  void flag(String member, boolean value, boolean usual) {
    if (value != usual) {
      out.addProperty(member, value);
    }
  }

  <T> void list(String member, List<T> all, Function<T, JsonObject> json) {
    if (!all.isEmpty()) {
      out.add(member, array(all, json));
    }
  }

  static <T> JsonArray array(Collection<T> all, Function<T, JsonObject> json) {
    JsonArray array = new JsonArray();
    all.forEach(each -> array.add((JsonElement) json.apply(each)));
    return array;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(text -> array.add(new JsonPrimitive(text)));
    return array;
  }

  /** An enum's constant as JSON has it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
