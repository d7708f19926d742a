package dev.mig.compile.script;

import dev.mig.compile.script.Output.Stretch;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Label;
import dev.mig.source.Place;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.source.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plain script that an interpreted one becomes, and the way from its places to the written. */
public final class Expansion {
  /** Names of loops that a summary of equal problems lists. */
  private static final int MOST_ROUNDS = 5;

  /** Stands for the plain script in what is said of it while it grows. */
  private final Source growing;

  private final Output output = new Output();
  private final List<Own> own = new ArrayList<>();
  private final List<ValueType> values = new ArrayList<>();
  private Map<String, String> given = Map.of();

  /** A problem of the interpreter itself, at a place that was written. */
  private record Own(Diagnostic problem, @Nullable Frame frame) {}

  /**
   * An empty one.
   *
   * @param name of the script
   */
  public Expansion(String name) {
    this.growing = new Source(name, "");
  }

  /** Takes note of what the script was given. */
  void given(Map<String, String> values) {
    given = Map.copyOf(values);
  }

  /** Takes note of the type of a value with a name. */
  void typed(Source source, Span name, SqlType type) {
    values.add(new ValueType(new Place(source, name), type));
  }

  /** The types of values with a name, in the order in which they were come to. */
  public List<ValueType> values() {
    return values;
  }

  /** The parameters of the script with their values as they stand in it. */
  public Map<String, String> given() {
    return given;
  }

  /** Takes a problem of the interpreter itself. */
  void report(Diagnostic problem, @Nullable Frame frame) {
    own.add(new Own(problem, frame));
  }

  /** How many problems of its own the interpreter has. */
  public int problems() {
    return own.size();
  }

  /** What diagnostics about the plain script are said of. */
  public Source source() {
    return growing;
  }

  /** The plain script as far as it is. */
  public Source plain() {
    return new Source(growing.name() + ", expanded", output.text());
  }

  int length() {
    return output.length();
  }

  void add(Output piece) {
    output.put(piece);
    output.put("\n");
  }

  /**
   * What was said of the plain script, said of the places that were written: at the use of a
   * definition, with the definition beside it. The interpreter's own problems come first.
   */
  public List<Diagnostic> atOrigin(List<Diagnostic> problems) {
    record Key(Code code, @Nullable Source source, Span span, String summary) {}
    Map<Key, List<Placed>> same = new LinkedHashMap<>();
    List<Placed> all = new ArrayList<>();
    own.forEach(o -> all.add(place(o.problem, o.frame)));
    problems.forEach(p -> all.add(place(p)));
    for (Placed placed : all) {
      Diagnostic d = placed.problem;
      same.computeIfAbsent(
              new Key(d.code(), d.source(), d.span(), placed.rounds.isEmpty() ? d.summary() : ""),
              k -> new ArrayList<>())
          .add(placed);
    }
    return same.values().stream().map(Expansion::summed).toList();
  }

  /**
   * The place in the script as it was written that a place of the plain script comes from: the use
   * of a definition or of a file; {@link Span#NONE} where it does not come from that script.
   */
  public Span written(Span span, Source script) {
    Stretch stretch = stretch(span);
    if (stretch == null) {
      return Span.NONE;
    }
    Place place = place(span, stretch);
    Source source = place.source();
    Span at = place.span();
    for (Frame frame = stretch.frame(); frame != null; frame = frame.outer()) {
      if (frame.kind() != Frame.Kind.LOOP) {
        source = Objects.requireNonNull(frame.source());
        at = frame.at();
      }
    }
    return source == script ? at : Span.NONE;
  }

  /**
   * Where words of the plain script stand in a text letter by letter; empty where they were put
   * together.
   */
  public Optional<Place> origin(Span span) {
    Stretch stretch = stretch(span);
    return stretch == null || !stretch.verbatim()
        ? Optional.empty()
        : Optional.of(place(span, stretch));
  }

  /** A problem at its place, and the rounds of the loops that led to it. */
  private record Placed(Diagnostic problem, List<String> rounds) {}

  private static Diagnostic summed(List<Placed> same) {
    Placed first = same.getFirst();
    if (first.rounds.isEmpty()) {
      return first.problem;
    }
    Diagnostic.Builder all = first.problem.toBuilder();
    all.note("here " + String.join(", ", first.rounds));
    if (same.size() > 1) {
      List<String> more =
          same.stream()
              .skip(1)
              .limit(MOST_ROUNDS)
              .map(p -> String.join(", ", p.rounds))
              .distinct()
              .toList();
      int rest = same.size() - 1 - more.size();
      all.note(
          "the same where "
              + String.join("; ", more)
              + (rest > 0 ? "; and " + rest + " more" : ""));
    }
    return all.build();
  }

  private Placed place(Diagnostic problem) {
    if (problem.source() != growing) {
      return new Placed(problem, List.of());
    }
    Stretch stretch = stretch(problem.span());
    if (stretch == null) {
      return new Placed(problem.in(plain()), List.of());
    }
    Place place = place(problem.span(), stretch);
    List<Label> labels = new ArrayList<>();
    problem.labels().forEach(l -> also(l, labels));
    Diagnostic written =
        new Diagnostic(
            problem.code(),
            problem.severity(),
            problem.summary(),
            place.source(),
            place.span(),
            problem.label(),
            labels,
            problem.notes(),
            problem.samples(),
            suggestions(problem, place.source()));
    return place(written, stretch.frame());
  }

  /** A problem of a text that was written, seen from where the text was used. */
  private static Placed place(Diagnostic problem, @Nullable Frame innermost) {
    Source source = problem.source();
    Span span = problem.span();
    List<String> rounds = new ArrayList<>();
    List<Label> uses = new ArrayList<>();
    for (Frame frame = innermost; frame != null; frame = frame.outer()) {
      if (frame.kind() == Frame.Kind.LOOP) {
        rounds.addFirst(frame.words());
        continue;
      }
      Source at = Objects.requireNonNull(frame.source());
      if (frame.kind() == Frame.Kind.INCLUDE) {
        uses.add(new Label(frame.at(), "included here", at));
      } else {
        uses.addFirst(new Label(span, "in " + frame.words(), source));
        source = at;
        span = frame.at();
      }
    }
    boolean moved = source != problem.source();
    List<Label> labels = new ArrayList<>();
    for (Label label : uses) {
      labels.add(label.source() == source ? new Label(label.span(), label.text()) : label);
    }
    for (Label label : problem.labels()) {
      Source in = label.source() == null ? problem.source() : label.source();
      labels.add(new Label(label.span(), label.text(), in == source ? null : in));
    }
    Diagnostic said =
        new Diagnostic(
            problem.code(),
            problem.severity(),
            problem.summary(),
            source,
            span,
            problem.label(),
            labels,
            problem.notes(),
            problem.samples(),
            moved ? List.of() : problem.suggestions());
    return new Placed(said, rounds);
  }

  private void also(Label label, List<Label> labels) {
    Stretch stretch = label.source() == null ? stretch(label.span()) : null;
    if (label.source() != null) {
      labels.add(label);
    } else if (stretch != null) {
      labels.add(new Label(place(label.span(), stretch).span(), label.text(), stretch.source()));
    }
  }

  /** Edits of words that stand in the script letter by letter; others would change the wrong. */
  private List<Suggestion> suggestions(Diagnostic problem, Source source) {
    List<Suggestion> kept = new ArrayList<>();
    for (Suggestion suggestion : problem.suggestions()) {
      List<Edit> edits = new ArrayList<>();
      for (Edit edit : suggestion.edits()) {
        Stretch stretch = stretch(edit.span());
        if (stretch != null
            && stretch.verbatim()
            && stretch.source() == source
            && edit.span().end() <= stretch.end()) {
          edits.add(new Edit(place(edit.span(), stretch).span(), edit.text()));
        }
      }
      if (edits.size() == suggestion.edits().size()) {
        kept.add(new Suggestion(suggestion.title(), suggestion.safety(), edits));
      }
    }
    return kept;
  }

  /** The stretch in which a place begins, else the first that it reaches. */
  private @Nullable Stretch stretch(Span span) {
    int at = find(span);
    return at < 0 ? null : output.stretches().get(at);
  }

  private int find(Span span) {
    List<Stretch> all = output.stretches();
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).end() > span.start()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < all.size() && all.get(low).start() <= Math.max(span.start(), span.end() - 1)
        ? low
        : -1;
  }

  private Place place(Span span, Stretch first) {
    Span place = within(span, first);
    for (int i = find(span) + 1; i < output.stretches().size(); i++) {
      Stretch next = output.stretches().get(i);
      if (next.start() >= span.end()) {
        break;
      }
      if (next.source() == first.source() && Objects.equals(next.frame(), first.frame())) {
        place = place.to(within(span, next));
      }
    }
    return new Place(first.source(), place);
  }

  private static Span within(Span span, Stretch stretch) {
    if (!stretch.verbatim()) {
      return stretch.from();
    }
    int start = Math.max(span.start(), stretch.start());
    int end = Math.min(span.end(), stretch.end());
    int by = stretch.from().start() - stretch.start();
    return new Span(start + by, Math.max(start, end) + by);
  }
}
