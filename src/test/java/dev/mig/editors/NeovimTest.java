package dev.mig.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.mig.cli.OtherProcess;
import dev.mig.database.Databases;
import dev.mig.run.Live;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a real Neovim, set up as its page says, with the real server and a real database. */
class NeovimTest {
  private static final Path FOLDER = Corpus.FOLDER.toAbsolutePath();

  @TempDir private Path folder;

  @BeforeEach
  void aProject() throws IOException {
    Tool.need("nvim");
    new Live(Databases.open("sqlite:" + folder.resolve("app.db"), Map.of()))
        .execute(
            "CREATE TABLE users (id integer PRIMARY KEY, name text, status text);"
                + "INSERT INTO users VALUES (1, 'Ada', 'N'), (2, 'Bob', 'P');");
    Files.writeString(folder.resolve("mig.toml"), "url = \"sqlite:app.db\"\n");
    Files.createDirectories(folder.resolve("migrations"));
    Path mig = Files.createDirectories(folder.resolve("bin")).resolve("mig");
    String command =
        OtherProcess.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Files.writeString(mig, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    assertThat(mig.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aMistakeOfANameIsSeenMendedFormattedAndSaved() throws Exception {
    Path script = script("migration rename\n\nrename   column users.nmae  to full_name\n");
    JsonObject seen = session(script, "name");
    assertThat(seen.get("line").getAsInt()).isEqualTo(2);
    assertThat(seen.get("message").getAsString()).contains("name");
    assertThat(Files.readString(script))
        .isEqualTo("migration rename\n\nrename column users.name to full_name\n");
  }

  @Test
  void aValueOfARowThatAMapForgetsIsSeenAndKept() throws Exception {
    Path script =
        script("migration recode\n\nmap values users.status {\n 'N' -> 'new'\n} saving\n");
    JsonObject seen = session(script, "keep");
    assertThat(seen.get("message").getAsString()).contains("'P'");
    assertThat(Files.readString(script))
        .isEqualTo(
            """
            migration recode

            map values users.status {
              'N' -> 'new'
              else keep
            } saving
            """);
  }

  private Path script(String text) throws IOException {
    return Files.writeString(folder.resolve("migrations/001_first.mig"), text);
  }

  /**
   * Opens a script, waits for a diagnostic, takes the fix whose title says so, formats, saves; what
   * was seen.
   */
  private JsonObject session(Path script, String fix) throws IOException, InterruptedException {
    Path report = folder.resolve("report.json");
    String runtime = "set rtp^=%s,%s".formatted(FOLDER.resolve("vim"), FOLDER.resolve("nvim"));
    Map<String, String> environment =
        Map.of(
            "PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
            "XDG_CACHE_HOME", folder.resolve("cache").toString(),
            "XDG_STATE_HOME", folder.resolve("state").toString(),
            "MIG_TEST_FILE", script.toString(),
            "MIG_TEST_FIX", fix,
            "MIG_TEST_REPORT", report.toString());
    Tool.Result result =
        Tool.run(
            folder,
            environment,
            List.of(
                "nvim",
                "--headless",
                "-u",
                "NONE",
                "-i",
                "NONE",
                "--cmd",
                runtime,
                "-S",
                FOLDER.resolve("test/nvim.lua").toString()));
    assertThat(report).as(result.output()).exists();
    JsonObject seen = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertThat(seen.has("failure")).as("%s %s", seen, result.output()).isFalse();
    return seen;
  }
}
