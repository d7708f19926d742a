package dev.mig.lsp;

import dev.mig.project.ProjectSettings;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** Uses all that an editor's start needs once, so that it is in the class-data cache. */
public final class Warming {
  private static final int PIPE = 1 << 20;

  private Warming() {}

  /** An editor that looks at nothing. */
  private static final class Blind implements LanguageClient {
    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {}

    @Override
    public void showMessage(MessageParams params) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(
        ShowMessageRequestParams params) {
      return CompletableFuture.completedFuture(new MessageActionItem(""));
    }

    @Override
    public void logMessage(MessageParams params) {}
  }

  /**
   * Serves a short visit.
   *
   * @param folder of a project that nobody else uses
   */
  public static void warm(Path folder) {
    Session session =
        new Session(ProjectSettings.Flags.NONE, Map.of(), Map.of(), folder, "warming");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (PipedInputStream toServer = new PipedInputStream(PIPE);
        PipedOutputStream fromEditor = new PipedOutputStream(toServer);
        PipedInputStream toEditor = new PipedInputStream(PIPE);
        PipedOutputStream fromServer = new PipedOutputStream(toEditor)) {
      CompletableFuture<Boolean> served =
          CompletableFuture.supplyAsync(() -> Server.serve(session, toServer, fromServer), threads);
      Launcher<LanguageServer> launcher =
          LSPLauncher.createClientLauncher(
              new Blind(), toEditor, fromEditor, threads, consumer -> consumer);
      Future<Void> unused = launcher.startListening();
      visit(launcher.getRemoteProxy(), folder);
      if (!served.get(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it ended without a goodbye");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void visit(LanguageServer server, Path folder) {
    InitializeParams params = new InitializeParams();
    params.setCapabilities(new ClientCapabilities());
    server.initialize(params).join();
    server.initialized(new InitializedParams());
    String uri = folder.resolve("migrations/001_warm.mig").toUri().toString();
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem(uri, "mig", 1, "add colunm users.note text\n")));
    TextDocumentIdentifier id = new TextDocumentIdentifier(uri);
    server.getTextDocumentService().completion(new CompletionParams(id, new Position(0, 3))).join();
    server
        .getTextDocumentService()
        .formatting(new DocumentFormattingParams(id, new FormattingOptions(2, true)))
        .join();
    server
        .getWorkspaceService()
        .executeCommand(new ExecuteCommandParams(ProjectService.REFRESH, List.of()))
        .join();
    server.shutdown().join();
    server.exit();
  }
}
