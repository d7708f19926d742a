package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.data.RowSamples;
import dev.mig.statement.data.Triggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key that goes over from the old primary key of a table to the new one: its columns get
 * the type and the values of the new key, its name, rules, keys and indexes stay.
 *
 * @param target the table whose key is replaced
 * @param reference the table that points and its foreign key, as they were before
 * @param types what a column that points at each column of the new key is; SQLite numbers in
 *     integers of one size, whatever was written
 */
record Pointer(
    Lowering to,
    QName target,
    Reference reference,
    PrimaryKey old,
    PrimaryKey key,
    List<SqlType> types,
    Span span) {
  private static final String KEY = "mig_key";

  private ForeignKey pointing() {
    return reference.key();
  }

  private QName name() {
    return reference.from().name();
  }

  private Table now() {
    return to.schema().known(name());
  }

  /** Where it points, in the order of its columns. */
  private String target(int place) {
    return pointing().targetColumns().get(place);
  }

  /** The column of the new key that stands for a column of the old one. */
  private Column fresh(int place) {
    String column = key.columns().get(old.columns().indexOf(target(place)));
    return to.schema().known(target).column(column).orElseThrow();
  }

  private SqlType type(int place) {
    return types.get(old.columns().indexOf(target(place)));
  }

  private String aside(String column) {
    String name = "mig_new_" + column;
    while (!now().columnsLike(name).isEmpty()) {
      name += "_";
    }
    return name;
  }

  /** Reports what would not follow, and rows that point at nothing. */
  void check(Span at) {
    Table from = reference.from();
    for (String name : pointing().columns()) {
      Column column = from.column(name).orElseThrow();
      boolean counts = column.identity() != null && column.identity() != Column.Identity.ROWID;
      if (column.defaultValue() != null || counts || column.generated() != null) {
        to.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE,
                    from.name() + "." + name + " points at this key and has a value by itself")
                .at(at, "it would not be one of the new key")
                .note("drop its default before this"));
      }
    }
    List<Dependants.Dependant> dependants = Dependants.ofPointer(to, from, pointing());
    if (!dependants.isEmpty()) {
      String shown = from.name() + "." + String.join(", ", pointing().columns());
      Dependants.report(to, shown + " points at this key and is used", at, span, dependants);
      return;
    }
    orphans(at);
  }

  private void orphans(Span at) {
    Table from = reference.from();
    String alias = from.name().name();
    Expr match = null;
    Expr present = null;
    List<Expr> telling = new ArrayList<>();
    for (int i = 0; i < pointing().columns().size(); i++) {
      Column column = from.column(pointing().columns().get(i)).orElseThrow();
      Expr mine = Exprs.column(alias, column);
      Column there = to.schema().known(target).column(target(i)).orElseThrow();
      telling.add(mine);
      present = column.nullable() ? Exprs.and(present, Exprs.isNotNull(mine)) : present;
      match = Exprs.and(match, Exprs.equal(Exprs.column(KEY, there), mine));
    }
    Select partner =
        Select.of(List.of(new Item(Exprs.number(1), "one")), new TableFrom(target, KEY), match);
    Diagnostic problem =
        Diagnostic.error(
                Code.ORPHANS,
                "{n} {n:row|rows} of " + name() + " {n:points|point} at no row of " + target)
            .at(at, "there is no new key for {n:it|them}")
            .note("change or delete {n:it|them} before this")
            .build();
    Select offending =
        Select.of(
            RowSamples.of(from, alias, telling, Set.of()),
            new TableFrom(name(), alias),
            Exprs.and(present, Exprs.notExists(partner)));
    to.emit(new Question.NoRows(offending, null, false, Refusal.of(problem), span));
  }

  /** Lets go of the old key. */
  void release() {
    to.emit(new DropConstraint(name(), pointing(), span));
  }

  /** Adds columns that hold the new keys, and answers with them. */
  List<Column> prepare() {
    Table before = now();
    Triggers.tell(to, before, "update", span);
    List<String> columns = pointing().columns();
    List<Column> made = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column fresh = fresh(i);
      Column aside =
          new Column(aside(columns.get(i)), type(i), true, null, null, null, fresh.collation());
      made.add(aside);
      to.emit(new AddColumn(name(), aside, null, span));
    }
    to.emit(values(before, made));
    return made;
  }

  /** The prepared columns take the place of the old ones, with all that stands on them. */
  void follow(List<Column> made) {
    Table before = now();
    List<String> columns = pointing().columns();
    takeDown(before);
    to.emit(new DropColumns(name(), columns, null, back(made), span));
    for (int i = 0; i < columns.size(); i++) {
      to.emit(new RenameColumn(name(), made.get(i).name(), columns.get(i), span));
      if (!before.column(columns.get(i)).orElseThrow().nullable()) {
        Column named = made.get(i).withName(columns.get(i)).withNullable(false);
        to.emit(new AlterColumn(name(), named, null, span));
      }
    }
    putBack(before);
  }

  private UpdateRows values(Table before, List<Column> made) {
    String alias = name().name();
    List<Assignment> set = new ArrayList<>();
    Expr match = null;
    Table there = to.schema().known(target);
    for (int i = 0; i < made.size(); i++) {
      set.add(new Assignment(made.get(i).name(), Exprs.column(KEY, fresh(i))));
      Expr mine = Exprs.column(alias, before.column(pointing().columns().get(i)).orElseThrow());
      Column key = there.column(target(i)).orElseThrow();
      match = Exprs.and(match, Exprs.equal(Exprs.column(KEY, key), mine));
    }
    return new UpdateRows(
        name(), alias, set, new TableFrom(target, KEY), match, Reverse.NOTHING, span);
  }

  /** The old keys again, out of the new ones. */
  private UpdateRows back(List<Column> made) {
    String alias = name().name();
    List<Assignment> set = new ArrayList<>();
    Expr match = null;
    Table there = to.schema().known(target);
    for (int i = 0; i < made.size(); i++) {
      String column = pointing().columns().get(i);
      set.add(new Assignment(column, Exprs.column(KEY, there.column(target(i)).orElseThrow())));
      Expr mine = Exprs.column(alias, made.get(i));
      match = Exprs.and(match, Exprs.equal(Exprs.column(KEY, fresh(i)), mine));
    }
    return new UpdateRows(
        name(), alias, set, new TableFrom(target, KEY), match, Reverse.NOTHING, span);
  }

  private boolean stands(List<String> columns) {
    return columns.stream().anyMatch(pointing().columns()::contains);
  }

  private boolean alone(List<String> columns) {
    return pointing().columns().containsAll(columns);
  }

  private @Nullable PrimaryKey ownKey(Table before) {
    PrimaryKey own = before.primaryKey();
    return own != null && stands(own.columns()) ? own : null;
  }

  /** Keys and indexes over more than these columns; the others go along with them. */
  private void takeDown(Table before) {
    PrimaryKey own = ownKey(before);
    if (own != null) {
      for (String name : own.columns()) {
        Column column = before.column(name).orElseThrow();
        if (column.identity() == Column.Identity.ROWID) {
          to.emit(new AlterColumn(name(), column.withIdentity(null), null, span));
        }
      }
      to.emit(new DropConstraint(name(), own, span));
    }
    for (Unique unique : before.uniques()) {
      if (stands(unique.columns()) && !alone(unique.columns())) {
        to.emit(new DropConstraint(name(), unique, span));
      }
    }
    for (Index index : before.indexes()) {
      if (stands(List.copyOf(index.columns())) && !alone(List.copyOf(index.columns()))) {
        to.emit(new DropIndex(name(), index, span));
      }
    }
  }

  private void putBack(Table before) {
    PrimaryKey own = ownKey(before);
    if (own != null) {
      add(own);
      Numbering.rowid(to, now(), own)
          .ifPresent(c -> to.emit(new AlterColumn(name(), c, null, span)));
    }
    before.uniques().stream().filter(u -> stands(u.columns())).forEach(this::add);
    before.indexes().stream()
        .filter(i -> stands(List.copyOf(i.columns())))
        .forEach(i -> to.emit(new CreateIndex(name(), i, span)));
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < pointing().columns().size(); i++) {
      columns.add(fresh(i).name());
    }
    add(pointing().withTarget(target, columns).withValidated(true));
  }

  private void add(Constraint constraint) {
    to.emit(new AddConstraint(name(), constraint, span));
  }
}
