package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a terminal the shell is a run of its input. */
class ReplCommandTest {
  @TempDir Path folder;

  @Test
  void pipedInputIsRunAsByRun() {
    Shell shell = new Shell(folder);
    shell.input = "create table users {\n  id integer primary key\n  name text\n}\n";
    Shell.Result done = shell.mig("repl", "sqlite:app.db");
    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(done.out()).doesNotContain("mig app", "\u001B");
    shell.input = "insert users (id, nme) values (1, 'Ada')\n";
    Shell.Result refused = shell.mig("repl", "--url", "sqlite:app.db");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("error[N102]", "nme").doesNotContain("\u001B", "\tat ");
  }

  @Test
  void aDatabaseThatIsNotThereIsToldOnce() {
    Shell shell = new Shell(folder);
    shell.input = "delete from users\n";
    Shell.Result refused = shell.mig("repl", "sqlite:none/app.db");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("error[R70").doesNotContain("\tat ");
  }
}
