package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.compile.Compiled;
import dev.mig.project.Checked;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Syntax;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Highlight;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scripts against the live schema and data; writes nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Check scripts against the live schema and data.",
      "Says what is wrong, and how each statement is taken back. Nothing is written.",
      "Without FILE: all that is pending."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig check",
      "  mig check migrations/014_split_full_name.mig",
      "  mig check --strict --no-samples      in a build",
      "  mig check --expanded                 what loops and definitions come to",
      "  mig check --json | jq '.diagnostics[].code'"
    })
final class CheckCommand extends Action {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts, in this order.")
  private List<String> files = List.of();

  @Option(
      names = "--expanded",
      description = "Print the plain scripts that are left when all is decided.")
  private boolean expanded;

  @Override
  Exit act(Talk talk) {
    Project project = Project.look(talk, options());
    Chosen chosen = Chosen.files(talk, project, files);
    List<Diagnostic> standing = chosen.problems();
    Checked checked = Checks.of(project, chosen.scripts(), chosen.waiting(project));
    List<Diagnostic> late = chosen.tellLate(checked, project.database().name());
    List<Diagnostic> found = new ArrayList<>(standing);
    found.addAll(late);
    found.addAll(checked.diagnostics());
    found.addAll(checked.waiting());
    talk.find(found);
    JsonArray migrations = new JsonArray();
    for (Compiled compiled : checked.compiled()) {
      if (chosen.wants(compiled.name())) {
        JsonObject migration = WaysBack.json(compiled);
        if (expanded) {
          String plain = plain(compiled);
          talk.text(Highlight.all(plain, talk.colour()));
          migration.addProperty("expanded", plain);
        } else {
          WaysBack.show(talk, compiled);
        }
        migrations.add(migration);
      }
    }
    talk.put("migrations", migrations);
    checked
        .unchecked()
        .forEach(name -> talk.line("not checked  " + name + ": it comes after a refused one"));
    talk.put("unfinished", HalfDone.json(chosen.unfinished()));
    if (!chosen.unfinished().isEmpty()) {
      talk.gap();
      chosen.unfinished().forEach(half -> talk.line(HalfDone.line(half)));
    }
    boolean refused =
        checked.refused(project.settings().strict())
            || (project.settings().strict() && !late.isEmpty())
            || !checked.waiting().isEmpty()
            || standing.stream().anyMatch(Diagnostic::isError);
    talk.gap();
    talk.line(summary(talk, chosen, refused));
    return refused ? Exit.REFUSED : Exit.DONE;
  }

  /** In the one layout, as far as it parses. */
  private static String plain(Compiled compiled) {
    String text = compiled.source().text();
    Source source = new Source(compiled.source().name(), text);
    return Layout.format(Syntax.parse(source)).orElse(text);
  }

  private static String summary(Talk talk, Chosen chosen, boolean refused) {
    if (chosen.scripts().isEmpty()) {
      return chosen.unfinished().isEmpty() ? "nothing is pending" : "nothing else is pending";
    }
    Colour colour = talk.colour();
    String tally = talk.tally();
    String where = chosen.words();
    String what = tally.isEmpty() ? "no problem" : tally;
    return (refused ? colour.red(what) : tally.isEmpty() ? colour.green(what) : colour.yellow(what))
        + " in "
        + where
        + "; nothing was written";
  }
}
