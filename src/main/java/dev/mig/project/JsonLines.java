package dev.mig.project;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lays out JSON for reviews and merges: what lies near the root has a line for each member, what is
 * deeper inside stands in one line, save texts that have several themselves.
 */
final class JsonLines {
  /** The member that is a text: an array of its lines, where it has several. */
  static final String TEXT = "definition";

  /** How deep each member has a line of its own; the parts of a table are the last. */
  private static final int TALL = 4;

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private JsonLines() {}

  /** The text, with a line end at the end. */
  static String of(JsonElement root) {
    return text(root, 0, true) + "\n";
  }

  /**
   * @param tall whether each member has a line
   */
  private static String text(JsonElement element, int depth, boolean tall) {
    List<String> members = new ArrayList<>();
    boolean nextTall = depth + 1 < TALL;
    if (element instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> each : object.entrySet()) {
        boolean lines = nextTall || each.getKey().equals(TEXT);
        members.add(GSON.toJson(each.getKey()) + ": " + text(each.getValue(), depth + 1, lines));
      }
      return joined("{", members, "}", depth, tall);
    }
    if (element instanceof JsonArray array) {
      for (JsonElement each : array) {
        members.add(text(each, depth + 1, nextTall || hasLines(each)));
      }
      return joined("[", members, "]", depth, tall);
    }
    return GSON.toJson(element);
  }

  private static boolean hasLines(JsonElement element) {
    return element instanceof JsonObject object && object.get(TEXT) instanceof JsonArray;
  }

  private static String joined(
      String open, List<String> members, String close, int depth, boolean tall) {
    if (!tall || members.isEmpty()) {
      return open + String.join(", ", members) + close;
    }
    String line = "\n" + "  ".repeat(depth);
    return open + line + "  " + String.join("," + line + "  ", members) + line + close;
  }
}
