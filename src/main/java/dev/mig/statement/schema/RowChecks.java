package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rows of a table whether a rule holds for them before the rule is made, and says what to
 * do where it does not.
 *
 * @param written the table as the statement says it
 * @param at the place that the problem is shown at
 * @param span the whole statement
 */
record RowChecks(Lowering to, Table table, TableName written, Span at, Span span) {
  private static final int TELLING = 3;

  /** No NULL in these columns. */
  void noNulls(List<Column> columns) {
    for (Column column : columns) {
      if (!column.nullable()) {
        continue;
      }
      String name = table.name() + "." + column.name();
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "{n} {n:row|rows} of " + table.name() + " {n:has|have} no " + column.name())
              .at(at, name + " is NULL in {n} {n:row|rows}");
      String value = Placeholders.of(column.type());
      if (value != null) {
        String line =
            "fill "
                + Names.written(table.name())
                + "."
                + Names.written(column.name())
                + " = "
                + value;
        problem.suggest(
            "say what they get", Safety.CHECK, Lines.before(span, written, List.of(line)));
      }
      ask(shown(List.of(column)), Exprs.isNull(column(column)), problem);
    }
  }

  /** No row at all, because a new column would have no value for it. */
  void noRows(String column, SqlType type, Span typeAt) {
    Span behind = new Span(typeAt.end(), typeAt.end());
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NULLS_PRESENT,
                table.name()
                    + " has {n} {n:row|rows} and the new column "
                    + column
                    + " has no value for {n:it|them}")
            .at(at, "not null, but without a value")
            .note("give it a default, or let it be NULL by leaving not null out");
    String value = Placeholders.of(type);
    if (value != null) {
      problem.suggest("give it a default", Safety.CHECK, new Edit(behind, " default " + value));
    }
    Span end = new Span(span.end(), span.end());
    if (value != null) {
      problem.suggest(
          "say what the old rows get", Safety.CHECK, new Edit(end, " filled with " + value));
    }
    ask(shown(List.of()), null, problem);
  }

  /** No two rows with equal values; NULL equals nothing. */
  void noDuplicates(List<Item> parts, @Nullable Expr where, String shownAs) {
    List<Expr> values = parts.stream().map(Item::value).toList();
    Expr present = where;
    for (Expr value : values) {
      if (value.typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(value));
      }
    }
    List<Item> items = new ArrayList<>(parts);
    items.add(new Item(Exprs.countAll(), "rows"));
    Expr several = Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1));
    Query query = Select.of(items, from(), present).grouped(values, several);
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.DUPLICATES,
                "{n} {n:value|values} of "
                    + shownAs
                    + " {n:stands|stand} in more than one row of "
                    + table.name())
            .at(at, "not unique")
            .note("change or delete the rows that are too many before this");
    to.emit(new Question.NoRows(query, null, true, Refusal.of(problem.build()), span));
  }

  void noDuplicates(List<Column> columns) {
    List<Item> items = columns.stream().map(c -> new Item(column(c), c.name())).toList();
    noDuplicates(items, null, String.join(", ", columns.stream().map(Column::name).toList()));
  }

  /** No row that points at nothing; one with a NULL in its key points at nothing on purpose. */
  void noOrphans(ForeignKey key, Table target, @Nullable String note) {
    String alias = alias();
    String other = target.name().name().equals(alias) ? "mig_target" : target.name().name();
    Expr present = null;
    Expr match = null;
    List<Column> own = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = table.column(key.columns().get(i)).orElseThrow();
      Column there = target.column(key.targetColumns().get(i)).orElseThrow();
      own.add(column);
      present = column.nullable() ? Exprs.and(present, Exprs.isNotNull(column(column))) : present;
      match = Exprs.and(match, Exprs.equal(Exprs.column(other, there), column(column)));
    }
    Query partner =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(target.name(), other), match);
    String names = String.join(", ", key.columns());
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.ORPHANS,
                "{n} {n:row|rows} of "
                    + table.name()
                    + " {n:points|point} at no row of "
                    + target.name())
            .at(
                at,
                names
                    + " without a counterpart in "
                    + target.name()
                    + " ("
                    + String.join(", ", key.targetColumns())
                    + ")")
            .note(
                "change or delete them before this, or add the rows of "
                    + target.name()
                    + " that they miss");
    if (note != null) {
      problem.note(note);
    }
    ask(shown(own), Exprs.and(present, Exprs.notExists(partner)), problem);
  }

  /** No row for which the condition, in terms of the bare table, is false. */
  void noViolations(Expr condition, String name, @Nullable String note) {
    Expr here = Formulas.over(condition, alias());
    List<Column> read =
        table.columns().stream().filter(c -> condition.columns().contains(c.name())).toList();
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.CHECK_VIOLATED,
                "{n} {n:row|rows} of " + table.name() + " {n:breaks|break} the check " + name)
            .at(at, "false for {n} {n:row|rows}")
            .note("change or delete them before this");
    if (note != null) {
      problem.note(note);
    }
    ask(shown(read), Exprs.not(here), problem);
  }

  /** No row for which the condition, in terms of the table under its name, is true. */
  void none(Expr condition, Collection<Column> telling, Diagnostic.Builder problem) {
    ask(shown(telling), condition, problem);
  }

  private void ask(List<Item> items, @Nullable Expr where, Diagnostic.Builder problem) {
    Query query = Select.of(items, from(), where);
    to.emit(new Question.NoRows(query, null, true, Refusal.of(problem.build()), span));
  }

  String alias() {
    return table.name().name();
  }

  Expr column(Column column) {
    return Exprs.column(alias(), column);
  }

  private TableFrom from() {
    return new TableFrom(table.name(), alias());
  }

  /**
   * The columns of a sample: the key, those that the problem is about, and a few short ones that
   * tell a reader more.
   */
  private List<Item> shown(Collection<Column> telling) {
    Set<Column> all = new LinkedHashSet<>();
    table.key().forEach(k -> all.add(table.column(k).orElseThrow()));
    all.addAll(telling);
    int room = all.size() + TELLING;
    for (Column column : table.columns()) {
      if (all.size() < room && isShort(column)) {
        all.add(column);
      }
    }
    return all.stream().map(c -> new Item(column(c), c.name())).toList();
  }

  private static boolean isShort(Column column) {
    return switch (column.type().kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, CHAR, VARCHAR, TEXT -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, ENUM -> true;
      case BYTES, INTERVAL, JSON, JSONB, ARRAY, OTHER, UNKNOWN -> false;
    };
  }
}
