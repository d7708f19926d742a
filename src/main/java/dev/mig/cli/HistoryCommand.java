package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Event;
import dev.mig.run.Recorded;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what ever happened, the newest last. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Show what ever happened here: applied, failed, taken back, repaired. The newest is last.",
      "With NAME, of this migration only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig history",
      "  mig history split_full_name",
      "  mig history --limit 20",
      "  mig history --json"
    })
final class HistoryCommand extends Action {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Of this migration only. Else of all.")
  private @Nullable String name;

  @Option(names = "--limit", paramLabel = "N", description = "Only the newest N. Else all.")
  private @Nullable Integer limit;

  @Override
  Exit act(Talk talk) {
    Project project = Project.look(talk, options());
    List<Recorded> all = Standings.ledger(project).history().events();
    if (limit != null && limit < 1) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "--limit takes a number from 1 on").build());
    }
    List<Recorded> wanted =
        name == null ? all : all.stream().filter(e -> e.event().migration().equals(name)).toList();
    if (name != null && wanted.isEmpty()) {
      throw Stop.because(unknown(name, all));
    }
    int left = limit == null ? 0 : Math.max(0, wanted.size() - limit);
    List<Recorded> shown = wanted.subList(left, wanted.size());
    JsonArray events = new JsonArray();
    shown.forEach(event -> events.add(json(event)));
    talk.put("events", events);
    if (left > 0) {
      talk.remark(Words.count(left, "event") + " before these");
    }
    int widest = shown.stream().mapToInt(e -> e.event().migration().length()).max().orElse(0);
    shown.forEach(event -> show(talk, event, widest));
    if (all.isEmpty()) {
      talk.line("nothing ever happened here");
    }
    return Exit.DONE;
  }

  private static Diagnostic unknown(String name, List<Recorded> all) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_MIGRATION, "nothing ever happened to a migration " + name);
    List<String> near =
        Nearest.to(name, all.stream().map(e -> e.event().migration()).distinct().toList());
    return near.isEmpty()
        ? problem.build()
        : problem.note("the nearest: " + String.join(", ", near)).build();
  }

  private static void show(Talk talk, Recorded recorded, int widest) {
    Event event = recorded.event();
    Colour colour = talk.colour();
    String word = "%-10s".formatted(word(event.kind()));
    String painted =
        switch (event.kind()) {
          case APPLIED, TAGGED -> colour.green(word);
          case FAILED -> colour.red(word);
          case BEGUN, RESUMED, REVERTED, PURGED, REPAIRED -> colour.yellow(word);
        };
    String what =
        switch (event.kind()) {
          case APPLIED, BEGUN, FAILED, REVERTED ->
              Words.count(event.rows(), "row")
                  + " · "
                  + Words.duration(Duration.ofMillis(event.durationMillis()))
                  + " · ";
          case TAGGED -> event.detail() + " · ";
          case RESUMED, PURGED, REPAIRED -> "";
        };
    String name = event.migration();
    talk.line(
        colour.dim(Words.time(event.at()))
            + "  "
            + painted
            + "  "
            + name
            + " ".repeat(widest - name.length())
            + "  "
            + colour.dim(what + recorded.by()));
    String detail = event.detail();
    if (detail != null && event.kind() != Event.Kind.TAGGED) {
      String code = event.code() == null ? "" : event.code() + " ";
      (code + detail).lines().forEach(line -> talk.line(" ".repeat(18) + line));
    }
  }

  private static String word(Event.Kind kind) {
    return kind == Event.Kind.REVERTED ? "taken back" : kind.word();
  }

  private static JsonObject json(Recorded recorded) {
    Event event = recorded.event();
    JsonObject object = new JsonObject();
    object.addProperty("id", recorded.id());
    object.addProperty("at", event.at().toString());
    object.addProperty("event", event.kind().word());
    object.addProperty("migration", event.migration());
    object.addProperty("rows", event.rows());
    object.addProperty("millis", event.durationMillis());
    object.addProperty("by", recorded.by());
    object.addProperty("tool", recorded.tool());
    object.addProperty("code", event.code());
    object.addProperty("detail", event.detail());
    return object;
  }
}
