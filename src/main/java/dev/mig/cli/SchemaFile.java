package dev.mig.cli;

import dev.mig.compile.Probe;
import dev.mig.project.Loaded;
import dev.mig.project.ProjectSettings;
import dev.mig.project.Snapshot;
import dev.mig.project.SourceFiles;
import dev.mig.project.TextFile;
import dev.mig.run.Live;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Severity;
import dev.mig.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code mig.schema.json} of a project.
 *
 * @param name what the user calls it
 */
record SchemaFile(Path file, String name) {
  /** The file, whether it is there or not; ends the command where there is no project. */
  static SchemaFile of(ProjectSettings settings) {
    return find(settings)
        .orElseThrow(
            () ->
                Stop.because(
                    Diagnostic.error(
                            Code.NOT_A_PROJECT,
                            "there is no " + ProjectSettings.FILE + " here or in a folder above")
                        .note(Snapshot.FILE + " lies beside it; mig init makes one here")
                        .build()));
  }

  private static Optional<SchemaFile> find(ProjectSettings settings) {
    return Snapshot.place(settings).map(file -> new SchemaFile(file, file.toString()));
  }

  /**
   * Writes it.
   *
   * @return whether it says something else now
   */
  boolean save(Snapshot live) {
    String text = live.json();
    if (Files.isRegularFile(file)) {
      Loaded<Source> there = SourceFiles.read(name);
      if (there.value().map(Source::text).filter(text::equals).isPresent()) {
        return false;
      }
      Optional<Diagnostic> foreign = there.value().flatMap(Snapshot::foreign);
      if (foreign.isPresent()) {
        throw Stop.because(foreign.get());
      }
    }
    TextFile.write(file, name, text, true)
        .ifPresent(
            problem -> {
              throw Stop.because(problem);
            });
    return true;
  }

  /** Why it is not what {@link #save} would write, if it is not. */
  List<Diagnostic> check(Snapshot live) {
    if (!Files.exists(file)) {
      return List.of(
          Diagnostic.error(Code.FILE_PROBLEM, "there is no file " + name)
              .note("mig schema --save writes it")
              .build());
    }
    Loaded<Snapshot> there = Snapshot.read(file, name);
    List<String> differences = there.value().map(s -> s.differences(live)).orElse(List.of());
    return differences.isEmpty()
        ? there.problems()
        : List.of(Snapshot.outdated(Severity.ERROR, name, differences));
  }

  /**
   * Brings it up to what was run, where it is there. Whatever keeps it from that is told, and is no
   * failure: the database is as it was to become.
   */
  static void refresh(Talk talk, Project project) {
    find(project.settings())
        .filter(found -> Files.exists(found.file))
        .ifPresent(found -> found.follow(talk, project));
  }

  private void follow(Talk talk, Project project) {
    try {
      Loaded<Snapshot> there = Snapshot.read(file, name);
      if (there.value().isEmpty()) {
        tellOld(talk, there.problems().getFirst());
      } else if (save(Snapshot.of(new Live(project.database()).moment()))) {
        talk.put("schemaFile", name);
        talk.line("wrote  " + name);
      }
    } catch (Stop unwritten) {
      tellOld(talk, unwritten.diagnostics().getFirst());
    } catch (Probe.Failed unread) {
      tellOld(talk, unread.diagnostic());
    }
  }

  private void tellOld(Talk talk, Diagnostic why) {
    talk.complain(
        List.of(
            Diagnostic.warning(
                    Code.SCHEMA_FILE_OLD, name + " was left as it is, and may be old by now")
                .note(why.summary())
                .note("mig schema --save writes it anew")
                .build()));
  }
}
