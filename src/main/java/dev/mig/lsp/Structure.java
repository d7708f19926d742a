package dev.mig.lsp;

import dev.mig.language.Folding;
import dev.mig.language.Links;
import dev.mig.language.Outline;
import dev.mig.language.Selections;
import dev.mig.source.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SymbolKind;
import org.jspecify.annotations.Nullable;

/** How a text is built: its outline, what can be folded and selected, and where it points. */
final class Structure {
  private Structure() {}

  static List<DocumentSymbol> outline(Analysis analysis) {
    return symbols(Outline.of(analysis.parsed()), analysis.positions());
  }

  private static List<DocumentSymbol> symbols(List<Outline.Symbol> all, Positions positions) {
    List<DocumentSymbol> symbols = new ArrayList<>();
    for (Outline.Symbol symbol : all) {
      DocumentSymbol shown =
          new DocumentSymbol(
              symbol.name(),
              kind(symbol.kind()),
              positions.range(symbol.whole()),
              positions.range(symbol.named()));
      shown.setChildren(symbols(symbol.children(), positions));
      symbols.add(shown);
    }
    return symbols;
  }

  private static SymbolKind kind(Outline.Kind kind) {
    return switch (kind) {
      case MIGRATION -> SymbolKind.Package;
      case TABLE -> SymbolKind.Struct;
      case COLUMN -> SymbolKind.Field;
      case SCHEMA -> SymbolKind.Property;
      case ROWS -> SymbolKind.Array;
      case CHECK -> SymbolKind.Boolean;
      case BLOCK -> SymbolKind.Namespace;
      case DEFINITION, CALL -> SymbolKind.Function;
      case PARAMETER, VARIABLE -> SymbolKind.Variable;
      case INCLUDE -> SymbolKind.File;
      case SQL -> SymbolKind.String;
      case UNKNOWN -> SymbolKind.Event;
    };
  }

  static List<FoldingRange> folds(Analysis analysis) {
    List<FoldingRange> folds = new ArrayList<>();
    for (Folding.Fold fold : Folding.of(analysis.parsed())) {
      Range range = analysis.positions().range(fold.span());
      // The line of what closes stays in sight.
      boolean closes = fold.kind() == Folding.Kind.BLOCK || fold.kind() == Folding.Kind.LIST;
      int last = range.getEnd().getLine() - (closes ? 1 : 0);
      if (last > range.getStart().getLine()) {
        FoldingRange shown = new FoldingRange(range.getStart().getLine(), last);
        shown.setKind(
            fold.kind() == Folding.Kind.COMMENT
                ? FoldingRangeKind.Comment
                : FoldingRangeKind.Region);
        folds.add(shown);
      }
    }
    return folds;
  }

  /** For each place the ranges around it, the smallest first. */
  static List<SelectionRange> selections(Analysis analysis, List<Position> places) {
    List<SelectionRange> all = new ArrayList<>();
    for (Position place : places) {
      int offset = analysis.positions().offset(place);
      @Nullable SelectionRange around = null;
      for (Span span : Selections.of(analysis.parsed(), offset).reversed()) {
        around = new SelectionRange(analysis.positions().range(span), around);
      }
      all.add(around == null ? new SelectionRange(new Range(place, place), null) : around);
    }
    return all;
  }

  static List<DocumentLink> links(Analysis analysis) {
    List<DocumentLink> links = new ArrayList<>();
    for (Links.Link link : Links.of(analysis.parsed())) {
      target(analysis, link)
          .ifPresent(
              file ->
                  links.add(
                      new DocumentLink(
                          analysis.positions().range(link.span()), file.toUri().toString())));
    }
    return links;
  }

  private static Optional<Path> target(Analysis analysis, Links.Link link) {
    try {
      return switch (link.kind()) {
        case FILE -> Optional.of(analysis.file().resolveSibling(link.target()).normalize());
        case MIGRATION -> analysis.whole().file(link.target());
      };
    } catch (InvalidPathException noFile) {
      return Optional.empty();
    }
  }
}
