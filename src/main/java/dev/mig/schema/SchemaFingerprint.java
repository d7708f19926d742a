package dev.mig.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256, as hexadecimal text, of what was read of a schema: equal on every run as long as nobody
 * changes it.
 */
public final class SchemaFingerprint {
  private SchemaFingerprint() {}

  public static String of(Schema schema) {
    return sha256(SchemaText.of(schema));
  }

  public static String of(Table table) {
    return sha256(SchemaText.table(table));
  }

  public static String of(View view) {
    return sha256(SchemaText.view(view));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
