package dev.mig.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** SQLite databases, each a file in a temporary folder of its own. */
public final class TestSqlite {
  private static final String FILE = "test.db";

  private TestSqlite() {}

  /** A new database; the file itself appears with the first connection. */
  public static TestDatabase create() {
    try {
      return new InFolder(Files.createTempDirectory("mig-test-sqlite"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record InFolder(Path folder) implements TestDatabase {
    @Override
    public String dialect() {
      return "sqlite";
    }

    @Override
    public String url() {
      return "jdbc:sqlite:" + folder.resolve(FILE);
    }

    @Override
    public TestDatabase copy() {
      InFolder copy = (InFolder) create();
      try {
        Files.copy(folder.resolve(FILE), copy.folder().resolve(FILE));
        return copy;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
