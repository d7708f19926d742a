package dev.mig.language;

import dev.mig.source.Place;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The names that scripts give to values and definitions, told from tokens alone: they have to be
 * found in definitions that nobody calls, and in half-typed text.
 */
final class LocalSymbols {
  private static final Set<Integer> LOOPS =
      Set.of(MigLexer.TABLE, MigLexer.COLUMN, MigLexer.INDEX, MigLexer.CONSTRAINT, MigLexer.ROW);

  /** A value and the ranks of the words where its name means it. */
  private record Declared(String name, int from, int to, Symbol symbol) {
    boolean covers(int rank) {
      return from <= rank && rank < to;
    }
  }

  private final Source source;
  private final Words words;
  private final Symbols symbols;

  /** Of all files: definitions are known wherever their file is included. */
  private final Map<String, Symbol> definitions;

  private final List<Declared> values = new ArrayList<>();

  private LocalSymbols(Source source, Symbols symbols, Map<String, Symbol> definitions) {
    this.source = source;
    this.words = new Words(Syntax.tokens("", source.text()));
    this.symbols = symbols;
    this.definitions = definitions;
  }

  /** Adds them to the symbols; what is a table or column already stays one. */
  static void find(Collection<Source> texts, Symbols symbols) {
    Map<String, Symbol> definitions = new HashMap<>();
    List<LocalSymbols> all =
        texts.stream().map(t -> new LocalSymbols(t, symbols, definitions)).toList();
    all.forEach(LocalSymbols::declare);
    all.forEach(LocalSymbols::use);
  }

  private void declare() {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (!words.firstOnItsLine(i)) {
        continue;
      }
      switch (words.type(i)) {
        case MigLexer.DEFINE -> define(i);
        case MigLexer.LET, MigLexer.PARAM -> value(i + 1, i, closing(i, 1));
        case MigLexer.FOR -> loop(i + 2);
        default -> {} // declares nothing
      }
    }
  }

  private void define(int at) {
    String name = name(at + 1);
    Symbol symbol = definitions.computeIfAbsent(name, n -> new Symbol(Symbol.Kind.DEFINITION));
    give(at + 1, symbol);
    int close = closing(at + 2);
    int end = words.type(close + 1) == MigLexer.LEFT_BRACE ? closing(close + 1) : expression(close);
    for (int i = at + 3; i <= close; i++) {
      boolean last = words.type(i) == MigLexer.COMMA || i == close;
      if (last && i - 1 > at + 2) {
        value(i - 1, at, end);
      }
    }
  }

  private void loop(int at) {
    int name = LOOPS.contains(words.type(at)) && words.type(at + 1) != MigLexer.IN ? at + 1 : at;
    int open = at;
    while (open < words.size() && words.type(open) != MigLexer.LEFT_BRACE) {
      open++;
    }
    value(name, at, closing(open));
  }

  private void value(int at, int from, int to) {
    Symbol symbol = new Symbol(Symbol.Kind.VALUE);
    values.add(new Declared(name(at), from, to, symbol));
    give(at, symbol);
  }

  private void give(int at, Symbol symbol) {
    Place place = place(at);
    symbol.named(place, symbol.birth() == null);
    symbols.add(new Occurrence(place, symbol, bare(at), null, 0, true));
  }

  private void use() {
    for (int i = 0; i + 1 < words.size(); i++) {
      int type = words.type(i);
      boolean named =
          type == MigLexer.IDENTIFIER || type == MigLexer.QUOTED_NAME || Words.isKeyword(type);
      if (!named || (i > 0 && words.type(i - 1) == MigLexer.DOT)) {
        continue;
      }
      Symbol symbol = meaning(i);
      if (symbol != null) {
        symbols.add(new Occurrence(place(i), symbol, bare(i), null, 0, false));
      }
    }
  }

  private @Nullable Symbol meaning(int at) {
    String name = name(at);
    if (words.type(at + 1) == MigLexer.LEFT_PAREN && definitions.containsKey(name)) {
      return definitions.get(name);
    }
    Declared inmost = null;
    for (Declared declared : values) {
      if (declared.name.equals(name)
          && declared.covers(at)
          && (inmost == null || inmost.from <= declared.from)) {
        inmost = declared;
      }
    }
    return inmost == null ? null : inmost.symbol;
  }

  /** The rank of what closes a bracket, or of the end. */
  private int closing(int open) {
    return closing(open, 0);
  }

  /**
   * The rank of what closes the outermost of the brackets that are open, or of the end.
   *
   * @param inside how many are open before this rank
   */
  private int closing(int from, int inside) {
    int depth = inside;
    for (int i = from; i < words.size(); i++) {
      switch (words.type(i)) {
        case MigLexer.LEFT_PAREN, MigLexer.LEFT_BRACE, MigLexer.LEFT_BRACKET -> depth++;
        case MigLexer.RIGHT_PAREN, MigLexer.RIGHT_BRACE, MigLexer.RIGHT_BRACKET -> depth--;
        default -> {} // inside
      }
      if (depth <= 0) {
        return i;
      }
    }
    return words.size() - 1;
  }

  /** The rank behind an expression that ends where a line begins another statement. */
  private int expression(int from) {
    int at = from + 1;
    while (at < words.size() - 1 && !words.opensStatement(at)) {
      at++;
    }
    return at;
  }

  private Place place(int rank) {
    Token token = words.get(rank);
    int start = token.getStartIndex();
    return new Place(source, new Span(start, Math.max(start, token.getStopIndex() + 1)));
  }

  private String bare(int rank) {
    return Written.bare(words.get(rank));
  }

  private String name(int rank) {
    return bare(rank).toLowerCase(Locale.ROOT);
  }
}
