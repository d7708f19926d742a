package dev.mig.compile;

import dev.mig.compile.script.Expansion;
import dev.mig.compile.script.Ground;
import dev.mig.compile.script.Interpreter;
import dev.mig.compile.script.Parameters;
import dev.mig.compile.script.Script;
import dev.mig.compile.script.ValueType;
import dev.mig.expression.Query;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Migration;
import dev.mig.statement.ScriptReader;
import dev.mig.statement.Statement;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script that was walked from its first statement to its last.
 *
 * @param migration its plain statements
 * @param said problems of reading them
 * @param expansion how an interpreted script became them; null for one that was plain
 */
record Walked(
    Walk walk,
    Migration migration,
    List<StatementReport> reports,
    List<Diagnostic> said,
    @Nullable Expansion expansion) {

  /** Walks a plain script. */
  static Walked plain(Migration migration, Walk walk) {
    List<StatementReport> reports = new ArrayList<>();
    migration.statements().forEach(s -> reports.add(walk.lower(s)));
    return new Walked(walk, migration, reports, List.of(), null);
  }

  /**
   * Walks a script that decides something, each statement once those before it are walked.
   *
   * @param header name, title and what it comes after
   */
  static Walked interpreted(
      Script script,
      Migration header,
      Parameters parameters,
      Expansion expansion,
      Walk walk,
      Probe probe) {
    Steps steps = new Steps(expansion.source(), walk, probe);
    Interpreter.run(script, parameters, steps, expansion);
    Migration migration =
        new Migration(
            expansion.source(),
            header.name(),
            header.title(),
            header.repeatable(),
            header.after(),
            steps.statements,
            steps.reverse,
            steps.irreversible,
            steps.reverseSpan);
    return new Walked(walk, migration, steps.reports, steps.said, expansion);
  }

  /** What the script's statements are about, and the text that their places are in. */
  Source text() {
    return expansion == null ? migration.source() : expansion.plain();
  }

  /** Whether the interpreter, if there was one, found no problem. */
  boolean sound() {
    return expansion == null || expansion.problems() == 0;
  }

  /** The parameters with their values, as they stand in a script. */
  Map<String, String> parameters() {
    return expansion == null ? Map.of() : expansion.given();
  }

  /** What each statement became, with its place in the script as it was written. */
  List<StatementReport> written(Source main) {
    return expansion == null
        ? reports
        : reports.stream().map(r -> r.writtenAt(expansion.written(r.span(), main))).toList();
  }

  /** The types of what {@code let} gives a name to. */
  List<ValueType> values() {
    return expansion == null ? List.of() : expansion.values();
  }

  /** What the names mean that stand in texts as they were written. */
  List<Mention> mentionsAtOrigin(List<Mention> mentions) {
    Expansion how = expansion;
    return how == null
        ? mentions
        : mentions.stream().flatMap(m -> how.origin(m.place().span()).map(m::at).stream()).toList();
  }

  List<Diagnostic> atOrigin(List<Diagnostic> problems) {
    return expansion == null ? problems : expansion.atOrigin(problems);
  }

  /** Walks what an interpreter makes. */
  private static final class Steps implements Ground {
    private final Source source;
    private final Walk walk;
    private final Probe probe;
    private final List<Statement> statements = new ArrayList<>();
    private final List<StatementReport> reports = new ArrayList<>();
    private final List<Diagnostic> said = new ArrayList<>();
    private @Nullable List<Statement> reverse;
    private @Nullable String irreversible;
    private @Nullable Span reverseSpan;

    private Steps(Source source, Walk walk, Probe probe) {
      this.source = source;
      this.walk = walk;
      this.probe = probe;
    }

    @Override
    public String dialect() {
      return probe.dialect();
    }

    @Override
    public String version() {
      return probe.version();
    }

    @Override
    public Schema schema() {
      return walk.schema();
    }

    @Override
    public Optional<List<List<@Nullable String>>> rows(Query query, int most) {
      return walk.rows(query, most);
    }

    @Override
    public List<@Nullable String> constants(Query query) {
      return probe.rows(query, 1).getFirst();
    }

    @Override
    public boolean take(String text, int base) {
      Optional<Parsed> parsed = Syntax.fragment(source, text, base);
      if (parsed.isEmpty()) {
        return false;
      }
      Migration part = new ScriptReader(parsed.get(), said::add).read();
      for (Statement statement : part.statements()) {
        statements.add(statement);
        reports.add(walk.lower(statement));
      }
      Span at = part.reverseSpan();
      if (at != null) {
        wayBack(part, at);
      }
      return true;
    }

    private void wayBack(Migration part, Span at) {
      if (reverseSpan != null) {
        said.add(
            Diagnostic.error(Code.SAID_TWICE, "how this migration is taken back is said twice")
                .in(source)
                .at(at)
                .also(reverseSpan, "here first")
                .build());
      }
      reverseSpan = at;
      reverse = part.reverse();
      irreversible = part.irreversible();
    }
  }
}
