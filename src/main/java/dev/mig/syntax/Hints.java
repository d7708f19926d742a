package dev.mig.syntax;

import java.util.Locale;
import java.util.Map;

/** What people write who know SQL, and what they meant. */
final class Hints {
  private static final Map<String, String> FIRST_WORDS =
      Map.of(
          "select", "a script changes a database; to check something, use `assert` or `expect`",
          "truncate", "to delete all rows: `delete T`",
          "begin", "a migration is one transaction already",
          "commit", "a migration is one transaction already",
          "rollback", "a migration is one transaction already: a failed `assert` rolls it back",
          "grant", "for what the language lacks: `sql postgres $$ … $$`",
          "revoke", "for what the language lacks: `sql postgres $$ … $$`",
          "do", "for what the language lacks: `sql postgres $$ … $$`");

  private Hints() {}

  /** A remark on an unknown first word, or an empty text. */
  static String firstWord(String word) {
    return FIRST_WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), "");
  }

  /** A remark on a statement that begins as in SQL, or an empty text. */
  static String inStatement(Words words, int from, int at) {
    String second = words.get(from + 1).getText().toLowerCase(Locale.ROOT);
    return switch (words.type(from)) {
      case MigLexer.ALTER ->
          second.equals("table") ? "changes of a table stand in a block: `on T { … }`" : "";
      case MigLexer.CREATE ->
          switch (second) {
            case "index", "unique" -> "an index is added: `add index NAME on T (columns)`";
            case "table" ->
                words.type(at) == MigLexer.LEFT_PAREN
                    ? "columns stand in braces, one a line: `create table T { … }`"
                    : "";
            default -> "";
          };
      case MigLexer.INSERT ->
          second.equals("into") ? "without `into`: `insert T (columns) values (…)`" : "";
      case MigLexer.DELETE -> second.equals("from") ? "without `from`: `delete T where …`" : "";
      case MigLexer.ADD, MigLexer.DROP ->
          second.equals("constraint")
              ? "say which kind: `unique`, `foreign key`, `check` or `primary key`"
              : "";
      default -> "";
    };
  }
}
