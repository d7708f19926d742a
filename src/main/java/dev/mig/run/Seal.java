package dev.mig.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 over some texts, as hexadecimal text, so that a change by hand is noticed. */
final class Seal {
  private Seal() {}

  static String of(List<@Nullable String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        if (part == null) {
          digest.update("-".getBytes(StandardCharsets.UTF_8));
          continue;
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps two parts from changing places unnoticed.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
