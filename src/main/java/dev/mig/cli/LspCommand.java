package dev.mig.cli;

import dev.mig.lsp.Server;
import dev.mig.lsp.Session;
import picocli.CommandLine.Command;

/** The language server, for editors. */
@Command(
    name = "lsp",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Serve an editor: the language server protocol on standard input and output.",
      "Editors start it themselves; what is wrong with a script is what mig check says."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig lsp                      as an editor is told to start it",
      "  mig lsp --url sqlite:app.db"
    })
final class LspCommand extends Action {
  @Override
  Exit act(Talk talk) {
    Surroundings around = talk.around();
    Session session =
        new Session(
            options().flags(),
            options().set,
            around.environment(),
            around.folder().toAbsolutePath().normalize(),
            Main.Version.number());
    return Server.serve(session, around.in(), around.out()) ? Exit.DONE : Exit.REFUSED;
  }

  /** Standard output is the protocol's. */
  @Override
  boolean takesJson() {
    return false;
  }

  @Override
  String whenInterrupted() {
    return "";
  }

  /** What is open is the editor's. */
  @Override
  int patienceSeconds() {
    return 0;
  }
}
