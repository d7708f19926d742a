package dev.mig.cli;

import dev.mig.language.Pages;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The examples that come with the program; their list is the table of {@code examples/README.md}.
 */
final class Examples {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[([a-z_0-9]+)]\\([^)]*\\) \\| (.*) \\|$");

  private Examples() {}

  /**
   * One example.
   *
   * @param shows what it is about, in a few words
   */
  record Example(String name, String shows) {
    String script() {
      return text("script.mig");
    }

    /** The SQL that makes the starting database on SQLite. */
    String before() {
      @Nullable String own = Pages.example(name + "/before.sqlite.sql");
      return own != null ? own : text("before.sql");
    }

    private String text(String file) {
      return Objects.requireNonNull(Pages.example(name + "/" + file), name + "/" + file);
    }
  }

  static List<Example> all() {
    Matcher row = ROW.matcher(Objects.requireNonNull(Pages.example("README.md"), "examples"));
    return row.results().map(r -> new Example(r.group(1), r.group(2).replace("`", ""))).toList();
  }
}
