package dev.mig.statement;

import dev.mig.expression.Hearing;
import dev.mig.expression.Query;
import dev.mig.operation.Operation;
import dev.mig.operation.Pace;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement sees while it lowers itself: the schema as it finds it, where its operations and
 * problems go, and lookups that report what they do not find.
 */
public interface Lowering {
  /** {@code postgres} or {@code sqlite}. */
  String dialect();

  /** The schema as this statement finds it; each emitted operation changes it. */
  Schema schema();

  /** The schema at the start of the migration. */
  Schema start();

  /**
   * Adds an operation; from here on {@link #schema()} has its effect. Questions are asked of the
   * live data at once.
   */
  void emit(Operation operation);

  /** Adds a problem; the text it is about is put in. */
  void report(Diagnostic.Builder problem);

  /** Hears of what a typer finds in this statement; problems are reported. */
  default Hearing hearing() {
    return d -> report(d.toBuilder());
  }

  /** Says what the name of a constraint or an index of this table means. */
  default void means(QName table, String part, WrittenName written) {}

  /** Whether this statement has reported an error so far. */
  boolean failed();

  /**
   * The table of this name in any case; reports N101 (with the nearest), N104 or N111 and answers
   * empty.
   */
  Optional<Table> table(TableName written);

  /**
   * The column of this name in any case; reports N102 (with the nearest), N104 or N111 and answers
   * empty.
   */
  Optional<Column> column(Table table, WrittenName written);

  /** All of them, or empty when one is missing (all missing ones are reported). */
  Optional<List<Column>> columns(Table table, List<WrittenName> written);

  /**
   * A new name as it will stand in the catalog; reports N103 when {@code taken} holds it already,
   * N109 when it is too long, and warns N110 where PostgreSQL users would have to quote it. Always
   * answers with the name.
   */
  String newName(WrittenName written, java.util.function.Predicate<String> taken, String what);

  /** A new name beside the ledger for saved rows, telling for a reader. */
  QName savedTable(String hint);

  /**
   * What a table of the moment was called at the start of the migration; empty when it was made
   * since.
   */
  Optional<QName> nameAtStart(QName now);

  /**
   * What a column of the moment was called at the start of the migration; empty when it, or its
   * table, was made since.
   */
  Optional<String> columnAtStart(QName tableNow, String columnNow);

  /**
   * Says that rows of the start were moved into this table, from which the way back takes them:
   * from here on they can be lost here.
   */
  void moved(QName intoNow);

  /** Says how a column of the moment comes out of others of its row. */
  void madeFrom(QName tableNow, String columnNow, MadeFrom from);

  /** How a column comes out of others of its row; empty where nobody said. */
  Optional<MadeFrom> madeFrom(QName tableNow, String columnNow);

  /** Says that the way back reads these columns: from here on what they hold can be lost. */
  void needed(QName tableNow, Set<String> columnsNow);

  /** Lowers a statement during whose changes of rows, and on whose way back, no trigger fires. */
  void withoutTriggers(Runnable lowering);

  /**
   * Lowers statements whose changes of rows are made in batches; reports B801 where one of them
   * cannot be.
   *
   * @param lowerings one for each statement
   */
  void inBatches(Pace pace, List<Runnable> lowerings);

  /** Whether what is emitted now is made in batches, between which others write. */
  boolean batched();

  /** Whether no trigger fires for what is emitted now. */
  boolean triggersSilent();

  /**
   * Says in {@link Statement#assume} that nobody can tell what these columns hold from here on; no
   * column for the rows as a whole.
   */
  void doubt(QName tableNow, List<String> columns);

  /** Whether the table was made by this migration and nothing was moved into it. */
  boolean isNew(QName tableNow);

  /**
   * Whether the column was made by this migration, nothing was moved into its table, and the way
   * back does not read it.
   */
  boolean isNew(QName tableNow, String columnNow);

  /**
   * Whether an operation so far inserts rows into the table or deletes rows from it, or SQL of the
   * user's own may have.
   */
  boolean resized(QName tableNow);

  /**
   * Whether the live data shows that the query finds no row here; false also when that cannot be
   * told before the run.
   */
  boolean none(Query rows);

  /**
   * Whether the live data shows that the query finds a row here; false also when that cannot be
   * told before the run.
   */
  boolean some(Query rows);

  /**
   * What the database says against these views when the tables that they read are as these, each
   * view after those that it reads; empty when it takes them all, or cannot tell.
   */
  Optional<String> refusesViews(List<Table> tables, List<View> views);

  /**
   * Says what becomes of values that are taken away. UNSAID warns L301 with the number of rows that
   * the query counts (none, no warning); the answer is whether the rows are to be saved.
   *
   * @param count a query of one number
   * @param what in the words of the user, with {@code {n}}: "{n} values of users.full_name are
   *     lost"
   */
  boolean saves(Loss said, Query count, String what, Span at);
}
