package dev.mig.terminal;

import dev.mig.schema.SqlWords;

/**
 * A constraint, an index or a trigger, in words.
 *
 * @param kind what it is, as statements name it: {@code foreign key}
 * @param name as it is written, "" for one without a name
 * @param body what it says
 * @param meaning all that it says, to compare by; the body may leave out what is too long
 */
record Part(String kind, String name, String body, String meaning) {
  Part(String kind, String name, String body) {
    this(kind, name, body, kind + " " + SqlWords.canonical(body));
  }

  /** Known by its name among those of its sort; without one by what it says. */
  String key() {
    String sort = kind.endsWith("index") ? "index " : kind.equals("trigger") ? "trigger " : "";
    return name.isEmpty() ? meaning : sort + name;
  }

  String title() {
    return (kind + " " + name).strip();
  }

  String line() {
    return body.isEmpty() ? title() : title() + " " + body;
  }
}
