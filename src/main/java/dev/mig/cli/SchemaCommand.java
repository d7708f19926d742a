package dev.mig.cli;

import dev.mig.project.Snapshot;
import dev.mig.run.Live;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Describe;
import dev.mig.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the live schema, and keeps it in a file for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Show the live schema, or what it says of some tables and views.",
      "With --save it is written to mig.schema.json beside mig.toml, to be committed: where no",
      "database is to be had, an editor checks scripts against it. mig up, down, to and redo keep",
      "the file up to date once it is there. Nothing is written to the database.",
      "Exit code of --check: 0 for a file that is as the live schema, 1 for any other or none."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig schema",
      "  mig schema users orders",
      "  mig schema --save",
      "  mig schema --check       in a build that has a database with all migrations"
    })
final class SchemaCommand extends Action {
  @Parameters(arity = "0..*", paramLabel = "TABLE", description = "Tables or views. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--save", description = "Write mig.schema.json.")
  private boolean save;

  @Option(names = "--check", description = "Say whether mig.schema.json is as the live schema.")
  private boolean check;

  @Override
  Exit act(Talk talk) {
    if ((save && check) || ((save || check) && !names.isEmpty())) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "the file is of the whole schema, or is checked")
              .note("say --save or --check, and no TABLE with it")
              .build());
    }
    Project project = Project.look(talk, options());
    if (!save && !check) {
      return show(talk, Snapshot.of(new Live(project.database()).moment()));
    }
    SchemaFile file = SchemaFile.of(project.settings());
    Snapshot live = Snapshot.of(new Live(project.database()).moment());
    talk.put("file", file.name());
    return save ? save(talk, file, live) : check(talk, file, live);
  }

  private static Exit save(Talk talk, SchemaFile file, Snapshot live) {
    boolean written = file.save(live);
    talk.line(
        (written ? "wrote " : "nothing to do: as the live schema is ")
            + file.name()
            + ", "
            + Words.count(live.schema().tables().size(), "table")
            + " after "
            + Words.count(live.migrations().size(), "migration"));
    return Exit.DONE;
  }

  private static Exit check(Talk talk, SchemaFile file, Snapshot live) {
    List<Diagnostic> problems = file.check(live);
    talk.complain(problems);
    if (problems.isEmpty()) {
      talk.line(talk.colour().green(file.name() + " is as the live schema"));
    }
    return problems.isEmpty() ? Exit.DONE : Exit.REFUSED;
  }

  private Exit show(Talk talk, Snapshot live) {
    Schema schema = names.isEmpty() ? live.schema() : wanted(live.schema());
    talk.put(
        "snapshot",
        new Snapshot(live.dialect(), live.version(), live.migrations(), schema).object());
    int width = talk.around().width();
    List<String> lines = Describe.all(live.schema(), schema, talk.colour(), width);
    if (lines.isEmpty()) {
      talk.line("there is no table or view yet");
    }
    lines.forEach(talk::line);
    return Exit.DONE;
  }

  /** Those that are named; ends the command where one is not there. */
  private Schema wanted(Schema all) {
    SortedMap<QName, Table> tables = new TreeMap<>();
    SortedMap<QName, View> views = new TreeMap<>();
    List<Diagnostic> unknown = new ArrayList<>();
    for (String name : names) {
      Schema called = Describe.called(all, name);
      tables.putAll(called.tables());
      views.putAll(called.views());
      if (called.equals(Schema.EMPTY)) {
        unknown.add(unknown(all, name));
      }
    }
    if (!unknown.isEmpty()) {
      throw new Stop(Exit.USAGE, unknown);
    }
    return Schema.of(List.copyOf(tables.values()), List.copyOf(views.values()), Map.of());
  }

  private static Diagnostic unknown(Schema all, String name) {
    List<String> near = Describe.nearest(all, name);
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_TABLE, "there is no table or view " + name);
    return near.isEmpty()
        ? problem.build()
        : problem.note("the nearest there is: " + String.join(", ", near)).build();
  }
}
