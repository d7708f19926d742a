package dev.mig.repl;

import dev.mig.bench.Timing;
import dev.mig.database.Databases;
import dev.mig.language.Completion;
import dev.mig.language.Knowledge;
import dev.mig.run.Live;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.statement.script.Piece;
import dev.mig.terminal.Colour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the shell answers; {@code docs/performance.md} has the table. */
class ShellBenchmarks {
  private static final int ROUNDS = 10;
  private static final int TABLES = 10_000;

  @TempDir Path folder;

  @Test
  void prompt() throws Exception {
    String mig = Path.of("mig").toAbsolutePath().toString();
    String url = "sqlite:" + folder.resolve("app.db");
    Map<String, String> environment = Map.of("LC_ALL", "C.UTF-8");
    Timing prompt = new Timing();
    Timing history = new Timing();
    for (int round = 0; round < ROUNDS; round++) {
      prompt.time(
          () -> {
            Tmux tmux = Tmux.start(80, 24, environment, folder, mig, "repl", "--url", url);
            tmux.await("app.db>", Duration.ofSeconds(30));
            tmux.close();
            return 0;
          });
      history.time(
          () -> new ProcessBuilder(mig, "history", "--url", url).inheritIO().start().waitFor());
    }
    Timing.row("start", "prompt of mig repl", prompt.shown());
    Timing.row("start", "mig history", history.shown());
    Timing.row("start", "ratio", prompt.against(history));
  }

  @Test
  void typingOverTenThousandTables() throws Exception {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < TABLES; i++) {
      sql.append("CREATE TABLE customer_orders_%d (id integer PRIMARY KEY, a text);".formatted(i));
    }
    var database = Databases.open("sqlite:" + folder.resolve("large.db"), Map.of());
    new Live(database).execute(sql.toString());
    Schema schema = new Live(database).schema();
    Knowledge knowledge =
        new Knowledge() {
          @Override
          public Schema schema() {
            return schema;
          }

          @Override
          public String dialect() {
            return "sqlite";
          }

          @Override
          public List<String> values(QName table, String column, int most) {
            return List.of();
          }
        };
    Shell shell =
        new Shell(Sitting.setup(database, folder, Map.of(), Colour.When.NEVER), new Listening());
    shell.transaction().schema();
    Timing completion = new Timing();
    Timing check = new Timing();
    Timing statement = new Timing();
    for (int round = 0; round < ROUNDS * 5; round++) {
      String text = "update co9" + round % 10;
      completion.time(() -> Completion.at(text, text.length(), knowledge, 200).size());
      check.time(() -> shell.transaction().faults("update customer_orders_77 set a = nme").size());
    }
    for (int round = 0; round < ROUNDS; round++) {
      statement.time(
          () ->
              shell
                  .transaction()
                  .run(Piece.of("update customer_orders_77 set a = 'x' losing").getFirst())
                  .diagnostics()
                  .size());
    }
    shell.close();
    Timing.row(TABLES + " tables", "completion", completion.shown());
    Timing.row(TABLES + " tables", "check of what is typed", check.shown());
    Timing.row(TABLES + " tables", "a statement run", statement.shown());
  }
}
