package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.JdbcProbe;
import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a database that has been changed by what is compiled now: nothing can be asked of its
 * rows any more, and what SQL of the user's own does is known.
 */
final class RecordedProbe implements Probe {
  private final JdbcProbe live;
  private final List<NativeSql> done;

  /**
   * @param done all that was carried out
   */
  RecordedProbe(Database database, Connection within, List<Operation> done) throws SQLException {
    DataCheck nothing = new DataCheck(DataCheck.Extent.SKIP, Long.MAX_VALUE, text -> {});
    this.live = JdbcProbe.within(database, nothing, within, () -> {});
    this.done = natives(done);
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
  public String dialect() {
    return live.dialect();
  }

  @Override
  public String version() {
    return live.version();
  }

  @Override
  public List<List<@Nullable String>> rows(Query query, int most) {
    return List.of();
  }

  @Override
  public Answer ask(Question question) {
    return Answer.UNTOLD;
  }

  @Override
  public boolean allHold(List<Question> questions) {
    return true;
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

  @Override
  public Optional<String> refusesViews(List<Table> tables, List<View> views) {
    return Optional.empty();
  }
}
