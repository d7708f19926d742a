package dev.mig.cli;

import dev.mig.repl.Repl;
import dev.mig.repl.Setup;
import dev.mig.run.OpenTransaction;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The interactive shell; with something else than a terminal as its input, a run of it. */
@Command(
    name = "repl",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Try statements on the database, take them back, keep what was good.",
      "All is one open transaction until \\commit. Piped input is run as by mig run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig repl",
      "  mig repl sqlite:app.db",
      "  mig repl < fix_emails.mig",
    })
final class ReplCommand extends Action {
  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      description = "The database; else as every command finds it.")
  private @Nullable String url;

  @Override
  Exit act(Talk talk) {
    if (url != null) {
      options().url = url;
    }
    Surroundings around = talk.around();
    if (!around.terminals().in() || !around.terminals().out()) {
      return RunCommand.input(talk, options());
    }
    Project project = Project.open(talk, options());
    OpenTransaction.Setup transaction =
        new OpenTransaction.Setup(
            "mig " + Main.Version.number(),
            options().patience(),
            project.dataCheck(),
            project.settings().strict(),
            project.parameters(),
            project.library());
    Setup setup =
        new Setup(
            project.database(),
            transaction,
            around.folder(),
            project.folder(),
            around.environment(),
            options().color,
            !options().noSamples,
            around.out().charset().equals(StandardCharsets.UTF_8));
    try {
      Repl.run(setup);
    } catch (IOException e) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "this terminal cannot be used")
              .note(String.valueOf(e.getMessage()))
              .build());
    }
    return Exit.DONE;
  }

  /** What is open is given up at once. */
  @Override
  int patienceSeconds() {
    return 0;
  }
}
