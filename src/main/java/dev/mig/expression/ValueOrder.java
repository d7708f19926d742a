package dev.mig.expression;

import java.math.BigDecimal;

/** The order of literals' values, as the databases sort them. */
public final class ValueOrder {
  private ValueOrder() {}

  /** Numbers by size, everything else as text in binary order; none is NULL. */
  public static int compare(Object a, Object b) {
    return a instanceof BigDecimal x && b instanceof BigDecimal y
        ? x.compareTo(y)
        : inBinaryOrder(a.toString(), b.toString());
  }

  /** By code points, which is the order of UTF-8's bytes and not that of Java's UTF-16. */
  private static int inBinaryOrder(String a, String b) {
    int end = Math.min(a.length(), b.length());
    int at = 0;
    while (at < end && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    if (at == end) {
      return Integer.compare(a.length(), b.length());
    }
    char x = a.charAt(at);
    char y = b.charAt(at);
    boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
    return mixed ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
  }
}
