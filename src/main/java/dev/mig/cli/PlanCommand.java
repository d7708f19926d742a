package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.compile.Compiled;
import dev.mig.database.Database;
import dev.mig.plan.Plan;
import dev.mig.plan.PlanJson;
import dev.mig.plan.PlanText;
import dev.mig.project.Checked;
import dev.mig.run.Applied;
import dev.mig.run.Live;
import dev.mig.run.Prepared;
import dev.mig.run.StoredPlan;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Highlight;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the SQL that a migration would send; sends none of it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Show the SQL that would be sent, with its reasons. Nothing is written to the database.",
      "Without NAME or FILE: all that is pending.",
      "With -o it goes into a file, to be read and then run as it is: mig up --plan FILE."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig plan",
      "  mig plan migrations/014_split_full_name.mig",
      "  mig plan split_full_name --down     how it would be taken back, applied or not",
      "  mig plan --no-optimise              statement by statement",
      "  mig plan -o release.json            for mig up --plan release.json",
      "  mig plan --json"
    })
final class PlanCommand extends Action {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|FILE",
      description = "A migration by its name, or a script by its file (ending in .mig, or -).")
  private @Nullable String subject;

  @Option(names = "--down", description = "The way back instead of the way there.")
  private boolean down;

  @Option(
      names = "--no-optimise",
      description = "One statement for each of the script's, none joined or moved.")
  private boolean plain;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the plans of all that mig up NAME would run to a file.")
  private @Nullable String output;

  @Option(names = "--force", description = "Replace the FILE of -o if it is there.")
  private boolean force;

  @Override
  Exit act(Talk talk) {
    if (output != null) {
      return write(talk, output);
    }
    Project project = Project.look(talk, options());
    JsonArray plans = new JsonArray();
    talk.put("plans", plans);
    if (down && subject != null && !isFile(subject)) {
      Optional<Applied> applied =
          Standings.applied(project).stream().filter(a -> a.name().equals(subject)).findFirst();
      if (applied.isPresent()) {
        showStored(talk, project.database(), applied.get(), plans);
        return Exit.DONE;
      }
    }
    Chosen chosen = chosen(talk, project);
    chosen.unfinished().forEach(half -> talk.remark(HalfDone.line(half)));
    Checked checked = Checks.of(project, chosen.scripts(), chosen.waiting(project));
    if (checked.refused(project.settings().strict())) {
      talk.complain(checked.diagnostics());
      return Exit.REFUSED;
    }
    if (chosen.scripts().isEmpty()) {
      talk.line("nothing is pending");
    }
    show(talk, project.database(), chosen, checked, new Shown(down, !plain), plans);
    talk.complain(checked.waiting());
    return checked.waiting().isEmpty() ? Exit.DONE : Exit.REFUSED;
  }

  private Exit write(Talk talk, String file) {
    if (down || (subject != null && isFile(subject))) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "-o takes what is pending in the folder, up to a NAME")
              .note("a plan file holds the way back, too")
              .build());
    }
    Project project = Project.look(talk, options());
    Chosen chosen = chosen(talk, project);
    if (chosen.problems().stream().anyMatch(Diagnostic::isError)) {
      throw Stop.because(chosen.problems());
    }
    Checked checked = Checks.of(project, chosen.scripts(), chosen.waiting(project));
    talk.complain(chosen.tellLate(checked, project.database().name()));
    talk.complain(checked.diagnostics());
    talk.complain(checked.waiting());
    if (checked.refused(project.settings().strict()) || !checked.waiting().isEmpty()) {
      talk.remark("");
      talk.remark(talk.tally() + "; no plan was written");
      return Exit.REFUSED;
    }
    PlanFiles.write(talk, project, checked, !plain, file, force);
    return Exit.DONE;
  }

  private Chosen chosen(Talk talk, Project project) {
    if (subject == null) {
      return Chosen.pending(project, false);
    }
    return isFile(subject)
        ? Chosen.files(talk, project, List.of(subject))
        : Chosen.named(project, subject);
  }

  private static boolean isFile(String subject) {
    return subject.equals("-") || subject.endsWith(".mig") || subject.contains("/");
  }

  /**
   * Which plans are shown.
   *
   * @param down the way back instead of the way there
   * @param optimised as they run, with what can be one statement joined
   */
  record Shown(boolean down, boolean optimised) {}

  /** Shows the plans of those that are asked for. */
  static void show(
      Talk talk, Database database, Chosen chosen, Checked checked, Shown shown, JsonArray plans) {
    for (Compiled compiled : checked.compiled()) {
      if (!chosen.wants(compiled.name())) {
        continue;
      }
      boolean down = shown.down();
      Prepared prepared = Prepared.of(compiled, database.dialect(), shown.optimised());
      Plan plan = down ? prepared.down() : prepared.up();
      if (plan == null) {
        throw Stop.because(noWayBack(compiled.name(), prepared.downNote()));
      }
      PlanText.Header header =
          new PlanText.Header(
              prepared.name(), prepared.title(), down ? "down" : "up", prepared.source());
      text(talk, PlanText.of(plan, header, database.name()));
      plans.add(json(prepared.name(), down, PlanJson.of(plan, database.name(), prepared.source())));
    }
  }

  private static void showStored(Talk talk, Database database, Applied applied, JsonArray plans) {
    String stored = applied.planDown();
    if (stored == null) {
      throw Stop.because(noWayBack(applied.name(), applied.reverseNote()));
    }
    Plan plan;
    try {
      StoredPlan read = StoredPlan.read(stored, applied.plain());
      plan =
          new Plan(
              read.steps(), read.foreignKeysOff(), read.touched(), new Live(database).schema());
    } catch (StoredPlan.Damaged e) {
      throw Stop.because(
          Diagnostic.error(Code.LEDGER, "the plan that the ledger keeps cannot be read")
              .note(String.valueOf(e.getMessage()))
              .build());
    }
    PlanText.Header header =
        new PlanText.Header(applied.name(), applied.title(), "down", applied.plain());
    text(talk, PlanText.of(plan, header, database.name()));
    plans.add(json(applied.name(), true, PlanJson.of(plan, database.name(), applied.plain())));
  }

  private static void text(Talk talk, String sql) {
    talk.text(Highlight.all(sql, talk.colour()));
    talk.line("");
  }

  private static JsonObject json(String name, boolean down, JsonObject plan) {
    JsonObject object = new JsonObject();
    object.addProperty("name", name);
    object.addProperty("way", down ? "down" : "up");
    object.add("plan", plan);
    return object;
  }

  private static Diagnostic noWayBack(String name, String why) {
    Diagnostic.Builder problem = Diagnostic.error(Code.NO_REVERSE, name + " cannot be taken back");
    if (!why.isEmpty()) {
      problem.note(why);
    }
    return problem.build();
  }
}
