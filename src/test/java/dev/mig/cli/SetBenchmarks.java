package dev.mig.cli;

import dev.mig.bench.Timing;
import dev.mig.compile.Compiler;
import dev.mig.source.Source;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long it takes to read a folder of many migrations and the ledger, and to tell what is
 * pending: branches of fifty, the first half of it all applied.
 */
class SetBenchmarks {
  private static final int BRANCH = 50;
  private static final int ROUNDS = 9;

  @TempDir Path folder;

  private static String file(int number) {
    return "%05d_m%d.mig".formatted(number, number);
  }

  /** Each branch begins behind the first of all, and every tenth brings two of them together. */
  private static String text(int number) {
    String after = number == 0 ? "" : "after m" + (number % BRANCH == 0 ? 0 : number - 1);
    if (number % (BRANCH * 10) == 1 && number > BRANCH) {
      after += ", m" + (number - BRANCH);
    }
    return """
    migration m%d 'Column %d of the users'
    %s
    on users {
      add column c%d integer not null default 0
      add index users_c%d on users (c%d)
    }
    """
        .formatted(number, number, after, number, number, number);
  }

  private static void apply(Shell shell, int applied) throws Exception {
    List<String> columns = shell.rows("select name from pragma_table_info('mig_migration')");
    List<String> own = List.of("number", "name", "source", "file", "fingerprint");
    String values =
        String.join(", ", columns.stream().map(c -> own.contains(c) ? "?" : c).toList());
    try (Connection connection = shell.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into mig_migration ("
                  + String.join(", ", columns)
                  + ") select "
                  + values
                  + " from mig_migration where name = 'm0'")) {
        for (int i = 1; i < applied; i++) {
          String text = text(i);
          Path file = shell.folder.resolve("migrations").resolve(file(i));
          int place = 1;
          for (String column : columns.stream().filter(own::contains).toList()) {
            String value =
                switch (column) {
                  case "number" -> String.valueOf(i + 1);
                  case "name" -> "m" + i;
                  case "source" -> text;
                  case "file" -> file.toString();
                  default -> Compiler.read(new Source("x", text)).fingerprint();
                };
            insert.setString(place++, value);
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000})
  void readOrderedAndPendingTold(int count) throws Exception {
    Shell shell = new Shell(folder);
    shell.sql("create table users (id integer primary key)");
    shell.write("migrations/" + file(0), text(0));
    if (shell.mig("up").exit() != 0) {
      throw new IllegalStateException("the first migration does not run");
    }
    for (int i = 1; i < count; i++) {
      shell.write("migrations/" + file(i), text(i));
    }
    apply(shell, count / 2);
    Surroundings silent =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            shell.environment,
            folder,
            Surroundings.Terminals.NONE);
    Timing standing = new Timing();
    Timing status = new Timing();
    for (int round = 0; round < ROUNDS; round++) {
      int pending =
          standing.time(
              () -> {
                GlobalOptions options = new GlobalOptions();
                Project project = Project.look(new Talk(silent, options), options);
                return Standings.of(project).pending().size();
              });
      if (pending != count - count / 2) {
        throw new IllegalStateException(pending + " pending");
      }
      status.time(() -> Main.run(silent, "status"));
    }
    Timing.row(count + " migrations", "pending told", standing.shown());
    Timing.row(count + " migrations", "mig status", status.shown());
  }
}
