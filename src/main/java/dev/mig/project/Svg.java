package dev.mig.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link Chart} as a picture: a row for each migration in the order of going up, and lanes beside
 * them in which the lines run. A lane belongs to one migration until the last one after it, so that
 * no line ever runs through another migration's dot.
 */
public final class Svg {
  /** More rows than that are no picture any more. */
  public static final int MOST = 400;

  private static final int MARGIN = 16;
  private static final int ROW = 28;
  private static final int LANE = 18;
  private static final int RADIUS = 5;

  /** Of a letter; a little more than monospaced letters of this size take. */
  private static final int LETTER = 8;

  private static final int FIRST_WIDE = 0x1100;
  private static final String GAP = "   ";

  private static final String STYLE =
      """
      <style>
        text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; white-space: pre }
        .dim { fill: #656d76 }
        path { fill: none; stroke: #8c959f; stroke-width: 2 }
        .order { stroke-dasharray: 3 4 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .dim { fill: #9198a1 }
        }
      </style>
      """;

  private final Chart chart;
  private final Map<String, Integer> rows = new HashMap<>();
  private final int[] lanes;
  private int width;

  private Svg(Chart chart) {
    this.chart = chart;
    for (int i = 0; i < chart.nodes().size(); i++) {
      rows.put(chart.nodes().get(i).name(), i);
    }
    this.lanes = lanes();
  }

  /**
   * Draws it.
   *
   * @throws IllegalArgumentException for more than {@link #MOST}
   */
  public static String of(Chart chart) {
    if (chart.nodes().size() > MOST) {
      throw new IllegalArgumentException("too many for a picture: " + chart.nodes().size());
    }
    return new Svg(chart).draw();
  }

  private int row(String name) {
    return rows.getOrDefault(name, 0);
  }

  /**
   * The lane of each row. One whose last child this is ends here, and hands its lane on; else the
   * first that is free.
   */
  private int[] lanes() {
    List<Chart.Node> nodes = chart.nodes();
    int[] lastChild = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      lastChild[i] = i;
      for (String parent : nodes.get(i).parents()) {
        lastChild[row(parent)] = i;
      }
    }
    int[] found = new int[nodes.size()];
    // Up to which row each lane is taken.
    List<Integer> takenTo = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int lane = Integer.MAX_VALUE;
      for (String parent : nodes.get(i).parents()) {
        if (lastChild[row(parent)] == i) {
          lane = Math.min(lane, found[row(parent)]);
        }
      }
      if (lane == Integer.MAX_VALUE) {
        lane = 0;
        while (lane < takenTo.size() && takenTo.get(lane) >= i) {
          lane++;
        }
      }
      if (lane == takenTo.size()) {
        takenTo.add(0);
      }
      takenTo.set(lane, lastChild[i]);
      found[i] = lane;
    }
    width = takenTo.size();
    return found;
  }

  private int x(int row) {
    return MARGIN + lanes[row] * LANE + RADIUS;
  }

  private static int y(int row) {
    return MARGIN + row * ROW + ROW / 2;
  }

  private String draw() {
    List<Chart.Node> nodes = chart.nodes();
    int text = MARGIN + width * LANE + LANE / 2;
    int state = nodes.stream().mapToInt(n -> letters(n.state())).max().orElse(0);
    int widest =
        nodes.stream().mapToInt(n -> letters(n.name()) + letters(remark(n))).max().orElse(0);
    int wide = text + (state + GAP.length() + widest) * LETTER + MARGIN;
    int high = 2 * MARGIN + Math.max(1, nodes.size()) * ROW;
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%n"
            .formatted(wide, high, wide, high));
    out.append(STYLE);
    for (int i = 0; i < nodes.size(); i++) {
      for (String parent : nodes.get(i).parents()) {
        line(row(parent), i, nodes.get(i).behind() != null, out);
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      Chart.Node node = nodes.get(i);
      out.append(
          "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"><title>%s</title></circle>%n"
              .formatted(x(i), y(i), RADIUS, Chart.Colours.of(node.state()), title(node)));
      if (state > 0) {
        text(text, i, "dim", node.state(), "", out);
      }
      int name = text + (state > 0 ? state + GAP.length() : 0) * LETTER;
      text(name, i, "name", node.name(), node.head() ? "head" : "", out);
    }
    return out.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
  }

  private static String remark(Chart.Node node) {
    return node.head() ? GAP + "head" : "";
  }

  /** A word behind the text stands behind it however wide the letters are. */
  private static void text(
      int x, int row, String style, String text, String behind, StringBuilder out) {
    String word =
        behind.isEmpty()
            ? ""
            : "<tspan dx=\"%d\" class=\"dim\">%s</tspan>".formatted(GAP.length() * LETTER, behind);
    out.append(
        "<text x=\"%d\" y=\"%d\" class=\"%s\">%s%s</text>%n"
            .formatted(x, y(row) + RADIUS, style, escaped(text), word));
  }

  /** Down the parent's lane to the row before, then across to the child. */
  private void line(int parent, int child, boolean order, StringBuilder out) {
    String style = order ? " class=\"order\"" : "";
    int turn = y(child - 1);
    int middle = (turn + y(child)) / 2;
    String across =
        x(parent) == x(child)
            ? "V %d".formatted(y(child))
            : "V %d C %d %d %d %d %d %d"
                .formatted(turn, x(parent), middle, x(child), middle, x(child), y(child));
    out.append(
        String.format(
            Locale.ROOT, "<path%s d=\"M %d %d %s\"/>%n", style, x(parent), y(parent), across));
  }

  private static String title(Chart.Node node) {
    String after =
        node.behind() != null
            ? "behind " + node.behind()
            : node.after().isEmpty() ? "" : "after " + String.join(", ", node.after());
    return escaped(
        node.name()
            + (node.state().isEmpty() ? "" : ": " + node.state())
            + (after.isEmpty() ? "" : ", " + after));
  }

  private static int letters(String text) {
    return text.codePoints().map(c -> c >= FIRST_WIDE ? 2 : 1).sum();
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                // What XML does not hold at all.
                default ->
                    out.appendCodePoint(
                        c < ' ' || (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff
                            ? '\ufffd'
                            : c);
              }
            });
    return out.toString();
  }
}
