package dev.mig.cli;

import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Parameters;
import dev.mig.database.BadUrl;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.project.MigrationScript;
import dev.mig.project.ParameterValues;
import dev.mig.project.ProjectDatabase;
import dev.mig.project.ProjectSettings;
import dev.mig.project.ScriptLibrary;
import dev.mig.project.Scripts;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
      if (settings.url() == null) {
        throw Stop.because(noDatabase());
      }
      try {
        Path start = talk.around().folder();
        database =
            looksOnly
                ? ProjectDatabase.look(settings, start, environment(), talk::remark)
                : ProjectDatabase.open(settings, start, environment());
      } catch (BadUrl e) {
        throw Stop.because(e.diagnostic());
      }
    }
    return database;
  }

  private Map<String, String> environment() {
    return talk.around().environment();
  }

  /**
   * Every script of the folder, in the order of going up; ends the command where there is no such
   * order.
   *
   * @param applied names that are applied, whose files may be gone
   */
  List<MigrationScript> scripts(Collection<String> applied) {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      throw Stop.because(noFolder(folder));
    }
    Loaded<List<MigrationFolder.Entry>> loaded = MigrationFolder.read(folder);
    if (!loaded.problems().isEmpty()) {
      throw new Stop(Exit.REFUSED, loaded.problems());
    }
    List<MigrationScript> scripts = new ArrayList<>();
    for (MigrationFolder.Entry entry : loaded.value().orElse(List.of())) {
      scripts.addAll(read(entry.source(), entry.defaultName()));
    }
    Loaded<List<MigrationScript>> order = Scripts.ordered(scripts, applied);
    return order.value().orElseThrow(() -> new Stop(Exit.REFUSED, order.problems()));
  }

  /** The parts of a script; of most there is one. */
  List<MigrationScript> read(Source source, String defaultName) {
    List<MigrationScript> parts = Scripts.of(source, defaultName, library, hooks());
    parts.forEach(p -> declared.addAll(p.parameters()));
    return parts;
  }

  private Hooks hooks() {
    if (hooks == null) {
      Loaded<Hooks> loaded = Scripts.hooks(settings);
      hooks = loaded.value().orElseThrow(() -> Stop.because(loaded.problems()));
    }
    return hooks;
  }

  ScriptLibrary library() {
    return library;
  }

  /** The values for the parameters of scripts. */
  Parameters parameters() {
    Loaded<Parameters> values =
        ParameterValues.of(talk.around().environment(), settings.params(), set, declared);
    return values.value().orElseThrow(() -> Stop.because(values.problems()));
  }
}
