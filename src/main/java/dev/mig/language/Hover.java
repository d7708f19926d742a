package dev.mig.language;

import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Place;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the word at a place.
 *
 * @param span the word
 * @param text Markdown
 */
public record Hover(Span span, String text) {
  /** The longest name of a form of a statement. */
  private static final int MOST_WORDS = 3;

  /**
   * Looks a place up.
   *
   * @param moments of the script
   * @return empty where nothing is known
   */
  public static Optional<Hover> at(Source source, int offset, Moments moments, Symbols symbols) {
    Optional<Occurrence> named = symbols.at(source.name(), offset);
    if (named.isPresent()) {
      return Optional.of(
          new Hover(named.get().place().span(), named(named.get(), moments, symbols)));
    }
    Words words = new Words(Syntax.tokens("", source.text()));
    for (int i = 0; i + 1 < words.size(); i++) {
      Token token = words.get(i);
      Span span = new Span(token.getStartIndex(), token.getStopIndex() + 1);
      if (span.start() <= offset && offset <= span.end()) {
        Optional<String> text = word(words, i);
        if (text.isPresent() || span.end() > offset) {
          return text.map(t -> new Hover(span, t));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> word(Words words, int rank) {
    String word = words.get(rank).getText().toLowerCase(Locale.ROOT);
    @Nullable String function =
        words.type(rank + 1) == MigLexer.LEFT_PAREN ? Descriptions.function(word) : null;
    if (function != null) {
      return Optional.of(function);
    }
    return words.opensStatement(rank) || words.type(rank) == MigLexer.MIGRATION
        ? statement(words, rank)
        : Optional.empty();
  }

  /** The page of the form that stands here, else what there is about its verb. */
  private static Optional<String> statement(Words words, int rank) {
    String verb = words.get(rank).getText();
    for (int more = MOST_WORDS - 1; more > 0; more--) {
      StringBuilder form = new StringBuilder(verb);
      for (int i = 1; i <= more; i++) {
        form.append(' ').append(words.get(rank + i).getText());
      }
      Optional<StatementPage> page = Pages.form(form.toString());
      if (page.isPresent()) {
        return page.map(StatementPage::text);
      }
    }
    return Pages.statement(verb);
  }

  private static String named(Occurrence at, Moments moments, Symbols symbols) {
    StringBuilder text = new StringBuilder();
    switch (at.symbol().kind()) {
      case TABLE -> table(at, moments).ifPresent(t -> text.append(Descriptions.table(t)));
      case COLUMN ->
          table(at, moments)
              .flatMap(t -> t.column(at.name()).map(c -> Descriptions.column(t, c)))
              .ifPresent(text::append);
      case CONSTRAINT -> text.append(Descriptions.code(at.name() + " of " + at.table()));
      case DEFINITION -> text.append(Descriptions.code(signature(at.symbol())));
      case VALUE -> text.append(Descriptions.code(line(at.symbol())));
    }
    return text.toString().strip() + "\n\n" + origin(at, symbols);
  }

  /** The table as it is at the place, or as the statement there leaves it. */
  private static Optional<Table> table(Occurrence at, Moments moments) {
    QName name = at.table();
    if (name == null) {
      return Optional.empty();
    }
    int offset = at.place().span().start();
    Optional<Table> before = moments.before(offset).table(name);
    boolean known =
        before.isPresent() && (isTable(at) || before.get().column(at.name()).isPresent());
    return known && !at.gives() ? before : moments.after(offset).table(name);
  }

  private static boolean isTable(Occurrence at) {
    return at.symbol().kind() == Symbol.Kind.TABLE;
  }

  /** The line that gives a value its name. */
  private static String line(Symbol symbol) {
    Place birth = symbol.birth();
    return birth == null
        ? ""
        : birth.source().lineText(birth.source().line(birth.span().start())).strip();
  }

  private static String signature(Symbol symbol) {
    String line = line(symbol);
    return line.endsWith("{") ? line.substring(0, line.length() - 1).strip() : line;
  }

  private static String origin(Occurrence at, Symbols symbols) {
    Place birth = at.symbol().birth();
    if (birth == null) {
      return "older than the scripts, or made by SQL";
    }
    Optional<Occurrence> first = symbols.at(birth.source().name(), birth.span().start());
    String other =
        first.map(Occurrence::name).filter(n -> !n.equalsIgnoreCase(at.name())).orElse("");
    return "from "
        + birth.source().name()
        + ", line "
        + birth.source().line(birth.span().start())
        + (other.isEmpty() ? "" : ", as " + other);
  }
}
