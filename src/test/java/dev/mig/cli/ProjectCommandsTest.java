package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init}, {@code new}, {@code fmt}, {@code explain} and what stands before every command. */
class ProjectCommandsTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void aloneItSaysTheFiveThingsThatANewcomerWants() {
    Shell.Result result = shell.mig();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("mig demo", "mig init", "mig new", "mig check", "mig up");
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command :
        "init new check plan up down to redo status graph run fmt explain demo".split(" ")) {
      Shell.Result result = shell.mig(command, "--help");
      assertThat(result.exit()).isZero();
      assertThat(result.out()).contains("Usage: mig " + command, "Examples:", "  mig " + command);
    }
  }

  @Test
  void anyWidthOfATerminalWillDo() {
    for (String width : List.of("0", "1", "40", "80", "9999", "wide", "-3")) {
      shell.environment.put("COLUMNS", width);
      assertThat(shell.mig("--help").exit()).isZero();
      assertThat(shell.mig("check").exit()).isEqualTo(2);
    }
  }

  @Test
  void aWrongCommandIsAnsweredWithTheNearest() {
    Shell.Result result = shell.mig("chek");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("there is no command chek", "did you mean  check");
    assertThat(shell.mig("check", "--jsn").err())
        .contains("there is no option --jsn", "did you mean  --json");
  }

  @Test
  void aWrongCallIsOneObjectInJson() {
    Shell.Result result = shell.mig("status", "--json", "--wait", "long");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.json().get("outcome").getAsString()).isEqualTo("usage");
    assertThat(result.json().get("message").getAsString()).contains("long");
  }

  @Test
  void theVersionIsToldFromEverywhere() {
    assertThat(shell.mig("--version").out()).startsWith("mig ");
    assertThat(shell.mig("up", "--version").out()).startsWith("mig ");
  }

  @Test
  void initMakesAProjectThatChecks() {
    shell.environment.remove("MIG_URL");
    Shell.Result made = shell.mig("init");
    assertThat(made.exit()).isZero();
    assertThat(folder.resolve("mig.toml")).isRegularFile();
    assertThat(folder.resolve("migrations/001_create_notes.mig")).isRegularFile();
    assertThat(shell.mig("check").exit()).isZero();
    assertThat(shell.mig("fmt", "--check").exit()).isZero();
  }

  @Test
  void initOverwritesNothing() {
    shell.write("mig.toml", "dir = \"migrations\"\n");
    shell.write("migrations/007_mine.mig", "migration mine\n");
    Shell.Result result = shell.mig("init", "--json");
    assertThat(result.json().getAsJsonArray("created")).isEmpty();
    assertThat(result.json().getAsJsonArray("kept")).hasSize(2);
    assertThat(shell.read("mig.toml")).isEqualTo("dir = \"migrations\"\n");
    assertThat(folder.resolve("migrations/001_create_notes.mig")).doesNotExist();
  }

  @Test
  void initWritesNoPassword() {
    Shell.Result result = shell.mig("init", "--url", "postgres://app:s3cr3t-word@localhost/app");
    assertThat(shell.read("mig.toml"))
        .contains("postgres://app@localhost")
        .doesNotContain("s3cr3t");
    assertThat(result.all()).contains("PGPASSWORD").doesNotContain("s3cr3t");
  }

  @Test
  void newNumbersItsFiles() {
    shell.mig("init");
    Shell.Result result = shell.mig("new", "Add Status!", "--title", "it's new");
    assertThat(result.exit()).isZero();
    assertThat(shell.read("migrations/002_add_status.mig"))
        .startsWith("migration add_status 'it''s new'\n");
    shell.write("migrations/0099_x.mig", "migration x\n");
    shell.mig("new", "later");
    assertThat(folder.resolve("migrations/0100_later.mig")).isRegularFile();
  }

  @Test
  void newRefusesANameThatIsTaken() {
    shell.mig("init");
    Shell.Result result = shell.mig("new", "create_notes", "--json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.codes()).containsExactly("G501");
    assertThat(shell.mig("new", "!!!", "--json").exit()).isEqualTo(2);
  }

  @Test
  void withoutAFolderItSaysHowToBegin() {
    Shell.Result result = shell.mig("new", "x");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("P604", "mig init");
  }

  @Test
  void fmtRewritesAndChecks() {
    shell.write("migrations/001_a.mig", "ADD   column a.b   text -- why\n");
    assertThat(shell.mig("fmt", "--check").exit()).isEqualTo(1);
    assertThat(shell.read("migrations/001_a.mig")).startsWith("ADD");
    assertThat(shell.mig("fmt").exit()).isZero();
    assertThat(shell.read("migrations/001_a.mig")).isEqualTo("add column a.b text  -- why\n");
    assertThat(shell.mig("fmt", "--check").exit()).isZero();
  }

  @Test
  void fmtFiltersAndLeavesWhatDoesNotParse() {
    shell.input = "DROP  index x";
    assertThat(shell.mig("fmt", "--stdin").out()).isEqualTo("drop index x\n");
    shell.write("migrations/001_a.mig", "add  colum a.b text\n");
    Shell.Result result = shell.mig("fmt");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("error[S");
    assertThat(shell.read("migrations/001_a.mig")).isEqualTo("add  colum a.b text\n");
  }

  @Test
  void settingsThatCannotBeUsedEndTheCall() {
    shell.write("mig.toml", "ulr = \"sqlite:app.db\"\n");
    Shell.Result result = shell.mig("status");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("P601", "ulr", "url");
  }

  @Test
  void withoutADatabaseItSaysWhereToNameOne() {
    shell.environment.remove("MIG_URL");
    shell.write("migrations/001_a.mig", "drop index x\n");
    Shell.Result result = shell.mig("check");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("P602", "--url", "MIG_URL", "mig.toml");
  }

  @Test
  void aSqliteFileOfTheSettingsLiesBesideThem() throws Exception {
    shell.environment.remove("MIG_URL");
    shell.mig("init");
    Path below = Files.createDirectories(folder.resolve("deep/inside"));
    Shell inside = new Shell(below);
    inside.environment.remove("MIG_URL");
    assertThat(inside.mig("up").exit()).isZero();
    assertThat(folder.resolve("app.db")).isRegularFile();
    assertThat(below).isEmptyDirectory();
  }
}
