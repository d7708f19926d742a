package dev.mig.repl;

import dev.mig.project.MigrationFolder;
import dev.mig.run.Change;
import dev.mig.run.OpenTransaction;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Syntax;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Describe;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps what was done: in the database, and as a migration in a file. */
final class Keeping {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'shell_'yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Shell shell;
  private final Setup setup;
  private final Person person;
  private @Nullable Saved saved;

  /** The last file that was written. */
  private record Saved(Path file, String name, String body) {}

  Keeping(Shell shell, Setup setup, Person person) {
    this.shell = shell;
    this.setup = setup;
    this.person = person;
  }

  /** Shows what was done, asks, and commits. */
  void commit() {
    OpenTransaction transaction = shell.transaction();
    if (transaction.lost()) {
      shell.tell(transaction.commit("", new Source("", "")).why());
      return;
    }
    Colour colour = person.colour();
    List<Change> changes = transaction.changes();
    long rows = changes.stream().mapToLong(Change::rows).sum();
    Describe.changed(transaction.start(), transaction.schema(), colour, person.width())
        .forEach(person::say);
    person.say(
        colour.dim(Words.count(changes.size(), "statement") + " · " + Words.count(rows, "row")));
    if (!person.agrees("commit?")) {
      person.say("not committed; all of it is still there");
      return;
    }
    boolean asSaved = saved != null && saved.body().equals(body());
    Saved as = asSaved && saved != null ? saved : unsaved();
    String text = text(as);
    OpenTransaction.Committed done =
        transaction.commit(as.name(), new Source(as.file().toString(), text));
    if (!done.why().isEmpty()) {
      shell.tell(done.why());
      return;
    }
    person.say(colour.green("committed") + " as " + as.name());
    person.say(
        colour.dim(
            done.noWayBack().isEmpty()
                ? "mig down takes it back"
                : "mig down cannot take it back: " + done.noWayBack()));
    if (isProject() && !asSaved) {
      write(as, text, "so that the folder tells the same as the database");
    } else if (isProject() && !Files.exists(setup.migrations().resolve(as.file().getFileName()))) {
      person.say(
          as.file() + " is not in " + setup.migrations() + ", where mig up will look for it");
    }
  }

  private boolean isProject() {
    return Files.isDirectory(setup.migrations());
  }

  /** What was not saved is called after the moment. */
  private Saved unsaved() {
    String name = NAME.format(Instant.now());
    return new Saved(place(name), name, body());
  }

  /** Where a migration of this name goes: into the project, if this is one. */
  private Path place(String name) {
    return isProject()
        ? MigrationFolder.next(setup.migrations(), name)
        : setup.folder().resolve(name + MigrationFolder.EXTENSION);
  }

  /** Writes what was done as a migration, to a file or under a name. */
  void save(String where) {
    boolean bare = !where.contains("/") && !where.endsWith(MigrationFolder.EXTENSION);
    Path file = bare ? place(where) : setup.folder().resolve(where);
    String name = MigrationFolder.nameOf(String.valueOf(file.getFileName()));
    if (Files.exists(file) && !person.agrees(file + " is there already; write over it?")) {
      return;
    }
    Saved now = new Saved(file, name, body());
    String next = "\\commit records it as applied here, \\rollback leaves that to mig up";
    if (write(now, text(now), next)) {
      saved = now;
    }
  }

  private boolean write(Saved now, String text, String note) {
    try {
      Files.writeString(now.file(), text);
      person.say(person.colour().green("saved") + "  " + now.file() + "; " + note);
      return true;
    } catch (IOException e) {
      person.say("cannot write " + now.file() + ": " + reason(e));
      return false;
    }
  }

  /** All that survived, as it was typed. */
  private String body() {
    StringBuilder body = new StringBuilder();
    for (Change change : shell.transaction().changes()) {
      body.append(change.text().strip()).append('\n');
    }
    return body.toString();
  }

  /** A whole migration in its layout. */
  private static String text(Saved migration) {
    String name = migration.name();
    String header = Syntax.isPlainName(name) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    String text = "migration " + header + "\n\n" + migration.body();
    return Layout.format(Syntax.parse(new Source(name, text))).orElse(text);
  }

  /** Why a file cannot be used, in a few words. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException n -> "there is no such file or folder";
      case java.nio.file.AccessDeniedException a -> "this user may not";
      default -> String.valueOf(e.getMessage());
    };
  }
}
