package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.language.Definition;
import dev.mig.language.Definitions;
import dev.mig.language.Knowledge;
import dev.mig.operation.Operation;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.syntax.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one text at one version. Immutable; what takes time is worked out
 * when it is first asked for.
 */
final class Analysis {
  private final Document document;

  /** The text that the migrations were compiled from. */
  private final Document checked;

  private final @Nullable Ground ground;
  private final List<Compiled> compiled;
  private final List<Diagnostic> diagnostics;
  private final List<String> migrations;
  private final @Nullable String unchecked;
  private @Nullable List<Moment> moments;

  /**
   * The schema that a statement finds.
   *
   * @param span the statement, as it is written in the text
   */
  record Moment(Span span, Schema before, Schema after) {}

  /**
   * A text that was checked.
   *
   * @param ground the project, or null as long as that was not read
   * @param compiled its migrations in order; of most there is one, and none before the first check
   * @param diagnostics all that is said of it
   * @param migrations the names of all migrations of the project
   * @param unchecked why it could not be checked, or null
   */
  Analysis(
      Document document,
      @Nullable Ground ground,
      List<Compiled> compiled,
      List<Diagnostic> diagnostics,
      List<String> migrations,
      @Nullable String unchecked) {
    this.document = document;
    this.checked = document;
    this.ground = ground;
    this.compiled = List.copyOf(compiled);
    this.diagnostics = List.copyOf(diagnostics);
    this.migrations = List.copyOf(migrations);
    this.unchecked = unchecked;
  }

  private Analysis(Document newer, Analysis older) {
    this.document = newer;
    this.checked = older.checked;
    this.ground = older.ground;
    this.compiled = older.compiled;
    this.diagnostics = List.of();
    this.migrations = older.migrations;
    this.unchecked = older.unchecked;
  }

  /** A text of which nothing is known but itself. */
  static Analysis of(Document document) {
    return new Analysis(document, null, List.of(), List.of(), List.of(), null);
  }

  /** What is known of an older version, put to a newer one. */
  Analysis on(Document newer) {
    return newer == document ? this : new Analysis(newer, this);
  }

  Document document() {
    return document;
  }

  String text() {
    return document.text();
  }

  Positions positions() {
    return document.positions();
  }

  Parsed parsed() {
    return document.parsed();
  }

  /** The project that it belongs to, or null as long as that was not read. */
  @Nullable Ground ground() {
    return ground;
  }

  /** Its migrations: one, or {@code expand} and {@code contract}; none where nothing is known. */
  List<Compiled> compiled() {
    return compiled;
  }

  /** All that is said of it; nothing of a text that is newer than its last check. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Why it could not be checked, or null. */
  @Nullable String unchecked() {
    return unchecked;
  }

  /** The dialect of the project's database. */
  String dialect() {
    return known().dialect();
  }

  /** What is known of the project's database. */
  Known known() {
    return ground == null ? Known.nothing(null) : ground.known();
  }

  /** The statements that came to something, in order; places are those of the text checked. */
  synchronized List<Moment> moments() {
    if (moments == null) {
      List<Moment> all = new ArrayList<>();
      for (Compiled migration : compiled) {
        Schema schema = migration.before();
        for (StatementReport report : migration.statements()) {
          Schema before = schema;
          for (Operation operation : report.operations()) {
            schema = operation.applyTo(schema);
          }
          if (!report.written().equals(Span.NONE)) {
            all.add(new Moment(report.written(), before, schema));
          }
        }
      }
      moments = List.copyOf(all);
    }
    return moments;
  }

  /** The schema as the statement at an offset finds it; behind the last one, as that leaves it. */
  Schema schemaAt(int place) {
    int offset = inChecked(place);
    Schema schema = compiled.isEmpty() ? known().world().schema() : compiled.getFirst().before();
    for (Moment moment : moments()) {
      if (offset <= moment.span().start()) {
        break;
      }
      schema = offset <= moment.span().end() ? moment.before() : moment.after();
    }
    return schema;
  }

  /** Where a place of the text was in the one that was checked. */
  private int inChecked(int offset) {
    String then = checked.text();
    String now = document.text();
    if (then.equals(now)) {
      return offset;
    }
    int least = Math.min(then.length(), now.length());
    int same = 0;
    while (same < least && then.charAt(same) == now.charAt(same)) {
      same++;
    }
    if (offset <= same) {
      return offset;
    }
    int tail = 0;
    while (tail < least - same
        && then.charAt(then.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
      tail++;
    }
    int fromEnd = now.length() - offset;
    // In what changed nobody knows; most of it stands about where it stood.
    return fromEnd <= tail
        ? then.length() - fromEnd
        : Math.clamp(offset, same, then.length() - tail);
  }

  /** What completion may know at an offset. */
  Knowledge knowledgeAt(int offset) {
    Schema schema = schemaAt(offset);
    String dialect = dialect();
    List<Definition> definitions = Definitions.of(text());
    return new Knowledge() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public String dialect() {
        return dialect;
      }

      @Override
      public List<String> values(QName table, String column, int most) {
        return List.of();
      }

      @Override
      public List<String> migrations() {
        return migrations;
      }

      @Override
      public List<Definition> definitions() {
        return definitions;
      }
    };
  }

  /** The file that it stands in. */
  Path file() {
    return document.file();
  }
}
