package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.project.Late;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.run.Applied;
import dev.mig.run.Finding;
import dev.mig.run.LedgerCheck;
import dev.mig.run.Status;
import dev.mig.run.Verification;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Colour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says what is applied, what is pending, and what is not in order. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Say what is applied, what is pending, and what is not in order.",
      "Exit code 0: everything is applied; 1: something is pending or not in order."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  mig status", "  mig status --json", "  mig status || mig up      in a deployment"})
final class StatusCommand extends Action {
  /** Above so many tables and views the catalog is left to mig verify. */
  private static final int MOST_COMPARED = 500;

  private static final int MOST_NAMES = 5;

  @Override
  Exit act(Talk talk) {
    Project project = Project.look(talk, options());
    Standing standing = Standings.of(project);
    List<Status.Line> lines = standing.status().lines();
    List<Diagnostic> problems = new ArrayList<>(standing.status().problems());
    List<Finding> findings = new ArrayList<>(LedgerCheck.rows(standing.status()));
    findings.forEach(finding -> problems.add(finding.diagnostic()));
    List<Finding> changed =
        standing.applied().isEmpty()
            ? List.of()
            : Verification.ofSchema(
                project.database(), Examined.settings(options()), MOST_COMPARED);
    if (!changed.isEmpty()) {
      problems.add(changedByHand(changed));
      findings.addAll(changed);
    }
    talk.put("database", project.database().shownUrl());
    talk.put("folder", project.folder().toString());
    talk.line("database  " + project.database().shownUrl());
    talk.line("folder    " + project.folder());
    talk.line("");
    Set<String> contracts = new HashSet<>();
    standing.pending().stream()
        .filter(MigrationScript::isContract)
        .forEach(s -> contracts.add(s.name()));
    JsonArray migrations = new JsonArray();
    Map<String, String> files = new HashMap<>();
    standing.scripts().forEach(s -> files.put(s.name(), s.read().source().name()));
    int widest = lines.stream().mapToInt(l -> l.name().length()).max().orElse(0);
    for (Status.Line line : lines) {
      String file = files.get(line.name());
      String word = contracts.contains(line.name()) ? "waits" : word(line.state());
      talk.line(text(line, word, file, widest, talk.colour()));
      migrations.add(json(line, file));
    }
    talk.put("migrations", migrations);
    talk.put("findings", Findings.json(findings));
    if (!lines.isEmpty()) {
      talk.line("");
    }
    talk.complain(problems);
    talk.complain(standing.late().stream().map(Late::told).toList());
    int half = standing.unfinished().size();
    long applied = lines.stream().filter(l -> l.applied() != null && l.half() == null).count();
    int pending = standing.status().pending().size() - contracts.size();
    talk.line(
        applied
            + " applied, "
            + (half > 0 ? half + " half done, " : "")
            + pending
            + " pending"
            + (pending > 0
                ? "; mig check says whether they may run, mig up runs them"
                : applied > 0 && half == 0 && problems.isEmpty()
                    ? "; mig verify compares the schema, too"
                    : ""));
    for (String name : standing.waiting()) {
      talk.line("left until no old release runs  " + name + "; mig up " + name);
    }
    if (problems.stream().anyMatch(d -> d.isError() && d.code() != Code.MISSING)) {
      return Exit.REFUSED;
    }
    return pending > 0 || half > 0 || !problems.isEmpty() ? Exit.PENDING : Exit.DONE;
  }

  /** All of it in one message: mig verify shows each difference. */
  private static Diagnostic changedByHand(List<Finding> changed) {
    String names =
        changed.stream()
            .limit(MOST_NAMES)
            .map(f -> String.valueOf(f.object()))
            .collect(Collectors.joining(", "));
    int more = changed.size() - MOST_NAMES;
    return Diagnostic.error(
            Code.CHANGED_BY_HAND,
            "the schema is not as the history left it: "
                + names
                + (more > 0 ? " and " + more + " more" : ""))
        .note("mig verify shows what is different, and what mends it")
        .build();
  }

  private static String text(
      Status.Line line, String said, @Nullable String file, int widest, Colour colour) {
    String word = "%-9s".formatted(said);
    String painted =
        switch (line.state()) {
          case APPLIED -> colour.green(word);
          case PENDING, BEGUN -> colour.yellow(word);
          case FAILED, EDITED, MISSING -> colour.red(word);
        };
    String name = line.name() + " ".repeat(widest - line.name().length());
    String rest = StatusText.of(line, file);
    return "  " + painted + "  " + name + "  " + colour.dim(rest);
  }

  /** The state as people read it. */
  static String word(Status.State state) {
    return state == Status.State.BEGUN ? "half done" : state.word();
  }

  private static JsonObject json(Status.Line line, @Nullable String file) {
    JsonObject object = new JsonObject();
    object.addProperty("name", line.name());
    object.addProperty("state", line.state().word());
    object.addProperty("file", file);
    Applied applied = line.applied();
    if (applied != null) {
      object.addProperty("number", applied.number());
      object.addProperty("at", applied.at().toString());
      object.addProperty("by", applied.by());
      object.addProperty("rows", applied.rows());
      object.addProperty("millis", applied.durationMillis());
      object.addProperty("fingerprint", applied.fingerprint());
      object.addProperty("reverse", applied.reverse());
    }
    object.addProperty("tag", applied == null ? null : applied.tag());
    object.addProperty("resumed", line.resumed());
    object.add("mend", Findings.array(StatusText.mend(line)));
    if (line.half() != null) {
      HalfDone.members(line.half(), object);
    }
    if (line.last() != null) {
      object.addProperty("event", line.last().kind().word());
      object.addProperty("eventAt", line.last().at().toString());
      object.addProperty("code", line.last().code());
      object.addProperty("detail", line.last().detail());
    }
    return object;
  }
}
