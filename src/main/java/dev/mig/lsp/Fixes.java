package dev.mig.lsp;

import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion;
import dev.mig.source.Suggestion.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What diagnostics suggest, as edits that an editor can apply. */
final class Fixes {
  private Fixes() {}

  /** Those of the diagnostics in a range, then, where there are any, all that are safe at once. */
  static List<Either<Command, CodeAction>> of(
      Analysis analysis, Range range, CodeActionContext context, CodePages pages) {
    List<Either<Command, CodeAction>> actions = new ArrayList<>();
    if (wants(context, CodeActionKind.QuickFix)) {
      List<org.eclipse.lsp4j.Diagnostic> squiggles = new Squiggles(analysis, pages).all();
      Span asked = analysis.positions().span(range);
      for (int i = 0; i < analysis.diagnostics().size(); i++) {
        Span place = analysis.positions().span(squiggles.get(i).getRange());
        if (place.start() <= asked.end() && asked.start() <= place.end()) {
          for (Suggestion suggestion : analysis.diagnostics().get(i).suggestions()) {
            add(analysis, suggestion, squiggles.get(i), actions);
          }
        }
      }
    }
    if (wants(context, CodeActionKind.SourceFixAll)) {
      List<Edit> safe = allSafe(analysis.diagnostics());
      if (!safe.isEmpty()) {
        CodeAction all = new CodeAction("Apply all safe suggestions of mig");
        all.setKind(CodeActionKind.SourceFixAll);
        all.setEdit(edit(analysis, safe));
        actions.add(Either.forRight(all));
      }
    }
    return actions;
  }

  private static boolean wants(CodeActionContext context, String kind) {
    List<String> only = context.getOnly();
    return only == null
        || only.isEmpty()
        || only.stream().anyMatch(o -> kind.equals(o) || kind.startsWith(o + "."));
  }

  private static void add(
      Analysis analysis,
      Suggestion suggestion,
      org.eclipse.lsp4j.Diagnostic squiggle,
      List<Either<Command, CodeAction>> actions) {
    if (suggestion.safety() == Safety.SHOW || suggestion.edits().isEmpty()) {
      return;
    }
    CodeAction action = new CodeAction(suggestion.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(squiggle));
    action.setIsPreferred(suggestion.safety() == Safety.SAFE);
    action.setEdit(edit(analysis, suggestion.edits()));
    actions.add(Either.forRight(action));
  }

  /** The edits of all safe suggestions; of two that meet, the first. */
  static List<Edit> allSafe(List<Diagnostic> diagnostics) {
    List<Edit> all = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      diagnostic.suggestions().stream()
          .filter(s -> s.safety() == Safety.SAFE)
          .findFirst()
          .filter(s -> s.edits().stream().noneMatch(e -> all.stream().anyMatch(o -> meet(e, o))))
          .ifPresent(s -> all.addAll(s.edits()));
    }
    return all;
  }

  private static boolean meet(Edit one, Edit other) {
    return one.span().start() <= other.span().end() && other.span().start() <= one.span().end();
  }

  private static WorkspaceEdit edit(Analysis analysis, List<Edit> edits) {
    List<TextEdit> all =
        edits.stream()
            .map(e -> new TextEdit(analysis.positions().range(e.span()), e.text()))
            .toList();
    return new WorkspaceEdit(Map.of(Objects.requireNonNull(analysis.document().uri()), all));
  }
}
