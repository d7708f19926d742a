package dev.mig.cli;

import dev.mig.compile.Probe;
import dev.mig.terminal.Colour;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The command line's entry point. */
@Command(
    name = "mig",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Database migrations for PostgreSQL and SQLite, checked before anything is written.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig demo                    see a migration checked, planned, run and taken back",
      "  mig init --url sqlite:app.db",
      "  mig new add_status",
      "  mig check",
      "  mig up"
    })
public final class Main implements Runnable {
  /** Every command, in the order of the help. */
  private static final Map<String, Supplier<Action>> COMMANDS = commands();

  /** What picocli can lay out at all. */
  private static final int USAGE_LEAST = 60;

  private static final int USAGE_MOST = 100;

  @Mixin final GlobalOptions options = new GlobalOptions();

  private final Surroundings around;

  private Main(Surroundings around) {
    this.around = around;
  }

  public static void main(String[] arguments) {
    System.exit(run(Surroundings.ofProcess(), arguments));
  }

  /** Runs one command and answers with the exit code. */
  static int run(Surroundings around, String... arguments) {
    try {
      return execute(around, arguments);
    } catch (RuntimeException | Error defect) {
      new Talk(around, new GlobalOptions()).complain(List.of(Defect.of(defect, around)));
      return Exit.DEFECT.code();
    }
  }

  private static int execute(Surroundings around, String... arguments) {
    CommandLine commands = new CommandLine(new Main(around));
    wanted(arguments).forEach((name, action) -> commands.addSubcommand(name, action.get()));
    commands.setOut(new PrintWriter(around.out(), true, around.out().charset()));
    commands.setErr(new PrintWriter(around.err(), true, around.err().charset()));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpWidth(Math.clamp(around.width(), USAGE_LEAST, USAGE_MOST));
    boolean coloured =
        Colour.decide(Colour.When.AUTO, around.environment(), around.terminals().out()).on();
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF));
    commands.setParameterExceptionHandler(new WrongCall(around));
    return commands.execute(arguments);
  }

  /**
   * Only the command that is called where that is plain: to describe all of them takes longer than
   * most of them run.
   */
  private static Map<String, Supplier<Action>> wanted(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    Supplier<Action> one = COMMANDS.get(first);
    return one == null ? COMMANDS : Map.of(first, one);
  }

  private static Map<String, Supplier<Action>> commands() {
    Map<String, Supplier<Action>> all = new LinkedHashMap<>();
    all.put("init", InitCommand::new);
    all.put("new", NewCommand::new);
    all.put("check", CheckCommand::new);
    all.put("plan", PlanCommand::new);
    all.put("up", UpCommand::new);
    all.put("down", DownCommand::new);
    all.put("to", ToCommand::new);
    all.put("redo", RedoCommand::new);
    all.put("status", StatusCommand::new);
    all.put("history", HistoryCommand::new);
    all.put("verify", VerifyCommand::new);
    all.put("repair", RepairCommand::new);
    all.put("schema", SchemaCommand::new);
    all.put("graph", GraphCommand::new);
    all.put("work", WorkCommand::new);
    all.put("jobs", JobsCommand::new);
    all.put("run", RunCommand::new);
    all.put("repl", ReplCommand::new);
    all.put("saved", SavedCommand::new);
    all.put("fmt", FmtCommand::new);
    all.put("lsp", LspCommand::new);
    all.put("explain", ExplainCommand::new);
    all.put("demo", DemoCommand::new);
    return Collections.unmodifiableMap(all);
  }

  @Override
  public void run() {
    Welcome.show(around.out());
  }

  /** Carries out a command: the one place where everything that can be thrown ends. */
  @SuppressWarnings("try") // the watch is only closed
  int carryOut(String name, Action action) {
    options.json &= action.takesJson();
    Talk talk = new Talk(around, options);
    Exit exit;
    try (Interrupt interrupt = Interrupt.watch(around.err(), action)) {
      exit = action.act(talk);
    } catch (Stop stop) {
      talk.complain(stop.diagnostics());
      exit = stop.exit();
    } catch (Probe.Failed failed) {
      talk.complain(List.of(failed.diagnostic()));
      exit = Exit.REFUSED;
    } catch (RuntimeException | Error defect) {
      talk.complain(List.of(Defect.of(defect, around)));
      exit = talk.writing() ? Exit.FAILED : Exit.DEFECT;
    }
    talk.end(name, exit);
    return exit.code();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mig " + number()};
    }

    static String number() {
      @Nullable String version = Main.class.getPackage().getImplementationVersion();
      return Objects.requireNonNullElse(version, "(development)");
    }
  }
}
