package dev.mig.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.mig.language.Candidate;
import dev.mig.language.Completion;
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
  private static final String LIST = "list";
  private static final String RANK = "rank";

  private volatile Given last = new Given(0, List.of());

  /** What was proposed last: an editor asks for the pages of one after the other. */
  private record Given(int number, List<Candidate> candidates) {}

  /**
   * Proposals, the best first.
   *
   * @param snippets whether the editor can jump to places to be filled in
   */
  CompletionList at(Analysis analysis, Position place, boolean snippets) {
    if (analysis.document().isTooLarge()) {
      return new CompletionList(false, List.of());
    }
    int offset = analysis.positions().offset(place);
    List<Candidate> found =
        Completion.at(analysis.text(), offset, analysis.knowledgeAt(offset), MOST);
    Given given = new Given(last.number() + 1, found);
    last = given;
    List<CompletionItem> items = new ArrayList<>();
    for (Candidate candidate : found) {
      CompletionItem item = item(candidate, items.size(), analysis, snippets);
      if (candidate.documentation() != null) {
        JsonObject data = new JsonObject();
        data.addProperty(LIST, given.number());
        data.addProperty(RANK, items.size());
        item.setData(data);
      }
      items.add(item);
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
    return item;
  }

  private static Span typed(Candidate candidate) {
    return new Span(candidate.from(), candidate.to());
  }

  /** The same with its documentation beside it, if it is one of those proposed last. */
  CompletionItem resolved(CompletionItem item) {
    Given given = last;
    if (item.getData() instanceof JsonObject data
        && data.get(LIST) instanceof JsonPrimitive list
        && data.get(RANK) instanceof JsonPrimitive rank
        && list.getAsInt() == given.number()) {
      String page = given.candidates().get(rank.getAsInt()).documentation();
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
