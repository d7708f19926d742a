package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.Unasked;
import dev.mig.compile.World;
import dev.mig.compile.script.Hooks;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.JdbcProbe;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.Schema;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Piece;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** One statement, checked and carried out in a transaction that is open. */
final class Tryout {
  private final Database database;
  private final OpenTransaction.Setup setup;
  private final Link link;
  private final List<Change> changes;
  private final Schema schema;
  private final int tried;

  /**
   * @param changes what was done before
   * @param schema what that left
   * @param tried how many statements were tried so far, this one included
   */
  Tryout(
      Database database,
      OpenTransaction.Setup setup,
      Link link,
      List<Change> changes,
      Schema schema,
      int tried) {
    this.database = database;
    this.setup = setup;
    this.link = link;
    this.changes = changes;
    this.schema = schema;
    this.tried = tried;
  }

  /** Checks it only; the change has no steps. */
  Tried planned(Piece statement) throws SQLException, Refused {
    long began = System.nanoTime();
    Compiled compiled = check(statement);
    if (compiled.refused()) {
      return new Tried(null, compiled.diagnostics(), false, 0);
    }
    Plan plan = database.dialect().planInside(compiled.up(), schema);
    Change change = change(statement, compiled, plan, plan.after(), 0, began, List.of(), List.of());
    return new Tried(change, compiled.diagnostics(), false, 0);
  }

  /** Checks it and does it. */
  @SuppressWarnings("try") // the watch is only closed
  Tried carryOut(Piece statement) throws SQLException, Refused {
    long began = System.nanoTime();
    Compiled compiled = check(statement);
    if (compiled.refused()) {
      return new Tried(null, compiled.diagnostics(), false, 0);
    }
    Schema before = schema;
    Plan plan = database.dialect().planInside(compiled.up(), before);
    if (plan.steps().stream().anyMatch(s -> s instanceof Step.Walk)) {
      throw new Refused(ShellProblems.ownTransactions().in(compiled.source()).build());
    }
    Connection connection = link.connection();
    Glimpses glimpses = new Glimpses(connection, database.sql(), before);
    StepRunner steps = link.steps(compiled.source(), new HashMap<>());
    try (LockWatch watch = link.watch()) {
      glimpses.before(compiled.up());
      steps.run(plan.steps());
    } catch (SQLException e) {
      throw new Refused(Problems.at(Failure.explain(e), compiled.source(), steps.current()));
    }
    Schema after = moves(compiled) ? database.read(connection) : before;
    List<String> differences =
        Prediction.differences(Prediction.after(plan, before, before), after, database.name());
    if (!differences.isEmpty()) {
      throw new Refused(Problems.notAsPredicted(differences));
    }
    List<Glimpse> seen = glimpses.after(compiled.up(), after);
    Change change =
        change(statement, compiled, plan, after, steps.rows(), began, steps.results(), seen);
    return new Tried(change, compiled.diagnostics(), false, 0);
  }

  private static boolean moves(Compiled compiled) {
    return compiled.up().stream().anyMatch(Tryout::moves);
  }

  private static boolean moves(Operation operation) {
    return !(operation instanceof RowOperation o && !(o instanceof RowOperation.SetTriggers))
        && !(operation instanceof Question);
  }

  private Change change(
      Piece statement,
      Compiled compiled,
      Plan plan,
      Schema after,
      long rows,
      long began,
      List<StepResult> steps,
      List<Glimpse> glimpses) {
    String plain = Document.stretch(compiled.source(), plainDocument().length());
    boolean defines =
        statement.kind() == Piece.Kind.DEFINITION
            || (statement.kind() == Piece.Kind.INCLUDE && compiled.up().isEmpty());
    return new Change(
        statement.text(),
        plain,
        defines,
        compiled,
        plan,
        schema,
        after,
        rows,
        Duration.ofNanos(System.nanoTime() - began),
        steps,
        glimpses);
  }

  private String plainDocument() {
    return Document.blank(changes, Change::plain);
  }

  /** What is wrong with a text as far as its own words and the schema tell. */
  List<Span> faults(String text) {
    String document = Document.typed(changes, text);
    Source source = new Source(OpenTransaction.TEXT_NAME, document);
    Compiler.Read read = Compiler.parts(source, setup.library(), Hooks.NONE).getFirst();
    Unasked unasked = new Unasked(database.name(), link.version());
    Compiler compiler = new Compiler(unasked, setup.strict(), setup.parameters());
    int before = document.length() - text.length();
    return compiler.compile(read, link.name(), World.live(schema)).diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::span)
        .filter(s -> s.start() >= before && s.end() <= document.length())
        .map(s -> new Span(s.start() - before, s.end() - before))
        .toList();
  }

  /**
   * Places are those in all that was typed, so that definitions are found and lines are counted.
   */
  private Compiled check(Piece statement) throws SQLException, Refused {
    String document = Document.typed(changes, statement.text());
    if (statement.kind() == Piece.Kind.OF_A_FILE) {
      int end = document.length();
      Span span = new Span(end - statement.text().length() + statement.start(), end);
      throw new Refused(
          ShellProblems.ofAFile()
              .in(new Source(OpenTransaction.TEXT_NAME, document))
              .at(span)
              .build());
    }
    Compiled typed = check(document);
    String plain = plainDocument();
    boolean interpreted = typed.source() != typed.written();
    boolean nothing = typed.up().isEmpty() && statement.kind() != Piece.Kind.STATEMENT;
    if (typed.refused() || nothing || (!interpreted && plain.equals(Document.typed(changes, "")))) {
      return typed;
    }
    // What is kept is the plain script, and what down is planned from must know places in it.
    return check(plain + typed.source().text().strip());
  }

  @SuppressWarnings("try") // the watch is only closed
  private Compiled check(String document) throws SQLException {
    Source source = new Source(OpenTransaction.TEXT_NAME, document);
    Compiler.Read read = Compiler.parts(source, setup.library(), Hooks.NONE).getFirst();
    JdbcProbe probe =
        JdbcProbe.within(database, setup.data(), link.connection(), link::throwIfCancelled);
    Compiler compiler = new Compiler(probe, setup.strict(), setup.parameters());
    try (LockWatch watch = link.watch()) {
      Compiled compiled = compiler.compile(read, link.name() + "_" + tried, World.live(schema));
      probe.leave();
      return compiled;
    }
  }
}
