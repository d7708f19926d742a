package dev.mig.database;

import java.util.regex.Pattern;

/** Keeps credentials out of everything that people read. */
public final class Secrets {
  /** Up to the last @ before a blank or a slash: a password may hold an unescaped @. */
  private static final Pattern IN_AUTHORITY = Pattern.compile("://[^\\s/?#]*@");

  /** The same for a password with an unescaped slash, told by the colon before it. */
  private static final Pattern ODD_AUTHORITY = Pattern.compile("://[^\\s:@/]*:\\S*@");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;\\s,{(]|^)([a-z]*(?:password|passwd|pwd|secret|token)[a-z]*)(\\s*=\\s*)"
              + "(?:'[^']*'|\"[^\"]*\"|[^&\\s;,})]*)");

  private Secrets() {}

  /**
   * The text with every credential in it left out: those of URLs and those of {@code password=…}.
   */
  public static String scrub(String text) {
    String bare = ODD_AUTHORITY.matcher(text).replaceAll("://");
    bare = IN_AUTHORITY.matcher(bare).replaceAll("://");
    return PARAMETER.matcher(bare).replaceAll("$1$2$3***");
  }
}
