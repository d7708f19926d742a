package dev.mig.lsp;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Label;
import dev.mig.source.Span;
import dev.mig.source.Suggestion;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries what the live data said of a text over to the text as it is now: for every statement that
 * is still the same, what the data added to a check without them, and what they took back.
 */
final class Carried {
  private final Document then;
  private final Document now;
  private final Map<Span, Span> same = new HashMap<>();

  /** How two checks say the same of one place. */
  private record Key(Code code, Span span, String summary) {
    static Key of(Diagnostic diagnostic) {
      return new Key(diagnostic.code(), diagnostic.span(), diagnostic.summary());
    }
  }

  private Carried(Document then, Document now) {
    this.then = then;
    this.now = now;
    Map<String, List<Span>> left = new HashMap<>();
    for (Span span : statements(now)) {
      left.computeIfAbsent(now.source().text(span), t -> new ArrayList<>()).add(span);
    }
    for (Span span : statements(then)) {
      List<Span> alike = left.getOrDefault(then.source().text(span), List.of());
      if (!alike.isEmpty()) {
        same.put(span, alike.removeFirst());
      }
    }
  }

  private static List<Span> statements(Document document) {
    return document.parsed().tree().statement().stream()
        .map((StatementContext s) -> Spans.of(s))
        .toList();
  }

  /**
   * What is to be said now.
   *
   * @param then the text whose data were asked
   * @param asked what was said of it then
   * @param unasked what a check says of it that asks no data
   * @param now the text as it is now
   * @param found what a check says of that that asks no data
   */
  static List<Diagnostic> over(
      Document then,
      List<Diagnostic> asked,
      List<Diagnostic> unasked,
      Document now,
      List<Diagnostic> found) {
    return new Carried(then, now).merge(asked, unasked, found);
  }

  private List<Diagnostic> merge(
      List<Diagnostic> asked, List<Diagnostic> unasked, List<Diagnostic> found) {
    Set<Key> known = keys(unasked);
    Set<Key> held = keys(asked);
    Set<Key> takenBack = new HashSet<>();
    Set<Key> before = new HashSet<>();
    for (Diagnostic diagnostic : unasked) {
      moved(diagnostic).map(Key::of).ifPresent(before::add);
      if (!held.contains(Key.of(diagnostic))) {
        moved(diagnostic).map(Key::of).ifPresent(takenBack::add);
      }
    }
    List<Diagnostic> all =
        new ArrayList<>(found.stream().filter(d -> !takenBack.contains(Key.of(d))).toList());
    List<Diagnostic> fresh =
        found.stream().filter(d -> d.isError() && !before.contains(Key.of(d))).toList();
    for (Diagnostic diagnostic : asked) {
      if (!known.contains(Key.of(diagnostic))) {
        moved(diagnostic).filter(d -> !isWrong(d.span(), fresh)).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingInt(d -> d.span().start()));
    return all;
  }

  private static Set<Key> keys(List<Diagnostic> diagnostics) {
    Set<Key> keys = new HashSet<>();
    diagnostics.forEach(d -> keys.add(Key.of(d)));
    return keys;
  }

  /**
   * Whether the statement around a place is wrong by itself now, so that its rows do not matter.
   */
  private boolean isWrong(Span span, List<Diagnostic> fresh) {
    for (Span statement : same.values()) {
      if (covers(statement, span)) {
        return fresh.stream().anyMatch(d -> covers(statement, d.span()));
      }
    }
    return false;
  }

  private static boolean covers(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  /** The same at its new place; nothing where its statement is not there any more. */
  private Optional<Diagnostic> moved(Diagnostic diagnostic) {
    if (then.text().equals(now.text()) || diagnostic.span().equals(Span.NONE)) {
      return Optional.of(diagnostic);
    }
    for (Map.Entry<Span, Span> each : same.entrySet()) {
      if (covers(each.getKey(), diagnostic.span())) {
        return Optional.of(moved(diagnostic, each.getValue().start() - each.getKey().start()));
      }
    }
    return Optional.empty();
  }

  private static Diagnostic moved(Diagnostic d, int by) {
    List<Label> labels = new ArrayList<>();
    for (Label label : d.labels()) {
      boolean here = label.source() == null && label.span().start() + by >= 0;
      labels.add(here ? new Label(moved(label.span(), by), label.text()) : label);
    }
    List<Suggestion> suggestions =
        d.suggestions().stream()
            .map(
                s ->
                    new Suggestion(
                        s.title(),
                        s.safety(),
                        s.edits().stream()
                            .map(e -> new Edit(moved(e.span(), by), e.text()))
                            .toList()))
            .toList();
    return new Diagnostic(
        d.code(),
        d.severity(),
        d.summary(),
        d.source(),
        moved(d.span(), by),
        d.label(),
        labels,
        d.notes(),
        d.samples(),
        suggestions);
  }

  private static Span moved(Span span, int by) {
    return new Span(Math.max(0, span.start() + by), Math.max(0, span.end() + by));
  }
}
