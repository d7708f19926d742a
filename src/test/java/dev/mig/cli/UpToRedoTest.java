package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up N|NAME}, {@code to}, {@code redo}, and what stands before applied ones. */
class UpToRedoTest {
  @TempDir Path folder;

  private Workshop open(String dialect) {
    Workshop shop = new Workshop(dialect, folder);
    shop.migration("001_add_age", "add column users.age integer");
    shop.migration("003_rename_age", "rename column users.age to years");
    shop.migration("005_add_email", "add column users.email text");
    return shop;
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void upGoesAsFarAsItIsTold(String dialect) {
    try (Workshop shop = open(dialect)) {
      assertThat(shop.mig("up", "2", "--dry-run").out())
          .contains("add_age", "rename_age")
          .doesNotContain("add_email");
      Shell.Result one = shop.mig("up", "1");
      assertThat(one.exit()).as(one.all()).isZero();
      assertThat(shop.applied()).containsExactly("add_age");
      Shell.Result named = shop.mig("up", "rename_age");
      assertThat(named.exit()).as(named.all()).isZero();
      assertThat(named.out()).contains("applied  rename_age", "done, 1 migration;");
      assertThat(shop.mig("up", "add_age").out()).isEqualTo("add_age is applied already\n");
      assertThat(shop.mig("up", "add_age", "--json").json().get("outcome").getAsString())
          .isEqualTo("done");
      assertThat(shop.mig("up", "99").exit()).isZero();
      assertThat(shop.mig("up", "99").out()).isEqualTo("nothing is pending\n");
      assertThat(shop.applied()).containsExactly("add_age", "rename_age", "add_email");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void wrongNamesAndNumbersAreWrongCalls(String dialect) {
    try (Workshop shop = open(dialect)) {
      shop.mig("up", "1");
      for (String[] call :
          List.of(
              new String[] {"up", "rename_aeg"},
              new String[] {"to", "rename_aeg"},
              new String[] {"up", "rename_aeg", "--dry-run"})) {
        Shell.Result result = shop.mig(call);
        assertThat(result.exit()).as(result.all()).isEqualTo(2);
        assertThat(result.err()).contains("G506", "the nearest: rename_age");
      }
      assertThat(shop.mig("redo", "add_agee").err()).contains("G506", "the nearest: add_age");
      for (String command : List.of("up", "down", "redo")) {
        Shell.Result result = shop.mig(command, "0");
        assertThat(result.exit()).as(command).isEqualTo(2);
        assertThat(result.err()).contains("P605", "0 migrations are none");
      }
      assertThat(shop.mig("to").exit()).isEqualTo(2);
      assertThat(shop.mig("to", "17").err()).contains("no migration 17 is applied or pending");
      assertThat(shop.applied()).containsExactly("add_age");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void toGoesUpAndDown(String dialect) {
    try (Workshop shop = open(dialect)) {
      assertThat(shop.mig("to", "rename_age", "--dry-run").out())
          .contains("add_age")
          .contains("--");
      Shell.Result up = shop.mig("to", "rename_age");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(shop.applied()).containsExactly("add_age", "rename_age");
      assertThat(shop.mig("to", "rename_age").out())
          .isEqualTo("rename_age is the last one already\n");
      shop.mig("up");
      assertThat(shop.mig("to", "add_age", "--dry-run").out())
          .isEqualTo("would take back  add_email  (exact)\nwould take back  rename_age  (exact)\n");
      Shell.Result down = shop.mig("to", "add_age", "--json");
      assertThat(down.exit()).as(down.all()).isZero();
      assertThat(down.json().getAsJsonArray("migrations").toString())
          .contains("\"name\":\"add_email\",\"way\":\"down\",\"outcome\":\"done\"");
      assertThat(shop.applied()).containsExactly("add_age");
      assertThat(shop.columns()).containsExactly("age", "id", "name");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void redoAppliesWhatTheFileSaysNow(String dialect) {
    try (Workshop shop = open(dialect)) {
      assertThat(shop.mig("redo").out())
          .isEqualTo("nothing is applied, so there is nothing to do again\n");
      shop.mig("up");
      shop.migration("005_add_email", "add column users.mail text");
      assertThat(shop.mig("up").err()).contains("G504");
      Shell.Result dry = shop.mig("redo", "2", "--dry-run", "--json");
      assertThat(dry.json().get("again").toString()).isEqualTo("[\"rename_age\",\"add_email\"]");
      Shell.Result redo = shop.mig("redo", "rename_age");
      assertThat(redo.exit()).as(redo.all()).isZero();
      assertThat(redo.out())
          .containsSubsequence(
              "taken back  add_email",
              "taken back  rename_age",
              "applied  rename_age",
              "applied  add_email",
              "done, 2 migrations");
      assertThat(shop.columns()).containsExactly("id", "mail", "name", "years");
      assertThat(shop.mig("status").exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatRedoCanSeeBeforehandIsRefusedBeforeAnythingIsDone(String dialect) throws Exception {
    try (Workshop shop = open(dialect)) {
      shop.mig("up");
      List<String> applied = shop.applied();
      shop.migration("005_add_email", "add colum users.email text");
      assertThat(shop.mig("redo").err()).contains("error[S10");
      shop.migration("006_later", "add column users.later text");
      shop.migration("005_add_email", "after later", "add column users.email text");
      assertThat(shop.mig("redo").err()).contains("G508", "add_email comes after later");
      Files.delete(folder.resolve("migrations/005_add_email.mig"));
      assertThat(shop.mig("redo").err()).contains("G505");
      assertThat(shop.mig("redo").exit()).isEqualTo(1);
      shop.migration("005_add_email", "add column users.email text");
      shop.migration("001_add_age", "add column users.age bigint");
      assertThat(shop.mig("redo").err()).contains("G504", "add_age");
      assertThat(shop.applied()).isEqualTo(applied);
      shop.migration("001_add_age", "add column users.age integer");
      shop.migration("006_later", "drop column users.email losing");
      shop.mig("up", "--yes");
      assertThat(shop.mig("redo").err()).contains("L302", "nothing was changed");
      assertThat(shop.mig("to", "add_age").err()).contains("L302", "nothing was changed");
      assertThat(shop.applied()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatRedoSeesOnlyAfterwardsLeavesItPending(String dialect) {
    try (Workshop shop = open(dialect)) {
      shop.mig("up");
      shop.migration("005_add_email", "add column users.email text not null");
      Shell.Result redo = shop.mig("redo", "2", "--json");
      assertThat(redo.exit()).as(redo.all()).isEqualTo(4);
      assertThat(redo.codes()).containsExactly("D203");
      assertThat(redo.err())
          .contains("taken back and not applied again: add_email, rename_age; mig up applies them");
      assertThat(shop.applied()).containsExactly("add_age");
      assertThat(shop.columns()).containsExactly("age", "id", "name");
      shop.migration("005_add_email", "add column users.email text");
      assertThat(shop.mig("up").exit()).isZero();
      assertThat(shop.columns()).containsExactly("email", "id", "name", "years");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void onATerminalToAndRedoAsk(String dialect) {
    try (Workshop shop = open(dialect)) {
      shop.mig("up");
      shop.shell.terminals = new Surroundings.Terminals(true, true, true);
      shop.shell.input = "n\n";
      for (String[] call : List.of(new String[] {"to", "add_age"}, new String[] {"redo", "2"})) {
        Shell.Result no = shop.mig(call);
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.err()).contains("these 2 back", "[y/N]", "nothing was changed");
      }
      assertThat(shop.applied()).hasSize(3);
      assertThat(shop.mig("redo", "--yes").exit()).isZero();
      shop.shell.input = "y\n";
      assertThat(shop.mig("redo").err()).contains("Take it back and apply it again?");
      assertThat(shop.mig("to", "add_age", "-y").exit()).isZero();
      assertThat(shop.applied()).containsExactly("add_age");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatComesLateIsToldAndStrictlyRefused(String dialect) {
    try (Workshop shop = open(dialect)) {
      assertThat(shop.mig("up").err()).isEmpty();
      shop.migration("002_late", "migration late", "add column users.late text");
      for (String command : List.of("status", "check")) {
        Shell.Result result = shop.mig(command);
        assertThat(result.all())
            .as(command)
            .containsOnlyOnce(
                "warning[G508] late should have come before rename_age, add_email, which are"
                    + " applied")
            .contains("002_late.mig:1:11", "after add_email in its header");
      }
      assertThat(shop.mig("check").out()).contains("it changes users; look");
      Shell.Result strict = shop.mig("up", "--strict", "--json");
      assertThat(strict.exit()).isEqualTo(1);
      assertThat(strict.codes()).containsExactly("G508");
      assertThat(shop.mig("check", "--strict").exit()).isEqualTo(1);
      assertThat(shop.mig("check", "migrations/002_late.mig").out()).contains("G508");
      assertThat(shop.applied()).hasSize(3);
      Shell.Result up = shop.mig("up");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(up.err()).contains("G508");
      assertThat(shop.mig("status").all()).doesNotContain("G508");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatSaysThatItComesAfterThemIsNotLate(String dialect) {
    try (Workshop shop = open(dialect)) {
      shop.mig("up");
      shop.migration("002_later", "migration later", "after add_email", "add column users.l text");
      assertThat(shop.mig("check").all()).doesNotContain("G508");
      assertThat(shop.mig("up", "--strict").exit()).isZero();
    }
  }
}
