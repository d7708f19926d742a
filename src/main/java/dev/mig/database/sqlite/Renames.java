package dev.mig.database.sqlite;

import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Kind;
import dev.mig.schema.SqlWords.Word;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Follows what ALTER TABLE … RENAME does to the texts of views, triggers and indexes. SQLite itself
 * resolves the names; here words do, so the result is used only where the same plan makes such an
 * object again.
 */
final class Renames {
  private static final Set<String> BEFORE_TABLE =
      Set.of("from", "join", "into", "update", "on", "table", "exists", ",", "or", "references");

  private Renames() {}

  /** The schema with the texts that a renamed column leaves. */
  static Schema column(Schema schema, QName table, String from, String to) {
    String name = table.name().toLowerCase(Locale.ROOT);
    return texts(
        schema,
        sql -> Dependence.words(sql).contains(name) ? column(sql, schema, table, from, to) : sql);
  }

  /** The schema with the texts that a renamed table leaves. */
  static Schema table(Schema schema, QName from, QName to) {
    Schema renamed = texts(schema, sql -> table(sql, from.name(), to.name()));
    return renamed
        .table(to)
        .map(
            t -> renamed.with(t.withIndexes(t.indexes().stream().map(Renames::unwritten).toList())))
        .orElse(renamed);
  }

  private static Index unwritten(Index index) {
    return new Index(
        index.name(),
        index.parts(),
        index.unique(),
        index.where(),
        index.method(),
        index.include(),
        null,
        index.valid());
  }

  private static Schema texts(Schema schema, UnaryOperator<String> change) {
    Schema after = schema;
    for (Table table : schema.tables().values()) {
      List<Trigger> triggers = triggers(table.triggers(), change);
      if (!triggers.equals(table.triggers())) {
        after = after.with(table.withTriggers(triggers));
      }
    }
    SortedMap<QName, View> views = new TreeMap<>();
    for (View view : schema.views().values()) {
      views.put(
          view.name(),
          view.withTexts(change.apply(view.definition()), triggers(view.triggers(), change)));
    }
    return after.withViews(views);
  }

  private static List<Trigger> triggers(List<Trigger> triggers, UnaryOperator<String> change) {
    return triggers.stream()
        .map(
            t -> {
              String text = change.apply(t.definition());
              return text.equals(t.definition())
                  ? t
                  : new Trigger(t.name(), text, Dependence.words(text));
            })
        .toList();
  }

  /** A name that another table qualifies is another column. */
  private static String column(String sql, Schema schema, QName table, String from, String to) {
    return replaced(
        sql,
        from,
        to,
        (before, qualifier, next) ->
            !next.equals("(")
                && !(before.equals(".") && other(schema, table, qualifier))
                && !Set.of("from", "join", "into", "update", "view", "trigger").contains(before));
  }

  private static boolean other(Schema schema, QName table, String qualifier) {
    return !qualifier.equalsIgnoreCase(table.name())
        && !schema.tablesLike(QName.of(qualifier)).isEmpty();
  }

  private static String table(String sql, String from, String to) {
    return replaced(
        sql,
        from,
        to,
        (before, qualifier, next) -> next.equals(".") || BEFORE_TABLE.contains(before));
  }

  /** Decides by the word before, the one before a dot, and the word after. */
  private interface Place {
    boolean fits(String before, String qualifier, String next);
  }

  private static String replaced(String sql, String from, String to, Place place) {
    List<Word> all = SqlWords.of(sql);
    List<Word> words = all.stream().filter(w -> w.kind() != Kind.BLANK).toList();
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean name = word.kind() == Kind.NAME || word.kind() == Kind.QUOTED_NAME;
      if (name
          && word.value().equalsIgnoreCase(from)
          && place.fits(value(words, i - 1), value(words, i - 2), value(words, i + 1))) {
        out.append(sql, copied, word.start()).append(SqliteNames.quoted(to));
        copied = word.end();
      }
    }
    return out.append(sql.substring(copied)).toString();
  }

  private static String value(List<Word> words, int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).value().toLowerCase(Locale.ROOT);
  }
}
