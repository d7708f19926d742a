package dev.mig.lsp;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One server for all tests of a class, each with a project of its own. */
abstract class OneServer {
  @TempDir static Path folder;

  static Editor server;

  private final List<TestDatabase> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = Editor.start(folder, null);
  }

  /** The server may be at a database that is about to go. */
  @AfterEach
  void settle() throws Exception {
    server.settle();
    opened.forEach(TestDatabase::close);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<TestDatabase> databases() {
    return Stream.of(TestSqlite.create(), TestPostgres.create());
  }

  /** One that is there as long as the test. */
  TestDatabase sqlite() {
    TestDatabase database = TestSqlite.create();
    opened.add(database);
    return database;
  }
}
