package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestSqlite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with texts, files, settings and databases. */
class BadInputTest {
  private static final String FILE = "migrations/001_first.mig";

  @TempDir Path folder;

  @Test
  void anUnreachableDatabaseIsToldOnce() throws Exception {
    try (Editor editor = Editor.start(folder, "postgres://nobody@127.0.0.1:1/nothing")) {
      editor.create(FILE, "create table a {\n  id integer primary key\n}\nadd colunm a.b text\n");
      assertThat(editor.message().getMessage())
          .contains("does not answer", "are checked without it");
      editor.codes(FILE, "S101");
      editor.replace(FILE, "add column a.b text\n");
      editor.codes(FILE);
      editor.save(FILE);
      editor.save(FILE);
      editor.type(FILE, new Position(0, 0), "drop colunm a.c saving\n");
      editor.codes(FILE, "S101");
      assertThat(editor.shown).hasSize(1);
      assertThat(editor.quit()).isZero();
    }
  }

  @Test
  void settingsThatAreBrokenAreToldAtTheirPlace() throws Exception {
    Files.writeString(folder.resolve("mig.toml"), "dir = \"migrations\"\nurl = \n");
    try (Editor editor = Editor.start(folder, null)) {
      editor.create(FILE, "add colunm a.b text\n");
      editor.codes(FILE, "S101");
      Diagnostic wrong = editor.codes("mig.toml", "P601").getFirst();
      assertThat(wrong.getRange().getStart().getLine()).isEqualTo(1);
      editor.write("mig.toml", "dir = \"migrations\"\n");
      editor.save(FILE);
      editor.codes("mig.toml");
    }
  }

  @Test
  void aUrlThatNobodyUnderstandsIsTold() throws Exception {
    Files.writeString(folder.resolve("mig.toml"), "url = \"nonsense://x\"\n");
    try (Editor editor = Editor.start(folder, null)) {
      editor.create(FILE, "add colunm a.b text\n");
      editor.codes(FILE, "S101");
      assertThat(editor.message().getMessage()).contains("nonsense");
    }
  }

  @Test
  void aFileOutsideOfAnyProject() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      editor.create("elsewhere/note.mig", "create tabel a\n");
      editor.codes("elsewhere/note.mig", "S101");
    }
  }

  @Test
  void aTextThatIsInNoFile() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      editor.openUnsaved("untitled:Untitled-1", "add colunm a.b text\n");
      assertThat(Editor.codes(editor.diagnosticsOf("untitled:Untitled-1", all -> !all.isEmpty())))
          .containsExactly("S101");
    }
  }

  @Test
  void aFileThatIsDeletedWhileItIsOpen() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      editor.create(FILE, "add colunm a.b text\n");
      editor.codes(FILE, "S101");
      Files.delete(editor.folder.resolve(FILE));
      Files.delete(editor.folder.resolve("migrations"));
      editor.replace(FILE, "create tabel a\nadd colunm a.b text\n");
      editor.codes(FILE, "S101", "S101");
      editor.close(FILE);
      editor.codes(FILE);
      assertThat(editor.quit()).isZero();
    }
  }

  @Test
  void bytesThatAreNoTextKeepTheFolderFromBeingChecked() throws Exception {
    try (TestDatabase database = TestSqlite.create();
        Editor editor = Editor.start(folder, database.url())) {
      Files.createDirectories(folder.resolve("migrations"));
      Files.write(folder.resolve("migrations/000_bad.mig"), new byte[] {'a', (byte) 0xff, 'b'});
      editor.create(FILE, "drop table nothing\n");
      List<Diagnostic> told =
          editor.diagnostics(
              FILE,
              all -> all.stream().anyMatch(d -> d.getMessage().getLeft().contains("not UTF-8")));
      assertThat(told).hasSize(1);
      // In the editor it is a text, whatever is on disk.
      editor.open("migrations/000_bad.mig", "create table nothing {\n  id integer\n}\n");
      editor.codes(FILE);
    }
  }

  @Test
  void aTextOfFiveMegabytesHangsNothing() throws Exception {
    String line = "insert users (id, name) values (1, 'somebody whose name is of some length')\n";
    String text = line.repeat(5 * 1024 * 1024 / line.length());
    try (Editor editor = Editor.start(folder, null)) {
      editor.open("migrations/002_large.mig", text);
      editor.create(FILE, "add colunm a.b text\n");
      editor.codes(FILE, "S101");
      Diagnostic large = editor.codes("migrations/002_large.mig", "S105").getFirst();
      assertThat(large.getMessage().getLeft()).contains("mig check");
      long began = System.nanoTime();
      editor.type("migrations/002_large.mig", new Position(70_000, 0), "in");
      assertThat(
              Editor.wait(
                      editor
                          .server
                          .getTextDocumentService()
                          .completion(
                              new CompletionParams(
                                  editor.id("migrations/002_large.mig"), new Position(70_000, 2))))
                  .getRight()
                  .getItems())
          .isEmpty();
      assertThat(
              Editor.wait(
                  editor
                      .server
                      .getTextDocumentService()
                      .formatting(
                          new DocumentFormattingParams(
                              editor.id("migrations/002_large.mig"),
                              new FormattingOptions(2, true)))))
          .isEmpty();
      assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void whatIsNoMessageEndsNothing() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      String nonsense = "{\"jsonrpc\": \"2.0\", \"method\": 7}";
      byte[] message =
          ("Content-Length: " + nonsense.length() + "\r\n\r\n" + nonsense)
              .getBytes(StandardCharsets.UTF_8);
      editor.process.getOutputStream().write(message);
      editor.process.getOutputStream().flush();
      editor.create(FILE, "add colunm a.b text\n");
      editor.codes(FILE, "S101");
      assertThat(editor.quit()).isZero();
      assertThat(editor.errors()).isEmpty();
    }
  }
}
