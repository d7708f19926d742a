package dev.mig.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.run.Live;
import dev.mig.terminal.Colour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session in {@code docs/shell.md} goes just so; {@code -Dgolden=update} writes it again. */
class SessionTest {
  private static final Path PAGE = Path.of("docs/shell.md");
  private static final Pattern SESSION = Pattern.compile("(?ms)^```session\\n(.*?)^```");
  private static final Pattern INPUT = Pattern.compile("(?m)^mig \\S+> (.*)$");

  @TempDir Path folder;

  @Test
  void theSessionOfThePageGoesSo() throws Exception {
    String page = Files.readString(PAGE);
    Matcher session = SESSION.matcher(page);
    assertThat(session.find()).isTrue();
    String played = play(session.group(1));
    if (System.getProperty("golden", "").equals("update")) {
      Files.writeString(
          PAGE, page.substring(0, session.start(1)) + played + page.substring(session.end(1)));
    }
    assertThat(played).isEqualTo(session.group(1));
  }

  private String play(String session) throws Exception {
    Database database = Databases.open("sqlite:" + folder.resolve("app.db"), Map.of());
    new Live(database)
        .execute(
            """
            CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL);
            CREATE TABLE orders (id integer PRIMARY KEY, status varchar(10));
            INSERT INTO users VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Cher');
            INSERT INTO orders VALUES (1, 'paid'), (2, NULL), (3, NULL);
            """);
    Setup setup = Sitting.setup(database, folder, Map.of(), Colour.When.NEVER);
    Listening person = new Listening();
    try (Shell shell = new Shell(setup, person)) {
      shell.timing(false);
      Matcher input = INPUT.matcher(session);
      while (input.find()) {
        person.lines().add(shell.prompt() + input.group(1));
        shell.take(input.group(1));
      }
    }
    String shown = String.join("\n", person.lines()) + "\n";
    return shown.replace(folder + "/", "");
  }
}
