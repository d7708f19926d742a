package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import dev.mig.database.sqlite.SqliteValues.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;

/** Texts, hashes and encodings. Characters are code points, one by one. */
final class SqliteTextFunctions {
  private static final int LONGEST = 100_000_000;

  private SqliteTextFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict("mig_lower", 1, a -> each(a.text(0), Character::toLowerCase));
    r.strict("mig_upper", 1, a -> each(a.text(0), Character::toUpperCase));
    r.strict("mig_initcap", 1, a -> initcap(a.text(0)));
    r.strict("mig_squeeze", 1, a -> a.text(0).replaceAll("[ \\t\\n\\r\\f\\x0B]+", " "));
    r.strict("mig_translate", 3, SqliteTextFunctions::translate);
    r.strict("mig_ends_with", 2, a -> a.text(0).endsWith(a.text(1)));
    r.strict("mig_lpad", 3, a -> pad(a, true));
    r.strict("mig_rpad", 3, a -> pad(a, false));
    r.strict("mig_repeat", 2, a -> repeat(a.text(0), a.whole(1)));
    r.strict("mig_reverse", 1, a -> reverse(a.text(0)));
    r.strict("mig_split_part", 3, a -> splitPart(a.text(0), a.text(1), a.whole(2)));
    r.strict("mig_chr", 1, a -> chr(a.whole(0)));
    r.strict("mig_normalize", 1, a -> Normalizer.normalize(a.text(0), Normalizer.Form.NFC));
    r.strict(
        "mig_unaccent", 1, a -> Normalizer.normalize(unaccent(a.text(0)), Normalizer.Form.NFC));
    r.strict("mig_slug", 1, a -> slug(a.text(0)));
    r.strict("mig_like", 2, a -> like(a.text(0), a.text(1)));
    r.strict("mig_hash", 2, a -> HexFormat.of().formatHex(hash(a.text(0), a.text(1))));
    r.strict("mig_md5_uuid", 1, a -> uuid(HexFormat.of().formatHex(hash("MD5", a.text(0)))));
    r.strict("mig_base64_encode", 1, a -> Base64.getEncoder().encodeToString(bytes(a.text(0))));
    r.strict("mig_base64_decode", 1, a -> utf8(base64(a.text(0))));
    r.strict("mig_hex_decode", 1, a -> utf8(hex(a.text(0))));
    r.strict("mig_from_bytes", 1, a -> a.get(0) instanceof byte[] b ? utf8(b) : a.text(0));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String each(String text, IntUnaryOperator change) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(change).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String initcap(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inside = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inside = Character.isLetterOrDigit(c);
    }
    return out.toString();
  }

  private static String translate(Arguments a) {
    int[] from = a.text(1).codePoints().toArray();
    int[] to = a.text(2).codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int c : a.text(0).codePoints().toArray()) {
      int place = 0;
      while (place < from.length && from[place] != c) {
        place++;
      }
      if (place == from.length) {
        out.appendCodePoint(c);
      } else if (place < to.length) {
        out.appendCodePoint(to[place]);
      }
    }
    return out.toString();
  }

  private static String pad(Arguments a, boolean left) {
    int[] text = a.text(0).codePoints().toArray();
    int[] fill = a.text(2).codePoints().toArray();
    long wanted = Math.max(0, a.whole(1));
    if (wanted > LONGEST && fill.length > 0) {
      throw new Refused("requested length too large");
    }
    int length = (int) wanted;
    if (length <= text.length || fill.length == 0) {
      return new String(text, 0, Math.min(length, text.length));
    }
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < length - text.length; i++) {
      padding.appendCodePoint(fill[i % fill.length]);
    }
    return left ? padding + a.text(0) : a.text(0) + padding;
  }

  private static String repeat(String text, long times) {
    if (times > 0 && text.length() * times > LONGEST) {
      throw new Refused("requested length too large");
    }
    return text.repeat((int) Math.max(0, times));
  }

  private static String reverse(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length());
    for (int i = points.length - 1; i >= 0; i--) {
      out.appendCodePoint(points[i]);
    }
    return out.toString();
  }

  private static String splitPart(String text, String separator, long place) {
    if (place == 0) {
      throw new Refused("field position must not be zero");
    }
    if (separator.isEmpty()) {
      return place == 1 || place == -1 ? text : "";
    }
    String[] parts = text.split(java.util.regex.Pattern.quote(separator), -1);
    long index = place > 0 ? place - 1 : parts.length + place;
    return index >= 0 && index < parts.length ? parts[(int) index] : "";
  }

  private static String chr(long code) {
    boolean valid =
        code > 0 && code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF);
    if (!valid) {
      throw new Refused("requested character not valid: " + code);
    }
    return Character.toString((int) code);
  }

  private static String unaccent(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", "");
  }

  private static String slug(String text) {
    return each(unaccent(text), Character::toLowerCase)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "");
  }

  /** LIKE with {@code %}, {@code _} and the escape {@code \}. */
  static boolean like(String text, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        if (++i == pattern.length()) {
          throw new Refused("LIKE pattern must not end with escape character");
        }
        c = pattern.charAt(i);
      } else if (c == '%' || c == '_') {
        regex.append(c == '%' ? ".*" : ".");
        continue;
      }
      regex.append(Character.isLetterOrDigit(c) || c > 127 ? "" : "\\").append(c);
    }
    return java.util.regex.Pattern.compile(regex.toString(), java.util.regex.Pattern.DOTALL)
        .matcher(text)
        .matches();
  }

  private static byte[] hash(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String uuid(String hex) {
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private static byte[] base64(String text) {
    String bare = text.replaceAll("[ \\t\\n\\r]", "");
    try {
      if (bare.length() % 4 != 0) {
        throw new Refused("invalid base64 end sequence");
      }
      return Base64.getDecoder().decode(bare);
    } catch (IllegalArgumentException e) {
      throw new Refused("invalid base64 text");
    }
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text.replaceAll("[ \\t\\n\\r]", ""));
    } catch (IllegalArgumentException e) {
      throw new Refused("invalid hexadecimal digits");
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new Refused("a text cannot hold the character 0");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new Refused("invalid bytes for encoding UTF8");
    }
  }
}
