package dev.mig.language;

import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser.IncludeStatementContext;
import dev.mig.syntax.MigParser.MigrationRefContext;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Name;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import dev.mig.syntax.Texts;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The places of a script that name other files. */
public final class Links {
  /**
   * A place that names another file.
   *
   * @param span of the name, without quotes
   * @param target the path of an {@code include} as it is written, or the name of a migration
   */
  public record Link(Span span, Kind kind, String target) {}

  /** What is named. */
  public enum Kind {
    /** A file, by its path from the file that includes it. */
    FILE,
    /** A migration of the project, by its name. */
    MIGRATION
  }

  private Links() {}

  /** Those of {@code after} and {@code include}, in the order of the text. */
  public static List<Link> of(Parsed parsed) {
    List<Link> links = new ArrayList<>();
    if (parsed.tree().afterHeader() != null) {
      for (MigrationRefContext migration : parsed.tree().afterHeader().migrationRef()) {
        if (migration.exception == null) {
          Name name = Name.of(migration);
          links.add(new Link(unquoted(name), Kind.MIGRATION, name.text()));
        }
      }
    }
    for (StatementContext statement : Trees.statements(parsed)) {
      if (Trees.inner(statement) instanceof IncludeStatementContext include
          && include.STRING() != null) {
        Token path = include.STRING().getSymbol();
        Span span = Spans.of(path);
        if (path.getType() == MigLexer.STRING) {
          links.add(
              new Link(new Span(span.start() + 1, span.end() - 1), Kind.FILE, Texts.string(path)));
        }
      }
    }
    return List.copyOf(links);
  }

  private static Span unquoted(Name name) {
    Span span = name.span();
    return name.quoted() ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
