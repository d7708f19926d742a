package dev.mig.lsp;

import dev.mig.cli.OtherProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;

/** An editor: it starts the server in a process of its own and speaks the protocol with it. */
public final class Editor implements AutoCloseable {
  /** Where the cursor is, in texts of tests. */
  static final String CURSOR = "¦";

  private static final long SECONDS = 20;

  /** That a stream ends is what tests are about. */
  private static final Logger QUIET = Logger.getLogger("org.eclipse.lsp4j");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final Path root;

  /** The project that is worked in. */
  Path folder;

  final Process process;
  final LanguageServer server;
  final List<MessageParams> shown = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final InitializeResult promised;

  private final Map<String, PublishDiagnosticsParams> published = new ConcurrentHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final CompletableFuture<String> errors;
  private final Future<Void> listening;
  private int projects;

  /** What the editor does with what it is told. */
  private final class Client implements LanguageClient {
    @Override
    public void telemetryEvent(Object object) {
      log.add("telemetry " + object);
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
      synchronized (published) {
        published.put(params.getUri(), params);
        published.notifyAll();
      }
    }

    @Override
    public void showMessage(MessageParams params) {
      synchronized (published) {
        shown.add(params);
        published.notifyAll();
      }
    }

    @Override
    public CompletableFuture<@Nullable MessageActionItem> showMessageRequest(
        ShowMessageRequestParams params) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams params) {
      synchronized (published) {
        log.add(params.getMessage());
        published.notifyAll();
      }
    }
  }

  private Editor(Path folder, @Nullable String url, ClientCapabilities capabilities, long parent)
      throws Exception {
    this.root = folder.toRealPath();
    this.folder = root;
    ProcessBuilder builder =
        new ProcessBuilder(OtherProcess.command("lsp")).directory(folder.toFile());
    builder.environment().remove("MIG_URL");
    builder.environment().remove("DATABASE_URL");
    builder.environment().put("XDG_CACHE_HOME", root.resolve("cache").toString());
    if (url != null) {
      builder.environment().put("MIG_URL", url);
    }
    process = builder.start();
    errors =
        CompletableFuture.supplyAsync(
            () -> read(process.getErrorStream()), work -> new Thread(work).start());
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(
            new Client(), process.getInputStream(), process.getOutputStream());
    listening = launcher.startListening();
    server = launcher.getRemoteProxy();
    InitializeParams params = new InitializeParams();
    params.setProcessId((int) parent);
    params.setCapabilities(capabilities);
    params.setWorkspaceFolders(
        List.of(new WorkspaceFolder(this.folder.toUri().toString(), "project")));
    promised = server.initialize(params).get(SECONDS, TimeUnit.SECONDS);
    server.initialized(new InitializedParams());
  }

  /**
   * Starts the server in a folder.
   *
   * @param url the database, or null for none
   */
  public static Editor start(Path folder, @Nullable String url) throws Exception {
    CompletionItemCapabilities items = new CompletionItemCapabilities();
    items.setSnippetSupport(true);
    TextDocumentClientCapabilities texts = new TextDocumentClientCapabilities();
    texts.setCompletion(new CompletionCapabilities(items));
    ClientCapabilities all = new ClientCapabilities();
    all.setTextDocument(texts);
    return start(folder, url, all);
  }

  static Editor start(Path folder, @Nullable String url, ClientCapabilities capabilities)
      throws Exception {
    return new Editor(folder, url, capabilities, ProcessHandle.current().pid());
  }

  /**
   * Goes to a new project beside those before; what was shown and logged is forgotten.
   *
   * @param url the database, or null for none
   */
  Editor project(@Nullable String url) throws IOException {
    projects++;
    folder = root.resolve("p" + projects);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mig.toml"), url == null ? "" : "url = '" + url + "'\n");
    shown.clear();
    log.clear();
    texts.clear();
    versions.clear();
    return this;
  }

  private static String read(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  String uri(String name) {
    return folder.resolve(name).toUri().toString();
  }

  TextDocumentIdentifier id(String name) {
    return new TextDocumentIdentifier(uri(name));
  }

  /** Opens a file with a text that need not be the one on disk; a cursor in it is left out. */
  public void open(String name, String text) {
    texts.put(name, text.replace(CURSOR, ""));
    versions.put(name, 1);
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem(uri(name), "mig", 1, text.replace(CURSOR, ""))));
  }

  /** Opens a text that is in no file. */
  void openUnsaved(String uri, String text) {
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "mig", 1, text)));
  }

  /** The place of the cursor. */
  static Position cursor(String text) {
    int at = text.indexOf(CURSOR);
    if (at < 0) {
      throw new IllegalArgumentException("no cursor in " + text);
    }
    return new Positions(text).position(at);
  }

  /** Writes and opens a file. */
  public void create(String name, String text) throws IOException {
    write(name, text.replace(CURSOR, ""));
    open(name, text);
  }

  public void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** Types a text at a place. */
  void type(String name, Position at, String typed) {
    change(name, new Range(at, at), typed);
  }

  void change(String name, Range range, String typed) {
    String text = text(name);
    Positions places = new Positions(text);
    texts.put(
        name,
        text.substring(0, places.offset(range.getStart()))
            + typed
            + text.substring(places.offset(range.getEnd())));
    versions.merge(name, 1, Integer::sum);
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(name), versions.getOrDefault(name, 1)),
                List.of(new TextDocumentContentChangeEvent(range, typed))));
  }

  /** Puts another text in the place of all. */
  void replace(String name, String text) {
    change(name, new Positions(text(name)).all(), text);
  }

  /** Applies edits to the text as the editor has it. */
  void apply(String name, List<? extends TextEdit> edits) {
    replace(name, edited(text(name), edits));
  }

  static String edited(String text, List<? extends TextEdit> edits) {
    Positions places = new Positions(text);
    List<TextEdit> ordered = new ArrayList<>(edits);
    ordered.sort(
        (one, other) ->
            places.offset(other.getRange().getStart()) - places.offset(one.getRange().getStart()));
    String result = text;
    for (TextEdit edit : ordered) {
      result =
          result.substring(0, places.offset(edit.getRange().getStart()))
              + edit.getNewText()
              + result.substring(places.offset(edit.getRange().getEnd()));
    }
    return result;
  }

  void save(String name) throws IOException {
    write(name, text(name));
    server.getTextDocumentService().didSave(new DidSaveTextDocumentParams(id(name)));
  }

  void close(String name) {
    server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(id(name)));
  }

  /** The diagnostics of a file, once they are as wanted. */
  public List<Diagnostic> diagnostics(String name, Predicate<List<Diagnostic>> wanted)
      throws Exception {
    return diagnosticsOf(uri(name), wanted);
  }

  List<Diagnostic> diagnosticsOf(String uri, Predicate<List<Diagnostic>> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    synchronized (published) {
      while (true) {
        PublishDiagnosticsParams last = published.get(uri);
        if (last != null && wanted.test(last.getDiagnostics())) {
          return last.getDiagnostics();
        }
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new AssertionError(
              "last told of " + uri + ": " + told(last) + "; shown: " + shown + "; log: " + log);
        }
        published.wait(100);
      }
    }
  }

  /** Starts it for an editor that is another process. */
  static Editor ofProcess(Path folder, long parent) throws Exception {
    return new Editor(folder, null, new ClientCapabilities(), parent);
  }

  private static String told(@Nullable PublishDiagnosticsParams last) {
    return last == null
        ? "nothing"
        : last.getDiagnostics().stream()
            .map(d -> d.getRange().getStart() + " " + d.getMessage().getLeft())
            .collect(Collectors.joining("; ", "[", "]"))
            .replaceAll("\\s+", " ");
  }

  /** The diagnostics of the version of a file that is open now. */
  List<Diagnostic> diagnostics(String name) throws Exception {
    int version = versions.getOrDefault(name, 1);
    return diagnostics(
        name,
        all -> {
          PublishDiagnosticsParams last = published.get(uri(name));
          return last != null && Integer.valueOf(version).equals(last.getVersion());
        });
  }

  /** Waits until diagnostics of exactly these codes are told of a file. */
  List<Diagnostic> codes(String name, String... codes) throws Exception {
    return diagnostics(name, all -> codes(all).equals(List.of(codes)));
  }

  public static List<String> codes(List<Diagnostic> all) {
    return all.stream().filter(d -> d.getCode() != null).map(d -> d.getCode().getLeft()).toList();
  }

  /** Waits until a line of the log holds a text. */
  public void logged(String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    synchronized (published) {
      while (log.stream().noneMatch(line -> line.contains(text))) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not in the log: " + text + "; " + log);
        }
        published.wait(100);
      }
    }
  }

  /** Waits until something is shown to the user. */
  MessageParams message() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    synchronized (published) {
      while (shown.isEmpty()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("nothing was shown; log: " + log);
        }
        published.wait(100);
      }
      return shown.getFirst();
    }
  }

  static <T> T wait(CompletableFuture<T> answer) throws Exception {
    return answer.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the server has read all that it was about to read; closes all texts. */
  void settle() throws Exception {
    wait(
        server
            .getWorkspaceService()
            .executeCommand(new ExecuteCommandParams("mig.refresh", List.of())));
    List.copyOf(texts.keySet()).forEach(this::close);
    texts.clear();
  }

  /** Says goodbye as the protocol wants it; the exit code. */
  int quit() throws Exception {
    wait(server.shutdown());
    server.exit();
    return exitCode();
  }

  int exitCode() throws Exception {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end");
    }
    return process.exitValue();
  }

  /** All that it said on standard error; once it has ended. */
  String errors() throws Exception {
    return wait(errors);
  }

  @Override
  public void close() {
    listening.cancel(true);
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
