package dev.mig.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database URL, taken apart: plain and JDBC forms come to the same. */
public sealed interface DatabaseUrl {
  /** Without any credential, in plain form, for people. */
  String shown();

  /**
   * A PostgreSQL database.
   *
   * @param hosts host and port, as many as are named, {@code localhost} when none is
   * @param database empty for the one of the user's name
   * @param user null for the driver's choice (the system's user)
   * @param password null to connect without one, or with that of the password file
   * @param parameters further ones, by the driver's names
   */
  record Postgres(
      List<String> hosts,
      String database,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> parameters)
      implements DatabaseUrl {
    public Postgres {
      hosts = List.copyOf(hosts);
      parameters = Map.copyOf(parameters);
    }

    @Override
    public String shown() {
      return "postgres://" + String.join(",", hosts) + "/" + database;
    }

    /** Its own words would show the password. */
    @Override
    public String toString() {
      return shown();
    }
  }

  /**
   * A SQLite database.
   *
   * @param path of the file as given, or {@code :memory:}
   * @param parameters what followed a {@code ?}
   */
  record Sqlite(String path, Map<String, String> parameters) implements DatabaseUrl {
    public Sqlite {
      parameters = Map.copyOf(parameters);
    }

    @Override
    public String shown() {
      return "sqlite:" + path;
    }
  }

  /**
   * Reads a URL.
   *
   * @param environment where {@code PGUSER}, {@code PGPASSWORD} and {@code PGDATABASE} fill what
   *     the URL leaves out
   * @throws BadUrl if it is none
   */
  static DatabaseUrl parse(String url, Map<String, String> environment) {
    String text = url.strip();
    String plain = lower(text).startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    int colon = plain.indexOf(':');
    String scheme = colon < 0 ? "" : lower(plain.substring(0, colon));
    String rest = plain.substring(colon + 1);
    return switch (scheme) {
      case "postgres", "postgresql" -> Parser.postgres(rest, environment);
      case "sqlite" -> Parser.sqlite(rest);
      default -> Parser.file(text, scheme);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The parts of {@link #parse}. */
  final class Parser {
    private static final Pattern HOST =
        Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s:\\[\\]/@]+)(:\\d{1,5})?");
    private static final Pattern FILE = Pattern.compile("(?i).*\\.(db|db3|sqlite|sqlite3)");
    private static final String FORMS =
        "a URL looks like postgres://user@host:5432/database or sqlite:path/to/file.db";

    /** What libpq calls differently. */
    private static final Map<String, String> DRIVER_NAMES =
        Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName");

    private Parser() {}

    private static DatabaseUrl postgres(String rest, Map<String, String> environment) {
      int question = rest.indexOf('?');
      Map<String, String> parameters = parameters(question < 0 ? "" : rest.substring(question + 1));
      String place = question < 0 ? rest : rest.substring(0, question);
      String user = parameters.remove("user");
      String password = parameters.remove("password");
      List<String> hosts = List.of("localhost");
      String database = place;
      if (place.startsWith("//")) {
        String tail = place.substring(2);
        int at = tail.lastIndexOf('@');
        String credentials = at < 0 ? "" : tail.substring(0, at);
        tail = tail.substring(at + 1);
        int slash = tail.indexOf('/');
        database = slash < 0 ? "" : tail.substring(slash + 1);
        hosts = hosts(slash < 0 ? tail : tail.substring(0, slash));
        if (!credentials.isEmpty()) {
          int colon = credentials.indexOf(':');
          user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
          password = colon < 0 ? password : decoded(credentials.substring(colon + 1));
        }
      }
      if (database.contains("/")) {
        throw new BadUrl("the name of the database in the URL holds a '/'", FORMS);
      }
      String named =
          database.isEmpty() ? environment.getOrDefault("PGDATABASE", "") : decoded(database);
      return new Postgres(
          hosts,
          named,
          user == null ? environment.get("PGUSER") : user,
          password == null ? environment.get("PGPASSWORD") : password,
          parameters);
    }

    private static List<String> hosts(String text) {
      if (text.isEmpty()) {
        return List.of("localhost");
      }
      List<String> all = new ArrayList<>();
      for (String host : text.split(",", -1)) {
        if (!HOST.matcher(host).matches()) {
          // What stands there may be half a password, so it is not shown.
          throw new BadUrl(
              "the URL's host and port cannot be read",
              FORMS,
              "in a password, write %3F for '?', %23 for '#' and %25 for '%'");
        }
        all.add(host);
      }
      return all;
    }

    private static DatabaseUrl sqlite(String rest) {
      int question = rest.indexOf('?');
      String path = question < 0 ? rest : rest.substring(0, question);
      if (path.startsWith("//")) {
        path = path.substring(2);
      }
      if (path.isEmpty()) {
        throw new BadUrl("the URL names no SQLite file", FORMS);
      }
      return new Sqlite(path, parameters(question < 0 ? "" : rest.substring(question + 1)));
    }

    private static DatabaseUrl file(String text, String scheme) {
      if (FILE.matcher(text).matches() && !text.contains("://")) {
        return new Sqlite(text, Map.of());
      }
      if (text.isEmpty()) {
        throw new BadUrl("the database URL is empty", FORMS);
      }
      if (scheme.length() > 1 && text.contains(":/")) {
        throw new BadUrl(
            "mig knows postgres: and sqlite: URLs, and this one begins with '" + scheme + ":'",
            FORMS);
      }
      String shown = text.contains("@") ? "this" : "'" + Secrets.scrub(text) + "'";
      throw new BadUrl(shown + " is no database URL", FORMS);
    }

    private static Map<String, String> parameters(String text) {
      Map<String, String> all = new LinkedHashMap<>();
      for (String pair : text.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          String name = pair.substring(0, equals);
          all.put(DRIVER_NAMES.getOrDefault(name, name), decoded(pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
          all.put(pair, "");
        }
      }
      return all;
    }

    /** Percent signs only: a plus stands for itself, as in other tools' URLs. */
    private static String decoded(String text) {
      try {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new BadUrl(
            "the URL holds a '%' that is not followed by two hexadecimal digits",
            "write %25 for a '%' in a password");
      }
    }
  }
}
