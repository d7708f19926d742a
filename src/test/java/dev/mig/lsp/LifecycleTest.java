package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, from {@code initialize} to {@code exit}. */
class LifecycleTest {
  @TempDir Path folder;

  @Test
  void fromInitializeToExit() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      assertThat(editor.promised.getCapabilities().getPositionEncoding()).isEqualTo("utf-16");
      assertThat(editor.promised.getServerInfo().getName()).isEqualTo("mig");
      String name = "migrations/001_first.mig";
      editor.create(name, "create tabel users {\n  id integer primary key\n}\n");
      List<Diagnostic> found = editor.diagnostics(name, all -> !all.isEmpty());
      assertThat(Editor.codes(found)).containsExactly("S101");
      assertThat(found.getFirst().getRange().getStart().getCharacter()).isEqualTo(7);
      editor.replace(name, "create table users {\n      id integer primary key\n}");
      assertThat(editor.diagnostics(name, List::isEmpty)).isEmpty();
      List<? extends TextEdit> edits =
          Editor.wait(
              editor
                  .server
                  .getTextDocumentService()
                  .formatting(
                      new DocumentFormattingParams(
                          editor.id(name), new FormattingOptions(2, true))));
      editor.apply(name, edits);
      assertThat(editor.text(name))
          .isEqualTo("create table users {\n  id integer primary key\n}\n");
      assertThat(editor.quit()).isZero();
      assertThat(editor.errors()).isEmpty();
    }
  }

  @Test
  void exitWithoutShutdownIsAFailure() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      editor.server.exit();
      assertThat(editor.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void itEndsWithItsInput() throws Exception {
    try (Editor editor = Editor.start(folder, null)) {
      editor.process.getOutputStream().close();
      assertThat(editor.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void itEndsWithItsEditor() throws Exception {
    Process parent = new ProcessBuilder("sleep", "60").start();
    try (Editor editor = Editor.ofProcess(folder, parent.pid())) {
      parent.destroy();
      assertThat(editor.exitCode()).isEqualTo(1);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void warmingIsAShortVisit() {
    assertThatCode(() -> Warming.warm(folder)).doesNotThrowAnyException();
  }
}
