package dev.mig.language;

import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Spans;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** The names that a text gives to something other than a part of the schema. */
public final class Definitions {
  private static final Set<Integer> OPENERS = Set.of(MigLexer.DEFINE, MigLexer.LET, MigLexer.PARAM);

  private Definitions() {}

  /** Those of {@code define}, {@code let} and {@code param}, in order. */
  public static List<Definition> of(String text) {
    Words words = new Words(Syntax.tokens("", text));
    List<Definition> found = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (!OPENERS.contains(words.type(i)) || !words.opensStatement(i)) {
        continue;
      }
      Token name = words.get(i + 1);
      boolean called = words.type(i) == MigLexer.DEFINE;
      found.add(new Definition(name.getText(), called ? signature(text, words, i + 1) : ""));
    }
    return found;
  }

  /** {@code slug(text x)}: the name and all up to the parenthesis that closes. */
  private static String signature(String text, Words words, int name) {
    int end = name + 1;
    int open = words.type(end) == MigLexer.LEFT_PAREN ? 1 : 0;
    while (open > 0 && end + 2 < words.size()) {
      end++;
      switch (words.type(end)) {
        case MigLexer.LEFT_PAREN -> open++;
        case MigLexer.RIGHT_PAREN -> open--;
        default -> {}
      }
    }
    Span last = Spans.of(words.get(end));
    return text.substring(words.get(name).getStartIndex(), Math.min(text.length(), last.end()));
  }
}
