package dev.mig.language;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Function;
import dev.mig.expression.Functions;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** How a function or definition is called, shown while its arguments are typed. */
public final class Signatures {
  /**
   * One way to call it.
   *
   * @param label the call and, of a function, the type of its value: {@code left(text, integer) ->
   *     text}
   * @param parameters the place of each parameter in the label; the last repeats where {@code …}
   *     follows it
   * @param documentation a sentence, or empty
   */
  public record Signature(String label, List<Span> parameters, String documentation) {
    public Signature {
      parameters = List.copyOf(parameters);
    }

    private boolean repeats() {
      return label.contains("…");
    }

    private boolean has(int parameter) {
      return parameter < parameters.size() || repeats();
    }
  }

  /**
   * What is shown at a place.
   *
   * @param signatures all ways to call it, at least one
   * @param active the first of them, from 0, that has as many parameters as are typed
   * @param parameter which of its parameters, from 0, the place is in; -1 where it has none there
   */
  public record Help(List<Signature> signatures, int active, int parameter) {
    public Help {
      signatures = List.copyOf(signatures);
    }
  }

  /** A name behind one of these, with a parenthesis after it, is called by nobody. */
  private static final Set<Integer> NAMED =
      Set.of(
          MigLexer.CHECK,
          MigLexer.COLUMNS,
          MigLexer.DEFINE,
          MigLexer.DIGEST,
          MigLexer.DOT,
          MigLexer.INDEX,
          MigLexer.INSERT,
          MigLexer.INTO,
          MigLexer.KEY,
          MigLexer.OF,
          MigLexer.ON,
          MigLexer.REFERENCES,
          MigLexer.SAVE,
          MigLexer.TABLE,
          MigLexer.UNIQUE);

  private Signatures() {}

  /**
   * The call that a place stands in, the innermost where calls are nested.
   *
   * @param text a whole script, or as much of one as there is
   * @param offset UTF-16 offset of the caret in it
   * @param definitions those of {@code define} that may be called there
   * @return nothing in a comment, in SQL of the user's own, and outside of the parentheses of a
   *     call that is known
   */
  public static Optional<Help> at(String text, int offset, List<Definition> definitions) {
    String before = text.substring(0, Math.clamp(offset, 0, text.length()));
    CommonTokenStream stream = Syntax.tokens("", before);
    List<Token> tokens = stream.getTokens();
    Token last = tokens.get(Math.max(0, tokens.size() - 2));
    boolean silent =
        switch (last.getType()) {
          case MigLexer.LINE_COMMENT, MigLexer.UNCLOSED_COMMENT, MigLexer.UNCLOSED_DOLLAR_TEXT ->
              true;
          default -> false;
        };
    return silent ? Optional.empty() : find(new Words(stream), definitions);
  }

  /** From the caret back to the parenthesis that is open there, and behind plain ones further. */
  private static Optional<Help> find(Words words, List<Definition> definitions) {
    int commas = 0;
    int closed = 0;
    for (int i = words.size() - 2; i > 0; i--) {
      switch (words.type(i)) {
        case MigLexer.RIGHT_PAREN, MigLexer.RIGHT_BRACE -> closed++;
        case MigLexer.COMMA -> commas += closed == 0 ? 1 : 0;
        case MigLexer.SEMICOLON -> {
          return Optional.empty();
        }
        case MigLexer.LEFT_BRACE -> {
          if (closed-- == 0) {
            return Optional.empty();
          }
        }
        case MigLexer.LEFT_PAREN -> {
          if (closed-- == 0) {
            List<Signature> found = called(words, i - 1, definitions);
            if (!found.isEmpty()) {
              return Optional.of(help(found, commas));
            }
            if (!Words.isKeyword(words.type(i - 1)) && isName(words.type(i - 1))) {
              return Optional.empty();
            }
            closed = 0;
            commas = 0;
          }
        }
        default -> {
          if (closed == 0 && words.opensStatement(i) && !isUsedAsName(words.type(i + 1))) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isName(int type) {
    return type == MigLexer.IDENTIFIER
        || type == MigLexer.QUOTED_NAME
        || type == MigLexer.TEMPLATE_NAME;
  }

  /** Whether a word that could open a statement is an argument, or part of one. */
  private static boolean isUsedAsName(int next) {
    return switch (next) {
      case MigLexer.LEFT_PAREN, MigLexer.RIGHT_PAREN, MigLexer.COMMA, MigLexer.DOT -> true;
      default -> false;
    };
  }

  private static Help help(List<Signature> signatures, int parameter) {
    int active = 0;
    while (active < signatures.size() && !signatures.get(active).has(parameter)) {
      active++;
    }
    if (active == signatures.size()) {
      return new Help(signatures, 0, -1);
    }
    int most = signatures.get(active).parameters().size() - 1;
    return new Help(signatures, active, Math.min(parameter, most));
  }

  private static List<Signature> called(Words words, int rank, List<Definition> definitions) {
    Token token = words.get(rank);
    if (rank > 0 && NAMED.contains(words.type(rank - 1)) && !words.firstOnItsLine(rank)) {
      return List.of();
    }
    String name = Written.bare(token);
    List<Signature> found = new ArrayList<>();
    for (Definition definition : definitions) {
      if (definition.called() && definition.name().equalsIgnoreCase(name)) {
        found.add(of(definition.signature(), ""));
      }
    }
    if (found.isEmpty()) {
      Functions.named(name).forEach(f -> found.add(of(f)));
    }
    String aggregate = name.toLowerCase(Locale.ROOT);
    if (Aggregates.names().contains(aggregate)) {
      String usage = Aggregates.usage(aggregate);
      found.add(of(usage.substring(0, usage.indexOf(')') + 1), usage));
    }
    return found;
  }

  /** How a function is called, with the type of its value. */
  static Signature of(Function function) {
    String label = function.signature() + " -> " + function.result();
    List<Span> parameters = new ArrayList<>();
    int from = function.name().length() + 1;
    for (SqlType type : function.parameters()) {
      int start = label.indexOf(type.toString(), from);
      from = start + type.toString().length();
      parameters.add(new Span(start, from));
    }
    return new Signature(label, parameters, function.summary());
  }

  /** A call as it is written: what stands between commas are its parameters. */
  private static Signature of(String label, String documentation) {
    List<Span> parameters = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < label.length(); i++) {
      switch (label.charAt(i)) {
        case '(' -> start = depth++ == 0 ? i + 1 : start;
        case ')', ',' -> {
          depth -= label.charAt(i) == ')' ? 1 : 0;
          boolean ends = depth == (label.charAt(i) == ')' ? 0 : 1);
          if (ends && !label.substring(start, i).isBlank()) {
            parameters.add(new Span(start, i));
          }
          start = ends ? i + 1 : start;
        }
        default -> {}
      }
    }
    return new Signature(
        label, parameters.stream().map(p -> stripped(label, p)).toList(), documentation);
  }

  private static Span stripped(String label, Span span) {
    int start = span.start();
    while (Character.isWhitespace(label.charAt(start))) {
      start++;
    }
    return new Span(start, span.end());
  }
}
