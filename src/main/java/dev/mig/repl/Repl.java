package dev.mig.repl;

import dev.mig.compile.Probe;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.run.OpenTransaction;
import dev.mig.terminal.Colour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;

/** The interactive shell: reads, runs, shows, until somebody leaves. */
public final class Repl {
  private final Console console;
  private final Shell shell;

  Repl(Setup setup, Terminal terminal) {
    this.console = new Console(terminal, setup);
    this.shell = new Shell(setup, console);
    console.reads(new Proposals(shell, setup, shell.commands()), shell.transaction()::faults);
    terminal.handle(Signal.INT, signal -> shell.cancel());
  }

  /**
   * Runs a shell on the terminal of this process.
   *
   * @throws Probe.Failed when there is no database to talk to
   */
  public static void run(Setup setup) throws IOException {
    Terminal terminal =
        // JLine would ask the terminal what it can do, and lose what is typed before it answers.
        TerminalBuilder.builder()
            .graphemeCluster(false)
            .system(true)
            .provider("jni")
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            .build();
    Repl repl = new Repl(setup, terminal);
    Thread abandon = new Thread(repl.shell::abandon, "abandon");
    Runtime.getRuntime().addShutdownHook(abandon);
    try {
      repl.run();
    } finally {
      forget(abandon);
    }
  }

  /**
   * Runs a shell that reads a query and leaves, on a terminal that nobody sees, so that a
   * class-data cache can hold what a shell needs.
   */
  public static void warm(Database database, Path folder) throws IOException {
    OpenTransaction.Setup transaction =
        new OpenTransaction.Setup(
            "mig", Duration.ZERO, DataCheck.FULL, false, Parameters.NONE, Library.NONE);
    Setup setup =
        new Setup(database, transaction, folder, folder, Map.of(), Colour.When.ALWAYS, true, true);
    byte[] keys = "select 1\r\\q\r".getBytes(StandardCharsets.UTF_8);
    Terminal terminal =
        new ExternalTerminal(
            "warm",
            "xterm-256color",
            new ByteArrayInputStream(keys),
            OutputStream.nullOutputStream(),
            StandardCharsets.UTF_8);
    new Repl(setup, terminal).run();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException expected) {
      // The process is ending already, and the hook is at work.
      return;
    }
  }

  /** Until somebody leaves, or the terminal goes. */
  void run() {
    try {
      shell.transaction().schema();
      console.say(console.colour().dim(shell.where() + "; \\? for help, \\h for the statements"));
      while (true) {
        String input = console.read(console.safe(shell.prompt()));
        if (input == null) {
          if (shell.leaves()) {
            return;
          }
        } else if (!shell.take(input)) {
          return;
        }
      }
    } catch (Probe.Failed e) {
      shell.tell(List.of(e.diagnostic()));
      throw e;
    } finally {
      shell.close();
      console.close();
    }
  }
}
