package dev.mig.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as PostgreSQL's jsonb understands it: strict syntax, the last of two equal keys wins, keys
 * in order of length and then bytes, numbers exact. Values are Map, List, String, BigDecimal,
 * Boolean and {@link #NULL}.
 */
public final class Json {
  /** JSON's null, which is a value, unlike SQL's. */
  public static final Null NULL = Null.NULL;

  /** The type of JSON's null. */
  public enum Null {
    NULL
  }

  private static final Comparator<String> KEYS =
      Comparator.<String>comparingInt(k -> bytes(k).length)
          .thenComparing(Json::bytes, Arrays::compareUnsigned);
  private static final int DEPTH = 1000;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  public static boolean isValid(String text) {
    return parse(text) != null;
  }

  /** The value, or null when the text is not JSON. */
  public static @Nullable Object parse(String text) {
    Json reader = new Json(text);
    try {
      Object value = reader.value(0);
      reader.blanks();
      return reader.at == text.length() ? value : null;
    } catch (Malformed | NumberFormatException e) {
      return null;
    }
  }

  /** Leaves the reader; carries nothing, since all that is asked is whether. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    blanks();
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private void expect(String word) {
    if (!text.startsWith(word, at)) {
      throw new Malformed();
    }
    at += word.length();
  }

  private Object value(int depth) {
    if (depth > DEPTH) {
      throw new Malformed();
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Object word(String word, Object value) {
    expect(word);
    return value;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> map = new TreeMap<>(KEYS);
    at++;
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      if (peek() != '"') {
        throw new Malformed();
      }
      String key = string();
      peek();
      expect(":");
      map.put(key, value(depth + 1));
      if (peek() == '}') {
        at++;
        return map;
      }
      expect(",");
    }
  }

  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    if (peek() == ']') {
      at++;
      return list;
    }
    while (true) {
      list.add(value(depth + 1));
      if (peek() == ']') {
        at++;
        return list;
      }
      expect(",");
    }
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,4})?")) {
      throw new Malformed();
    }
    BigDecimal value = new BigDecimal(number);
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw new Malformed();
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return whole(out);
      }
      if (c < ' ') {
        throw new Malformed();
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    if (at >= text.length()) {
      throw new Malformed();
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new Malformed();
    };
  }

  private char unicode() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      throw new Malformed();
    }
    char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
    at += 4;
    if (c == 0) {
      throw new Malformed();
    }
    return c;
  }

  /** Half a surrogate pair is no text for either database. */
  private static String whole(StringBuilder out) {
    for (int i = 0; i < out.length(); i++) {
      if (Character.isHighSurrogate(out.charAt(i))
          && i + 1 < out.length()
          && Character.isLowSurrogate(out.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(out.charAt(i))) {
        throw new Malformed();
      }
    }
    return out.toString();
  }

  /** Writes a value as jsonb is written. */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map -> {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(between);
          quote(entry.getKey().toString(), out);
          out.append(": ");
          write(entry.getValue(), out);
          between = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String between = "[";
        for (Object item : list) {
          out.append(between);
          write(item, out);
          between = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case String s -> quote(s, out);
      case BigDecimal n -> out.append(n.toPlainString());
      default -> out.append(value instanceof Null ? "null" : value.toString());
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A new map in the order of jsonb. */
  public static Map<String, Object> newObject() {
    return new TreeMap<>(KEYS);
  }
}
