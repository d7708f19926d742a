package dev.mig.lsp;

import dev.mig.language.Meaning;
import dev.mig.language.Meanings;
import dev.mig.language.Occurrence;
import dev.mig.language.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SemanticTokenModifiers;
import org.eclipse.lsp4j.SemanticTokenTypes;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;

/**
 * What the words of a text mean, for an editor's colours. SQL of the user's own has none: an
 * editor's own grammar for it knows more.
 */
final class Colours {
  private enum Type {
    KEYWORD(SemanticTokenTypes.Keyword),
    TABLE(SemanticTokenTypes.Class),
    COLUMN(SemanticTokenTypes.Property),
    CONSTRAINT(SemanticTokenTypes.EnumMember),
    TYPE(SemanticTokenTypes.Type),
    FUNCTION(SemanticTokenTypes.Function),
    MACRO(SemanticTokenTypes.Macro),
    PARAMETER(SemanticTokenTypes.Parameter),
    VARIABLE(SemanticTokenTypes.Variable),
    MIGRATION(SemanticTokenTypes.Namespace),
    TEXT(SemanticTokenTypes.String),
    NUMBER(SemanticTokenTypes.Number),
    COMMENT(SemanticTokenTypes.Comment),
    OPERATOR(SemanticTokenTypes.Operator);

    private final String word;

    Type(String word) {
      this.word = word;
    }
  }

  /** A name that is given here. */
  private static final int GIVEN = 1;

  static final SemanticTokensLegend LEGEND =
      new SemanticTokensLegend(
          Arrays.stream(Type.values()).map(t -> t.word).toList(),
          List.of(SemanticTokenModifiers.Declaration));

  private final Analysis analysis;
  private final List<Integer> data = new ArrayList<>();
  private int line;
  private int column;

  private Colours(Analysis analysis) {
    this.analysis = analysis;
  }

  static SemanticTokens of(Analysis analysis) {
    Colours colours = new Colours(analysis);
    Symbols symbols = analysis.whole().symbols();
    String source = analysis.document().source().name();
    for (Meaning meaning : Meanings.of(analysis.parsed())) {
      Optional<Occurrence> named =
          meaning.kind() == Meaning.Kind.NAME
              ? symbols.at(source, meaning.from())
              : Optional.empty();
      Optional<Type> type = named.map(Colours::type).or(() -> type(meaning.kind()));
      boolean given = meaning.made() || named.filter(Occurrence::gives).isPresent();
      type.ifPresent(t -> colours.add(meaning, t, given));
    }
    return new SemanticTokens(colours.data);
  }

  private static Type type(Occurrence named) {
    return switch (named.symbol().kind()) {
      case TABLE -> Type.TABLE;
      case COLUMN -> Type.COLUMN;
      case CONSTRAINT -> Type.CONSTRAINT;
      case DEFINITION -> Type.MACRO;
      case VALUE -> Type.VARIABLE;
    };
  }

  private static Optional<Type> type(Meaning.Kind kind) {
    return switch (kind) {
      case KEYWORD, STATEMENT -> Optional.of(Type.KEYWORD);
      case CONSTRAINT, INDEX -> Optional.of(Type.CONSTRAINT);
      case NAME, ALIAS -> Optional.of(Type.VARIABLE);
      case SQL, WRONG -> Optional.empty();
      default -> Optional.of(Type.valueOf(kind.name().toUpperCase(Locale.ROOT)));
    };
  }

  /** Each line on its own: few editors take what goes over several. */
  private void add(Meaning meaning, Type type, boolean given) {
    String text = analysis.text();
    int from = meaning.from();
    while (from < meaning.to()) {
      int end = text.indexOf('\n', from);
      end = end < 0 || end > meaning.to() ? meaning.to() : end;
      int stop = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
      if (stop > from) {
        put(analysis.positions().position(from), stop - from, type, given);
      }
      from = end + 1;
    }
  }

  private void put(Position at, int length, Type type, boolean given) {
    int down = at.getLine() - line;
    data.add(down);
    data.add(at.getCharacter() - (down == 0 ? column : 0));
    data.add(length);
    data.add(LEGEND.getTokenTypes().indexOf(type.word));
    data.add(given ? GIVEN : 0);
    line = at.getLine();
    column = at.getCharacter();
  }
}
