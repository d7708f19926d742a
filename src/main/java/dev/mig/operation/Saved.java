package dev.mig.operation;

import dev.mig.schema.QName;

/** Names of the tables beside the ledger that hold saved rows. */
public final class Saved {
  /** The namespace of saved rows; SQLite writes it as a prefix of the name. */
  public static final String SCHEMA = "mig_saved";

  private Saved() {}

  public static QName table(String name) {
    return new QName(SCHEMA, name);
  }

  public static boolean is(QName table) {
    return table.schema().equals(SCHEMA);
  }
}
