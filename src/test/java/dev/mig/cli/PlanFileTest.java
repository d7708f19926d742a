package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.mig.run.PlanFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mig plan -o} and {@code mig up --plan}: what was looked at is run, or nothing. */
class PlanFileTest {
  @TempDir Path folder;

  private Workshop open(String dialect) {
    Workshop shop = new Workshop(dialect, folder);
    shop.migration("001_age", "add column users.age integer not null default 0");
    shop.migration(
        "002_names",
        "split users.name at first ' ' into (first text, last text) missing last = ''",
        "drop column users.name saving");
    shop.migration(
        "003_check", "alter column users.last set not null", "add index by_last on users (last)");
    return shop;
  }

  private Workshop planned(String dialect) {
    Workshop shop = open(dialect);
    Shell.Result plan = shop.mig("plan", "-o", "plan.json");
    assertThat(plan.exit()).as(plan.all()).isZero();
    assertThat(plan.out())
        .isEqualTo("wrote plan.json, 3 migrations; mig up --plan plan.json runs exactly that\n");
    return shop;
  }

  private static Shell.Result refused(Workshop shop, String... says) {
    List<String> columns = shop.columns();
    Shell.Result result = shop.mig("up", "--plan", "plan.json");
    assertThat(result.exit()).as(result.all()).isEqualTo(1);
    assertThat(result.err())
        .containsOnlyOnce("error[")
        .contains("error[G509] what plan.json was made for has changed", "nothing was written")
        .contains(says);
    assertThat(shop.mig("up", "--plan", "plan.json", "--dry-run").err()).contains("G509");
    assertThat(shop.columns()).isEqualTo(columns);
    return result;
  }

  private static void damaged(Workshop shop, String says) {
    Shell.Result result = shop.mig("up", "--plan", "plan.json");
    assertThat(result.exit()).as(result.all()).isEqualTo(2);
    assertThat(result.err()).contains("error[P603] plan.json cannot be run", says);
    assertThat(shop.columns()).containsExactly("id", "name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatWasWrittenIsRun(String dialect) {
    try (Workshop shop = planned(dialect)) {
      JsonObject file = JsonParser.parseString(shop.shell.read("plan.json")).getAsJsonObject();
      assertThat(file.get("dialect").getAsString()).isEqualTo(dialect);
      assertThat(file.getAsJsonArray("migrations")).hasSize(3);
      assertThat(file.getAsJsonObject("tables").keySet()).containsExactly("users");
      assertThat(file.getAsJsonArray("migrations").get(1).getAsJsonObject().keySet())
          .contains("name", "file", "source", "fingerprint", "up", "down", "reverse");
      Shell.Result dry = shop.mig("up", "--plan", "plan.json", "--dry-run");
      assertThat(dry.exit()).as(dry.all()).isZero();
      assertThat(dry.out()).contains("migration age", "migration check");
      assertThat(shop.columns()).containsExactly("id", "name");
      // Neither more rows nor comments make another plan.
      shop.sql("insert into users values (3, 'Grace Hopper')");
      shop.migration("001_age", "-- why", "add column users.age   integer not null default 0");
      shop.migration("004_later", "add column users.later text");
      Shell.Result up = shop.mig("up", "--plan", "plan.json");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(up.out()).contains("applied  age", "applied  names", "applied  check");
      assertThat(up.err()).contains("pending, but not in plan.json: later");
      assertThat(shop.applied()).containsExactly("age", "names", "check");
      Shell.Result again = shop.mig("up", "--plan", "plan.json");
      assertThat(again.exit()).isZero();
      assertThat(again.out()).isEqualTo("all of plan.json is applied already\n");
      assertThat(shop.mig("down", "3").exit()).isZero();
      assertThat(shop.columns()).containsExactly("id", "name");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aPlanUpToANameHoldsThatMuch(String dialect) {
    try (Workshop shop = open(dialect)) {
      shop.shell.write("plan.json", "mine");
      Shell.Result there = shop.mig("plan", "names", "-o", "plan.json");
      assertThat(there.exit()).isEqualTo(2);
      assertThat(there.err()).contains("P603", "there is a file plan.json already", "--force");
      assertThat(shop.shell.read("plan.json")).isEqualTo("mine");
      Shell.Result json = shop.mig("plan", "names", "-o", "plan.json", "--force", "--json");
      assertThat(json.json().get("file").getAsString()).isEqualTo("plan.json");
      assertThat(folder.toFile().list()).containsExactlyInAnyOrder("migrations", "plan.json");
      Shell.Result up = shop.mig("up", "--plan", "plan.json");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(shop.applied()).containsExactly("age", "names");
      assertThat(up.err()).contains("pending, but not in plan.json: check");
      assertThat(shop.mig("plan", "age", "-o", "other.json").err()).contains("G506");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatChangedIsNamed(String dialect) {
    try (Workshop shop = planned(dialect)) {
      shop.migration("001_age", "add column users.age integer not null default 1");
      refused(shop, "the file of age says something else now");
      shop.migration("001_age", "add column users.age integer not null default 0");
      shop.migration("000_first", "add column users.zero integer");
      refused(shop, "first is pending and comes before others, but is not planned");
      shop.migration("000_first", "after check", "add column users.zero integer");
      shop.sql("alter table users add column nick text");
      refused(shop, "table users was changed");
      shop.sql("alter table users drop column nick");
      Shell.Result up = shop.mig("up", "1");
      assertThat(up.exit()).as(up.all()).isZero();
      refused(shop, "age was pending, and is not any more", "table users was changed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatTheSchemaDoesNotTellTheFirstOtherLineDoes(String dialect) throws Exception {
    try (Workshop shop = planned(dialect)) {
      PlanFile file = PlanFile.read(shop.shell.read("plan.json"));
      JsonObject up = file.migrations().getFirst().up().deepCopy();
      JsonObject step = up.getAsJsonArray("steps").get(0).getAsJsonObject();
      step.addProperty("sql", step.get("sql").getAsString().replace("age", "agee"));
      PlanFile.Entry entry = file.migrations().getFirst();
      PlanFile.Entry other =
          new PlanFile.Entry(
              entry.name(), entry.source(), entry.fingerprint(), up, entry.down(), entry.reverse());
      shop.shell.write(
          "plan.json",
          with(file, "mig 0.0", List.of(other, file.migrations().get(1), file.migrations().get(2)))
              .json());
      refused(shop, "it was made by mig 0.0, this is mig ");
      shop.shell.write(
          "plan.json",
          with(
                  file,
                  file.tool(),
                  List.of(other, file.migrations().get(1), file.migrations().get(2)))
              .json());
      refused(shop, "age would be run otherwise, first in line ", "planned  ", "agee", "now      ");
    }
  }

  private static PlanFile with(PlanFile file, String tool, List<PlanFile.Entry> entries) {
    return new PlanFile(tool, file.dialect(), file.optimised(), entries, file.tables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aPlanForTheOtherDatabase(String dialect) {
    try (Workshop shop = planned(dialect)) {
      String other = dialect.equals("sqlite") ? "postgres" : "sqlite";
      try (Workshop there = new Workshop(other, folder)) {
        refused(there, "it was made for " + dialect + ", this database is " + other);
      }
      assertThat(shop.mig("up", "--plan", "plan.json").exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aFileThatIsNotAsItWasWritten(String dialect) throws Exception {
    try (Workshop shop = planned(dialect)) {
      String whole = shop.shell.read("plan.json");
      shop.shell.write("plan.json", whole.substring(0, whole.length() / 2));
      damaged(shop, "it is no plan, or was cut off");
      shop.shell.write("plan.json", whole.replace("default 0", "default 7"));
      damaged(shop, "it was changed after it was written");
      for (String wrong :
          List.of("", "{}", "[1]", "no json", "null", "{\"checksum\":3,\"format\":[]}")) {
        shop.shell.write("plan.json", wrong);
        damaged(shop, "it is no plan");
      }
      Files.delete(folder.resolve("plan.json"));
      assertThat(shop.mig("up", "--plan", "plan.json").err()).contains("P603", "there is no file");
      // Another layout is the same plan.
      shop.shell.write("plan.json", JsonParser.parseString(whole).toString());
      assertThat(shop.mig("up", "--plan", "plan.json").exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void wrongCallsAndRefusedScriptsWriteNoPlan(String dialect) {
    try (Workshop shop = open(dialect)) {
      assertThat(shop.mig("plan", "--down", "-o", "p.json").exit()).isEqualTo(2);
      assertThat(shop.mig("plan", "migrations/001_age.mig", "-o", "p.json").err()).contains("P605");
      assertThat(shop.mig("up", "1", "--plan", "p.json").err()).contains("P605");
      assertThat(shop.mig("plan", "-o", "nowhere/p.json").err()).contains("P603", "no folder");
      assertThat(shop.mig("plan", "-o", "migrations").err()).contains("P603", "is a folder");
      shop.migration("002_names", "split users.name at first ' ' into (first text, last text)");
      Shell.Result refused = shop.mig("plan", "-o", "p.json");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("D204", "no plan was written");
      assertThat(folder.resolve("p.json")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anEmptyPlanRunsNothing(String dialect) throws Exception {
    try (Workshop shop = new Workshop(dialect, folder)) {
      Files.createDirectory(folder.resolve("migrations"));
      assertThat(shop.mig("plan", "-o", "plan.json").exit()).isZero();
      shop.migration("001_age", "add column users.age integer");
      Shell.Result up = shop.mig("up", "--plan", "plan.json");
      assertThat(up.exit()).isZero();
      assertThat(up.out()).contains("plan.json holds no migration");
    }
  }
}
