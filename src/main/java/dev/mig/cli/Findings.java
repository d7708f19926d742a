package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Finding;
import dev.mig.terminal.Colour;
import java.util.List;

/** What is not in order with the history, as people and programs read it. */
final class Findings {
  private Findings() {}

  /** Shows what a finding is and how it differs. */
  static void show(Talk talk, Finding finding) {
    talk.find(List.of(finding.diagnostic()));
    diff(talk, finding);
  }

  /** Shows how a finding differs that is about to be put right. */
  static void showDiff(Talk talk, Finding finding) {
    if (!finding.diff().isEmpty()) {
      talk.gap();
      talk.line(finding.diagnostic().summary());
      diff(talk, finding);
    }
  }

  private static void diff(Talk talk, Finding finding) {
    if (!finding.diff().isEmpty()) {
      Colour colour = talk.colour();
      talk.line("     " + colour.dim("- " + history(finding) + "   + what is there"));
      diff(talk, finding.diff());
    }
  }

  private static String history(Finding finding) {
    return finding.kind() == Finding.Kind.EDITED ? "what was run" : "what the history says";
  }

  private static void diff(Talk talk, List<String> lines) {
    Colour colour = talk.colour();
    for (String line : lines) {
      String painted =
          switch (line.charAt(0)) {
            case '-' -> colour.red(line);
            case '+' -> colour.green(line);
            default -> colour.dim(line);
          };
      talk.line("     " + painted);
    }
  }

  static JsonArray json(List<Finding> findings) {
    JsonArray all = new JsonArray();
    for (Finding finding : findings) {
      JsonObject one = new JsonObject();
      one.addProperty("kind", finding.kind().word());
      one.addProperty("migration", finding.name());
      one.addProperty("object", finding.object());
      one.addProperty("code", finding.diagnostic().code().id());
      one.addProperty("summary", finding.diagnostic().summary());
      one.add("diff", array(finding.diff()));
      one.add("mend", array(finding.commands()));
      all.add(one);
    }
    return all;
  }

  static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
