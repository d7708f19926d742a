package dev.mig.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL databases: on embedded servers, one for each major version and JVM, or on the server
 * that {@code MIG_TEST_POSTGRES_URL} names.
 *
 * <p>{@code MIG_TEST_PG=14,16,18} picks the majors of the embedded servers; without it there is 18.
 */
public final class TestPostgres {
  private static final String URL_VARIABLE = "MIG_TEST_POSTGRES_URL";
  private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/]+/)([^?]*)(.*)");

  private static final ConcurrentMap<Integer, EmbeddedServer> SERVERS = new ConcurrentHashMap<>();
  private static final ConcurrentMap<Integer, EmbeddedServer> AS_SHIPPED =
      new ConcurrentHashMap<>();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private TestPostgres() {}

  /** Whether the servers are embedded ones, on which everything is allowed. */
  public static boolean embedded() {
    return System.getenv(URL_VARIABLE) == null;
  }

  /** The majors to test on, the first of them the one to use where one is enough. */
  public static List<Integer> majors() {
    String own = System.getenv(URL_VARIABLE);
    if (own != null) {
      return List.of(majorOf(own));
    }
    String picked = System.getenv().getOrDefault("MIG_TEST_PG", "18");
    return Stream.of(picked.split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  /** A new database on the first of {@link #majors()}. */
  public static TestDatabase create() {
    return create(majors().getFirst());
  }

  /** A new database; with a server of one's own, it is there whatever the major. */
  public static TestDatabase create(int major) {
    String own = System.getenv(URL_VARIABLE);
    return createOn(
        own != null ? own : SERVERS.computeIfAbsent(major, EmbeddedServer::start).url(), "");
  }

  /** A new database on a server whose data are on disk and safe there, for measurements. */
  public static TestDatabase createAsShipped() {
    String own = System.getenv(URL_VARIABLE);
    int major = majors().getFirst();
    return createOn(
        own != null ? own : AS_SHIPPED.computeIfAbsent(major, EmbeddedServer::startAsShipped).url(),
        "");
  }

  private static TestDatabase createOn(String server, String options) {
    String name =
        "mig_test_%d_%d".formatted(ProcessHandle.current().pid(), COUNTER.getAndIncrement());
    execute(server, "CREATE DATABASE " + name + options);
    return new OnServer(server, name);
  }

  /**
   * The first database of a new embedded server with settings that need a start of the server; it
   * stops with {@link TestDatabase#close}.
   *
   * @param mark one word, another one for every caller
   */
  public static TestDatabase withSettings(String mark, Map<String, String> settings) {
    return new Alone(EmbeddedServer.start(majors().getFirst(), mark, settings));
  }

  private static int majorOf(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(URL_VARIABLE + " is set, but: " + e.getMessage(), e);
    }
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  private record OnServer(String server, String name) implements TestDatabase {
    @Override
    public String dialect() {
      return "postgres";
    }

    @Override
    public String url() {
      Matcher parts = URL.matcher(server);
      if (!parts.matches()) {
        throw new IllegalStateException(
            URL_VARIABLE + " must have the form jdbc:postgresql://host:port/database?user=…");
      }
      return parts.group(1) + name + parts.group(3);
    }

    @Override
    public TestDatabase copy() {
      TestDatabase copy = createOn(server, " TEMPLATE " + name + " STRATEGY file_copy");
      execute(server, "CHECKPOINT");
      return copy;
    }

    @Override
    public void close() {
      execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private record Alone(EmbeddedServer server) implements TestDatabase {
    @Override
    public String dialect() {
      return "postgres";
    }

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public TestDatabase copy() {
      return createOn(url(), " TEMPLATE postgres STRATEGY file_copy");
    }

    @Override
    public void close() {
      server.stop();
    }
  }
}
