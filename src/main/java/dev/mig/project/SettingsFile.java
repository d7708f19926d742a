package dev.mig.project;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import dev.mig.database.Secrets;
import dev.mig.database.StrainLimits;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.nio.file.Path;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code mig.toml}. */
final class SettingsFile {
  /** The section of the values that scripts are given. */
  private static final String PARAMS = "params";

  /** The section of the scripts around every migration. */
  private static final String HOOKS = "hooks";

  private static final List<String> HOOK_KEYS = List.of("before", "after");
  private static final List<String> KEYS =
      List.of("url", "dir", "strict", "data", ThrottleSection.NAME, PARAMS, HOOKS);
  private static final List<String> EXTENTS = List.of("full", "sample", "skip");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Source source;

  /** What diagnostics show of it: a line of this file may hold a password. */
  private final Source shown;

  private final Map<String, String> environment;
  private final List<Diagnostic> problems = new ArrayList<>();

  private SettingsFile(Source source, Map<String, String> environment) {
    this.source = source;
    this.shown = new Source(source.name(), Secrets.scrub(source.text()));
    this.environment = environment;
  }

  /** What the file says; null for what it leaves open. */
  record Contents(
      @Nullable String url,
      @Nullable String dir,
      @Nullable Boolean strict,
      @Nullable String data,
      @Nullable StrainLimits throttle,
      Map<String, String> params,
      List<String> before,
      List<String> after) {
    static final Contents NOTHING =
        new Contents(null, null, null, null, null, Map.of(), List.of(), List.of());
  }

  /**
   * Reads the file.
   *
   * @param urlSaid whether another place names the database already, so that variables missing from
   *     this url do no harm
   */
  static Loaded<Contents> read(Path file, Map<String, String> environment, boolean urlSaid) {
    Loaded<Source> loaded = SourceFiles.read(file, file.toString());
    return loaded
        .value()
        .map(text -> new SettingsFile(text, environment).read(urlSaid))
        .orElseGet(() -> new Loaded<>(Optional.empty(), loaded.problems()));
  }

  private Loaded<Contents> read(boolean urlSaid) {
    CountingReader reader = new CountingReader(source.text());
    UnmodifiableConfig config;
    try {
      config = new TomlParser().parse(reader);
    } catch (ParsingException e) {
      return Loaded.failed(notToml(reader.consumed(), e));
    }
    for (UnmodifiableConfig.Entry entry : config.entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        problems.add(unknown(entry.getKey()));
      }
    }
    Contents contents =
        new Contents(
            urlSaid ? null : text(config, "url"),
            text(config, "dir"),
            truth(config, "strict"),
            extent(config),
            throttle(config),
            params(config),
            hooks(config, "before"),
            hooks(config, "after"));
    return problems.isEmpty() ? Loaded.of(contents) : new Loaded<>(Optional.empty(), problems);
  }

  private @Nullable String text(UnmodifiableConfig config, String key) {
    Object value = config.get(List.of(key));
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      problems.add(wrong(key, "a text in quotes was expected"));
      return null;
    }
    return filled(text, missing -> problems.add(wrong(key, missing)));
  }

  private String filled(String text, Consumer<String> missing) {
    StringBuilder filled = new StringBuilder();
    Matcher variables = VARIABLE.matcher(text);
    while (variables.find()) {
      String variable = variables.group(1);
      String set = environment.get(variable);
      if (set == null) {
        missing.accept("the environment has no variable " + variable);
      }
      variables.appendReplacement(filled, Matcher.quoteReplacement(set == null ? "" : set));
    }
    return variables.appendTail(filled).toString();
  }

  private @Nullable String extent(UnmodifiableConfig config) {
    Object value = config.get(List.of("data"));
    if (value == null || (value instanceof String said && EXTENTS.contains(said))) {
      return (String) value;
    }
    problems.add(
        wrong("data", "one of " + String.join(", ", EXTENTS) + " was expected, in quotes"));
    return null;
  }

  private @Nullable Boolean truth(UnmodifiableConfig config, String key) {
    Object value = config.get(List.of(key));
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    problems.add(wrong(key, "true or false was expected, without quotes"));
    return null;
  }

  private @Nullable StrainLimits throttle(UnmodifiableConfig config) {
    Object value = config.get(List.of(ThrottleSection.NAME));
    if (value == null) {
      return null;
    }
    if (value instanceof UnmodifiableConfig section) {
      return ThrottleSection.read(section, new InThrottle());
    }
    problems.add(
        wrong(ThrottleSection.NAME, "a section [" + ThrottleSection.NAME + "] was expected"));
    return null;
  }

  /** Values as text: each script says of what type its parameters are. */
  private Map<String, String> params(UnmodifiableConfig config) {
    Map<String, String> params = new TreeMap<>();
    UnmodifiableConfig section = section(config, PARAMS);
    if (section != null) {
      for (UnmodifiableConfig.Entry entry : section.entrySet()) {
        String key = entry.getKey();
        Object value = entry.getValue();
        if (value instanceof String text) {
          params.put(key, filled(text, missing -> problems.add(wrongIn(PARAMS, key, missing))));
        } else if (value instanceof Number
            || value instanceof Boolean
            || value instanceof Temporal) {
          params.put(key, value.toString());
        } else {
          problems.add(
              wrongIn(PARAMS, key, "a text, a number, true, false or a date was expected"));
        }
      }
    }
    return params;
  }

  /** One path in quotes, or several in brackets. */
  private List<String> hooks(UnmodifiableConfig config, String key) {
    UnmodifiableConfig section = section(config, HOOKS);
    if (section == null) {
      return List.of();
    }
    if (key.equals(HOOK_KEYS.getFirst())) {
      for (UnmodifiableConfig.Entry entry : section.entrySet()) {
        String other = entry.getKey();
        if (!HOOK_KEYS.contains(other)) {
          problems.add(
              unknown(
                  HOOKS + "." + other,
                  Nearest.to(other, HOOK_KEYS),
                  HOOK_KEYS,
                  placeIn(HOOKS, other)));
        }
      }
    }
    Object value = section.get(List.of(key));
    List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    List<String> paths = new ArrayList<>();
    for (Object each : all) {
      if (each instanceof String path) {
        paths.add(path);
      } else {
        problems.add(wrongIn(HOOKS, key, "a path in quotes was expected, or several in brackets"));
      }
    }
    return paths;
  }

  private @Nullable UnmodifiableConfig section(UnmodifiableConfig config, String name) {
    Object value = config.get(List.of(name));
    if (value == null || value instanceof UnmodifiableConfig) {
      return (UnmodifiableConfig) value;
    }
    problems.add(wrong(name, "a section [" + name + "] was expected"));
    return null;
  }

  private Diagnostic wrongIn(String section, String key, String expected) {
    return wrong(section + "." + key, expected, placeIn(section, key));
  }

  /** What is wrong within the section, at its place there. */
  private final class InThrottle implements ThrottleSection.Complaints {
    @Override
    public void unknown(String key, List<String> known) {
      problems.add(SettingsFile.this.unknown(name(key), Nearest.to(key, known), known, place(key)));
    }

    @Override
    public void wrong(String key, String expected) {
      problems.add(SettingsFile.this.wrong(name(key), expected, place(key)));
    }

    @Override
    public String filled(String key, String text) {
      return SettingsFile.this.filled(text, missing -> wrong(key, missing));
    }

    private static String name(String key) {
      return ThrottleSection.NAME + "." + key;
    }

    private Span place(String key) {
      return placeIn(ThrottleSection.NAME, key);
    }
  }

  private Diagnostic wrong(String key, String label) {
    return wrong(key, label, lineOf(key));
  }

  private Diagnostic wrong(String key, String label, Span place) {
    return Diagnostic.error(Code.BAD_SETTING, "the setting " + key + " cannot be used")
        .in(shown)
        .at(place, label)
        .build();
  }

  private Diagnostic unknown(String key) {
    return unknown(key, Nearest.to(key, KEYS), KEYS, lineOf(key));
  }

  private Diagnostic unknown(String key, List<String> near, List<String> known, Span place) {
    return Diagnostic.error(Code.BAD_SETTING, "there is no setting " + key)
        .in(shown)
        .at(place, near.isEmpty() ? "" : "the nearest: " + String.join(", ", near))
        .note("the settings are " + String.join(", ", known))
        .build();
  }

  /**
   * A key of a section: behind its heading, before the next one; else behind the section's name in
   * whatever form (dotted, inline).
   */
  private Span placeIn(String section, String key) {
    String name = Pattern.quote(section);
    String wanted = "[\"']?(" + Pattern.quote(key) + ")[\"']?[ \\t]*=";
    for (String form :
        List.of(
            "(?m)^[ \\t]*\\[[ \\t]*[\"']?" + name + "[\"']?[ \\t]*\\][^\\[]*?^[ \\t]*" + wanted,
            "(?m)^[ \\t]*[\"']?" + name + "\\b.*?" + wanted)) {
      Matcher place = Pattern.compile(form).matcher(shown.text());
      if (place.find()) {
        return new Span(place.start(1), place.end(1));
      }
    }
    return lineOf(section);
  }

  /**
   * The parser does not keep places, but a key of the first level stands at the start of its line.
   */
  private Span lineOf(String key) {
    Matcher line =
        Pattern.compile("(?m)^[ \\t]*\\[*[ \\t]*[\"']?(" + Pattern.quote(key) + ")\\b")
            .matcher(shown.text());
    return line.find() ? new Span(line.start(1), line.end(1)) : Span.NONE;
  }

  private Diagnostic notToml(int consumed, ParsingException e) {
    int at = Math.max(0, Math.min(consumed, source.text().length()) - 1);
    while (at > 0 && Character.isWhitespace(source.text().charAt(at))) {
      at--;
    }
    int line = source.line(at);
    line = Math.min(line, shown.lineCount());
    int start = shown.lineStart(line);
    int end = start + shown.lineText(line).stripTrailing().length();
    String message = e.getMessage();
    return Diagnostic.error(Code.BAD_SETTING, "line " + line + " is not TOML")
        .in(shown)
        .at(new Span(start, end), "expected: name = \"text\", or name = true")
        .note(message == null ? "" : "the reader says: " + Secrets.scrub(firstLine(message)))
        .build();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
