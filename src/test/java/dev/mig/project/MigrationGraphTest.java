package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.project.MigrationGraph.After;
import dev.mig.project.MigrationGraph.Node;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigrationGraphTest {
  @Test
  void withoutAfterTheOrderIsThatOfTheFiles() {
    assertThat(order(node("c"), node("a"), node("b"))).containsExactly("c", "a", "b");
  }

  @Test
  void afterMovesOnlyWhatHasToMove() {
    assertThat(order(node("a", "d"), node("b"), node("c"), node("d"), node("e", "a", "b")))
        .containsExactly("b", "c", "d", "a", "e");
  }

  @Test
  void twoBranchesMeet() {
    assertThat(
            order(
                node("base"),
                node("left", "base"),
                node("right", "base"),
                node("both", "left", "right")))
        .containsExactly("base", "left", "right", "both");
  }

  @Test
  void anAppliedMigrationWithoutAFileMayBeNamed() {
    assertThat(MigrationGraph.order(List.of(node("b", "gone")), List.of("gone")).problems())
        .isEmpty();
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    Diagnostic problem = problem(node("mno345pqr678"), node("b", "mno35pqr678"));
    assertThat(problem.code()).isEqualTo(Code.UNKNOWN_AFTER);
    assertThat(problem.label()).isEqualTo("the nearest: mno345pqr678");
    assertThat(at(problem)).isEqualTo("mno35pqr678");
    assertThat(problem.suggestions().getFirst().edits().getFirst().text())
        .isEqualTo("mno345pqr678");
  }

  @Test
  void twoOfOneNameAreBothShown() {
    Diagnostic problem = problem(node("a"), node("b"), node("a"));
    assertThat(problem.code()).isEqualTo(Code.SAME_NAME_TWICE);
    assertThat(at(problem)).isEqualTo("a");
    assertThat(problem.notes().getFirst()).isEqualTo("the first is a.mig:1:11");
  }

  @Test
  void aCycleIsShownWithItsPath() {
    Diagnostic problem =
        problem(
            node("free"),
            node("a", "b"),
            node("b", "c"),
            node("c", "free", "a"),
            node("behind", "a"));
    assertThat(problem.code()).isEqualTo(Code.CYCLE);
    assertThat(problem.summary())
        .isEqualTo("these migrations wait for each other: a after b after c after a");
    assertThat(at(problem)).isEqualTo("b");
  }

  @Test
  void aMigrationDoesNotComeAfterItself() {
    assertThat(problem(node("a", "a")).summary())
        .isEqualTo("these migrations wait for each other: a after a");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    List<Node> nodes =
        List.of(node("a", "b"), node("b", "a"), node("a"), node("c", "nothing_like_it"));
    assertThat(MigrationGraph.order(nodes, List.of()).problems())
        .extracting(Diagnostic::code)
        .containsExactly(Code.SAME_NAME_TWICE, Code.UNKNOWN_AFTER, Code.CYCLE);
  }

  private static List<String> order(Node... nodes) {
    Loaded<List<Node>> loaded = MigrationGraph.order(List.of(nodes), List.of());
    assertThat(loaded.problems()).isEmpty();
    return loaded.value().orElseThrow().stream().map(Node::name).toList();
  }

  private static Diagnostic problem(Node... nodes) {
    Loaded<List<Node>> loaded = MigrationGraph.order(List.of(nodes), List.of());
    assertThat(loaded.value()).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    return loaded.problems().getFirst();
  }

  private static String at(Diagnostic problem) {
    return Objects.requireNonNull(problem.source()).text(problem.span());
  }

  private static Node node(String name, String... after) {
    StringBuilder text = new StringBuilder("migration " + name + "\nafter");
    List<After> names = new ArrayList<>();
    for (String each : after) {
      text.append(' ').append(each);
      names.add(new After(each, new Span(text.length() - each.length(), text.length())));
    }
    Source source = new Source(name + ".mig", text.toString());
    return new Node(name, source, new Span(10, 10 + name.length()), names);
  }
}
