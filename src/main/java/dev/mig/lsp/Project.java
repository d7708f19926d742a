package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.Unasked;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A project that is looked at, on the thread of checks: what is known of it, and its texts checked
 * against that without asking anybody.
 */
final class Project {
  private final Session session;
  private @Nullable Ground ground;
  private @Nullable Asked asked;

  private final Rounds now = new Rounds();
  private final Rounds then = new Rounds();

  /**
   * A check that asked the data.
   *
   * @param open the texts that it was about
   * @param unasked what the same check comes to without the data
   * @param rows about how many rows tables have
   */
  private record Asked(
      Map<Path, Document> open, Outcome outcome, Outcome unasked, Map<QName, Long> rows) {}

  /** Checks without data, each remembering what the one before found out. */
  private final class Rounds {
    private final Texts texts = new Texts();
    private @Nullable Chain chain;
    private @Nullable Ground last;
    private @Nullable Parameters parameters;

    Outcome check(Ground at, Map<Path, Document> open) {
      Function<Path, Library.Found> remembered =
          file -> at.included().getOrDefault(file, Library.Found.not("there is no file " + file));
      Texts.Read read = texts.read(at, open, remembered);
      Parameters values = Compilers.parameters(at, read, session.environment(), session.set());
      if (chain == null
          || last == null
          || !last.known().equals(at.known())
          || !values.equals(parameters)) {
        Unasked nobody = new Unasked(at.known().dialect(), at.known().version());
        chain = new Chain(Compilers.of(at, nobody, values));
      }
      last = at;
      parameters = values;
      return Checkup.of(at, read, chain, chain, at.known().world(), open.keySet(), true);
    }
  }

  Project(Session session) {
    this.session = session;
  }

  /** Takes what was read anew. */
  void take(Ground read) {
    ground = read;
  }

  /**
   * Takes a check that asked the data.
   *
   * @param found what was read for it, and what it came to
   * @param open the texts that it was about
   */
  void take(Reader.Asked found, Map<Path, Document> open) {
    ground = found.ground();
    asked = new Asked(open, found.outcome(), then.check(ground, open), found.rows());
  }

  /** Looks at all texts that are open in it; as long as it was not read, at nothing but them. */
  List<Analysis> check(Map<Path, Document> open) {
    if (ground == null) {
      return List.of();
    }
    Outcome outcome = now.check(ground, open);
    boolean same = asked != null && asked.open().equals(open);
    List<Analysis> all = new ArrayList<>();
    open.forEach((file, document) -> all.add(analysis(file, document, outcome, same)));
    return all;
  }

  private Analysis analysis(Path file, Document document, Outcome outcome, boolean same) {
    if (document.isTooLarge()) {
      return new Analysis(
          document, ground, List.of(), List.of(tooLarge(document)), Whole.NOTHING, Map.of(), null);
    }
    List<Diagnostic> found = outcome.of(document);
    String unchecked = outcome.unchecked().get(file);
    List<Compiled> compiled = outcome.compiled().getOrDefault(file, List.of());
    Document before = asked == null ? null : asked.open().get(file);
    if (asked != null && before != null) {
      found =
          Carried.over(
              before, asked.outcome().of(before), asked.unasked().of(before), document, found);
      unchecked = asked.outcome().unchecked().getOrDefault(file, unchecked);
      compiled = same ? asked.outcome().compiled().getOrDefault(file, compiled) : compiled;
    }
    Map<QName, Long> rows = asked == null ? Map.of() : asked.rows();
    return new Analysis(document, ground, compiled, found, outcome.whole(), rows, unchecked);
  }

  private static Diagnostic tooLarge(Document document) {
    int most = Document.MOST / (1024 * 1024);
    return Diagnostic.info(
            Code.TOO_LARGE,
            "this script has more than " + most + " million characters: it is not checked here")
        .in(document.source())
        .note("mig check looks at it")
        .build();
  }
}
