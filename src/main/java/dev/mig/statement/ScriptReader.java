package dev.mig.statement;

import dev.mig.operation.Pace;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.scale.Batches;
import dev.mig.statement.scale.PaceReader;
import dev.mig.syntax.MigParser.BatchesStatementContext;
import dev.mig.syntax.MigParser.BlockContext;
import dev.mig.syntax.MigParser.DefineStatementContext;
import dev.mig.syntax.MigParser.IncludeStatementContext;
import dev.mig.syntax.MigParser.IrreversibleStatementContext;
import dev.mig.syntax.MigParser.LetStatementContext;
import dev.mig.syntax.MigParser.OnStatementContext;
import dev.mig.syntax.MigParser.ParamStatementContext;
import dev.mig.syntax.MigParser.PhaseStatementContext;
import dev.mig.syntax.MigParser.ReverseStatementContext;
import dev.mig.syntax.MigParser.ScriptContext;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.MigParser.TableRefContext;
import dev.mig.syntax.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Reads a whole script: header, blocks opened, the reverse at its end. */
public final class ScriptReader {
  private final Parsed parsed;
  private final Consumer<Diagnostic> problems;
  private @Nullable List<Statement> reverse;
  private @Nullable String irreversible;
  private @Nullable Span reverseSpan;

  /** Inside a block whose rows are moved in batches. */
  private boolean batched;

  private final Phase phase;
  private final Map<Boolean, Span> phases = new HashMap<>();
  private boolean inPhase;

  public ScriptReader(Parsed parsed, Consumer<Diagnostic> problems) {
    this(parsed, Phase.WHOLE, problems);
  }

  /**
   * @param phase the part of the script that is read
   */
  public ScriptReader(Parsed parsed, Phase phase, Consumer<Diagnostic> problems) {
    this.parsed = parsed;
    this.phase = phase;
    this.problems = problems;
  }

  public Migration read() {
    List<Statement> all = new ArrayList<>();
    readInto(parsed.statements(), null, all, true);
    return withHeader(all);
  }

  /** The header alone, as of a migration without statements. */
  public Migration header() {
    for (StatementContext statement : parsed.statements()) {
      switch (statement.getChild(0)) {
        case PhaseStatementContext p -> phaseAllowed(p, true);
        case DefineStatementContext d -> {}
        case IncludeStatementContext i -> {}
        case LetStatementContext l -> {}
        case ParamStatementContext p -> {}
        case ReverseStatementContext r -> {}
        case ParserRuleContext other -> outsideOfPhases(other, true);
        default -> {} // a broken one
      }
    }
    return withHeader(List.of());
  }

  private Migration withHeader(List<Statement> all) {
    ScriptContext script = parsed.tree();
    WrittenName name = null;
    String title = null;
    if (script.migrationHeader() != null && script.migrationHeader().exception == null) {
      name = Reader.name(script.migrationHeader().newName());
      title =
          script.migrationHeader().STRING() == null
              ? null
              : Reader.string(script.migrationHeader().STRING().getSymbol());
    }
    List<WrittenName> after = new ArrayList<>();
    if (script.afterHeader() != null && script.afterHeader().exception == null) {
      script.afterHeader().migrationRef().forEach(m -> after.add(Reader.name(m)));
    }
    boolean repeatable = name != null && script.migrationHeader().EVERY() != null;
    return new Migration(
        parsed.source(), name, title, repeatable, after, all, reverse, irreversible, reverseSpan);
  }

  private void readInto(
      List<StatementContext> nodes, @Nullable TableName block, List<Statement> into, boolean top) {
    Reader reader = new Reader(block, this::report);
    for (StatementContext node : nodes) {
      if (node.getChildCount() != 1 || !(node.getChild(0) instanceof ParserRuleContext inner)) {
        continue;
      }
      if (batched && !Statements.movesRows(inner)) {
        report(
            inner instanceof BatchesStatementContext
                ? Diagnostic.error(Code.NOT_ALLOWED_HERE, "a block in batches stands in another")
                    .at(Reader.span(inner.getStart()), "close the block around it first")
                : Diagnostic.error(Code.NOT_ALLOWED_HERE, "only changes of rows go in batches")
                    .at(Reader.span(inner.getStart()), "put it before or behind the block"));
      } else if (inner instanceof OnStatementContext on) {
        outsideOfPhases(on, top);
        on(on, block, into);
      } else {
        switch (inner) {
          case ReverseStatementContext r -> reverse(r, top);
          case IrreversibleStatementContext i -> irreversible(i, top);
          case BatchesStatementContext b -> {
            outsideOfPhases(b, top);
            batches(b, block, into);
          }
          case PhaseStatementContext p -> phase(p, top, into);
          default -> {
            outsideOfPhases(inner, top);
            into.addAll(Statements.read(inner, reader));
          }
        }
      }
    }
  }

  private void on(OnStatementContext on, @Nullable TableName block, List<Statement> into) {
    BlockContext body = on.block();
    if (body == null) {
      return;
    }
    if (block != null) {
      report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a block about a table stands inside another")
              .at(Reader.span(on.getStart()), "close the block around it first"));
      return;
    }
    for (TableRefContext table : on.tableRef()) {
      readInto(Parsed.statements(body), new Reader(null, this::report).table(table), into, false);
    }
  }

  private void batches(
      BatchesStatementContext node, @Nullable TableName block, List<Statement> into) {
    if (node.block() == null) {
      return;
    }
    Pace pace = PaceReader.read(node, new Reader(block, this::report));
    List<Statement> inside = new ArrayList<>();
    batched = true;
    readInto(Parsed.statements(node.block()), block, inside, false);
    batched = false;
    if (node.block().statement().isEmpty()) {
      report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this block is empty")
              .at(Reader.span(node.getStart()), "no statement whose rows would go in batches"));
    }
    into.add(new Batches(pace, inside, Reader.span(node)));
  }

  private void phase(PhaseStatementContext node, boolean top, List<Statement> into) {
    phaseAllowed(node, top);
    if (phase.holds(node)) {
      inPhase = true;
      readInto(Parsed.statements(node.block()), null, into, true);
      inPhase = false;
    }
  }

  private void outsideOfPhases(ParserRuleContext node, boolean top) {
    if (top && phase == Phase.EXPAND && !inPhase) {
      report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this stands neither in expand nor in contract")
              .at(Reader.span(node.getStart()), "put it into one of them"));
    }
  }

  /** Each part is said once, outside of blocks, the first one first. */
  private void phaseAllowed(PhaseStatementContext node, boolean top) {
    boolean contract = node.CONTRACT() != null;
    Span at = Reader.span(node.getStart());
    Span first = phases.putIfAbsent(contract, at);
    if (phase == Phase.CONTRACT) {
      return; // said when the first part was read
    }
    if (!top) {
      report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "expand and contract stand outside of blocks")
              .at(at));
    } else if (first != null) {
      report(
          Diagnostic.error(Code.SAID_TWICE, "this part of the migration is said twice")
              .at(at)
              .also(first, "here first"));
    } else if (!contract && phases.containsKey(true)) {
      report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "expand comes before contract")
              .at(at, "put it first"));
    }
  }

  private void reverse(ReverseStatementContext node, boolean top) {
    once(node, top);
    List<Statement> statements = new ArrayList<>();
    readInto(Parsed.statements(node.block()), null, statements, false);
    reverse = statements;
  }

  private void irreversible(IrreversibleStatementContext node, boolean top) {
    once(node, top);
    irreversible = Reader.string(node.STRING().getSymbol());
  }

  private void once(ParserRuleContext node, boolean top) {
    Span at = Reader.span(node.getStart());
    if (!top) {
      report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "how a migration is taken back is said at its end, outside blocks")
              .at(at));
    } else if (reverseSpan != null) {
      report(
          Diagnostic.error(Code.SAID_TWICE, "how this migration is taken back is said twice")
              .at(at)
              .also(reverseSpan, "here first"));
    }
    reverseSpan = at;
  }

  private void report(Diagnostic.Builder problem) {
    problems.accept(problem.in(parsed.source()).build());
  }
}
