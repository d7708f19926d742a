package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.compile.WayBack;
import dev.mig.source.Source;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says for every statement of a checked migration how it is taken back. */
final class WaysBack {
  private static final int LEAST_TEXT = 24;
  private static final int WORDS = 34;

  private WaysBack() {}

  static void show(Talk talk, Compiled compiled) {
    Colour colour = talk.colour();
    Source source = compiled.source();
    talk.gap();
    talk.line(colour.bold(compiled.name()) + colour.dim("  " + source.name()));
    List<StatementReport> reports = sorted(compiled);
    int room = Math.max(LEAST_TEXT, Math.min(72, talk.around().width() - WORDS));
    int widest =
        reports.stream().mapToInt(r -> text(source, r, room).length()).max().orElse(LEAST_TEXT);
    for (StatementReport report : reports) {
      String text = text(source, report, room);
      talk.line(
          "  %4d  %s%s  %s"
              .formatted(
                  source.line(report.span().start()),
                  text,
                  " ".repeat(widest - text.length()),
                  words(report, compiled, colour)));
    }
    if (compiled.wayBack() == WayBack.NONE && compiled.whyNoWayBack() != null) {
      talk.line("  down is refused: " + compiled.whyNoWayBack());
    }
    if (compiled.deferred() > 0) {
      talk.line(
          colour.dim(
              "  "
                  + Words.count(compiled.deferred(), "question")
                  + " to the data "
                  + (compiled.deferred() == 1 ? "is" : "are")
                  + " left to the run, before the commit"));
    }
  }

  static JsonObject json(Compiled compiled) {
    Source source = compiled.source();
    JsonObject migration = new JsonObject();
    migration.addProperty("name", compiled.name());
    migration.addProperty("file", compiled.written().name());
    migration.addProperty("fingerprint", compiled.fingerprint());
    migration.addProperty("refused", compiled.refused());
    migration.addProperty("reverse", id(compiled.wayBack()));
    migration.addProperty("why", compiled.whyNoWayBack());
    migration.addProperty("deferred", compiled.deferred());
    JsonArray statements = new JsonArray();
    for (StatementReport report : sorted(compiled)) {
      JsonObject statement = new JsonObject();
      statement.addProperty("line", source.line(report.span().start()));
      statement.addProperty("text", source.text(report.span()));
      statement.addProperty("reverse", id(report.reverse()));
      statement.addProperty("why", report.why());
      statements.add(statement);
    }
    migration.add("statements", statements);
    return migration;
  }

  private static List<StatementReport> sorted(Compiled compiled) {
    return compiled.statements().stream()
        .sorted(Comparator.comparingInt(r -> r.span().start()))
        .toList();
  }

  private static String text(Source source, StatementReport report, int room) {
    return Words.oneLine(source.text(report.span()), room);
  }

  private static String words(StatementReport report, Compiled compiled, Colour colour) {
    return switch (report.reverse()) {
      case NOTHING -> colour.dim(report.reverse().words());
      case EXACT, EXACT_WITH_SAVED, BY_HAND -> "back: " + colour.green(report.reverse().words());
      case NONE ->
          compiled.wayBack() == WayBack.BY_HAND
              ? "back: " + colour.green(WayBack.BY_HAND.words())
              : "back: "
                  + colour.yellow("none")
                  + (report.why() == null ? "" : ", " + report.why());
    };
  }

  private static String id(WayBack way) {
    return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
