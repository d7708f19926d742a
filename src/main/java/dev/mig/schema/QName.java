package dev.mig.schema;

import java.util.Comparator;

/**
 * The name of a table, view, index, sequence or type.
 *
 * @param schema the namespace, or "" for the one that unqualified names mean (PostgreSQL's current
 *     schema, SQLite's main)
 * @param name the exact name, as the catalog has it
 */
public record QName(String schema, String name) implements Comparable<QName> {
  private static final Comparator<QName> ORDER =
      Comparator.comparing(QName::schema).thenComparing(QName::name);

  /** A name in the default namespace. */
  public static QName of(String name) {
    return new QName("", name);
  }

  public QName withName(String newName) {
    return new QName(schema, newName);
  }

  @Override
  public int compareTo(QName other) {
    return ORDER.compare(this, other);
  }

  /** As people write it: without the default namespace and without quotes. */
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
