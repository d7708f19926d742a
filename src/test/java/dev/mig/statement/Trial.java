package dev.mig.statement;

import dev.mig.database.SqlWriter;
import dev.mig.database.postgres.PostgresSql;
import dev.mig.database.sqlite.SqliteFunctions;
import dev.mig.database.sqlite.SqliteSql;
import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Pace;
import dev.mig.operation.Question;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import dev.mig.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lowers scripts on a real database, each operation carried out as soon as it is emitted. Renames
 * are not followed.
 */
public final class Trial implements Lowering {
  private final TestDatabase database;
  private final Connection connection;
  private final Connection atStart;
  private final Schema start;
  private final SqlWriter writer;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Schema> before = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Set<QName> resized = new HashSet<>();
  private final Set<QName> moved = new HashSet<>();
  private final Map<String, MadeFrom> madeFrom = new HashMap<>();
  private final Set<String> needed = new HashSet<>();
  private Schema schema;
  private Source source = new Source("script.mig", "");
  private boolean failed;
  private int saved;

  /**
   * @param twin a database with the same schema and rows, which stays as it is
   */
  public Trial(TestDatabase database, TestDatabase twin, Schema schema, String sql)
      throws SQLException {
    this.database = database;
    this.connection = open(database, sql);
    this.atStart = open(twin, sql);
    this.start = schema;
    this.schema = schema;
    this.writer = database.dialect().equals("sqlite") ? new SqliteSql() : new PostgresSql();
  }

  private static Connection open(TestDatabase database, String sql) throws SQLException {
    Connection connection = database.connection();
    if (database.dialect().equals("sqlite")) {
      SqliteFunctions.register(connection);
    }
    for (String statement : sql.split(";\\s*\\n")) {
      if (!statement.isBlank()) {
        execute(connection, statement);
      }
    }
    return connection;
  }

  /** Reads and lowers a script; what is wrong with its grammar fails the test. */
  public Trial run(String script) {
    source = new Source("script.mig", script);
    Parsed parsed = Syntax.parse(source);
    if (parsed.hasErrors()) {
      throw new AssertionError("does not parse: " + script);
    }
    Migration migration = new ScriptReader(parsed, problems::add).read();
    for (Statement statement : migration.statements()) {
      failed = false;
      statement.lower(this);
    }
    return this;
  }

  /** Takes everything back in reverse order; answers with the reasons where there is no way. */
  public List<String> down() {
    List<String> reasons = new ArrayList<>();
    for (int i = operations.size() - 1; i >= 0; i--) {
      switch (operations.get(i).reverse(before.get(i))) {
        case Reverse.Nothing n -> {}
        case Reverse.None n -> reasons.add(n.why());
        case Reverse.Exact e -> e.operations().forEach(this::carryOut);
      }
    }
    return reasons;
  }

  /** Code, summary and samples of each problem. */
  public List<String> problems() {
    return problems.stream().map(Trial::shown).toList();
  }

  public List<Diagnostic> diagnostics() {
    return List.copyOf(problems);
  }

  private static String shown(Diagnostic d) {
    Samples s = d.samples();
    String rows = s == null ? "" : " " + s.rows();
    return d.severity().word() + " " + d.code().id() + " " + d.summary() + rows;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The rows of a query, columns joined by a bar. */
  public List<String> rows(String sql) {
    return query(connection, sql).stream()
        .map(r -> r.stream().map(v -> v == null ? "null" : v).collect(Collectors.joining("|")))
        .toList();
  }

  private static List<List<@Nullable String>> query(Connection connection, String sql) {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static void execute(Connection connection, String sql) {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public String dialect() {
    return database.dialect();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Schema start() {
    return start;
  }

  @Override
  public void emit(Operation operation) {
    operations.add(operation);
    before.add(schema);
    schema = operation.applyTo(schema);
    if (operation instanceof InsertRows || operation instanceof RowOperation.DeleteRows) {
      resized.add(((RowOperation) operation).table());
    }
    if (problems.stream().noneMatch(Diagnostic::isError) || operation instanceof Question) {
      carryOut(operation);
    }
  }

  private void carryOut(Operation operation) {
    switch (operation) {
      case Question q -> ask(q);
      case Batch b -> throw new AssertionError("nobody makes batches here: " + b);
      case RowOperation r -> change(r);
      case SchemaOperation s -> change(s);
      case NativeSql s -> execute(connection, s.sql());
    }
  }

  private void ask(Question question) {
    Answer answer =
        switch (question) {
          case Question.NoRows q -> none(q);
          case Question.Same q -> same(value(connection, q.left()), value(connection, q.right()));
          case Question.Unchanged q ->
              same(value(atStart, q.atStart()), value(connection, q.now()));
        };
    if (!answer.holds()) {
      add(question.refusal().explain(answer));
    }
  }

  private Answer none(Question.NoRows q) {
    List<List<@Nullable String>> rows = query(connection, writer.query(q.offending()));
    rows.sort(java.util.Comparator.comparing(Object::toString));
    String of = q.of() == null ? null : value(connection, q.of());
    long all = of == null ? -1 : Long.parseLong(of);
    return new Answer(
        rows.isEmpty(), new Samples(rows.size(), all, q.offending().columns(), rows), null, null);
  }

  private @Nullable String value(Connection where, Query query) {
    String value = query(where, writer.query(query)).getFirst().getFirst();
    return value == null ? null : value.equals("t") ? "1" : value;
  }

  private static Answer same(@Nullable String left, @Nullable String right) {
    return new Answer(java.util.Objects.equals(left, right), null, left, right);
  }

  private void change(RowOperation operation) {
    switch (operation) {
      case InsertRows o -> insert(o);
      case RowOperation.UpdateRows o ->
          execute(
              connection,
              "update "
                  + writer.name(o.table())
                  + " as "
                  + writer.name(o.alias())
                  + " set "
                  + set(o.assignments())
                  + (o.from() == null ? "" : " from " + writer.from(o.from()))
                  + (o.where() == null ? "" : " where " + writer.expr(o.where())));
      case RowOperation.DeleteRows o ->
          execute(
              connection,
              "delete from "
                  + writer.name(o.table())
                  + " as "
                  + writer.name(o.alias())
                  + (o.where() == null ? "" : " where " + writer.expr(o.where())));
      case RowOperation.SaveRows o ->
          execute(
              connection,
              "create table " + writer.name(o.table()) + " as " + writer.query(o.query()));
      case RowOperation.SetTriggers o -> {}
      case RowOperation.DropSaved o -> execute(connection, "drop table " + writer.name(o.table()));
      case RowOperation.AdvanceIdentity o -> {}
    }
  }

  private String set(List<Assignment> assignments) {
    return assignments.stream()
        .map(a -> writer.name(a.column()) + " = " + writer.expr(a.value()))
        .collect(Collectors.joining(", "));
  }

  private void insert(InsertRows o) {
    String table = writer.name(o.table());
    String key = writer.names(schema.table(o.table()).orElseThrow().key());
    if (o.keysInto() != null) {
      execute(connection, "create table mig_before as select " + key + " from " + table);
    }
    String conflict = "";
    if (o.conflict() != null) {
      String on = o.conflict().key().isEmpty() ? "" : " (" + writer.names(o.conflict().key()) + ")";
      conflict =
          " on conflict"
              + on
              + (o.conflict().update().isEmpty()
                  ? " do nothing"
                  : " do update set " + set(o.conflict().update()));
    }
    execute(
        connection,
        "insert into "
            + table
            + " ("
            + writer.names(o.columns())
            + ") select * from ("
            + writer.query(o.query())
            + ") as q where true"
            + conflict);
    if (o.keysInto() != null) {
      String keys =
          "select " + key + " from " + table + " except select " + key + " from mig_before";
      execute(connection, "create table " + writer.name(o.keysInto()) + " as " + keys);
      execute(connection, "drop table mig_before");
    }
  }

  private void change(SchemaOperation operation) {
    String table = writer.name(operation.table());
    if (operation instanceof SchemaOperation.AddColumn o) {
      String type = writer.type(o.column().type());
      execute(
          connection,
          "alter table " + table + " add column " + writer.name(o.column().name()) + " " + type);
    } else if (operation instanceof SchemaOperation.DropColumns o) {
      o.columns()
          .forEach(
              c -> execute(connection, "alter table " + table + " drop column " + writer.name(c)));
    }
  }

  @Override
  public void report(Diagnostic.Builder problem) {
    add(problem.in(source).build());
  }

  private void add(Diagnostic problem) {
    problems.add(problem);
    failed |= problem.isError();
  }

  @Override
  public boolean failed() {
    return failed;
  }

  @Override
  public Optional<Table> table(TableName written) {
    List<Table> found = schema.tablesLike(written.name());
    if (found.isEmpty()) {
      report(
          Diagnostic.error(Code.UNKNOWN_TABLE, "there is no table " + written.name())
              .at(written.span()));
    }
    return found.stream().findFirst();
  }

  @Override
  public Optional<Column> column(Table table, WrittenName written) {
    List<Column> found = table.columnsLike(written.text());
    if (found.isEmpty()) {
      report(
          Diagnostic.error(Code.UNKNOWN_COLUMN, table.name() + " has no column " + written.text())
              .at(written.span()));
    }
    return found.stream().findFirst();
  }

  @Override
  public Optional<List<Column>> columns(Table table, List<WrittenName> written) {
    List<Column> all = new ArrayList<>();
    written.forEach(w -> column(table, w).ifPresent(all::add));
    return all.size() == written.size() ? Optional.of(all) : Optional.empty();
  }

  @Override
  public String newName(WrittenName written, Predicate<String> taken, String what) {
    if (taken.test(written.text())) {
      report(
          Diagnostic.error(
                  Code.NAME_TAKEN, "there is a " + what + " " + written.text() + " already")
              .at(written.span()));
    }
    return written.text();
  }

  @Override
  public QName savedTable(String hint) {
    return QName.of("mig_saved_" + ++saved + "_" + hint.toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<QName> nameAtStart(QName now) {
    return start.table(now).map(Table::name);
  }

  @Override
  public Optional<String> columnAtStart(QName tableNow, String columnNow) {
    return start.table(tableNow).flatMap(t -> t.column(columnNow)).map(Column::name);
  }

  @Override
  public void moved(QName intoNow) {
    moved.add(intoNow);
  }

  @Override
  public void madeFrom(QName tableNow, String columnNow, MadeFrom from) {
    madeFrom.put(tableNow + "." + columnNow, from);
  }

  @Override
  public Optional<MadeFrom> madeFrom(QName tableNow, String columnNow) {
    return Optional.ofNullable(madeFrom.get(tableNow + "." + columnNow));
  }

  @Override
  public void needed(QName tableNow, Set<String> columnsNow) {
    columnsNow.forEach(c -> needed.add(tableNow + "." + c));
  }

  @Override
  public boolean isNew(QName tableNow) {
    return nameAtStart(tableNow).isEmpty() && !moved.contains(tableNow);
  }

  @Override
  public boolean isNew(QName tableNow, String columnNow) {
    return columnAtStart(tableNow, columnNow).isEmpty()
        && !moved.contains(tableNow)
        && !needed.contains(tableNow + "." + columnNow);
  }

  @Override
  public boolean resized(QName tableNow) {
    return resized.contains(tableNow);
  }

  @Override
  public boolean none(Query rows) {
    return query(connection, writer.query(rows)).isEmpty();
  }

  @Override
  public boolean some(Query rows) {
    return !none(rows);
  }

  @Override
  public void withoutTriggers(Runnable lowering) {
    lowering.run();
  }

  @Override
  public void inBatches(Pace pace, List<Runnable> lowerings) {
    lowerings.forEach(Runnable::run);
  }

  @Override
  public boolean batched() {
    return false;
  }

  @Override
  public boolean triggersSilent() {
    return false;
  }

  @Override
  public void doubt(QName tableNow, List<String> columns) {}

  @Override
  public Optional<String> refusesViews(List<Table> tables, List<View> views) {
    return Optional.empty();
  }

  @Override
  public boolean saves(Loss said, Query count, String what, Span at) {
    String counted = value(connection, count);
    if (said == Loss.UNSAID && counted != null && !counted.equals("0")) {
      Answer answer =
          new Answer(
              false, new Samples(Long.parseLong(counted), -1, List.of(), List.of()), null, null);
      String text = dev.mig.operation.Templates.fill(what, answer);
      report(Diagnostic.warning(Code.LOSS_UNSAID, text).at(at));
    }
    return said == Loss.SAVING;
  }
}
