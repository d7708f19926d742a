package dev.mig.editors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real editors colour the corpus and every example as the lexer says. */
class EditorsTest {
  /** What npm says when it cannot reach the packages, rather than that something is wrong. */
  private static final Pattern OFFLINE =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|network");

  private static final String INDENTED =
      """
      create table a {
        id integer primary key
        update text
      }
      on t {
        add column c text default '}'
        if d { -- {
          delete where e = 1
              where is put by hand
          insert (a) values (
            1
          )
        }
        /* a {
           put by hand */
        drop column e
      }
      drop table f
      """;

  private static final List<String> INSTALL =
      List.of(
          "npm",
          "ci",
          "--prefer-offline",
          "--no-audit",
          "--no-fund",
          "--fetch-retries=1",
          "--fetch-retry-mintimeout=1000");

  private static final int OLDEST_NODE = 20;

  private static final Path FOLDER = Corpus.FOLDER.toAbsolutePath();

  @TempDir private Path temp;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void vimColoursAsTheLexerDoes() throws Exception {
    Tool.need("vim");
    coloursAsTheLexerDoes(vim("vim"), all());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void neovimColoursAsTheLexerDoes() throws Exception {
    Tool.need("nvim");
    // It reads the same file as Vim, so what is chosen is enough.
    coloursAsTheLexerDoes(vim("nvim"), Corpus.entries());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void emacsColoursAsTheLexerDoes() throws Exception {
    Tool.need("emacs");
    String mode = FOLDER.resolve("emacs/mig-mode.el").toString();
    String script = FOLDER.resolve("test/emacs.el").toString();
    coloursAsTheLexerDoes(List.of("emacs", "-Q", "--batch", "-l", mode, "-l", script), all());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void vimIndentsAndComments() throws Exception {
    Tool.need("vim");
    String script = FOLDER.resolve("test/vim-edit.vim").toString();
    edits(List.of("vim", "-es", "-u", "NONE", "-i", "NONE", "--cmd", runtime(), "-S", script));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void emacsIndentsAndComments() throws Exception {
    Tool.need("emacs");
    String mode = FOLDER.resolve("emacs/mig-mode.el").toString();
    String script = FOLDER.resolve("test/emacs-edit.el").toString();
    edits(List.of("emacs", "-Q", "--batch", "-l", mode, "-l", script));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void emacsCompilesTheModeWithoutWarnings() throws Exception {
    Tool.need("emacs");
    Path mode = Files.copy(FOLDER.resolve("emacs/mig-mode.el"), temp.resolve("mig-mode.el"));
    String strict = "(setq byte-compile-error-on-warn t)";
    Tool.run(
            temp,
            Map.of(),
            List.of(
                "emacs",
                "-Q",
                "--batch",
                "--eval",
                strict,
                "-f",
                "batch-byte-compile",
                mode.toString()))
        .good();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theGrammarsOfVisualStudioCodeAndOfPagesColourAsTheLexerDoes() throws Exception {
    Path copy = withPackages("editor-support", "test", "vscode/syntaxes", "highlightjs");
    Tool.run(copy, Map.of(), List.of("npm", "test")).good();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theExtensionOfVisualStudioCodeIsBuilt() throws Exception {
    Path copy = withPackages("editor-support/vscode", "syntaxes", "snippets", "src");
    Tool.run(copy, Map.of(), List.of("npm", "run", "package")).good();
    assertThat(copy.resolve("mig.vsix")).isRegularFile();
    assertThat(entries(copy.resolve("mig.vsix")))
        .contains(
            "extension/package.json",
            "extension/dist/extension.js",
            "extension/language-configuration.json",
            "extension/syntaxes/mig.tmLanguage.json",
            "extension/snippets/mig.json")
        .noneMatch(name -> name.contains("node_modules"));
  }

  private static List<String> entries(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  /** A copy under target/ of a folder that npm knows, with the packages of its lock file. */
  private static Path withPackages(String folder, String... parts)
      throws IOException, InterruptedException {
    Tool.need("npm");
    String node = Tool.run(Path.of("."), Map.of(), List.of("node", "--version")).good().strip();
    int major = Integer.parseInt(node.replaceAll("^v(\\d+).*", "$1"));
    assumeTrue(major >= OLDEST_NODE, "node is of version " + node);
    Path from = Path.of(folder);
    Path to = Path.of("target").resolve(folder + "-npm").toAbsolutePath();
    Trees.copy(from, to, parts);
    String lock = Files.readString(to.resolve("package-lock.json"));
    Path installed = to.resolve("node_modules/.installed");
    if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
      Tool.Result result = Tool.run(to, Map.of(), INSTALL);
      boolean offline = result.exit() != 0 && OFFLINE.matcher(result.output()).find();
      assumeTrue(!offline, "npm cannot reach the packages");
      result.good();
      Files.writeString(installed, lock);
    }
    return to;
  }

  private static String runtime() {
    return "set rtp^=" + FOLDER.resolve("vim").toString().replace(" ", "\\ ");
  }

  private static List<String> vim(String program) {
    String script = FOLDER.resolve("test/vim.vim").toString();
    return List.of(program, "-es", "-u", "NONE", "-i", "NONE", "--cmd", runtime(), "-S", script);
  }

  private static Map<String, String> all() throws IOException {
    Map<String, String> all = new LinkedHashMap<>(Corpus.entries());
    all.putAll(Corpus.scripts());
    return all;
  }

  /** Has an editor write the letters of its colours; names have none of their own. */
  private void coloursAsTheLexerDoes(List<String> command, Map<String, String> all)
      throws IOException, InterruptedException {
    List<String> files = new ArrayList<>();
    for (String code : all.values()) {
      Path file = temp.resolve(files.size() + ".mig");
      Files.writeString(file, code + "\n");
      files.add(file.toString());
    }
    Path list = Files.write(temp.resolve("files"), files);
    Tool.Result result = Tool.run(temp, Map.of("MIG_TEST_FILES", list.toString()), command);
    Path failed = temp.resolve("files.failed");
    assertThat(result.exit())
        .as(result.output() + (Files.exists(failed) ? Files.readString(failed) : ""))
        .isZero();
    Iterator<String> written = files.iterator();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String code = entry.getValue();
      String letters = Files.readString(Path.of(written.next() + ".letters"));
      String expected = byCharacter(code, Meaning.letters(code).replace('n', ' '));
      assertThat(picture(code, letters)).as(entry.getKey()).isEqualTo(picture(code, expected));
    }
  }

  /** The letters of a text, one for each character instead of one for each UTF-16 unit. */
  private static String byCharacter(String code, String letters) {
    StringBuilder shorter = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      if (!Character.isLowSurrogate(code.charAt(i))) {
        shorter.append(letters.charAt(i));
      }
    }
    return shorter.toString();
  }

  private static String picture(String code, String letters) {
    List<String> lines = code.lines().toList();
    List<String> below = letters.lines().toList();
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = i < below.size() ? below.get(i).stripTrailing() : "";
      picture.append(lines.get(i)).append('\n').append(line).append('\n');
    }
    return picture.toString();
  }

  /** Has an editor indent a script that lost its indentation, and then comment out line 6. */
  private void edits(List<String> command) throws IOException, InterruptedException {
    Path file = temp.resolve("a.mig");
    Files.writeString(file, INDENTED.replaceAll("(?m)^ ++(?!where|put)", ""));
    Tool.run(temp, Map.of("MIG_TEST_FILE", file.toString()), command).good();
    assertThat(Files.readString(file))
        .isEqualTo(INDENTED.replaceFirst("add column", "-- add column"));
  }
}
