package dev.mig.syntax;

import dev.mig.source.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * What a script means, in 64 hexadecimal digits: the same for the same words, whatever the layout,
 * the comments, the case of keywords and unquoted names, the description in the header, semicolons,
 * and commas that may be left out.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** The SHA-256 of the words; of use only for scripts without errors. */
  public static String of(Parsed parsed) {
    return of(parsed, List.of());
  }

  /** The same, without some stretches of the text. */
  public static String of(Parsed parsed, List<Span> without) {
    MessageDigest digest = sha256();
    BitSet ignored = new BitSet();
    without.forEach(span -> words(parsed, span, ignored));
    MigParser.MigrationHeaderContext header = parsed.tree().migrationHeader();
    if (header != null && header.STRING() != null) {
      ignored.set(header.STRING().getSymbol().getTokenIndex());
    }
    parsed.tree().statement().forEach(statement -> optionalCommas(statement, ignored));
    for (Token token : parsed.tokens().getTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL
          && token.getType() != MigLexer.SEMICOLON
          && !ignored.get(token.getTokenIndex())) {
        digest.update(normal(token).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void words(Parsed parsed, Span span, BitSet found) {
    for (Token token : parsed.tokens().getTokens()) {
      if (token.getStartIndex() >= span.start() && token.getStopIndex() < span.end()) {
        found.set(token.getTokenIndex());
      }
    }
  }

  /** The fingerprint of several texts together. */
  public static String ofAll(List<String> fingerprints) {
    MessageDigest digest = sha256();
    fingerprints.forEach(f -> digest.update(f.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The unquoted names in a text, in small letters, parts of built ones too, without stretches. */
  public static Set<String> words(Parsed parsed, List<Span> without) {
    BitSet ignored = new BitSet();
    without.forEach(span -> words(parsed, span, ignored));
    Set<String> names = new HashSet<>();
    for (Token token : parsed.tokens().getTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL && !ignored.get(token.getTokenIndex())) {
        String text = token.getText().toLowerCase(Locale.ROOT);
        switch (token.getType()) {
          case MigLexer.TEMPLATE_NAME -> names.addAll(List.of(text.split("[{}.]")));
          case MigLexer.STRING, MigLexer.QUOTED_NAME, MigLexer.DOLLAR_TEXT -> {}
          default -> names.add(text);
        }
      }
    }
    return names;
  }

  /** No token holds a NUL, so the words stay apart. */
  private static String normal(Token token) {
    return switch (token.getType()) {
      case MigLexer.STRING, MigLexer.QUOTED_NAME, MigLexer.DOLLAR_TEXT -> token.getText();
      case MigLexer.NOT_EQUAL -> "<>";
      case Token.EOF -> "";
      default -> token.getText().toLowerCase(Locale.ROOT);
    };
  }

  private static void optionalCommas(ParseTree node, BitSet found) {
    boolean block =
        node instanceof MigParser.CreateTableStatementContext
            || node instanceof MigParser.CopyStatementContext
            || node instanceof MigParser.MapBlockContext;
    for (int i = 0; i < node.getChildCount(); i++) {
      ParseTree child = node.getChild(i);
      if (block
          && child instanceof TerminalNode leaf
          && leaf.getSymbol().getType() == MigLexer.COMMA) {
        found.set(leaf.getSymbol().getTokenIndex());
      }
      optionalCommas(child, found);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
