package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A folder in which commands are called, with a SQLite database {@code app.db} that {@code MIG_URL}
 * names.
 */
final class Shell {
  final Path folder;
  final Map<String, String> environment = new HashMap<>();
  String input = "";
  Surroundings.Terminals terminals = Surroundings.Terminals.NONE;

  private volatile ByteArrayOutputStream speaking = new ByteArrayOutputStream();

  Shell(Path folder) {
    this.folder = folder;
    environment.put("MIG_URL", "sqlite:app.db");
  }

  /** What a call came to. */
  record Result(int exit, String out, String err) {
    /** The JSON object that is all of standard output. */
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }

    /** The codes of the diagnostics in the JSON object. */
    List<String> codes() {
      JsonArray all = json().getAsJsonArray("diagnostics");
      return StreamSupport.stream(all.spliterator(), false)
          .map(JsonElement::getAsJsonObject)
          .map(d -> d.get("code").getAsString())
          .toList();
    }

    String all() {
      return out + err;
    }
  }

  Result mig(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    speaking = err;
    Surroundings around =
        new Surroundings(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            folder,
            terminals);
    int exit = Main.run(around, arguments);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Waits until the call that goes on has said this on standard error. */
  void awaitOnErr(String text) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (speaking.toString(StandardCharsets.UTF_8).contains(text)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException(
        "nobody said: " + text + ", but: " + speaking.toString(StandardCharsets.UTF_8));
  }

  Path write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String file, byte[] bytes) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      return Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
  }

  void sql(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query, values joined by {@code |}. */
  List<String> rows(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that defines the database, the ledger left out: what must not change. */
  List<String> schema() {
    return rows(
        "select sql from sqlite_master where name not like 'mig\\_%' escape '\\' and name not like"
            + " 'sqlite\\_%' escape '\\' order by name");
  }
}
