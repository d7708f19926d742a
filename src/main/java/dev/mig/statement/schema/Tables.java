package dev.mig.statement.schema;

import dev.mig.schema.Table;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import java.util.Optional;

/** Looks up tables. */
final class Tables {
  private Tables() {}

  /** The table; a nameless one was reported when it was read, and is not reported again. */
  static Optional<Table> find(Lowering to, TableName written) {
    return written.name().name().isEmpty() ? Optional.empty() : to.table(written);
  }
}
