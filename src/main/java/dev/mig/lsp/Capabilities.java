package dev.mig.lsp;

import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;

/** What the server can do: a line for each feature. */
final class Capabilities {
  private Capabilities() {}

  static ServerCapabilities of(Client client) {
    ServerCapabilities all = new ServerCapabilities();
    all.setPositionEncoding(PositionEncodingKind.UTF16);
    all.setTextDocumentSync(sync());
    if (client.pullsDiagnostics()) {
      DiagnosticRegistrationOptions pulled = new DiagnosticRegistrationOptions();
      pulled.setIdentifier(Squiggles.SOURCE);
      // What stands in one migration decides what those behind it find.
      pulled.setInterFileDependencies(true);
      pulled.setWorkspaceDiagnostics(false);
      all.setDiagnosticProvider(pulled);
    }
    all.setCompletionProvider(new CompletionOptions(true, List.of(".", "'", "{")));
    all.setCodeActionProvider(
        new CodeActionOptions(List.of(CodeActionKind.QuickFix, CodeActionKind.SourceFixAll)));
    all.setDocumentFormattingProvider(true);
    all.setDocumentRangeFormattingProvider(true);
    all.setDocumentOnTypeFormattingProvider(
        new DocumentOnTypeFormattingOptions("}", List.of("\n")));
    all.setExecuteCommandProvider(new ExecuteCommandOptions(ProjectService.COMMANDS));
    return all;
  }

  private static TextDocumentSyncOptions sync() {
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    return sync;
  }
}
