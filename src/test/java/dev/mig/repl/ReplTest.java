package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell at a terminal that is a pair of pipes. */
class ReplTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aStatementShowsWhatItDidAndUndoTakesItBack(String dialect) throws Exception {
    try (Sitting at = new Sitting(dialect, folder)) {
      System.out.println(at.line("fill orders.status = 'open'"));
      System.out.println(at.line("add column users.email varchar(60)"));
      System.out.println(at.line("select * from users"));
      System.out.println(at.line("\\undo 2"));
    }
  }
}
