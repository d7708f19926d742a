package dev.mig.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

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
                new RelatedFullDocumentDiagnosticReport(new Squiggles(a, client.pages()).all())));
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
        a -> Fixes.of(a, params.getRange(), params.getContext(), client.pages()));
  }

  @Override
  public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
    return found(params.getTextDocument(), a -> Navigation.hover(a, params.getPosition()));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return checked(
        params.getTextDocument(),
        Either.forLeft(List.of()),
        a -> Either.forLeft(Navigation.definition(a, params.getPosition())));
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    boolean declaration = params.getContext().isIncludeDeclaration();
    return checked(
        params.getTextDocument(),
        List.of(),
        a -> Navigation.references(a, params.getPosition(), declaration));
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return checked(
        params.getTextDocument(), List.of(), a -> Navigation.highlights(a, params.getPosition()));
  }

  @Override
  public CompletableFuture<
          @Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return found(
        params.getTextDocument(),
        a ->
            Renaming.prepare(a, params.getPosition())
                .map(
                    r ->
                        Either3.<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forSecond(
                            r)));
  }

  @Override
  public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
    return found(
        params.getTextDocument(),
        a -> Optional.of(Renaming.edits(a, params.getPosition(), params.getNewName())));
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return parsed(
        params.getTextDocument(),
        List.of(),
        a ->
            Structure.outline(a).stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList());
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
    return parsed(params.getTextDocument(), List.of(), Structure::folds);
  }

  @Override
  public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
    return parsed(
        params.getTextDocument(), List.of(), a -> Structure.selections(a, params.getPositions()));
  }

  @Override
  public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
    return checked(params.getTextDocument(), List.of(), Structure::links);
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
    return checked(params.getTextDocument(), new SemanticTokens(List.of()), Colours::of);
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    return checked(params.getTextDocument(), List.of(), a -> Remarks.hints(a, params.getRange()));
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    return checked(params.getTextDocument(), List.of(), Remarks::lenses);
  }

  @Override
  public CompletableFuture<@Nullable SignatureHelp> signatureHelp(SignatureHelpParams params) {
    return CompletableFuture.supplyAsync(
        () ->
            workspace
                .parsed(params.getTextDocument().getUri())
                .flatMap(a -> Remarks.signatures(a, params.getPosition()))
                .orElse(null),
        answers);
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

  /** The same with an answer that there may not be. */
  private <T> CompletableFuture<@Nullable T> found(
      TextDocumentIdentifier id, Function<Analysis, Optional<T>> answer) {
    return workspace
        .current(id.getUri())
        .thenApplyAsync(a -> a.flatMap(answer).orElse(null), answers);
  }

  /** Answers from a check of the text as it is now. */
  private <T> CompletableFuture<T> checked(
      TextDocumentIdentifier id, T nothing, Function<Analysis, T> answer) {
    return workspace
        .current(id.getUri())
        .thenApplyAsync(a -> a.map(answer).orElse(nothing), answers);
  }
}
