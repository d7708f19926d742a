package dev.mig.cli;

import dev.mig.compile.Compiler;
import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Parameters;
import dev.mig.database.BadUrl;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.DatabaseUrl;
import dev.mig.database.Databases;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.project.MigrationGraph;
import dev.mig.project.ProjectSettings;
import dev.mig.project.ScriptLibrary;
import dev.mig.project.SourceFiles;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Migration;
import dev.mig.statement.Phase;
import dev.mig.statement.WrittenName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The folder of migrations and the database that a command works on. */
final class Project {
  private final Talk talk;
  private final ProjectSettings settings;
  private final boolean looksOnly;
  private final Map<String, String> set;
  private final ScriptLibrary library;

  /** The parameters of all scripts that were read. */
  private final Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private @Nullable Hooks hooks;
  private @Nullable Database database;

  /** One script under its name. */
  record Script(String name, Compiler.Read read) {
    /** Whether it is the part that waits until no old release runs. */
    boolean isContract() {
      return read.phase() == Phase.CONTRACT;
    }

    /** The first part of one that waits. */
    String firstPart() {
      return name.substring(0, name.lastIndexOf('/'));
    }

    /** The names of those that it comes after, as far as it says. */
    List<String> after() {
      return isContract()
          ? List.of(firstPart())
          : read.migration().after().stream().map(WrittenName::text).toList();
    }

    /** Errors that no database is needed for: of the text, and parameters without a value. */
    List<Diagnostic> faults(Parameters given) {
      List<Diagnostic> all =
          new ArrayList<>(read.diagnostics().stream().filter(Diagnostic::isError).toList());
      if (read.script() != null) {
        all.addAll(read.script().missing(given));
      }
      return all;
    }

    List<String> parameters() {
      return read.script() == null ? List.of() : read.script().parameters();
    }

    Status.Known known() {
      return new Status.Known(
          name, read.fingerprint(), read.source(), read.migration().repeatable());
    }
  }

  private Project(Talk talk, GlobalOptions options, boolean looksOnly) {
    this.talk = talk;
    this.settings = settings(talk, options);
    this.looksOnly = looksOnly;
    this.set = options.set;
    this.library = new ScriptLibrary(talk.around().folder());
  }

  static Project open(Talk talk, GlobalOptions options) {
    return new Project(talk, options, false);
  }

  /** For a command that writes nothing, not even the file of a new SQLite database. */
  static Project look(Talk talk, GlobalOptions options) {
    return new Project(talk, options, true);
  }

  /** The settings of this call; ends the command where they are wrong. */
  static ProjectSettings settings(Talk talk, GlobalOptions options) {
    Surroundings around = talk.around();
    Loaded<ProjectSettings> loaded =
        ProjectSettings.load(around.folder(), options.flags(), around.environment());
    return loaded.value().orElseThrow(() -> Stop.because(loaded.problems()));
  }

  static Diagnostic noFolder(Path folder) {
    return Diagnostic.error(Code.NOT_A_PROJECT, "there is no folder of migrations " + folder)
        .note("mig init makes one here; --dir names another")
        .build();
  }

  static Diagnostic noDatabase() {
    return Diagnostic.error(Code.BAD_URL, "nothing says which database is meant")
        .note("say it with --url, MIG_URL, DATABASE_URL, or url = \"…\" in mig.toml")
        .note("such as sqlite:app.db or postgres://user@localhost/app")
        .build();
  }

  /** How far a check asks the rows. */
  DataCheck dataCheck() {
    DataCheck.Extent extent = DataCheck.Extent.valueOf(settings.data().toUpperCase(Locale.ROOT));
    return new DataCheck(extent, DataCheck.LARGE, talk::remark);
  }

  ProjectSettings settings() {
    return settings;
  }

  Path folder() {
    return talk.around().folder().resolve(settings.dir());
  }

  /** The database; ends the command where none is named. Nothing is connected yet. */
  Database database() {
    if (database == null) {
      String url = settings.url();
      if (url == null) {
        throw Stop.because(noDatabase());
      }
      try {
        database = Databases.open(place(url), talk.around().environment());
      } catch (BadUrl e) {
        throw Stop.because(e.diagnostic());
      }
    }
    return database;
  }

  /** A SQLite file of mig.toml lies beside that file, whatever folder the command is started in. */
  private String place(String url) {
    DatabaseUrl parsed = DatabaseUrl.parse(url, talk.around().environment());
    if (!(parsed instanceof DatabaseUrl.Sqlite sqlite)
        || sqlite.path().startsWith(":")
        || sqlite.path().startsWith("file:")) {
      return url;
    }
    Path toml = settings.file();
    boolean fromToml = settings.urlFrom().equals(ProjectSettings.FILE);
    Path home = toml != null && fromToml ? toml.resolveSibling("") : talk.around().folder();
    Path file = home.resolve(sqlite.path());
    if (looksOnly && !Files.exists(file) && !Files.isSymbolicLink(file) && hasFolder(file)) {
      talk.remark("there is no file " + file + " yet; mig up makes it");
      return "sqlite::memory:";
    }
    String path = "sqlite:" + file;
    String parameters =
        sqlite.parameters().entrySet().stream()
            .map(p -> p.getKey() + "=" + p.getValue())
            .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }

  private static boolean hasFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder);
  }

  /**
   * Every script of the folder, in the order of going up; ends the command where there is no such
   * order.
   *
   * @param applied names that are applied, whose files may be gone
   */
  List<Script> scripts(Collection<String> applied) {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      throw Stop.because(noFolder(folder));
    }
    Loaded<List<MigrationFolder.Entry>> loaded = MigrationFolder.read(folder);
    if (!loaded.problems().isEmpty()) {
      throw new Stop(Exit.REFUSED, loaded.problems());
    }
    Map<String, Script> scripts = new LinkedHashMap<>();
    List<MigrationGraph.Node> nodes = new ArrayList<>();
    // They wait until they are asked for, so nothing of the order hangs on them.
    List<MigrationGraph.Node> contracts = new ArrayList<>();
    for (MigrationFolder.Entry entry : loaded.value().orElse(List.of())) {
      for (Script script : read(entry.source(), entry.defaultName())) {
        scripts.put(script.name(), script);
        (script.isContract() ? contracts : nodes).add(node(script));
      }
    }
    nodes.addAll(contracts);
    Loaded<List<MigrationGraph.Node>> order = MigrationGraph.order(nodes, applied);
    return order
        .value()
        .map(all -> all.stream().map(node -> scripts.get(node.name())).toList())
        .orElseThrow(() -> new Stop(Exit.REFUSED, order.problems()));
  }

  /** The parts of a script; of most there is one. */
  List<Script> read(Source source, String defaultName) {
    List<Script> parts =
        Compiler.parts(source, library, hooks()).stream()
            .map(read -> script(read, defaultName))
            .toList();
    parts.forEach(p -> declared.addAll(p.parameters()));
    return parts;
  }

  /** The name of the header, else the one that the file's name gives. */
  static Script script(Compiler.Read read, String defaultName) {
    WrittenName name = read.migration().name();
    return new Script(read.phase().name(name == null ? defaultName : name.text()), read);
  }

  private Hooks hooks() {
    if (hooks == null) {
      hooks = new Hooks(sources(settings.before()), sources(settings.after()));
    }
    return hooks;
  }

  private static List<Source> sources(List<Path> files) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      Loaded<Source> loaded = SourceFiles.read(file.toString());
      sources.add(loaded.value().orElseThrow(() -> Stop.because(loaded.problems())));
    }
    return sources;
  }

  ScriptLibrary library() {
    return library;
  }

  /** The values for the parameters of scripts. */
  Parameters parameters() {
    return ParameterValues.of(talk.around().environment(), settings.params(), set, declared);
  }

  private static MigrationGraph.Node node(Script script) {
    Migration migration = script.read().migration();
    WrittenName name = migration.name();
    if (script.isContract()) {
      return new MigrationGraph.Node(
          script.name(),
          script.read().source(),
          name == null ? Span.NONE : name.span(),
          List.of(new MigrationGraph.After(script.firstPart(), Span.NONE)));
    }
    return new MigrationGraph.Node(
        script.name(),
        script.read().source(),
        name == null ? Span.NONE : name.span(),
        migration.after().stream().map(a -> new MigrationGraph.After(a.text(), a.span())).toList());
  }
}
