package dev.mig.database.postgres;

import dev.mig.database.Walks;
import dev.mig.database.Walks.Choice;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace.Method;
import dev.mig.schema.Schema;

/** Chooses how rows are moved. */
final class PostgresMethod {
  private PostgresMethod() {}

  static Choice of(Batch batch, Schema schema) {
    Method said = batch.pace().method();
    if (said != null) {
      return new Choice(said, "the script says so");
    }
    if (batch.pace().auto() && batch.rows() >= 0 && batch.rows() <= Walks.FEW) {
      return new Choice(Method.SINGLE, "so few are done in one transaction");
    }
    return new Choice(Method.KEYSET, "along the key");
  }
}
