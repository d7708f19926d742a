package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mig jobs}: the list, and holding a job from another process. */
class JobsCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void pausedResumedAndCancelledFromAnotherProcess(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 1000, "background of 10 pause 50ms")) {
      assertThat(fill.shell.mig("up").exit()).isZero();
      Process worker = fill.start("work");
      fill.awaitMoved(50);
      Shell.Result paused = fill.shell.mig("jobs", "pause", "1");
      assertThat(paused.exit()).as(paused.all()).isZero();
      assertThat(paused.out())
          .isEqualTo("job 1 of norm is paused; mig jobs resume 1 lets it go on\n");
      Shell.Result end = OtherProcess.finish(worker);
      assertThat(end.exit()).as(end.all()).isZero();
      assertThat(end.out()).contains("job 1 is paused; mig jobs resume 1 lets it go on");
      long moved = fill.moved();
      assertThat(moved).isBetween(50L, 990L);
      assertThat(fill.shell.mig("work").out())
          .isEqualTo("nothing to do: no job is running in the background; job 1 is paused\n");
      assertThat(fill.shell.mig("up").out())
          .contains("moved by job 1, which is paused; mig jobs resume 1 lets it go on");
      assertThat(fill.moved()).isEqualTo(moved);
      assertThat(fill.shell.mig("jobs", "pause", "1").out()).contains("is paused already");

      assertThat(fill.shell.mig("jobs", "cancel", "1").exit()).isZero();
      assertThat(fill.shell.mig("work").out()).contains("job 1 was cancelled");
      assertThat(fill.shell.mig("jobs", "pause", "1").exit()).isEqualTo(2);
      assertThat(fill.shell.mig("jobs", "resume", "1").out())
          .isEqualTo("job 1 of norm is running; mig work does its batches\n");
      assertThat(fill.shell.mig("work", "--parallel", "3").exit()).isZero();
      assertThat(fill.changed()).isEqualTo(fill.once());
      Shell.Result over = fill.shell.mig("jobs", "cancel", "1");
      assertThat(over.exit()).isEqualTo(2);
      assertThat(over.err()).contains("job 1 of norm is done already");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theListInTextAndInJson(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 1000, "background of 100")) {
      assertThat(fill.shell.mig("jobs").out()).isEqualTo("nothing is being moved in batches\n");
      assertThat(fill.shell.mig("up", "--count").exit()).isZero();
      assertThat(fill.shell.mig("jobs").out().replaceFirst("norm: .*", "norm: …"))
          .isEqualTo(
              """
                 1  running    users  0 %  0 of about 1 000 rows · waits for mig work · keyset
                    norm: …
              """);
      JsonObject job =
          fill.shell.mig("jobs", "--json").json().getAsJsonArray("jobs").get(0).getAsJsonObject();
      assertThat(job.keySet())
          .containsExactly(
              "id",
              "migration",
              "way",
              "state",
              "table",
              "what",
              "method",
              "background",
              "looked",
              "rows",
              "estimate",
              "percent",
              "rate",
              "secondsLeft",
              "batch",
              "error",
              "beganAt",
              "endedAt");
      assertThat(job.get("state").getAsString()).isEqualTo("running");
      assertThat(job.get("estimate").getAsLong()).isEqualTo(1000);
      assertThat(job.get("percent").getAsInt()).isZero();

      assertThat(fill.shell.mig("work", "--json").json().getAsJsonArray("jobs").toString())
          .contains("\"state\":\"done\"", "\"looked\":1000");
      assertThat(fill.shell.mig("jobs").out())
          .startsWith("   1  done       users  1 000 rows · keyset\n");
      Shell.Result watch = fill.shell.mig("jobs", "--watch");
      assertThat(watch.out()).isEqualTo("job 1  done  users  1 000 rows · keyset\n");
      fill.shell.terminals = new Surroundings.Terminals(true, true, true);
      assertThat(fill.shell.mig("jobs", "--watch").out()).contains("1 000 rows", "\u001B[K\n");
    }
  }

  @Test
  void whatIsUnknownIsAnsweredWithWhatThereIs() throws Exception {
    try (Backfill fill = new Backfill("sqlite", folder, 10, "background")) {
      fill.shell.mig("up");
      Shell.Result unknown = fill.shell.mig("jobs", "pause", "7");
      assertThat(unknown.exit()).isEqualTo(2);
      assertThat(unknown.err()).contains("there is no job 7", "there are: 1 (norm, running)");
      assertThat(fill.shell.mig("jobs", "pause").err()).contains("which job?");
      assertThat(fill.shell.mig("jobs", "pasue", "1").err())
          .contains("did you mean  mig jobs pause");
      assertThat(fill.shell.mig("jobs", "list", "1").exit()).isEqualTo(2);
    }
  }
}
