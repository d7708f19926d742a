package dev.mig.lsp;

import dev.mig.bench.Timing;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon the server answers a key in a script of 5,000 lines: the change and a completion at its
 * end, through the protocol; and until its diagnostics are those of the new text.
 */
class KeystrokeBenchmarks {
  private static final int ROUNDS = 40;

  @TempDir Path folder;

  private static String script(int lines) {
    StringBuilder text = new StringBuilder("create table users {\n  id integer primary key\n}\n");
    for (int i = 0; text.chars().filter(c -> c == '\n').count() < lines - 4; i++) {
      switch (i % 4) {
        case 0 -> text.append("add column users.c").append(i).append(" text\n");
        case 1 -> text.append("fill users.c").append(i - 1).append(" = 'x'\n");
        case 2 ->
            text.append("update users set c")
                .append(i - 2)
                .append(" = upper(c")
                .append(i - 2)
                .append(") where id > ")
                .append(i)
                .append(" saving\n");
        default ->
            text.append("map values users.c")
                .append(i - 3)
                .append(" {\n  'x' -> 'y'\n  else keep\n} losing\n");
      }
    }
    return text.toString();
  }

  @Test
  void fiveThousandLines() throws Exception {
    String text = script(5000);
    String name = "migrations/001_long.mig";
    try (Editor editor = Editor.start(folder, null)) {
      editor.open(name, text);
      editor.diagnostics(name);
      int line = (int) text.chars().filter(c -> c == '\n').count();
      editor.type(name, new Position(line, 0), "fill users.");
      Timing answer = new Timing();
      Timing told = new Timing();
      for (int i = 0; i < ROUNDS; i++) {
        int at = 11 + i;
        answer.time(
            () -> {
              editor.type(name, new Position(line, at), "c");
              return editor
                  .server
                  .getTextDocumentService()
                  .completion(new CompletionParams(editor.id(name), new Position(line, at + 1)))
                  .get(10, TimeUnit.SECONDS);
            });
        told.time(() -> editor.diagnostics(name));
      }
      Timing.row("5000 lines", "change and completion", answer.shown());
      Timing.row("5000 lines", "then until diagnostics", told.shown());
    }
  }
}
