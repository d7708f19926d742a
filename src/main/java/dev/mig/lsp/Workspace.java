package dev.mig.lsp;

import dev.mig.compile.Probe;
import dev.mig.database.BadUrl;
import dev.mig.project.ProjectSettings;
import dev.mig.project.Snapshot;
import dev.mig.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The texts that are open, the projects that they belong to, and the threads on which these are
 * looked at: one reads disks and databases, the other checks what was typed and asks nobody. A
 * stale check is never shown: its result is dropped when the text has moved on.
 */
final class Workspace {
  private static final long DEBOUNCE_MILLIS = 150;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Session session;
  private final Listener listener;
  private final ScheduledExecutorService reading = thread("mig reads");
  private final ScheduledExecutorService checking = thread("mig checks");

  private final Map<String, Document> documents = new ConcurrentHashMap<>();
  private final Map<String, Analysis> analyses = new ConcurrentHashMap<>();
  private final Map<String, Path> homes = new ConcurrentHashMap<>();
  private final Map<Path, State> states = new ConcurrentHashMap<>();
  private volatile List<Path> roots = List.of();

  /** Who is told what is found out. */
  interface Listener {
    /** A text was checked. */
    void checked(Analysis analysis);

    /** What is said of a file that need not be open, such as {@code mig.toml}. */
    void settings(Path file, List<Diagnostic> problems);

    /** Something for the user to see, once. */
    void tell(String message);

    /** Something for the log. */
    void log(String message);
  }

  /** What is kept of a project. */
  private final class State {
    final Path home;
    final Project project = new Project(session);
    final Reader reader;
    final Set<Path> told = new HashSet<>();

    /** Done when the project was read for the first time, or could not be. */
    final CompletableFuture<@Nullable Void> read = new CompletableFuture<>();

    volatile @Nullable Future<?> typed;
    volatile @Nullable Future<?> wanted;
    boolean unreachable;
    boolean outdated;
    long lastTry;

    State(Path home) {
      this.home = home;
      this.reader = new Reader(home, session, listener::log);
    }
  }

  Workspace(Session session, Listener listener) {
    this.session = session;
    this.listener = listener;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The folders that the editor has open. */
  void roots(List<Path> folders) {
    roots = List.copyOf(folders);
  }

  /** Takes a text that was opened. */
  void open(Document document) {
    documents.put(document.uri(), document);
    Path home = home(document.file());
    homes.put(document.uri(), home);
    State state = states.computeIfAbsent(home, State::new);
    checkSoon(state, 0);
    read(state, false);
  }

  /** Takes a text that was changed; reads nothing. */
  void change(Document document) {
    documents.put(document.uri(), document);
    state(document.uri()).ifPresent(s -> checkSoon(s, DEBOUNCE_MILLIS));
  }

  /** A text was saved: its project is read again, and its database asked. */
  void saved(String uri) {
    state(uri).ifPresent(s -> read(s, false));
  }

  void close(String uri) {
    documents.remove(uri);
    analyses.remove(uri);
    Path home = homes.remove(uri);
    State state = home == null ? null : states.get(home);
    if (state != null && homes.containsValue(home)) {
      read(state, false);
    } else if (state != null) {
      states.remove(state.home);
    }
  }

  /**
   * Reads all projects again; a database that could not be reached is tried at once.
   *
   * @return done when all is read
   */
  CompletableFuture<Void> refresh() {
    states.values().forEach(s -> read(s, true));
    return CompletableFuture.runAsync(() -> {}, reading);
  }

  /** Files changed that are not open: their projects are read again. */
  void filesChanged() {
    states.values().forEach(s -> read(s, false));
  }

  /** The text as it is now; empty where it is not open. */
  Optional<Document> document(String uri) {
    return Optional.ofNullable(documents.get(uri));
  }

  /** What was last found out of a text, maybe of an older version; at once. */
  Optional<Analysis> latest(String uri) {
    Analysis known = analyses.get(uri);
    return known != null ? Optional.of(known) : document(uri).map(Analysis::of);
  }

  /** What is found out of a text as it is now; waits for a check, but for no database. */
  CompletableFuture<Optional<Analysis>> current(String uri) {
    Document document = documents.get(uri);
    Optional<State> state = state(uri);
    Analysis known = analyses.get(uri);
    if (document == null || state.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (known != null && known.document() == document) {
      return CompletableFuture.completedFuture(Optional.of(known));
    }
    return state
        .get()
        .read
        .thenApplyAsync(
            read -> {
              Analysis since = analyses.get(uri);
              if (since == null || since.document() != documents.get(uri)) {
                check(state.get());
              }
              return latest(uri);
            },
            checking);
  }

  /**
   * The text as it is now, with what was last found out of it, maybe of an older version; waits for
   * nothing.
   */
  Optional<Analysis> parsed(String uri) {
    Document document = documents.get(uri);
    if (document == null) {
      return Optional.empty();
    }
    Analysis known = analyses.get(uri);
    return Optional.of(known == null ? Analysis.of(document) : known.on(document));
  }

  /** Where texts would be saved that are in no file. */
  Path folder() {
    return roots.isEmpty() ? session.folder() : roots.getFirst();
  }

  private Optional<State> state(String uri) {
    Path home = homes.get(uri);
    return home == null ? Optional.empty() : Optional.ofNullable(states.get(home));
  }

  /**
   * Where the project of a file is: the nearest {@code mig.toml} above it; else the folder that the
   * editor has open; else beside a folder {@code migrations}; else the file's own folder.
   */
  private Path home(Path file) {
    Path parent = Optional.ofNullable(file.getParent()).orElse(session.folder());
    for (Path folder = parent; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(ProjectSettings.FILE))) {
        return folder;
      }
    }
    Optional<Path> root =
        roots.stream().filter(file::startsWith).max(Comparator.comparingInt(Path::getNameCount));
    if (root.isPresent()) {
      return root.get();
    }
    Path above = parent.getParent();
    return parent.endsWith("migrations") && above != null ? above : parent;
  }

  private Map<Path, Document> open(State state) {
    Map<Path, Document> open = new HashMap<>();
    documents
        .values()
        .forEach(
            d -> {
              if (state.home.equals(homes.get(d.uri()))) {
                open.put(d.file(), d);
              }
            });
    return open;
  }

  private void checkSoon(State state, long millis) {
    Future<?> waiting = state.typed;
    if (waiting != null) {
      waiting.cancel(false);
    }
    state.typed =
        checking.schedule(() -> guarded(() -> check(state)), millis, TimeUnit.MILLISECONDS);
  }

  /** On the thread of checks. */
  private void check(State state) {
    for (Analysis analysis : state.project.check(open(state))) {
      String uri = analysis.document().uri();
      if (documents.get(uri) == analysis.document()) {
        analyses.put(uri, analysis);
        listener.checked(analysis);
      }
    }
  }

  private void read(State state, boolean atOnce) {
    Future<?> waiting = state.wanted;
    if (waiting != null) {
      waiting.cancel(false);
    }
    state.wanted = reading.submit(() -> guarded(() -> readNow(state, atOnce)));
  }

  /** On the thread of reading. */
  private void readNow(State state, boolean atOnce) {
    if (!Files.isDirectory(state.home)) {
      state.read.complete(null);
      return;
    }
    Map<Path, Document> open = open(state);
    List<Diagnostic> problems = new ArrayList<>();
    Ground ground = state.reader.disk(open, problems);
    tellSettings(state, problems);
    take(state, state.reader.withoutDatabase(ground));
    if (!state.reader.hasDatabase()) {
      return;
    }
    boolean wait = state.unreachable && !atOnce && System.nanoTime() - state.lastTry < RETRY_NANOS;
    if (wait) {
      return;
    }
    state.lastTry = System.nanoTime();
    try {
      Reader.Asked asked = state.reader.ask(ground, open);
      if (state.unreachable) {
        listener.log("the database of " + state.home + " is there again");
      }
      state.unreachable = false;
      tellOutdated(state, state.reader.outdated(asked.ground()));
      checking.execute(
          () ->
              guarded(
                  () -> {
                    state.project.take(asked, open);
                    check(state);
                    listener.log("asked the database of " + state.home);
                  }));
    } catch (Probe.Failed e) {
      unreachable(state, e.diagnostic());
    } catch (BadUrl e) {
      unreachable(state, e.diagnostic());
    }
  }

  private void take(State state, Ground ground) {
    checking.execute(
        () ->
            guarded(
                () -> {
                  state.project.take(ground);
                  check(state);
                  state.read.complete(null);
                }));
  }

  private void unreachable(State state, Diagnostic why) {
    String message =
        "the database of "
            + state.home.getFileName()
            + " does not answer ("
            + why.summary()
            + "); scripts are checked without it until it does";
    if (!state.unreachable) {
      listener.tell(message);
    }
    listener.log(message);
    state.unreachable = true;
  }

  /** The database knows better than the snapshot; that they differ is said once. */
  private void tellOutdated(State state, List<String> differences) {
    if (!differences.isEmpty() && !state.outdated) {
      listener.tell(
          Snapshot.FILE
              + " is not as the live schema, which is the one that counts here: "
              + differences.getFirst()
              + "; mig schema --save writes it anew");
    }
    state.outdated = !differences.isEmpty();
  }

  private void tellSettings(State state, List<Diagnostic> problems) {
    Map<Path, List<Diagnostic>> byFile = new HashMap<>();
    state.told.forEach(f -> byFile.put(f, new ArrayList<>()));
    for (Diagnostic problem : problems) {
      Path file =
          problem.source() == null
              ? state.home.resolve(ProjectSettings.FILE)
              : state.home.resolve(problem.source().name());
      byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(problem);
    }
    byFile.forEach(
        (file, all) -> {
          listener.settings(file, all);
          if (!all.isEmpty() && state.told.add(file)) {
            listener.tell(all.getFirst().summary());
          } else if (all.isEmpty()) {
            state.told.remove(file);
          }
        });
  }

  /** A mistake of ours is told, and the next thing is done all the same. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError defect) {
      listener.log("a defect of mig (R799): " + defect);
    }
  }

  /** Ends what is going on. */
  void close() {
    reading.shutdownNow();
    checking.shutdownNow();
  }
}
