package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.Unasked;
import dev.mig.compile.World;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.Databases;
import dev.mig.language.Moments;
import dev.mig.language.StatementSql;
import dev.mig.project.ScriptLibrary;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The SQL of a statement on the project's database, or as it would be on the other. */
final class StatementSqls {
  /** The command: the text's address, the dialect, the place. */
  static final String COMMAND = "mig.sql";

  static final List<String> DIALECTS = List.of("postgres", "sqlite");

  private StatementSqls() {}

  /**
   * SQL, or a comment that says why there is none.
   *
   * @param offset UTF-16 offset of the statement
   */
  static String of(Analysis analysis, String dialect, int offset) {
    Moments moments =
        dialect.equals(analysis.dialect()) ? analysis.moments() : onOther(analysis, dialect);
    return StatementSql.of(moments, offset, Databases.dialect(dialect))
        .orElseGet(() -> "-- on " + dialect + " " + why(moments, offset));
  }

  private static String why(Moments moments, int offset) {
    return moments
        .at(offset)
        .flatMap(m -> m.part().diagnostics().stream().filter(Diagnostic::isError).findFirst())
        .map(d -> "this is refused: " + d.summary())
        .orElse("no statement is known here");
  }

  /** Compiled again for the other database, from the schema that the script finds. */
  private static Moments onOther(Analysis analysis, String dialect) {
    Ground ground = analysis.ground();
    if (ground == null || analysis.compiled().isEmpty()) {
      return analysis.moments();
    }
    Compiled first = analysis.compiled().getFirst();
    Parameters parameters = new Parameters(first.parameters(), Map.of());
    Compiler compiler = new Compiler(new Unasked(dialect, Known.usual(dialect)), false, parameters);
    Library library =
        new ScriptLibrary(
            ground.home(),
            file -> ground.included().getOrDefault(file, Library.Found.not("there is no " + file)));
    World world = World.live(first.before());
    List<Compiled> parts = new ArrayList<>();
    for (Compiler.Read read :
        Compiler.parts(analysis.document().source(), library, ground.hooks())) {
      Compiled part = compiler.compile(read, first.name(), world);
      parts.add(part);
      world = part.next();
    }
    return Moments.of(parts, first.before());
  }
}
