package dev.mig.language;

import dev.mig.source.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts that come with the program: a page for each code and for each form of a statement, and
 * the examples. The pages of statements are the folder {@code docs/reference}, too.
 */
public final class Pages {
  private static final Pattern LISTED = Pattern.compile("\\]\\((\\w+)\\.md\\) \\|");

  private Pages() {}

  /** What is read at the first question about a statement only. */
  private static final class Statements {
    private static final List<StatementPage> PAGES = readStatements();
    private static final Map<String, List<StatementPage>> BY_VERB = byVerb();

    private static Map<String, List<StatementPage>> byVerb() {
      Map<String, List<StatementPage>> verbs = new TreeMap<>();
      for (StatementPage page : PAGES) {
        page.verbs().forEach(v -> verbs.computeIfAbsent(v, k -> new ArrayList<>()).add(page));
      }
      return verbs;
    }
  }

  /** The page of a code, as Markdown. */
  public static @Nullable String code(Code code) {
    return read("/mig/explain/" + code.id() + ".md");
  }

  /** The page of every form of a statement, in the order of their names. */
  public static List<StatementPage> statements() {
    return Statements.PAGES;
  }

  /** Every name that a form has, such as {@code add column} or {@code contract}. */
  public static List<String> names() {
    return statements().stream().flatMap(p -> p.names().stream()).sorted().toList();
  }

  /** The forms that begin with this verb; none for a word that opens no statement. */
  public static List<StatementPage> ofVerb(String verb) {
    return List.copyOf(Statements.BY_VERB.getOrDefault(verb, List.of()));
  }

  /**
   * The page of one form.
   *
   * @param words its name, or its verb and enough other words of its syntax to know it by, in any
   *     case
   */
  public static Optional<StatementPage> form(String words) {
    List<String> asked = split(words);
    String name = String.join(" ", asked);
    Optional<StatementPage> named =
        statements().stream().filter(p -> p.names().contains(name)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    List<StatementPage> near =
        ofVerb(asked.getFirst()).stream()
            .filter(p -> split(p.syntax().replaceAll("[^a-z]+", " ")).containsAll(asked))
            .toList();
    return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
  }

  /**
   * What there is to read about a statement: the page of a form, or for a verb with several forms
   * what each looks like and does.
   *
   * @return Markdown, or nothing for words that are no statement
   */
  public static Optional<String> statement(String words) {
    List<StatementPage> forms = ofVerb(String.join(" ", split(words)));
    if (forms.size() < 2) {
      return form(words).map(StatementPage::text);
    }
    StringBuilder text = new StringBuilder("# " + forms.getFirst().verbs().getFirst() + "\n");
    for (StatementPage form : forms) {
      text.append("\n```\n").append(form.syntax()).append("```\n\n");
      text.append(form.summary()).append('\n');
    }
    return Optional.of(text.toString());
  }

  /** In one line, what the statements that begin with a verb do; empty for any other word. */
  public static String summary(String verb) {
    List<StatementPage> forms = ofVerb(verb);
    return forms.size() == 1
        ? forms.getFirst().summary()
        : String.join(", ", forms.stream().flatMap(f -> f.names().stream()).toList());
  }

  /** A file of the folder {@code examples}, or null. */
  public static @Nullable String example(String path) {
    return read("/mig/examples/" + path);
  }

  private static List<String> split(String words) {
    return Arrays.asList(words.strip().toLowerCase(Locale.ROOT).split("[\\s_]+"));
  }

  /** A jar has no folders to look into, so the index says which pages there are. */
  private static List<StatementPage> readStatements() {
    String folder = "/mig/statements/";
    String index = Objects.requireNonNull(read(folder + "README.md"), "index of the statements");
    return LISTED
        .matcher(index)
        .results()
        .map((MatchResult r) -> r.group(1))
        .map(f -> new StatementPage(f, Objects.requireNonNull(read(folder + f + ".md"), f)))
        .toList();
  }

  private static @Nullable String read(String resource) {
    try (InputStream in = Pages.class.getResourceAsStream(resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
