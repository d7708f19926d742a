package dev.mig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Edit;
import dev.mig.source.Edited;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.LayoutEdits;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the layout promises, over every script of the repository and random ones. */
class LayoutProperties {
  private static final List<String> SCRIPTS =
      RandomLayout.scripts().stream().filter(s -> !parse(s).hasErrors()).toList();

  private static Parsed parse(String text) {
    return Syntax.parse(new Source("x.mig", text));
  }

  /** One of the scripts, or several random statements. */
  private static String script(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> RandomMigration.of(random.nextLong()).script();
      case 1 -> RandomMigration.ofPasses(random.nextLong()).script();
      default -> SCRIPTS.get(random.nextInt(SCRIPTS.size()));
    };
  }

  @Property(tries = 300)
  void allEditsTogetherGiveTheLayout(@ForAll long seed) {
    Random random = new Random(seed);
    Parsed parsed = parse(RandomLayout.comments(script(random), random));
    List<Edit> edits = LayoutEdits.of(parsed).orElseThrow();
    assertThat(applied(parsed, edits)).isEqualTo(Layout.format(parsed).orElseThrow());
    assertThat(edits).noneMatch(e -> parsed.source().text(e.span()).equals(e.text()));
  }

  @Property(tries = 300)
  void theEditsOfSomeLinesAreThoseOfTheWholeThatTheyNeed(@ForAll long seed) {
    Random random = new Random(seed);
    Parsed parsed = parse(RandomLayout.comments(script(random), random));
    List<Edit> all = LayoutEdits.of(parsed).orElseThrow();
    int lines = parsed.source().lineCount();
    int first = 1 + random.nextInt(lines);
    int last = first + random.nextInt(lines - first + 1);
    List<Edit> some = LayoutEdits.of(parsed, first, last).orElseThrow();
    assertThat(some).isSubsetOf(all);
    List<Edit> inside = new ArrayList<>(all);
    inside.removeIf(
        e ->
            parsed.source().line(e.span().start()) < first
                || parsed.source().line(Math.max(e.span().start(), e.span().end() - 1)) > last);
    assertThat(inside).isSubsetOf(some);
    assertThat(parse(applied(parsed, some)).hasErrors()).isFalse();
  }

  private static String applied(Parsed parsed, List<Edit> edits) {
    return Edited.of(parsed.source(), edits).source().text();
  }
}
