package dev.mig.cli;

import dev.mig.run.Finding;
import dev.mig.run.Verification;
import dev.mig.terminal.Words;
import java.util.List;
import picocli.CommandLine.Command;

/** Compares the schema, the ledger and the files with what the history says. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Compare the live schema with the one that the history left, and show each difference.",
      "Also looks for rows and events of the ledger that were changed by hand, saved rows that are",
      "gone, and files that were edited or removed. Writes nothing.",
      "Exit code 0: all is as the history says; 1: something is not."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  mig verify", "  mig verify --json", "  mig verify && mig up     in a deployment"})
final class VerifyCommand extends Action {
  @Override
  Exit act(Talk talk) {
    Project project = Project.look(talk, options());
    Verification found = Examined.of(project, Examined.settings(options())).verification();
    List<Finding> findings = found.findings();
    talk.put("database", project.database().shownUrl());
    talk.put("findings", Findings.json(findings));
    findings.forEach(finding -> Findings.show(talk, finding));
    talk.gap();
    if (!found.ledger()) {
      talk.line("nothing was ever applied here, so there is nothing to compare with");
    } else if (!found.snapshot()) {
      talk.line("the schema was not compared: the ledger knows it from the next mig up or down on");
    }
    if (!findings.isEmpty()) {
      talk.line(
          Words.count(findings.size(), "thing")
              + (findings.size() == 1 ? " is" : " are")
              + " not as the history says"
              + (findings.stream().allMatch(f -> f.ways().isEmpty())
                  ? ""
                  : "; mig repair asks about each"));
      return Exit.REFUSED;
    }
    if (found.ledger()) {
      talk.line(talk.colour().green("all is as the history says"));
    }
    return Exit.DONE;
  }
}
