package dev.mig.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Locale;
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
    MessageDigest digest = sha256();
    BitSet ignored = new BitSet();
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
