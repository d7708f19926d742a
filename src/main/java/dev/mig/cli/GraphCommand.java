package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.compile.Compiler;
import dev.mig.project.Chart;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.project.Svg;
import dev.mig.project.TextFile;
import dev.mig.run.Applied;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.WrittenName;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what comes after what, and how each migration stands. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Show the migrations in their order, what each comes after, and how it stands.",
      "Several heads are normal: branches meet by both being there, and the next migration may come"
          + " after both.",
      "A database is not needed; without one the states are left out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig graph",
      "  mig graph --format mermaid               for a page on GitHub",
      "  mig graph --format svg -o graph.svg",
      "  mig graph --json | jq .heads"
    })
final class GraphCommand extends Action {
  private static final int MOST_HEADS = 8;

  /** How the graph is written. */
  enum Format {
    TEXT,
    MERMAID,
    SVG
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, mermaid or svg. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it to a file.")
  private @Nullable String output;

  @Override
  Exit act(Talk talk) {
    Project project = Project.look(talk, options());
    Standing standing = Standings.ifReachable(talk, project);
    Map<String, MigrationScript> scripts = new HashMap<>();
    standing.scripts().forEach(script -> scripts.put(script.name(), script));
    Chart chart = chart(standing, scripts);
    json(talk, standing, chart, scripts);
    if (output != null) {
      TextFile.write(
              talk.around().folder().resolve(output), output, drawn(chart, Colour.PLAIN), true)
          .ifPresent(
              problem -> {
                throw Stop.because(problem);
              });
      talk.put("file", output);
      talk.line("wrote " + output + ", " + Words.count(chart.nodes().size(), "migration"));
    } else {
      talk.text(drawn(chart, talk.colour()));
    }
    return Exit.DONE;
  }

  private static Chart chart(Standing standing, Map<String, MigrationScript> scripts) {
    Map<String, Status.State> states = states(standing);
    List<Chart.Item> items = new ArrayList<>();
    for (MigrationScript script : standing.scripts()) {
      Status.State state = states.get(script.name());
      String word = state == null ? "" : StatusCommand.word(state);
      items.add(new Chart.Item(script.name(), word, script.after(), true));
    }
    Map<String, Integer> places = new HashMap<>();
    items.forEach(item -> places.put(item.name(), places.size()));
    int place = 0;
    int inserted = 0;
    for (Status.Line line : standing.status().lines()) {
      if (!scripts.containsKey(line.name())) {
        // What has no file any more stands behind what was applied before it.
        Applied applied = line.applied();
        List<String> after = applied == null ? List.of() : after(Compiler.read(applied.source()));
        String word = StatusCommand.word(line.state());
        inserted++;
        items.add(place++, new Chart.Item(line.name(), word, after, false));
      } else if (line.applied() != null) {
        place = Math.max(place, places.getOrDefault(line.name(), 0) + inserted + 1);
      }
    }
    return Chart.of(items);
  }

  private static Map<String, Status.State> states(Standing standing) {
    Map<String, Status.State> states = new HashMap<>();
    standing.status().lines().forEach(line -> states.put(line.name(), line.state()));
    return states;
  }

  private static List<String> after(Compiler.Read read) {
    return read.migration().after().stream().map(WrittenName::text).toList();
  }

  private String drawn(Chart chart, Colour colour) {
    return switch (format) {
      case TEXT -> text(chart, colour);
      case MERMAID -> chart.mermaid();
      case SVG -> {
        if (chart.nodes().size() > Svg.MOST) {
          throw Stop.because(
              Diagnostic.error(
                      Code.WRONG_CALL,
                      Words.count(chart.nodes().size(), "migration")
                          + " are too many for a picture")
                  .note(
                      "up to " + Svg.MOST + " are drawn; --format text or mermaid takes any number")
                  .build());
        }
        yield Svg.of(chart);
      }
    };
  }

  private static String text(Chart chart, Colour colour) {
    if (chart.nodes().isEmpty()) {
      return "no migrations\n";
    }
    int state = widest(chart.nodes().stream().map(Chart.Node::state).toList());
    int name = widest(chart.nodes().stream().map(Chart.Node::name).toList());
    StringBuilder out = new StringBuilder();
    for (Chart.Node node : chart.nodes()) {
      String word = padded(node.state(), state);
      String after =
          (node.after().isEmpty() ? "" : "after " + String.join(", ", node.after()))
              + (node.head() ? (node.after().isEmpty() ? "" : "  ") + "head" : "");
      out.append("  ")
          .append(state == 0 ? "" : painted(node.state(), word, colour) + "  ")
          .append(after.isEmpty() ? node.name() : padded(node.name(), name))
          .append(after.isEmpty() ? "" : "  " + colour.dim(after))
          .append('\n');
    }
    List<String> heads = chart.heads();
    String named = String.join(", ", heads.subList(0, Math.min(MOST_HEADS, heads.size())));
    int more = heads.size() - MOST_HEADS;
    return out.append('\n')
        .append(heads.size() == 1 ? "head: " : heads.size() + " heads: ")
        .append(named)
        .append(more > 0 ? " and " + more + " more" : "")
        .append('\n')
        .toString();
  }

  private static String painted(String state, String word, Colour colour) {
    return switch (state) {
      case "applied" -> colour.green(word);
      case "pending", "half done" -> colour.yellow(word);
      default -> colour.red(word);
    };
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(GraphCommand::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - length(text));
  }

  private static void json(
      Talk talk, Standing standing, Chart chart, Map<String, MigrationScript> scripts) {
    Map<String, Status.State> states = states(standing);
    JsonArray migrations = new JsonArray();
    for (Chart.Node node : chart.nodes()) {
      MigrationScript script = scripts.get(node.name());
      Status.State state = states.get(node.name());
      JsonObject object = new JsonObject();
      object.addProperty("name", node.name());
      object.addProperty("state", state == null ? null : state.word());
      object.addProperty(
          "file", script == null ? null : Objects.requireNonNull(script).read().source().name());
      object.add("after", array(node.after()));
      object.addProperty("behind", node.behind());
      object.addProperty("head", node.head());
      migrations.add(object);
    }
    talk.put("migrations", migrations);
    talk.put("heads", array(chart.heads()));
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
