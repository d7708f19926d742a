package dev.mig.lsp;

import dev.mig.language.Hover;
import dev.mig.language.Occurrence;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;

/** What a name stands for, where it came from, and where else it stands. */
final class Navigation {
  private Navigation() {}

  static Optional<org.eclipse.lsp4j.Hover> hover(Analysis analysis, Position place) {
    int offset = analysis.positions().offset(place);
    Source source = analysis.document().source();
    return Hover.at(source, offset, analysis.moments(), analysis.whole().symbols())
        .map(
            h ->
                new org.eclipse.lsp4j.Hover(
                    new MarkupContent(MarkupKind.MARKDOWN, inProject(analysis, h.text())),
                    analysis.positions().range(h.span())));
  }

  /** Names of files are told as in the project's own folder. */
  private static String inProject(Analysis analysis, String text) {
    Ground ground = analysis.ground();
    return ground == null ? text : text.replace(ground.home() + "/", "");
  }

  /** Where it got its first name; of what is older than the scripts, nowhere. */
  static List<Location> definition(Analysis analysis, Position place) {
    return at(analysis, place).map(o -> o.symbol().birth()).stream()
        .map(birth -> location(analysis, birth))
        .toList();
  }

  /**
   * Everywhere it is named, under whatever name.
   *
   * @param declaration also where it is given a name
   */
  static List<Location> references(Analysis analysis, Position place, boolean declaration) {
    List<Location> found = new ArrayList<>();
    at(analysis, place)
        .ifPresent(
            here ->
                analysis.whole().symbols().of(here.symbol()).stream()
                    .filter(o -> declaration || !o.gives())
                    .forEach(o -> found.add(location(analysis, o.place()))));
    return found;
  }

  /** The same in this text alone. */
  static List<DocumentHighlight> highlights(Analysis analysis, Position place) {
    Optional<Occurrence> here = at(analysis, place);
    return here.isEmpty()
        ? List.of()
        : analysis.whole().symbols().in(analysis.document().source().name()).stream()
            .filter(o -> o.symbol() == here.get().symbol())
            .map(
                o ->
                    new DocumentHighlight(
                        analysis.positions().range(o.place().span()),
                        o.gives() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
            .toList();
  }

  static Optional<Occurrence> at(Analysis analysis, Position place) {
    return analysis
        .whole()
        .symbols()
        .at(analysis.document().source().name(), analysis.positions().offset(place));
  }

  static Location location(Analysis analysis, dev.mig.source.Place place) {
    Source source = place.source();
    boolean here = source.name().equals(analysis.document().source().name());
    Positions positions = here ? analysis.positions() : new Positions(source.text());
    String uri = here ? analysis.document().uri() : Client.uri(source);
    return new Location(uri, positions.range(place.span()));
  }
}
