package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.run.Applied;
import dev.mig.run.Finding;
import dev.mig.run.Mend;
import dev.mig.run.Repairs;
import dev.mig.run.Repairs.Decision;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts right what is not as the history says, as the user decides. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Put right what mig verify finds. Nothing is guessed: on a terminal each is asked about;",
      "else only what an option says is done. Whatever is done is told by mig history."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig repair                             asks one by one",
      "  mig repair add_status --accept-edit",
      "  mig repair add_status --restore-file",
      "  mig repair --accept-schema --dry-run"
    })
final class RepairCommand extends Action {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only these migrations. Else all that is found.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--accept-edit",
      description = "The file as it is now counts as what was applied.")
  private boolean acceptEdit;

  @Option(names = "--restore-file", description = "The file gets back the text that was run.")
  private boolean restoreFile;

  @Option(
      names = "--forget",
      description = "The ledger forgets the migration; the database stays as it is.")
  private boolean forget;

  @Option(
      names = "--accept-row",
      description = "The ledger's row, changed by hand, counts as it is now.")
  private boolean acceptRow;

  @Option(
      names = "--accept-schema",
      description = "The schema as it is now counts as what the history left.")
  private boolean acceptSchema;

  @Option(
      names = "--reseal-events",
      description = "The log of events, changed by hand, counts as it is now.")
  private boolean resealEvents;

  @Option(names = "--dry-run", description = "Say what would be done, and stop there.")
  private boolean dryRun;

  @Override
  Exit act(Talk talk) {
    List<Decision> asked = asked();
    Project project = Project.open(talk, options());
    Examined examined = Examined.of(project, Examined.settings(options()));
    List<Finding> found = examined.verification().findings();
    known(examined.verification().applied(), found, examined.project());
    List<Finding> wanted =
        found.stream().filter(f -> names.isEmpty() || names.contains(f.name())).toList();
    if (!asked.isEmpty()) {
      wanted.stream()
          .filter(f -> asked.stream().anyMatch(d -> d.fits(f)))
          .forEach(f -> Findings.showDiff(talk, f));
      return carryOut(talk, project, examined, asked);
    }
    talk.put("findings", Findings.json(wanted));
    if (wanted.isEmpty()) {
      talk.line("there is nothing to repair");
      return Exit.DONE;
    }
    if (!talk.around().interactive() || dryRun) {
      wanted.forEach(f -> Findings.show(talk, f));
      talk.gap();
      talk.line("nothing was changed; say which of these is to be done, by its option");
      return Exit.REFUSED;
    }
    List<Decision> decisions = decide(talk, wanted);
    if (decisions.isEmpty()) {
      talk.line("nothing was changed");
      return Exit.REFUSED;
    }
    Exit exit = carryOut(talk, project, examined, decisions);
    boolean all = wanted.stream().allMatch(f -> decisions.stream().anyMatch(d -> d.fits(f)));
    return all ? exit : Exit.PENDING;
  }

  /** What the options say. */
  private List<Decision> asked() {
    Map<Mend, Boolean> options = new EnumMap<>(Mend.class);
    options.put(Mend.ACCEPT_EDIT, acceptEdit);
    options.put(Mend.RESTORE_FILE, restoreFile);
    options.put(Mend.FORGET, forget);
    options.put(Mend.ACCEPT_ROW, acceptRow);
    options.put(Mend.ACCEPT_SCHEMA, acceptSchema);
    options.put(Mend.RESEAL_EVENTS, resealEvents);
    List<Mend> said = options.keySet().stream().filter(options::get).toList();
    List<String> own = said.stream().filter(Mend::ofMigration).map(m -> "--" + m.option()).toList();
    if (own.size() > 1) {
      throw wrong(String.join(" and ", own) + " exclude each other");
    }
    if (!own.isEmpty() && names.isEmpty()) {
      throw wrong(own.getFirst() + " needs the name of a migration");
    }
    if (own.isEmpty() && !said.isEmpty() && !names.isEmpty()) {
      throw wrong("--" + said.getFirst().option() + " is about all of it, not about a migration");
    }
    List<Decision> decisions = new ArrayList<>();
    for (Mend mend : said) {
      if (mend.ofMigration()) {
        names.forEach(name -> decisions.add(new Decision(mend, name)));
      } else {
        decisions.add(new Decision(mend, null));
      }
    }
    return decisions;
  }

  private static Stop wrong(String summary) {
    return Stop.because(Diagnostic.error(Code.WRONG_CALL, summary).build());
  }

  private void known(
      List<Applied> applied, List<Finding> found, @Nullable List<Status.Known> project) {
    Set<String> known = new TreeSet<>();
    applied.forEach(row -> known.add(row.name()));
    found.stream().map(Finding::name).filter(Objects::nonNull).forEach(known::add);
    if (project != null) {
      project.forEach(file -> known.add(file.name()));
    }
    for (String name : names) {
      if (!known.contains(name)) {
        Diagnostic.Builder problem =
            Diagnostic.error(Code.UNKNOWN_MIGRATION, "there is no migration " + name);
        List<String> near = Nearest.to(name, known);
        throw Stop.because(
            near.isEmpty()
                ? problem.build()
                : problem.note("the nearest: " + String.join(", ", near)).build());
      }
    }
  }

  /** Asks about each; what is put right along with another one is shown with it. */
  private static List<Decision> decide(Talk talk, List<Finding> found) {
    List<Decision> decisions = new ArrayList<>();
    Set<List<Mend>> askedOfAll = new HashSet<>();
    for (Finding finding : found) {
      boolean ofAll = finding.name() == null;
      if (finding.ways().isEmpty()) {
        Findings.show(talk, finding);
        continue;
      }
      if (ofAll && !askedOfAll.add(finding.ways())) {
        continue;
      }
      found.stream()
          .filter(
              f ->
                  f.equals(finding)
                      || (ofAll && f.name() == null && f.ways().equals(finding.ways())))
          .forEach(f -> Findings.show(talk, f));
      Mend way = choose(talk, finding.ways());
      if (way != null) {
        decisions.add(new Decision(way, finding.name()));
      }
    }
    return decisions;
  }

  private static @Nullable Mend choose(Talk talk, List<Mend> ways) {
    for (int i = 0; i < ways.size(); i++) {
      talk.remark("  " + (i + 1) + "  " + ways.get(i).meaning());
    }
    String numbers = ways.size() == 1 ? "1" : "1 to " + ways.size();
    String said = talk.answer("Which? [" + numbers + "; Enter leaves it as it is] ");
    talk.remark("");
    for (int i = 0; i < ways.size(); i++) {
      if (said.equals(Integer.toString(i + 1))) {
        return ways.get(i);
      }
    }
    return null;
  }

  private Exit carryOut(Talk talk, Project project, Examined examined, List<Decision> decisions) {
    if (!dryRun) {
      talk.beginWriting();
      Restored files = new Restored(project.folder(), examined.project());
      new Repairs(project.database(), Examined.settings(options()), examined.project(), files)
          .carryOut(decisions);
    }
    JsonArray repaired = new JsonArray();
    talk.gap();
    for (Decision decision : decisions) {
      JsonObject one = new JsonObject();
      one.addProperty("migration", decision.name());
      one.addProperty("way", decision.mend().option());
      repaired.add(one);
      talk.line(
          (dryRun ? "would repair" : talk.colour().green("repaired"))
              + "  "
              + (decision.name() == null ? "" : talk.colour().bold(decision.name()) + "  ")
              + decision.mend().meaning());
    }
    talk.put(dryRun ? "would" : "repaired", repaired);
    return Exit.DONE;
  }
}
