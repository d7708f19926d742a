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
import dev.mig.source.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live database, as far as a check may ask it. Nothing it does leaves a trace. */
public interface Probe {
  /** The dialect's name: {@code postgres} or {@code sqlite}. */
  String dialect();

  /** The database's version as a number: 16, or 3.45. */
  String version();

  /**
   * The rows of a query over live tables, each value as text.
   *
   * @param most how many at most
   */
  List<List<@Nullable String>> rows(Query query, int most);

  /** Answers a question whose queries name only live tables and columns. */
  Answer ask(Question question);

  /**
   * Whether all of these hold, found out with as little reading as possible; false also where that
   * cannot be told so. Then they are asked one by one.
   */
  boolean allHold(List<Question> questions);

  /** About how many rows a live table has; 0 where there is none of the name, or nobody knows. */
  long estimate(QName table);

  /** Whether triggers can be on a live table; not where it is spread over several servers. */
  boolean takesTriggers(QName table);

  /**
   * The functions in the SQL of these expressions that only this program's connections have, so
   * that no trigger may call them.
   */
  List<String> onlyHere(List<Expr> expressions);

  /**
   * The schema after these operations, really done in a transaction that is rolled back. For SQL
   * that cannot be predicted.
   */
  Schema after(List<Operation> operations, Schema before);

  /**
   * What the database says against these views when the tables that they read are as these, each
   * view after those that it reads; empty when it takes them all, or cannot tell.
   */
  Optional<String> refusesViews(List<Table> tables, List<View> views);

  /**
   * Thrown when the database refuses to answer, or SQL of the user's own fails; the diagnostic says
   * why.
   */
  final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    public Failed(Diagnostic diagnostic, Exception cause) {
      super(diagnostic.summary(), cause);
      this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
      return diagnostic;
    }
  }
}
