package dev.mig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Edit;
import dev.mig.source.Edited;
import dev.mig.source.Source;
import dev.mig.syntax.Fingerprint;
import dev.mig.syntax.Layout;
import dev.mig.syntax.LayoutEdits;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.junit.jupiter.api.Test;

/** What the layout promises, over every script of the repository and random ones. */
class LayoutProperties {
  private static final List<String> SCRIPTS =
      RandomLayout.scripts().stream().filter(s -> !parse(s).hasErrors()).toList();

  /** Their line ends and the blanks before them are part of what the script says. */
  private static final Set<Integer> LONG = Set.of(MigLexer.STRING, MigLexer.DOLLAR_TEXT);

  /** How much further in a line stands that goes on with another. */
  private static final int MOST_HANG = 6;

  private static Parsed parse(String text) {
    return Syntax.parse(new Source("x.mig", text));
  }

  private static String format(String text) {
    return Layout.format(parse(text)).orElseThrow(() -> new AssertionError(text));
  }

  /** One of the scripts, or several random statements. */
  private static String script(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> RandomMigration.of(random.nextLong()).script();
      case 1 -> RandomMigration.ofPasses(random.nextLong()).script();
      default -> SCRIPTS.get(random.nextInt(SCRIPTS.size()));
    };
  }

  @Test
  void everyScriptOfTheRepository() {
    assertThat(SCRIPTS).hasSizeGreaterThan(500);
    SCRIPTS.forEach(LayoutProperties::keepsItsPromises);
    keepsItsPromises(
        String.join("\n", SCRIPTS.stream().filter(s -> !s.contains("migration")).toList()));
  }

  @Property(tries = 1000)
  void whateverTheBlanks(@ForAll long seed) {
    Random random = new Random(seed);
    String script = script(random);
    String other = RandomLayout.blanks(script, random);
    keepsItsPromises(other);
  }

  @Property(tries = 1000)
  void whateverTheComments(@ForAll long seed) {
    Random random = new Random(seed);
    keepsItsPromises(RandomLayout.comments(script(random), random));
  }

  @Property(tries = 300)
  void scriptsThatDifferInBlanksOnlyHaveOneLayout(@ForAll long seed) {
    Random random = new Random(seed);
    String script = RandomLayout.bare(script(random));
    String other = RandomLayout.blanks(script, random);
    assertThat(withoutBlankLines(format(other))).isEqualTo(withoutBlankLines(format(script)));
  }

  private static String withoutBlankLines(String text) {
    return text.replaceAll("\n\n+", "\n");
  }

  private static void keepsItsPromises(String script) {
    Parsed before = parse(script);
    String text = Layout.format(before).orElseThrow(() -> new AssertionError(script));
    Parsed after = parse(text);
    assertThat(after.diagnostics()).as(script).isEmpty();
    assertThat(format(text)).as("again:%n%s", script).isEqualTo(text);
    assertThat(tree(after.tree())).as(script).isEqualTo(tree(before.tree()));
    assertThat(written(after)).as(script).isEqualTo(written(before));
    assertThat(Fingerprint.of(after)).as(script).isEqualTo(Fingerprint.of(before));
    looksClean(after);
  }

  /** The rules and their words. */
  private static String tree(ParseTree node) {
    if (node instanceof TerminalNode leaf) {
      return word(leaf.getSymbol());
    }
    StringBuilder text = new StringBuilder("(" + ((ParserRuleContext) node).getRuleIndex());
    for (int i = 0; i < node.getChildCount(); i++) {
      text.append(' ').append(tree(node.getChild(i)));
    }
    return text.append(')').toString();
  }

  private static String word(Token token) {
    return Words.isKeyword(token.getType()) ? token.getText().toLowerCase() : token.getText();
  }

  /** Words and comments in their order. */
  private static List<String> written(Parsed parsed) {
    return parsed.tokens().getTokens().stream()
        .filter(token -> token.getChannel() != MigLexer.BLANKS)
        .map(
            token ->
                token.getChannel() == MigLexer.COMMENTS
                    ? token
                        .getText()
                        .replaceAll("[\\p{IsWhite_Space}&&[^\r\n]]*(\r\n?|\n)", "\n")
                        .strip()
                    : word(token))
        .toList();
  }

  /** Line ends, ends of lines, and that only words too long for a line go beyond it. */
  private static void looksClean(Parsed parsed) {
    String text = parsed.source().text();
    String bare = text;
    List<Token> tokens = parsed.tokens().getTokens();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      int end = token.getStopIndex() + 1;
      if (LONG.contains(token.getType())) {
        bare =
            bare.substring(0, token.getStartIndex())
                + token.getText().replaceAll("\\s", "x")
                + bare.substring(end);
      }
    }
    assertThat(bare).doesNotContain("\r", "\t", "\u00a0").doesNotContainPattern(" \n");
    assertThat(text.isEmpty() || (text.endsWith("\n") && !text.endsWith("\n\n"))).isTrue();
    assertThat(text).doesNotStartWith("\n");
    assertThat(bare).doesNotContain("\n\n\n");
    theWidthIsKept(parsed);
  }

  /** What is too long for a line is one word, with what must stand close to it. */
  private static void theWidthIsKept(Parsed parsed) {
    Source source = parsed.source();
    int line = 0;
    int start = 0;
    int end = 0;
    for (Token token : parsed.tokens().getTokens()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL || token.getType() == Token.EOF) {
        continue;
      }
      boolean newLine = source.line(token.getStartIndex()) != line;
      line = source.line(token.getStopIndex());
      start = newLine || token.getStartIndex() > end ? token.getStartIndex() : start;
      end = token.getStopIndex() + 1;
      boolean severalLines = LONG.contains(token.getType()) && token.getText().contains("\n");
      if (!severalLines && source.column(end) - 1 > Layout.WIDTH) {
        String text = source.lineText(line);
        int indent = text.length() - text.stripLeading().length();
        assertThat(indent + MOST_HANG + end - start)
            .as("%s%n%s", text, source.text())
            .isGreaterThan(Layout.WIDTH);
      }
    }
  }

  @Property(tries = 300)
  void allEditsTogetherGiveTheLayout(@ForAll long seed) {
    Random random = new Random(seed);
    Parsed parsed = parse(RandomLayout.comments(script(random), random));
    List<Edit> edits = LayoutEdits.of(parsed).orElseThrow();
    assertThat(applied(parsed, edits)).isEqualTo(Layout.format(parsed).orElseThrow());
    assertThat(edits).noneMatch(e -> parsed.source().text(e.span()).equals(e.text()));
  }

  @Property(tries = 300)
  void theEditsOfSomeLinesAreThoseOfTheWholeThatTheyNeed(@ForAll long seed) {
    Random random = new Random(seed);
    Parsed parsed = parse(RandomLayout.comments(script(random), random));
    List<Edit> all = LayoutEdits.of(parsed).orElseThrow();
    int lines = parsed.source().lineCount();
    int first = 1 + random.nextInt(lines);
    int last = first + random.nextInt(lines - first + 1);
    List<Edit> some = LayoutEdits.of(parsed, first, last).orElseThrow();
    assertThat(some).isSubsetOf(all);
    List<Edit> inside = new ArrayList<>(all);
    inside.removeIf(
        e ->
            parsed.source().line(e.span().start()) < first
                || parsed.source().line(Math.max(e.span().start(), e.span().end() - 1)) > last);
    assertThat(inside).isSubsetOf(some);
    assertThat(parse(applied(parsed, some)).hasErrors()).isFalse();
  }

  private static String applied(Parsed parsed, List<Edit> edits) {
    return Edited.of(parsed.source(), edits).source().text();
  }
}
