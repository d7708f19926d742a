package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.database.BadUrl;
import dev.mig.database.DatabaseUrl;
import dev.mig.project.ProjectSettings;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Begins a project: settings, a folder of migrations, a first migration. Never overwrites anything.
 */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Begin a project here: settings, a folder, a first migration.",
      "Overwrites nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig init                              for the SQLite file app.db",
      "  mig init --url postgres://app@localhost/app",
      "  mig init --dir db/migrations"
    })
final class InitCommand extends Action {
  private static final String FIRST =
      """
      migration create_notes 'A first table, to be replaced by yours'

      create table notes {
        id         bigint identity primary key
        title      varchar(100) not null
        body       text not null default ''
        created_at timestamptz not null default now()
      }
      """;

  private final JsonArray created = new JsonArray();
  private final JsonArray kept = new JsonArray();

  @Override
  Exit act(Talk talk) {
    Path here = talk.around().folder();
    Path dir = options().dir == null ? Path.of("migrations") : options().dir;
    Path folder = here.resolve(dir);
    try {
      write(talk, here.resolve(ProjectSettings.FILE), settings(talk, dir));
      Files.createDirectories(folder);
      if (hasMigrations(folder)) {
        keep(talk, folder);
      } else {
        write(talk, folder.resolve("001_create_notes.mig"), FIRST);
      }
    } catch (IOException e) {
      throw Stop.because(
          Diagnostic.error(
                  Code.FILE_PROBLEM, "the project cannot be written to " + here.toAbsolutePath())
              .note(String.valueOf(e.getMessage()))
              .build());
    }
    talk.put("created", created);
    talk.put("kept", kept);
    talk.line("");
    talk.line("next  mig check   what the first migration would do, and whether it may");
    talk.line("      mig up      run it");
    return Exit.DONE;
  }

  private void write(Talk talk, Path file, String text) throws IOException {
    if (Files.exists(file)) {
      keep(talk, file);
      return;
    }
    Files.writeString(file, text);
    created.add(file.toString());
    talk.line(talk.colour().green("made") + "  " + file);
  }

  private void keep(Talk talk, Path file) {
    kept.add(file.toString());
    talk.line("kept  " + file + ", which was there already");
  }

  private static boolean hasMigrations(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(f -> f.toString().endsWith(".mig"));
    }
  }

  private String settings(Talk talk, Path dir) {
    String url = url(talk);
    return """
    # The database. A password is best left to PGPASSWORD, or to a variable: postgres://app:${APP_PASSWORD}@localhost/app
    url = "%s"

    # The folder of migrations, from here.
    dir = "%s"

    # Whether warnings refuse a script, such as values that are lost and nobody said so.
    strict = false
    """
        .formatted(toml(url), toml(dir.toString()));
  }

  private String url(Talk talk) {
    @Nullable String url = options().url;
    if (url == null) {
      return "sqlite:app.db";
    }
    DatabaseUrl parsed;
    try {
      parsed = DatabaseUrl.parse(url, talk.around().environment());
    } catch (BadUrl e) {
      throw Stop.because(e.diagnostic());
    }
    return switch (parsed) {
      case DatabaseUrl.Sqlite sqlite -> sqlite.shown();
      case DatabaseUrl.Postgres postgres -> {
        if (url.contains(":" + postgres.password() + "@")) {
          talk.remark("the password is not written to mig.toml: give it in PGPASSWORD");
        }
        yield withUser(postgres);
      }
    };
  }

  private static String withUser(DatabaseUrl.Postgres url) {
    String user = url.user() == null ? "" : url.user() + "@";
    return "postgres://" + user + String.join(",", List.copyOf(url.hosts())) + "/" + url.database();
  }

  private static String toml(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
