package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a database that is not asked: names and types are checked, rows are not. For a check
 * at every key, and where no database is at hand.
 */
public class Unasked implements Probe {
  private final String dialect;
  private final String version;

  /**
   * @param dialect {@code postgres} or {@code sqlite}
   * @param version as {@link Probe#version} has it
   */
  public Unasked(String dialect, String version) {
    this.dialect = dialect;
    this.version = version;
  }

  @Override
  public String dialect() {
    return dialect;
  }

  @Override
  public String version() {
    return version;
  }

  /** None of a table; a value that hangs on no row is NULL, since nobody knows it. */
  @Override
  public List<List<@Nullable String>> rows(Query query, int most) {
    return query instanceof Query.Select s && s.from() == null
        ? List.of(Collections.<@Nullable String>nCopies(s.items().size(), null))
        : List.of();
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
    return 0;
  }

  @Override
  public boolean takesTriggers(QName table) {
    return true;
  }

  @Override
  public List<String> onlyHere(List<Expr> expressions) {
    return List.of();
  }

  /** Nobody knows, so nothing. */
  @Override
  public Schema after(List<Operation> operations, Schema before) {
    return before;
  }

  @Override
  public Optional<String> refusesViews(List<Table> tables, List<View> views) {
    return Optional.empty();
  }
}
