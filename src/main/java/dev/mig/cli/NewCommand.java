package dev.mig.cli;

import dev.mig.project.MigrationFolder;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the next file of the folder, with its header. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Make the next migration: a numbered file with its header.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig new add_status",
      "  mig new split_full_name --title 'First and last name instead of one full name'"
    })
final class NewCommand extends Action {
  @Parameters(
      paramLabel = "NAME",
      description = "What it is called: letters, digits and _; anything else becomes _.")
  private String name = "";

  @Option(names = "--title", paramLabel = "TEXT", description = "What it is for, in a few words.")
  private @Nullable String title;

  @Override
  Exit act(Talk talk) {
    Path folder = Project.settings(talk, options()).dir();
    if (!Files.isDirectory(folder)) {
      throw Stop.because(Project.noFolder(folder));
    }
    String plain = plain(name);
    if (plain.isEmpty()) {
      throw Stop.because(
          Diagnostic.error(
                  Code.BAD_SETTING, "'" + name + "' holds no letter or digit to make a name of")
              .build());
    }
    try {
      for (String file : MigrationFolder.files(folder)) {
        if (MigrationFolder.nameOf(file).equals(plain)) {
          throw Stop.because(
              Diagnostic.error(Code.SAME_NAME_TWICE, "there is a migration " + plain + " already")
                  .note("it is " + folder.resolve(file))
                  .build());
        }
      }
      Path file = MigrationFolder.next(folder, plain);
      Files.writeString(file, text(plain), java.nio.file.StandardOpenOption.CREATE_NEW);
      talk.put("file", file.toString());
      talk.put("name", plain);
      talk.line(talk.colour().green("made") + "  " + file);
      return Exit.DONE;
    } catch (IOException e) {
      throw Stop.because(
          Diagnostic.error(Code.FILE_PROBLEM, "no file can be made in " + folder)
              .note(String.valueOf(e.getMessage()))
              .build());
    }
  }

  private String text(String plain) {
    String said = title == null ? "" : " '" + title.replace("'", "''") + "'";
    String header = Character.isDigit(plain.charAt(0)) ? "\"" + plain + "\"" : plain;
    return """
    migration %s%s

    -- One statement after the other, such as
    --   add column orders.status varchar(20) not null default 'new'
    -- mig check says what is wrong, and how each statement is taken back.
    """
        .formatted(header, said);
  }

  private static String plain(String name) {
    String bare = name.endsWith(MigrationFolder.EXTENSION) ? MigrationFolder.nameOf(name) : name;
    return bare.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
        .replaceAll("^_|_$", "");
  }
}
