package dev.mig.language;

/**
 * A name that a script gives to something other than a part of the schema.
 *
 * @param name as it is written, without quotes
 * @param signature what it is in a few words of the language: {@code audited(table t)} for a
 *     definition that is called, {@code text} for a parameter, {@code ""} where nothing is known
 */
public record Definition(String name, String signature) {
  /** Whether it is used with arguments in parentheses. */
  public boolean called() {
    return signature.indexOf('(') > 0 && signature.startsWith(name);
  }
}
