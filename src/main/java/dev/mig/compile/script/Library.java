package dev.mig.compile.script;

import dev.mig.source.Source;
import org.jspecify.annotations.Nullable;

/** Where the files come from that scripts include. */
@FunctionalInterface
public interface Library {
  /** One that holds nothing. */
  Library NONE = (from, path) -> Found.not("no file can be included here");

  /**
   * Finds a file.
   *
   * @param from the script that includes it
   * @param path as written, relative to that script
   */
  Found find(Source from, String path);

  /**
   * What was found.
   *
   * @param source named as people would find it, the same file always by one name; null for nothing
   * @param why nothing was found, or ""
   */
  record Found(@Nullable Source source, String why) {
    public static Found of(Source source) {
      return new Found(source, "");
    }

    public static Found not(String why) {
      return new Found(null, why);
    }
  }
}
