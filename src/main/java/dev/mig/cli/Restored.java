package dev.mig.cli;

import dev.mig.project.MigrationFolder;
import dev.mig.run.Applied;
import dev.mig.run.Repairs;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text that was run back into the file of its migration, or into a new one.
 *
 * @param project the files that there are, or null without a folder
 */
record Restored(Path folder, @Nullable List<Status.Known> project) implements Repairs.Files {
  @Override
  public void restore(Applied row) {
    String text = row.source().text();
    if (project != null) {
      for (Status.Known file : project) {
        if (file.name().equals(row.name())) {
          write(Path.of(file.source().name()), text, false);
          return;
        }
      }
    }
    String said = row.source().name();
    String last = said.substring(said.lastIndexOf('/') + 1);
    boolean file = last.endsWith(MigrationFolder.EXTENSION);
    write(folder.resolve(file ? last : row.name() + MigrationFolder.EXTENSION), text, true);
  }

  private static void write(Path file, String text, boolean made) {
    try {
      if (made) {
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
      } else {
        Files.writeString(file, text);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Stop(
          Exit.REFUSED,
          List.of(
              Diagnostic.error(Code.FILE_PROBLEM, "there is a file " + file + " already")
                  .note("it is another migration's; nothing was changed")
                  .build()));
    } catch (IOException e) {
      throw new Stop(
          Exit.REFUSED,
          List.of(
              Diagnostic.error(Code.FILE_PROBLEM, "the file " + file + " cannot be written")
                  .note(String.valueOf(e.getMessage()))
                  .note("nothing was changed")
                  .build()));
    }
  }
}
