package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts and folders that are not what they should be: one clear message, the exit code promised,
 * nothing changed.
 */
class BadInputTest {
  @TempDir Path folder;
  private Shell shell;
  private List<String> start;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.sql(
        "create table users (id integer primary key, name text)",
        "insert into users values (1, 'Ada')");
    start = shell.schema();
  }

  private void isRefused(String code, int exit, String... arguments) {
    Shell.Result json = shell.mig(with(arguments, "--json"));
    assertThat(json.exit()).as(json.all()).isEqualTo(exit);
    assertThat(json.codes()).containsExactly(code);
    Shell.Result text = shell.mig(arguments);
    assertThat(text.exit()).isEqualTo(exit);
    assertThat(text.all())
        .containsOnlyOnce("error[" + code + "]")
        .doesNotContain("Exception", "\tat ", "R799");
    assertThat(shell.schema()).isEqualTo(start);
    assertThat(shell.rows("select * from users")).containsExactly("1|Ada");
  }

  private static String[] with(String[] arguments, String more) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }

  @Test
  void aFileThatIsNotUtf8() {
    shell.write("a.mig", "add column users.stra\u00DFe text".getBytes(StandardCharsets.ISO_8859_1));
    isRefused("S108", 1, "check", "a.mig");
    isRefused("S108", 1, "run", "a.mig");
  }

  @Test
  void aFileInUtf16() {
    shell.write("a.mig", "add column users.x text".getBytes(StandardCharsets.UTF_16));
    isRefused("S108", 1, "check", "a.mig");
  }

  @Test
  void aNulByte() {
    shell.write("a.mig", "add column users.x text\0");
    isRefused("S108", 1, "run", "a.mig");
  }

  @Test
  void anEmptyFile() {
    shell.write("a.mig", "");
    isRefused("S106", 1, "check", "a.mig");
    isRefused("S106", 1, "run", "a.mig");
  }

  @Test
  void tenThousandParentheses() {
    shell.write(
        "a.mig", "update users set name = " + "(".repeat(10_000) + "1" + ")".repeat(10_000));
    isRefused("S104", 1, "check", "a.mig");
    isRefused("S104", 1, "run", "a.mig");
  }

  @Test
  void fiftyMegabytes() {
    byte[] bytes = new byte[50 << 20];
    java.util.Arrays.fill(bytes, (byte) ' ');
    shell.write("a.mig", bytes);
    isRefused("S105", 1, "check", "a.mig");
  }

  @Test
  void fiftyMegabytesOnStandardInput() {
    shell.input = " ".repeat(50 << 20);
    isRefused("S105", 1, "check", "-");
  }

  @Test
  void aFolderAsFile() throws Exception {
    Files.createDirectory(folder.resolve("a.mig"));
    isRefused("P603", 2, "check", "a.mig");
    isRefused("P603", 2, "fmt", "a.mig");
  }

  @Test
  void aFileThatIsNotThere() {
    shell.write("add_name.mig", "drop index x");
    isRefused("P603", 2, "run", "add_nam.mig");
    assertThat(shell.mig("run", "add_nam.mig").err()).contains("add_name.mig");
  }

  @Test
  void twoFilesOfOneName() {
    shell.write("migrations/001_a.mig", "add column users.x text");
    shell.write("migrations/002_a.mig", "add column users.y text");
    for (String command : List.of("check", "up", "status", "plan")) {
      isRefused("G501", 1, command);
    }
    shell.write("here/one.mig", "add column users.x text");
    shell.write("there/one.mig", "add column users.y text");
    isRefused("G501", 1, "check", "here/one.mig", "there/one.mig");
  }

  @Test
  void anAfterThatNamesNothing() {
    shell.write("migrations/001_mno345pqr678.mig", "add column users.x text");
    shell.write("migrations/002_b.mig", "migration b after mno35pqr678 add column users.y text");
    isRefused("G502", 1, "up");
    assertThat(shell.mig("up").err()).contains("mno345pqr678");
  }

  @Test
  void aCycleOfAfter() {
    shell.write("migrations/001_a.mig", "migration a after b add column users.x text");
    shell.write("migrations/002_b.mig", "migration b after a add column users.y text");
    isRefused("G503", 1, "up");
    assertThat(shell.mig("up").err()).contains("a after b");
  }

  @Test
  void everyMistakeOfAScriptAtOnce() {
    shell.write(
        "a.mig",
        """
        add column user.age integer
        alter column users.name set not nul
        rename column users.nam to full_name
        drop index nowhere
        add column users.name text
        """);
    Shell.Result result = shell.mig("check", "a.mig", "--json");
    assertThat(result.codes()).hasSize(5);
    List<Integer> lines =
        result.json().getAsJsonArray("diagnostics").asList().stream()
            .map(d -> d.getAsJsonObject().getAsJsonObject("span").getAsJsonObject("start"))
            .map(start -> start.get("line").getAsInt())
            .toList();
    assertThat(lines).containsExactly(1, 2, 3, 4, 5);
    assertThat(shell.mig("check", "a.mig").out())
        .endsWith("5 errors in a.mig; nothing was written\n");
  }

  @Test
  void aDefectIsToldAsOneAndWithoutATrace() {
    Surroundings around =
        new Surroundings(
            new java.io.FilterInputStream(java.io.InputStream.nullInputStream()) {
              @Override
              public int read(byte[] bytes, int from, int length) {
                throw new IllegalStateException("the stream is odd: postgres://u:pa55word@h/d");
              }
            },
            new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
            new java.io.PrintStream(new java.io.ByteArrayOutputStream()),
            java.util.Map.of("MIG_URL", "sqlite:app.db"),
            folder,
            Surroundings.Terminals.NONE);
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    Surroundings listening =
        new Surroundings(
            around.in(),
            around.out(),
            new java.io.PrintStream(err, true, StandardCharsets.UTF_8),
            around.environment(),
            folder,
            around.terminals());
    assertThat(Main.run(listening, "check", "-")).isEqualTo(70);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("R799", "defect of mig", "the stream is odd")
        .doesNotContain("pa55word", "\tat ");
  }
}
