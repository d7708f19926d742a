package dev.mig.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What an editor says of files and folders as a whole, and the commands that it can call. */
final class ProjectService implements WorkspaceService {
  /** Reads the folder and the database again; answers when that is done. */
  static final String REFRESH = "mig.refresh";

  static final List<String> COMMANDS = List.of(REFRESH);

  private final Workspace workspace;

  ProjectService(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    if (!params.getCommand().equals(REFRESH)) {
      return CompletableFuture.failedFuture(
          new ResponseErrorException(
              new ResponseError(
                  ResponseErrorCode.InvalidParams,
                  "there is no command " + params.getCommand(),
                  null)));
    }
    return workspace.refresh().thenApply(read -> true);
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    // Settings are those of mig.toml, so that every door has the same.
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    workspace.filesChanged();
  }
}
