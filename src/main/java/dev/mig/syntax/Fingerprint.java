package dev.mig.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** A hash of what a script means: comments, layout, the case of keywords and optional separators do not count. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 in hex over the words of a script. */
  public static String of(CommonTokenStream tokens) {
    MessageDigest digest = sha256();
    for (Token token : tokens.getTokens()) {
      boolean counts =
          token.getChannel() == Token.DEFAULT_CHANNEL
              && token.getType() != Token.EOF
              && token.getType() != MigLexer.SEMICOLON
              && token.getType() != MigLexer.COMMA;
      if (counts) {
        digest.update(meaning(token).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** New names are made in the case they are written in, so the case of a name counts; that of a keyword does not. */
  private static String meaning(Token token) {
    String text = token.getText();
    boolean keyword = token.getType() <= MigLexer.ZONE;
    return keyword ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
