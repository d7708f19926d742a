package dev.mig.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** The life of the server, from {@code initialize} to {@code exit}. */
public final class Server implements LanguageServer {
  private final Session session;
  private final Client client;
  private final Workspace workspace;
  private final TextService texts;
  private final ProjectService projects;

  /** How it ended: whether as the protocol wants it. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  private volatile boolean initialized;
  private volatile boolean shutDown;

  private Server(Session session) {
    this.session = session;
    this.client = new Client(new CodePages(session.environment(), session.version()));
    this.workspace = new Workspace(session, client);
    this.texts = new TextService(workspace, client);
    this.projects = new ProjectService(workspace, client);
  }

  /**
   * Serves one editor until it says goodbye, goes away, or closes its end.
   *
   * @param out belongs to the protocol alone
   * @return whether {@code shutdown} came before the end
   */
  public static boolean serve(Session session, InputStream in, OutputStream out) {
    // What goes wrong in a message is answered or logged to the editor.
    Logger.getLogger("org.eclipse.lsp4j").setLevel(Level.OFF);
    Server server = new Server(session);
    ExecutorService threads = Executors.newCachedThreadPool(Server::daemon);
    Launcher<LanguageClient> launcher =
        new LSPLauncher.Builder<LanguageClient>()
            .setLocalService(server)
            .setRemoteInterface(LanguageClient.class)
            .setInput(in)
            .setOutput(out)
            .setExecutorService(threads)
            .create();
    server.client.connect(launcher.getRemoteProxy());
    Future<Void> listening = launcher.startListening();
    threads.execute(
        () -> {
          try {
            listening.get();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ExecutionException e) {
            // The end is the same, whatever broke the line.
            server.end.complete(server.shutDown);
          }
          server.end.complete(server.shutDown);
        });
    try {
      return server.end.join();
    } finally {
      server.workspace.close();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mig serves");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    Integer parent = params.getProcessId();
    if (parent != null) {
      CompletableFuture<Boolean> unused =
          ProcessHandle.of(parent)
              .map(p -> p.onExit().thenApply(exited -> end.complete(false)))
              .orElseGet(() -> CompletableFuture.completedFuture(end.complete(false)));
    }
    client.initialize(params.getCapabilities());
    workspace.roots(Addresses.roots(params));
    initialized = true;
    return CompletableFuture.completedFuture(
        new InitializeResult(Capabilities.of(client), new ServerInfo("mig", session.version())));
  }

  @Override
  public void initialized(InitializedParams params) {
    client.pages().write();
    client.watchFiles();
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    if (!initialized) {
      return CompletableFuture.failedFuture(
          new ResponseErrorException(
              new ResponseError(
                  ResponseErrorCode.ServerNotInitialized, "initialize comes first", null)));
    }
    shutDown = true;
    return CompletableFuture.completedFuture(new Object());
  }

  @Override
  public void exit() {
    end.complete(shutDown);
  }

  @Override
  public TextService getTextDocumentService() {
    return texts;
  }

  @Override
  public ProjectService getWorkspaceService() {
    return projects;
  }

  @Override
  public void setTrace(SetTraceParams params) {
    // Nothing is traced.
  }

  @Override
  public void cancelProgress(WorkDoneProgressCancelParams params) {
    // No progress is shown that could be cancelled.
  }
}
