package dev.mig.properties;

import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** The scripts of the repository and random ones, written in whatever way they can be written. */
final class RandomLayout {
  private static final List<String> BLANKS =
      List.of(" ", " ", " ", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", " \n\n\n\t ", "\u00a0");

  private static final List<String> COMMENTS =
      List.of(
          "/* c */",
          " /**/ ",
          "-- to the end\n",
          "\n-- own line  \n",
          "\n\n-- 'apart\r\n\n",
          "/* of\n   two  \r\n lines */",
          "\n/* own */\n",
          "--\n",
          "-- a\n-- b\n");

  private RandomLayout() {}

  /** Every script below the folders of cases and examples. */
  static List<String> scripts() {
    try (Stream<Path> cases = Files.walk(Path.of("src/test/resources/cases"));
        Stream<Path> examples = Files.walk(Path.of("examples"))) {
      return Stream.concat(cases, examples)
          .filter(file -> file.toString().endsWith(".mig"))
          .sorted()
          .map(RandomLayout::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same words, with other blanks between them. */
  static String blanks(String script, Random random) {
    return rewritten(script, random, 0);
  }

  /** The same words, with other blanks and comments between them. */
  static String comments(String script, Random random) {
    return rewritten(script, random, 1 + random.nextInt(20));
  }

  /** The same words, without comments. */
  static String bare(String script) {
    StringBuilder text = new StringBuilder();
    for (Token token : Syntax.tokens("", script).getTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
        text.append(token.getText()).append(' ');
      }
    }
    return text.toString();
  }

  /**
   * @param percent how many of the gaps get a comment
   */
  private static String rewritten(String script, Random random, int percent) {
    StringBuilder text = new StringBuilder();
    for (Token token : Syntax.tokens("", script).getTokens()) {
      if (token.getChannel() == MigLexer.COMMENTS) {
        text.append(token.getText());
        text.append(token.getType() == MigLexer.LINE_COMMENT ? "\n" : " ");
      } else if (token.getType() != Token.EOF && token.getChannel() == Token.DEFAULT_CHANNEL) {
        text.append(token.getText());
        text.append(BLANKS.get(random.nextInt(BLANKS.size())));
        if (random.nextInt(100) < percent) {
          text.append(COMMENTS.get(random.nextInt(COMMENTS.size())));
          text.append(BLANKS.get(random.nextInt(BLANKS.size())));
        }
      }
    }
    return text.toString();
  }
}
