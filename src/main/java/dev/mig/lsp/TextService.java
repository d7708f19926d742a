package dev.mig.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;

/** What an editor says and asks of one text: each feature is one line here. */
final class TextService implements TextDocumentService {
  private final Workspace workspace;
  private final Client client;
  private final Completions completions = new Completions();
  private final ExecutorService answers =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "mig answers");
            thread.setDaemon(true);
            return thread;
          });

  TextService(Workspace workspace, Client client) {
    this.workspace = workspace;
    this.client = client;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Path file =
        Addresses.file(item.getUri())
            .orElseGet(() -> Addresses.unsaved(item.getUri(), workspace.folder()));
    workspace.open(new Document(item.getUri(), file, item.getVersion(), item.getText()));
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    VersionedTextDocumentIdentifier id = params.getTextDocument();
    workspace
        .document(id.getUri())
        .map(d -> d.changed(id.getVersion(), params.getContentChanges()))
        .ifPresent(workspace::change);
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    workspace.saved(params.getTextDocument().getUri());
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    workspace.close(params.getTextDocument().getUri());
    client.closed(params.getTextDocument().getUri());
  }

  @Override
  public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
    return checked(
        params.getTextDocument(),
        new DocumentDiagnosticReport(new RelatedFullDocumentDiagnosticReport(List.of())),
        a ->
            new DocumentDiagnosticReport(
                new RelatedFullDocumentDiagnosticReport(new Squiggles(a, Client::uri).all())));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return parsed(
        params.getTextDocument(),
        Either.forLeft(List.of()),
        a -> Either.forRight(completions.at(a, params.getPosition(), client.takesSnippets())));
  }

  @Override
  public CompletableFuture<CompletionItem> resolveCompletionItem(CompletionItem item) {
    return CompletableFuture.supplyAsync(() -> completions.resolved(item), answers);
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return checked(
        params.getTextDocument(),
        List.of(),
        a -> Fixes.of(a, params.getRange(), params.getContext()));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    return parsed(params.getTextDocument(), List.of(), Formatting::all);
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> rangeFormatting(
      DocumentRangeFormattingParams params) {
    return parsed(params.getTextDocument(), List.of(), a -> Formatting.range(a, params.getRange()));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(
      DocumentOnTypeFormattingParams params) {
    return parsed(
        params.getTextDocument(), List.of(), a -> Formatting.typed(a, params.getPosition()));
  }

  /** Answers from the text as it is now, with what the last check of it found out. */
  private <T> CompletableFuture<T> parsed(
      TextDocumentIdentifier id, T nothing, Function<Analysis, T> answer) {
    return CompletableFuture.supplyAsync(
        () -> workspace.parsed(id.getUri()).map(answer).orElse(nothing), answers);
  }

  /** Answers from a check of the text as it is now. */
  private <T> CompletableFuture<T> checked(
      TextDocumentIdentifier id, T nothing, Function<Analysis, T> answer) {
    return workspace
        .current(id.getUri())
        .thenApplyAsync(a -> a.map(answer).orElse(nothing), answers);
  }
}
