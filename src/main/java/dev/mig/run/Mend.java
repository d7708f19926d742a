package dev.mig.run;

import java.util.Locale;

/** A way to put right what is not in order. None of them is ever chosen by the program. */
public enum Mend {
  ACCEPT_EDIT("the file as it is now counts as what was applied"),
  RESTORE_FILE("the file gets back the text that was run"),
  FORGET("the ledger forgets it; the database stays as it is"),
  ACCEPT_ROW("the ledger's row counts as it is now"),
  RESEAL_EVENTS("the log counts as it is now"),
  ACCEPT_SCHEMA("the schema as it is now counts as what the history left");

  private final String meaning;

  Mend(String meaning) {
    this.meaning = meaning;
  }

  /** The option that asks for it, without the dashes. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is so afterwards. */
  public String meaning() {
    return meaning;
  }

  /** Whether it is about one migration, not about the whole ledger. */
  public boolean ofMigration() {
    return this != RESEAL_EVENTS && this != ACCEPT_SCHEMA;
  }

  /** Whether an event tells of it. */
  boolean isIn(Event event) {
    String detail = event.detail();
    return event.kind() == Event.Kind.REPAIRED
        && detail != null
        && detail.startsWith(option() + ":");
  }
}
