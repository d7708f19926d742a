package dev.mig.database;

/**
 * A piece of SQL and how tightly its outermost operator binds, so that parentheses stand only where
 * they must.
 *
 * @param level one of the constants here
 */
public record Sql(String text, int level) {
  public static final int OR = 1;
  public static final int AND = 2;
  public static final int NOT = 3;
  public static final int COMPARISON = 4;

  /** Concatenation and JSON access, which the two databases rank differently against arithmetic. */
  public static final int CHAIN = 5;

  public static final int SUM = 6;
  public static final int PRODUCT = 7;
  public static final int SIGN = 8;

  /** Names, literals, calls and everything in parentheses. */
  public static final int ATOM = 9;

  public static Sql atom(String text) {
    return new Sql(text, ATOM);
  }

  /** The text, in parentheses if it binds less than is wanted. */
  public String within(int wanted) {
    return level >= wanted ? text : "(" + text + ")";
  }
}
