package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Links.Kind;
import dev.mig.language.Links.Link;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.Syntax;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static List<Link> of(String text) {
    return Links.of(Syntax.draft(new Source("x.mig", text)));
  }

  private static Link link(String text, String part, Kind kind, String target) {
    int start = text.indexOf(part);
    return new Link(new Span(start, start + part.length()), kind, target);
  }

  @Test
  void migrationsAndFilesAreNamed() {
    String text =
        """
        migration m after base, "Odd one"
        include 'lib/it''s.mig'
        if exists table a {
          include 'b.mig'
        }
        """;
    assertThat(of(text))
        .containsExactly(
            link(text, "base", Kind.MIGRATION, "base"),
            link(text, "Odd one", Kind.MIGRATION, "Odd one"),
            link(text, "lib/it''s.mig", Kind.FILE, "lib/it's.mig"),
            link(text, "b.mig", Kind.FILE, "b.mig"));
  }

  @Test
  void whatIsHalfTypedNamesWhatIsThere() {
    assertThat(of("migration m after")).isEmpty();
    assertThat(of("after a, ")).extracting(Link::target).containsExactly("a");
    assertThat(of("include")).isEmpty();
    assertThat(of("include 'a")).isEmpty();
    assertThat(of("include ''\ninclude 'b'")).extracting(Link::target).containsExactly("", "b");
    assertThat(of("add kolumn x\ninclude 'b'")).extracting(Link::target).containsExactly("b");
  }
}
