package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.Probe;
import dev.mig.compile.Unasked;
import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.database.BadUrl;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.database.StrainLimits;
import dev.mig.language.Hints;
import dev.mig.project.Connected;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.project.ProjectDatabase;
import dev.mig.project.ProjectSettings;
import dev.mig.project.ScriptLibrary;
import dev.mig.project.Scripts;
import dev.mig.project.Snapshot;
import dev.mig.run.Past;
import dev.mig.schema.QName;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a project from disk and asks its database, on the thread of reading. */
final class Reader {
  private final Path home;
  private final Session session;
  private final Consumer<String> remark;
  private final Texts texts = new Texts();
  private Map<Path, Library.Found> included = Map.of();
  private @Nullable Ground last;
  private @Nullable Database database;
  private @Nullable String url;
  private @Nullable Snapshot snapshot;

  /** What is known without the database, and the snapshot that says so. */
  private @Nullable Known known;

  private @Nullable Snapshot knownOf;

  /**
   * What a check of the live data came to.
   *
   * @param rows about how many rows tables have
   */
  record Asked(Ground ground, Outcome outcome, Map<QName, Long> rows) {}

  /**
   * A project that was not read yet.
   *
   * @param remark is told what is going on, for people
   */
  Reader(Path home, Session session, Consumer<String> remark) {
    this.home = home;
    this.session = session;
    this.remark = remark;
  }

  /**
   * What lies on disk, with what was last known of the database; the settings as they last were
   * where they are wrong now.
   */
  Ground disk(Map<Path, Document> open, List<Diagnostic> settingsProblems) {
    Loaded<ProjectSettings> loaded =
        ProjectSettings.load(home, session.flags(), session.environment());
    settingsProblems.addAll(loaded.problems());
    ProjectSettings settings =
        loaded.value().orElseGet(() -> last == null ? none() : last.settings());
    List<Diagnostic> problems = new ArrayList<>();
    List<MigrationFolder.Entry> files = List.of();
    if (Files.isDirectory(settings.dir())) {
      Loaded<List<MigrationFolder.Entry>> folder =
          MigrationFolder.read(settings.dir().toAbsolutePath().normalize());
      files = asBefore(folder.value().orElse(List.of()));
      problems.addAll(folder.problems());
      problems.removeIf(d -> isOpen(d, open));
    }
    Loaded<Hooks> hooks = Scripts.hooks(settings);
    settingsProblems.addAll(hooks.problems());
    Hooks around = hooks.value().map(this::asBefore).orElse(Hooks.NONE);
    readSnapshot(settings, settingsProblems);
    Known known = last == null ? Known.nothing(null) : last.known();
    Ground read = new Ground(home, settings, files, around, Map.of(), problems, known);
    Map<Path, Library.Found> found = new HashMap<>();
    texts.read(read, open, file -> found.computeIfAbsent(file, this::included));
    included = found;
    Ground ground = new Ground(home, settings, files, around, found, problems, known);
    last = ground;
    return ground;
  }

  /** Reads the snapshot; what was read before stays where that says the same. */
  private void readSnapshot(ProjectSettings settings, List<Diagnostic> problems) {
    Path file = Snapshot.place(settings).filter(Files::exists).orElse(null);
    if (file == null) {
      snapshot = null;
      return;
    }
    Loaded<Snapshot> read = Snapshot.read(file, file.toString());
    problems.addAll(read.problems());
    Snapshot now = read.value().orElse(null);
    snapshot = now != null && now.equals(snapshot) ? snapshot : now;
  }

  /**
   * What is known where the database does not tell: what it told before, else what the snapshot
   * says, else nothing.
   */
  Ground withoutDatabase(Ground ground) {
    boolean told = ground.known().origin() == Known.Origin.LIVE && hasDatabase();
    if (told) {
      return ground;
    }
    Snapshot read = snapshot;
    if (read == null) {
      known = Known.nothing(dialect(ground).orElse(null));
    } else if (known == null || !read.equals(knownOf)) {
      known = Known.snapshot(read);
    }
    knownOf = read;
    Ground with = ground.with(known);
    last = with;
    return with;
  }

  /** How the snapshot differs from what is live; none where it does not, or there is none. */
  List<String> outdated(Ground live) {
    return snapshot == null ? List.of() : snapshot.differences(live.known().asSnapshot());
  }

  private ProjectSettings none() {
    return new ProjectSettings(
        null,
        null,
        "",
        home.resolve("migrations"),
        false,
        "full",
        StrainLimits.DEFAULTS,
        Map.of(),
        List.of(),
        List.of());
  }

  /** What cannot be read does not matter where an editor holds the text. */
  private static boolean isOpen(Diagnostic problem, Map<Path, Document> open) {
    Source source = problem.source();
    return source != null && open.containsKey(Path.of(source.name()));
  }

  /**
   * The very entries that were read before where nothing changed, so that nothing is done again.
   */
  private List<MigrationFolder.Entry> asBefore(List<MigrationFolder.Entry> entries) {
    Map<Path, MigrationFolder.Entry> known = new HashMap<>();
    if (last != null) {
      last.files().forEach(e -> known.put(e.file(), e));
    }
    List<MigrationFolder.Entry> all = new ArrayList<>();
    for (MigrationFolder.Entry entry : entries) {
      MigrationFolder.Entry before = known.get(entry.file());
      all.add(
          before != null && before.source().text().equals(entry.source().text()) ? before : entry);
    }
    return all;
  }

  private Hooks asBefore(Hooks hooks) {
    return last != null
            && texts(last.hooks().before()).equals(texts(hooks.before()))
            && texts(last.hooks().after()).equals(texts(hooks.after()))
        ? last.hooks()
        : hooks;
  }

  private static List<String> texts(List<Source> sources) {
    return sources.stream().map(s -> s.name() + "\n" + s.text()).toList();
  }

  private Library.Found included(Path file) {
    Library.Found now = ScriptLibrary.onDisk(file);
    Library.Found before = included.get(file);
    Source was = before == null ? null : before.source();
    Source is = now.source();
    return was != null && is != null && was.text().equals(is.text())
        ? Objects.requireNonNull(before)
        : now;
  }

  /** Whether a database is named. */
  boolean hasDatabase() {
    return last != null && last.settings().url() != null;
  }

  /**
   * Reads the database and checks all that is pending against its data.
   *
   * @param ground what was just read from disk
   * @throws Probe.Failed where it cannot be read
   * @throws BadUrl where its URL cannot be understood
   */
  Asked ask(Ground ground, Map<Path, Document> open) {
    Database asked = database(ground);
    Past past = Past.read(asked);
    if (!past.problems().isEmpty()) {
      throw new Probe.Failed(past.problems().getFirst(), new IllegalStateException("unreadable"));
    }
    ProjectSettings settings = ground.settings();
    DataCheck.Extent extent = DataCheck.Extent.valueOf(settings.data().toUpperCase(Locale.ROOT));
    try (Connected connected =
        Connected.to(asked, new DataCheck(extent, DataCheck.LARGE, remark))) {
      Probe probe = connected.probe();
      Known known = Known.live(probe.dialect(), probe.version(), connected.world(), past);
      Ground live = ground.with(known);
      Texts.Read read =
          texts.read(live, open, file -> live.included().getOrDefault(file, Library.Found.not("")));
      Parameters values = Compilers.parameters(live, read, session.environment(), session.set());
      Compiler compiler = Compilers.of(live, probe, values);
      Unasked nobody = new Unasked(known.dialect(), known.version());
      Outcome outcome =
          Checkup.of(
              live,
              read,
              new Chain(compiler),
              new Chain(Compilers.of(live, nobody, values)),
              known.world(),
              open.keySet(),
              false);
      last = live;
      return new Asked(live, outcome, rows(outcome, open.keySet(), probe));
    }
  }

  /** About how many rows there are in the tables whose rows the open scripts change. */
  private static Map<QName, Long> rows(Outcome outcome, Set<Path> open, Probe probe) {
    Map<QName, Long> rows = new HashMap<>();
    for (Path file : open) {
      for (Compiled script : outcome.compiled().getOrDefault(file, List.of())) {
        script.up().stream()
            .flatMap(o -> Hints.changed(o).stream())
            .forEach(t -> rows.computeIfAbsent(t, probe::estimate));
      }
    }
    return rows;
  }

  /** The dialect of the database that is named, also where it cannot be reached. */
  private Optional<String> dialect(Ground ground) {
    try {
      return ground.settings().url() == null
          ? Optional.empty()
          : Optional.of(database(ground).name());
    } catch (BadUrl e) {
      return Optional.empty();
    }
  }

  private Database database(Ground ground) {
    String wanted = String.valueOf(ground.settings().url());
    Database known = database;
    if (known == null || !wanted.equals(url) || known.shownUrl().contains(":memory:")) {
      known =
          ProjectDatabase.look(ground.settings(), session.folder(), session.environment(), remark);
      database = known;
      url = wanted;
    }
    return known;
  }
}
