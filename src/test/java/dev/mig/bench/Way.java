package dev.mig.bench;

import dev.mig.testing.TestDatabase;

/**
 * One way to change every row of a table.
 *
 * @param name as the table of results says it
 * @param share the table has this part of the rows, for ways that would take hours
 * @param other what another session does meanwhile
 */
record Way(String name, int share, Other other, Work work) {
  /** What somebody else does while the rows are changed. */
  enum Other {
    NOTHING,
    /** It has read a row, and keeps what it then saw. */
    OLD_SNAPSHOT,
    /** It writes one row of another table every few milliseconds. */
    WRITES
  }

  /** Changes the rows. */
  interface Work {
    /**
     * @param pulse to be told of the end of each transaction
     */
    void run(TestDatabase database, Pulse pulse) throws Exception;
  }

  Way with(Other somebody) {
    return new Way(name, share, somebody, work);
  }

  Way named(String other) {
    return new Way(other, share, this.other, work);
  }
}
