package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
  private static final String UGLY = "DROP   index x\n";
  private static final String NICE = "drop index x\n";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void call() {
    shell = new Shell(folder);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void checkListsTheFilesAndChangesNothing() {
    shell.write("a.mig", UGLY);
    shell.write("b.mig", NICE);
    Shell.Result result = shell.mig("fmt", "--check", "a.mig", "b.mig");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("would change  ", "a.mig").doesNotContain("b.mig");
    assertThat(shell.read("a.mig")).isEqualTo(UGLY);
  }

  @Test
  void diffShowsWhatWouldChange() {
    shell.write("a.mig", "fill users.a = 1\nDROP   index x\nfill users.b = 2\n");
    Shell.Result result = shell.mig("fmt", "--diff", "a.mig");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "    fill users.a = 1\n  - DROP   index x\n  + drop index x\n    fill users.b = 2");
    assertThat(shell.read("a.mig")).contains("DROP");
    assertThat(shell.mig("fmt", "--check", "--diff", "--json", "a.mig").json().toString())
        .contains("- DROP   index x");
    shell.input = UGLY;
    Shell.Result stdin = shell.mig("fmt", "--stdin", "--diff");
    assertThat(stdin.exit()).isEqualTo(1);
    assertThat(stdin.out()).isEqualTo("  - DROP   index x\n  + drop index x\n");
  }

  @Test
  void lineEndsAndAByteOrderMarkGo() {
    shell.write("a.mig", "\uFEFFdrop index x\r\n\r\n-- why\r\ndrop index y\r\n");
    assertThat(shell.mig("fmt", "a.mig").exit()).isZero();
    assertThat(shell.read("a.mig")).isEqualTo("drop index x\n\n-- why\ndrop index y\n");
    shell.write("a.mig", "\uFEFF" + NICE);
    assertThat(shell.mig("fmt", "--check", "a.mig").exit()).isEqualTo(1);
    assertThat(shell.mig("fmt", "a.mig").exit()).isZero();
    assertThat(shell.read("a.mig")).isEqualTo(NICE);
    shell.write("a.mig", "drop index x\r\n");
    assertThat(shell.mig("fmt", "--diff", "a.mig").out()).contains("line ends only");
  }

  @Test
  void whatIsPartOfASqlTextStays() {
    String text = "sql postgres $$\r\n  select 1  \r\n\tfrom x $$\r\n";
    shell.write("a.mig", text);
    shell.mig("fmt", "a.mig");
    assertThat(shell.read("a.mig")).isEqualTo("sql postgres $$\r\n  select 1  \r\n\tfrom x $$\n");
  }

  @Test
  void whatDoesNotParseStaysAndTheOthersAreDone() {
    shell.write("a.mig", "drop  indx x\n");
    shell.write("b.mig", UGLY);
    Shell.Result result = shell.mig("fmt", "a.mig", "b.mig");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("error[S", "a.mig:1:7");
    assertThat(shell.read("a.mig")).isEqualTo("drop  indx x\n");
    assertThat(shell.read("b.mig")).isEqualTo(NICE);
  }

  @Test
  void whatIsNoTextOrNoFileStaysAndTheOthersAreDone() throws IOException {
    byte[] latin = "drop  index \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    shell.write("a.mig", latin);
    Files.createDirectory(folder.resolve("b.mig"));
    shell.write("c.mig", UGLY);
    Shell.Result result = shell.mig("fmt", "a.mig", "b.mig", "gone.mig", "c.mig");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("not UTF-8", "is a folder", "there is no file");
    assertThat(Files.readAllBytes(folder.resolve("a.mig"))).isEqualTo(latin);
    assertThat(shell.read("c.mig")).isEqualTo(NICE);
    assertThat(shell.mig("fmt", "b.mig", "gone.mig", "c.mig").exit()).isEqualTo(2);
  }

  @Test
  void aFileGivenTwiceIsDoneOnce() {
    shell.write("a.mig", UGLY);
    Shell.Result result = shell.mig("fmt", "--json", "a.mig", "./a.mig", "a.mig");
    assertThat(result.exit()).isZero();
    assertThat(result.json().getAsJsonArray("changed")).hasSize(1);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    shell.write("real.mig", UGLY);
    Path link = Files.createSymbolicLink(folder.resolve("link.mig"), Path.of("real.mig"));
    assertThat(shell.mig("fmt", "link.mig").exit()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(shell.read("real.mig")).isEqualTo(NICE);
    assertThat(files()).containsExactly("link.mig", "real.mig");
  }

  @Test
  void permissionsStayAndAReadOnlyFileIsLeftAlone() throws IOException {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Path file = shell.write("a.mig", UGLY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r-x"));
    assertThat(shell.mig("fmt", "a.mig").exit()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r-x");

    Path kept = shell.write("b.mig", UGLY);
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("r--r--r--"));
    Shell.Result result = shell.mig("fmt", "b.mig");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("P603", "b.mig may not be written");
    assertThat(shell.read("b.mig")).isEqualTo(UGLY);
    assertThat(files()).containsExactly("a.mig", "b.mig");
  }

  @Test
  void aFileOfFiveMegabytes() {
    String line = "UPDATE users set note='" + "long ".repeat(2000) + "'saving -- why\n";
    int lines = 5_000_000 / line.length();
    shell.write("a.mig", line.repeat(lines));
    assertThat(shell.mig("fmt", "a.mig").exit()).isZero();
    assertThat(shell.read("a.mig"))
        .startsWith("update users\n  set note = 'long long")
        .endsWith("'\n  saving  -- why\n")
        .hasLineCount(3 * lines);
  }

  @Test
  void stdinTakesNoFiles() {
    shell.write("a.mig", UGLY);
    Shell.Result result = shell.mig("fmt", "--stdin", "a.mig");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(shell.read("a.mig")).isEqualTo(UGLY);
  }

  @Test
  void stdinThatDoesNotParseGivesNothing() {
    shell.input = "drop  indx x\n";
    Shell.Result result = shell.mig("fmt", "--stdin");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("<stdin>:1:7");
  }
}
