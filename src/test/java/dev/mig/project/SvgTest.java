package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class SvgTest {
  private static final Pattern CIRCLE = Pattern.compile("<circle cx=\"(\\d+)\" cy=\"(\\d+)\"");
  private static final Pattern TEXT = Pattern.compile("<text x=\"(\\d+)\" y=\"(\\d+)\"");
  private static final Pattern DOWN = Pattern.compile("d=\"M (\\d+) (\\d+) V (\\d+)");

  private record Point(int x, int y) {}

  private static Chart random(int size, long seed) {
    Random random = new Random(seed);
    List<Chart.Item> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Set<String> after = new HashSet<>();
      for (int k = random.nextInt(4); k > 0 && i > 0; k--) {
        after.add("m" + random.nextInt(i));
      }
      items.add(new Chart.Item("m" + i, "pending", List.copyOf(after), true));
    }
    return Chart.of(items);
  }

  private static List<MatchResult> all(Pattern pattern, String svg) {
    return pattern.matcher(svg).results().toList();
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 400})
  void dotsTextsAndLinesKeepOutOfEachOthersWay(int size) {
    for (long seed = 0; seed < 20; seed++) {
      String svg = Svg.of(random(size, seed));
      Set<Point> dots = new HashSet<>();
      all(CIRCLE, svg).forEach(m -> dots.add(new Point(number(m, 1), number(m, 2))));
      assertThat(dots).hasSize(size);
      int right = dots.stream().mapToInt(Point::x).max().orElse(0);
      assertThat(all(TEXT, svg)).allSatisfy(m -> assertThat(number(m, 1)).isGreaterThan(right + 5));
      for (MatchResult line : all(DOWN, svg)) {
        assertThat(dots)
            .noneMatch(
                dot ->
                    dot.x() == number(line, 1)
                        && dot.y() > number(line, 2)
                        && dot.y() < number(line, 3));
      }
    }
  }

  @Test
  void theSameGraphIsTheSamePicture() {
    assertThat(Svg.of(random(100, 1))).isEqualTo(Svg.of(random(100, 1)));
  }

  @Test
  void aChainIsOneLane() {
    List<Chart.Item> items =
        IntStream.range(0, 50).mapToObj(i -> new Chart.Item("m" + i, "", List.of(), true)).toList();
    assertThat(all(CIRCLE, Svg.of(Chart.of(items))).stream().map(m -> m.group(1)).distinct())
        .hasSize(1);
    assertThat(Chart.of(items).heads()).containsExactly("m49");
  }

  @Test
  void namesAreTextAndNothingElse() throws Exception {
    String name = "</text><script>alert('&\"')</script>\u0001\u202e \u4e2d";
    Chart chart = Chart.of(List.of(new Chart.Item(name, "applied", List.of(), true)));
    String svg = Svg.of(chart);
    assertThat(svg).doesNotContain("<script");
    String read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName("text")
            .item(1)
            .getFirstChild()
            .getNodeValue();
    assertThat(read).isEqualTo(name.replace('\u0001', '\ufffd'));
    Matcher label = Pattern.compile("m0\\[\"(.*)\"]").matcher(chart.mermaid());
    assertThat(label.find()).isTrue();
    assertThat(label.group(1)).doesNotContain("<", ">", "\"", "(", "&", "]");
  }

  @Test
  void whatIsTooManyIsRefused() {
    Chart chart = random(Svg.MOST + 1, 0);
    assertThatThrownBy(() -> Svg.of(chart)).isInstanceOf(IllegalArgumentException.class);
  }
}
