package dev.mig.run;

import dev.mig.compile.Unasked;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.JdbcProbe;
import dev.mig.expression.Expr;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Stands for a database that has been changed by what is compiled now: nothing can be asked of its
 * rows any more, and what SQL of the user's own does is known.
 */
final class RecordedProbe extends Unasked {
  private final JdbcProbe live;
  private final List<NativeSql> done;

  private RecordedProbe(JdbcProbe live, List<NativeSql> done) {
    super(live.dialect(), live.version());
    this.live = live;
    this.done = done;
  }

  /**
   * Asks inside of the transaction that made the changes what has nothing to do with rows.
   *
   * @param done all that was carried out
   */
  static RecordedProbe of(Database database, Connection within, List<Operation> done)
      throws SQLException {
    DataCheck nothing = new DataCheck(DataCheck.Extent.SKIP, Long.MAX_VALUE, text -> {});
    JdbcProbe live = JdbcProbe.within(database, nothing, within, () -> {});
    return new RecordedProbe(live, natives(done));
  }

  private static List<NativeSql> natives(List<Operation> operations) {
    return operations.stream()
        .filter(NativeSql.class::isInstance)
        .map(NativeSql.class::cast)
        .toList();
  }

  /** Leaves the transaction as it was. */
  void leave() throws SQLException {
    live.leave();
  }

  @Override
  public long estimate(QName table) {
    return live.estimate(table);
  }

  @Override
  public boolean takesTriggers(QName table) {
    return live.takesTriggers(table);
  }

  @Override
  public List<String> onlyHere(List<Expr> expressions) {
    return live.onlyHere(expressions);
  }

  @Override
  public Schema after(List<Operation> operations, Schema before) {
    Schema left = done.get(natives(operations).size() - 1).after();
    return left == null ? before : left;
  }
}
