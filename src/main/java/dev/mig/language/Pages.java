package dev.mig.language;

import dev.mig.source.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts that come with the program: a page for each code and for each statement, and the
 * examples.
 */
public final class Pages {
  /** The verbs that open a statement, each with a page. */
  public static final List<String> STATEMENTS =
      List.of(
          "add",
          "alter",
          "assert",
          "combine",
          "contract",
          "copy",
          "create",
          "dedupe",
          "define",
          "delete",
          "drop",
          "expand",
          "expect",
          "extract",
          "fill",
          "fold",
          "for",
          "if",
          "in",
          "include",
          "insert",
          "irreversible",
          "let",
          "lift",
          "map",
          "migration",
          "move",
          "on",
          "param",
          "remap",
          "rename",
          "replace",
          "require",
          "reverse",
          "save",
          "split",
          "sql",
          "update",
          "validate");

  /** The pages of statements that were asked for: completion asks for many at every key. */
  private static final ConcurrentMap<String, String> READ = new ConcurrentHashMap<>();

  private Pages() {}

  public static @Nullable String code(Code code) {
    return read("/mig/explain/" + code.id() + ".md");
  }

  public static @Nullable String statement(String verb) {
    return STATEMENTS.contains(verb)
        ? READ.computeIfAbsent(verb, v -> read("/mig/statements/" + v + ".md"))
        : null;
  }

  /** A file of the folder {@code examples}, or null. */
  public static @Nullable String example(String path) {
    return read("/mig/examples/" + path);
  }

  private static @Nullable String read(String resource) {
    try (InputStream in = Pages.class.getResourceAsStream(resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
