package dev.mig.lsp;

import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;

/** A text as it stands in an editor, at one version. Immutable; parsed when first asked for. */
final class Document {
  /** More characters than these are looked at only on the whole: that they are too many. */
  static final int MOST = 2 * 1024 * 1024;

  private final String uri;
  private final int version;
  private final Source source;
  private final Path file;
  private @Nullable Positions positions;
  private @Nullable Parsed parsed;

  /**
   * @param uri as the editor says it
   * @param file where it lies, or would lie
   */
  Document(String uri, Path file, int version, String text) {
    this.uri = uri;
    this.version = version;
    this.file = file;
    this.source = new Source(file.toString(), text);
  }

  /** A file that is no script and that problems were found in. */
  static Document ofSettings(Path file, List<Diagnostic> problems) {
    String text =
        problems.stream()
            .map(Diagnostic::source)
            .filter(Objects::nonNull)
            .map(Source::text)
            .findFirst()
            .orElse("");
    return new Document(file.toUri().toString(), file, 0, text);
  }

  /** The text after changes, each of them made to what the one before left. */
  Document changed(int newVersion, List<TextDocumentContentChangeEvent> changes) {
    String text = source.text();
    for (TextDocumentContentChangeEvent change : changes) {
      Range range = change.getRange();
      if (range == null) {
        text = change.getText();
      } else {
        Positions places = text.equals(source.text()) ? positions() : new Positions(text);
        int start = places.offset(range.getStart());
        int end = Math.max(start, places.offset(range.getEnd()));
        text = text.substring(0, start) + change.getText() + text.substring(end);
      }
    }
    return new Document(uri, file, newVersion, text);
  }

  String uri() {
    return uri;
  }

  Path file() {
    return file;
  }

  int version() {
    return version;
  }

  Source source() {
    return source;
  }

  String text() {
    return source.text();
  }

  boolean isTooLarge() {
    return text().length() > MOST;
  }

  synchronized Positions positions() {
    if (positions == null) {
      positions = new Positions(text());
    }
    return positions;
  }

  /** The text parsed; with an empty tree for one that is too large. */
  synchronized Parsed parsed() {
    if (parsed == null) {
      parsed = isTooLarge() ? Syntax.parse(new Source(source.name(), "")) : Syntax.parse(source);
    }
    return parsed;
  }
}
