package dev.mig.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What an editor says of files and folders as a whole, and the commands that it can call. */
final class ProjectService implements WorkspaceService {
  /** Reads the folder and the database again; answers when that is done. */
  static final String REFRESH = "mig.refresh";

  static final List<String> COMMANDS = List.of(REFRESH, StatementSqls.COMMAND);

  private final Workspace workspace;
  private final Client client;

  ProjectService(Workspace workspace, Client client) {
    this.workspace = workspace;
    this.client = client;
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    return switch (params.getCommand()) {
      case REFRESH -> workspace.refresh().thenApply(read -> true);
      case StatementSqls.COMMAND -> sql(params.getArguments());
      default -> refused("there is no command " + params.getCommand());
    };
  }

  /** The SQL is the answer; an editor that can show a text is asked to. */
  private CompletableFuture<Object> sql(List<Object> arguments) {
    if (arguments.size() != 3
        || !(arguments.get(0) instanceof JsonPrimitive uri)
        || !(arguments.get(1) instanceof JsonPrimitive dialect)
        || !(arguments.get(2) instanceof JsonObject place)) {
      return refused(StatementSqls.COMMAND + " takes the text's address, the dialect, the place");
    }
    String name = dialect.getAsString();
    if (!StatementSqls.DIALECTS.contains(name)) {
      return refused("the dialect is postgres or sqlite, not " + name);
    }
    Position at = new Gson().fromJson(place, Position.class);
    return workspace
        .current(uri.getAsString())
        .thenApply(
            found -> {
              String sql =
                  found
                      .map(a -> StatementSqls.of(a, name, a.positions().offset(at)))
                      .orElse("-- this text is not open");
              client.show(sql);
              return sql;
            });
  }

  private static CompletableFuture<Object> refused(String why) {
    return CompletableFuture.failedFuture(
        new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, why, null)));
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
