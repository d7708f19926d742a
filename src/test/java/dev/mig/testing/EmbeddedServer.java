package dev.mig.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One PostgreSQL server of this JVM, its data in memory where the system has a memory file system
 * and speed is not what is measured. It stops with the JVM; what a killed JVM left is removed by
 * the next.
 */
record EmbeddedServer(EmbeddedPostgres postgres) {
  private static final String FOLDER = "mig-test-pg-";

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Path DISK = Path.of(System.getProperty("java.io.tmpdir"));

  static {
    removeLeftOvers(DISK);
    if (Files.isWritable(MEMORY)) {
      removeLeftOvers(MEMORY);
    }
  }

  static EmbeddedServer start(int major) {
    return start(major, "", Map.of());
  }

  /**
   * A server with settings of its own.
   *
   * @param mark tells its folder from those of other servers of this major; no hyphen in it
   */
  static EmbeddedServer start(int major, String mark, Map<String, String> settings) {
    return start(major, Files.isWritable(MEMORY) ? MEMORY : DISK, mark, settings);
  }

  /** Its data on disk and safe there, as in a server that nobody has tuned. */
  static EmbeddedServer startAsShipped(int major) {
    return start(
        major,
        DISK,
        "shipped",
        Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));
  }

  private static EmbeddedServer start(
      int major, Path root, String mark, Map<String, String> settings) {
    Path binaries = Path.of("target/pg/pg-" + major + ".jar");
    if (!Files.exists(binaries)) {
      throw new IllegalStateException(
          "There is no %s: 'mvn generate-test-resources' fetches it (14, 16 and 18)"
              .formatted(binaries));
    }
    Path data = root.resolve(FOLDER + ProcessHandle.current().pid() + "-" + major + mark);
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver(archiveIn(binaries))
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setLocaleConfig("locale", isMac() ? "en_US.UTF-8" : "C.UTF-8")
              .setServerConfig("fsync", "off")
              // In the data folder, so that nothing else is left when the JVM is killed.
              .setServerConfig("dynamic_shared_memory_type", "mmap")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_connections", "200")
              .setServerConfig("timezone", "UTC");
      settings.forEach(builder::setServerConfig);
      return new EmbeddedServer(builder.start());
    } catch (IOException | IllegalStateException e) {
      throw new IllegalStateException(
          """
          The embedded PostgreSQL %d does not start: %s
          As root it needs user namespaces ('unshare -U true' must work). Where they are forbidden, \
          run the tests as another user, or set MIG_TEST_POSTGRES_URL=jdbc:postgresql://host:port/\
          database?user=… to a server on which databases may be created.\
          """
              .formatted(major, e.getMessage()),
          e);
    }
  }

  void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static PgBinaryResolver archiveIn(Path jar) {
    return (system, architecture) -> {
      ZipFile zip = new ZipFile(jar.toFile());
      ZipEntry archive =
          zip.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      return new FilterInputStream(zip.getInputStream(archive)) {
        @Override
        public void close() throws IOException {
          zip.close();
        }
      };
    };
  }

  private static boolean isMac() {
    return System.getProperty("os.name").startsWith("Mac");
  }

  private static void removeLeftOvers(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      folders.filter(EmbeddedServer::ownerIsGone).forEach(EmbeddedServer::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ownerIsGone(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.startsWith(FOLDER)) {
      return false;
    }
    long owner = Long.parseLong(name.substring(FOLDER.length(), name.lastIndexOf('-')));
    return ProcessHandle.of(owner).isEmpty();
  }

  /** Stops the server that still runs on the folder, if any, then deletes the folder. */
  private static void remove(Path folder) {
    try {
      Path pidFile = folder.resolve("postmaster.pid");
      if (Files.exists(pidFile)) {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
            .filter(server -> server.info().command().orElse("").endsWith("postgres"))
            .ifPresent(EmbeddedServer::stop);
      }
      List<Path> deepestFirst;
      try (Stream<Path> files = Files.walk(folder)) {
        deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Another JVM may be removing the same folder; whatever is left, the next one finds.
      System.err.println("Not removed: " + folder + " (" + e + ")");
    }
  }

  private static void stop(ProcessHandle server) {
    server.destroyForcibly();
    server.onExit().join();
  }
}
