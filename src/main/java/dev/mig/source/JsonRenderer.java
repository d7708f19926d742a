package dev.mig.source;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics for programs: documented in {@code docs/json.md}, stable, only ever added to. Lines
 * and columns count from 1, columns in code points; offsets from 0 in UTF-16 units.
 */
public final class JsonRenderer {
  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final boolean samples;

  /**
   * @param samples whether rows of the live data may be shown
   */
  public JsonRenderer(boolean samples) {
    this.samples = samples;
  }

  /**
   * What a run came to.
   *
   * @param outcome one word, such as {@code refused}
   * @param exit the exit code
   */
  public JsonObject document(String outcome, int exit, List<Diagnostic> diagnostics) {
    JsonObject document = new JsonObject();
    document.addProperty("version", VERSION);
    document.addProperty("outcome", outcome);
    document.addProperty("exit", exit);
    JsonArray list = new JsonArray();
    diagnostics.forEach(diagnostic -> list.add(diagnostic(diagnostic)));
    document.add("diagnostics", list);
    return document;
  }

  /** A document in one line, without a line end. */
  public static String text(JsonElement document) {
    return GSON.toJson(document);
  }

  private JsonObject diagnostic(Diagnostic diagnostic) {
    Source source = diagnostic.source();
    JsonObject json = new JsonObject();
    json.addProperty("code", diagnostic.code().id());
    json.addProperty("name", diagnostic.code().slug());
    json.addProperty("severity", diagnostic.severity().word());
    json.addProperty("summary", diagnostic.summary());
    json.addProperty("file", source == null ? null : source.name());
    json.add(
        "span",
        diagnostic.span().equals(Span.NONE) ? JsonNull.INSTANCE : span(source, diagnostic.span()));
    json.addProperty("label", diagnostic.label());
    JsonArray labels = new JsonArray();
    for (Label label : diagnostic.labels()) {
      JsonObject one = new JsonObject();
      Source at = label.source() == null ? source : label.source();
      if (label.source() != null) {
        one.addProperty("file", label.source().name());
      }
      one.add("span", span(at, label.span()));
      one.addProperty("text", label.text());
      labels.add(one);
    }
    json.add("labels", labels);
    JsonArray notes = new JsonArray();
    diagnostic.notes().forEach(notes::add);
    json.add("notes", notes);
    json.add("samples", samples(diagnostic.samples()));
    json.add("related", new JsonArray());
    JsonArray suggestions = new JsonArray();
    diagnostic.suggestions().forEach(s -> suggestions.add(suggestion(source, s)));
    json.add("suggestions", suggestions);
    json.addProperty("explain", "mig explain " + diagnostic.code().id());
    return json;
  }

  private static JsonObject suggestion(@Nullable Source source, Suggestion suggestion) {
    JsonObject json = new JsonObject();
    json.addProperty("title", suggestion.title());
    json.addProperty("safety", suggestion.safety().name().toLowerCase(Locale.ROOT));
    JsonArray edits = new JsonArray();
    for (Edit edit : suggestion.edits()) {
      JsonObject one = new JsonObject();
      one.add("span", span(source, edit.span()));
      one.addProperty("text", edit.text());
      edits.add(one);
    }
    json.add("edits", edits);
    return json;
  }

  private JsonElement samples(@Nullable Samples rows) {
    if (rows == null || !samples) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("total", rows.total());
    json.addProperty("of", rows.of() < 0 ? null : rows.of());
    json.add("columns", GSON.toJsonTree(rows.columns()));
    json.add("rows", GSON.toJsonTree(rows.rows()));
    return json;
  }

  private static JsonElement span(@Nullable Source source, Span span) {
    if (source == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.add("start", place(source, span.start()));
    json.add("end", place(source, span.end()));
    return json;
  }

  private static JsonObject place(Source source, int offset) {
    int inside = Math.min(offset, source.text().length());
    JsonObject json = new JsonObject();
    json.addProperty("line", source.line(inside));
    json.addProperty("column", source.column(inside));
    json.addProperty("offset", offset);
    return json;
  }
}
