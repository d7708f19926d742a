package dev.mig.lsp;

import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/** The editor: what it can do, and what is sent to it unasked. */
final class Client implements Workspace.Listener {
  private final CodePages pages;
  private volatile @Nullable LanguageClient editor;
  private volatile ClientCapabilities can = new ClientCapabilities();

  /** What was last sent of each text, so that nothing is sent twice. */
  private final Map<String, List<org.eclipse.lsp4j.Diagnostic>> sent = new ConcurrentHashMap<>();

  /**
   * @param pages what diagnostics link to
   */
  Client(CodePages pages) {
    this.pages = pages;
  }

  CodePages pages() {
    return pages;
  }

  void connect(LanguageClient remote) {
    editor = remote;
  }

  void initialize(@Nullable ClientCapabilities capabilities) {
    can = Objects.requireNonNullElse(capabilities, new ClientCapabilities());
  }

  private LanguageClient editor() {
    return Objects.requireNonNull(editor, "connected first");
  }

  /** Whether a completion may hold places to be filled in. */
  boolean takesSnippets() {
    return can.getTextDocument() != null
        && can.getTextDocument().getCompletion() != null
        && can.getTextDocument().getCompletion().getCompletionItem() != null
        && Boolean.TRUE.equals(
            can.getTextDocument().getCompletion().getCompletionItem().getSnippetSupport());
  }

  /** Whether it asks for diagnostics by itself, and again when told to; then none are sent. */
  boolean pullsDiagnostics() {
    return can.getTextDocument() != null
        && can.getTextDocument().getDiagnostic() != null
        && can.getWorkspace() != null
        && can.getWorkspace().getDiagnostics() != null
        && Boolean.TRUE.equals(can.getWorkspace().getDiagnostics().getRefreshSupport());
  }

  /** Asks to be told when files change that are not open. */
  void watchFiles() {
    boolean registers =
        can.getWorkspace() != null
            && can.getWorkspace().getDidChangeWatchedFiles() != null
            && Boolean.TRUE.equals(
                can.getWorkspace().getDidChangeWatchedFiles().getDynamicRegistration());
    if (registers) {
      List<FileSystemWatcher> watched =
          List.of(
              new FileSystemWatcher(Either.forLeft("**/*.mig")),
              new FileSystemWatcher(Either.forLeft("**/mig.toml")));
      Registration files =
          new Registration(
              "mig-files",
              "workspace/didChangeWatchedFiles",
              new DidChangeWatchedFilesRegistrationOptions(watched));
      asked(editor().registerCapability(new RegistrationParams(List.of(files))));
    }
  }

  /** An editor that refuses does without. */
  private void asked(CompletableFuture<Void> answer) {
    CompletableFuture<Void> unused =
        answer.whenComplete(
            (done, refusal) -> {
              if (refusal != null) {
                log(String.valueOf(refusal.getMessage()));
              }
            });
  }

  /** Shows SQL in an editor that can open a document when asked; the document is nobody's file. */
  void show(String sql) {
    boolean shows =
        can.getWindow() != null
            && can.getWindow().getShowDocument() != null
            && can.getWindow().getShowDocument().isSupport();
    if (!shows) {
      return;
    }
    try {
      Path file = Files.createTempFile("mig-", ".sql");
      file.toFile().deleteOnExit();
      Files.writeString(file, sql + "\n");
      asked(
          editor().showDocument(new ShowDocumentParams(file.toUri().toString())).thenRun(() -> {}));
    } catch (IOException e) {
      log("the SQL cannot be shown: " + e.getMessage());
    }
  }

  /** The address of a text, which is that of its file. */
  static String uri(Source source) {
    return Path.of(source.name()).toUri().toString();
  }

  @Override
  public void checked(Analysis analysis) {
    List<org.eclipse.lsp4j.Diagnostic> all = new Squiggles(analysis, pages).all();
    String uri = analysis.document().uri();
    if (all.equals(sent.put(uri, all))) {
      return;
    }
    if (pullsDiagnostics()) {
      asked(editor().refreshDiagnostics());
    } else {
      editor()
          .publishDiagnostics(
              new PublishDiagnosticsParams(uri, all, analysis.document().version()));
    }
  }

  /** A text was closed: nothing is to be seen of it any more. */
  void closed(String uri) {
    sent.remove(uri);
    if (!pullsDiagnostics()) {
      editor().publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }
  }

  @Override
  public void settings(Path file, List<Diagnostic> problems) {
    Document shown = Document.ofSettings(file, problems);
    Analysis analysis =
        new Analysis(shown, null, List.of(), problems, Whole.NOTHING, Map.of(), null);
    editor()
        .publishDiagnostics(
            new PublishDiagnosticsParams(shown.uri(), new Squiggles(analysis, pages).all()));
  }

  @Override
  public void tell(String message) {
    editor().showMessage(new MessageParams(MessageType.Warning, message));
  }

  @Override
  public void log(String message) {
    editor().logMessage(new MessageParams(MessageType.Info, message));
  }
}
