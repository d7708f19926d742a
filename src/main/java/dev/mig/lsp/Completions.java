package dev.mig.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.mig.language.Candidate;
import dev.mig.language.Completion;
import dev.mig.language.Pages;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Proposals for what to write at a place. */
final class Completions {
  private static final int MOST = 200;
  private static final String STATEMENT = "statement";

  private Completions() {}

  /**
   * Proposals, the best first.
   *
   * @param snippets whether the editor can jump to places to be filled in
   */
  static CompletionList at(Analysis analysis, Position place, boolean snippets) {
    if (analysis.document().isTooLarge()) {
      return new CompletionList(false, List.of());
    }
    int offset = analysis.positions().offset(place);
    List<Candidate> found =
        Completion.at(analysis.text(), offset, analysis.knowledgeAt(offset), MOST);
    List<CompletionItem> items = new ArrayList<>();
    for (Candidate candidate : found) {
      items.add(item(candidate, items.size(), analysis, snippets));
    }
    // What is typed next may bring others to the front.
    return new CompletionList(true, items);
  }

  private static CompletionItem item(
      Candidate candidate, int rank, Analysis analysis, boolean snippets) {
    CompletionItem item = new CompletionItem(candidate.label());
    item.setKind(kind(candidate.kind()));
    if (!candidate.detail().isEmpty()) {
      item.setDetail(candidate.detail());
    }
    // The order is the language's, not that of letters; nor is what fits told by letters alone.
    item.setSortText(String.format("%03d", rank));
    item.setFilterText(analysis.document().source().text(typed(candidate)));
    boolean places = candidate.snippet() && snippets;
    item.setInsertTextFormat(places ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
    item.setTextEdit(
        Either.forLeft(
            new TextEdit(
                analysis.positions().range(typed(candidate)),
                places ? candidate.text() : candidate.plain())));
    if (candidate.kind() == Candidate.Kind.STATEMENT) {
      JsonObject data = new JsonObject();
      data.addProperty(STATEMENT, candidate.label());
      item.setData(data);
    }
    return item;
  }

  private static Span typed(Candidate candidate) {
    return new Span(candidate.from(), candidate.to());
  }

  /** The same with the page of a statement beside it. */
  static CompletionItem resolved(CompletionItem item) {
    if (item.getData() instanceof JsonObject data
        && data.get(STATEMENT) instanceof JsonPrimitive verb) {
      String page = Pages.statement(verb.getAsString());
      if (page != null) {
        item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, page));
      }
    }
    return item;
  }

  private static CompletionItemKind kind(Candidate.Kind kind) {
    return switch (kind) {
      case KEYWORD -> CompletionItemKind.Keyword;
      case STATEMENT -> CompletionItemKind.Snippet;
      case TABLE -> CompletionItemKind.Struct;
      case VIEW -> CompletionItemKind.Interface;
      case COLUMN -> CompletionItemKind.Field;
      case CONSTRAINT -> CompletionItemKind.Property;
      case INDEX -> CompletionItemKind.Property;
      case FUNCTION -> CompletionItemKind.Function;
      case TYPE -> CompletionItemKind.TypeParameter;
      case VALUE -> CompletionItemKind.Value;
      case NAME -> CompletionItemKind.Variable;
    };
  }
}
