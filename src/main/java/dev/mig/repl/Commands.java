package dev.mig.repl;

import dev.mig.language.Pages;
import dev.mig.run.OpenTransaction;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Nearest;
import dev.mig.terminal.Describe;
import dev.mig.terminal.Grid;
import dev.mig.terminal.Listing;
import dev.mig.terminal.Markdown;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands that begin with a backslash: psql's letters for its meanings, words for ours. */
final class Commands {
  private final Shell shell;
  private final Setup setup;
  private final Person person;
  private final Session session;
  private final Map<String, Command> all = new LinkedHashMap<>();

  Commands(Shell shell, Setup setup, Person person) {
    this.shell = shell;
    this.setup = setup;
    this.person = person;
    this.session = new Session(shell, setup, person);
    add("undo", "[N]", "take back the last statement, or the last N", session::undo);
    add("changes", "", "what was done and is not committed, numbered", session::changes);
    add("plan", "[STATEMENT]", "the SQL of what was done, or of a statement", session::plan);
    add(
        "rehearse",
        "[STATEMENT]",
        "run a statement, or all of them as one, and take it back",
        session::rehearse);
    add("commit", "", "keep what was done, after a question", session::commit);
    add("rollback", "", "take back everything", session::rollback);
    add("save", "FILE|NAME", "write what was done as a migration", session::save);
    add("edit", "[N|WORD]", "edit the last statement, or another one, and run it", session::edit);
    add("e", "[N|WORD]", "the same", session::edit);
    add("d", "[NAME]", "a table or view, or all of them", this::describe);
    add("dt", "[PATTERN]", "tables", a -> list(a, Listing::tables));
    add("dv", "[PATTERN]", "views", a -> list(a, Listing::views));
    add("di", "[PATTERN]", "indexes", a -> list(a, Listing::indexes));
    add("l", "", "the databases", this::databases);
    add("h", "[STATEMENT|CODE]", "help on a statement, or what a code means", this::help);
    add("i", "FILE", "run the statements of a file", this::include);
    add("o", "[FILE]", "send what queries give to a file; alone: back here", this::output);
    add("s", "[FILE]", "the history, or write it to a file", this::history);
    add(
        "x",
        "[on|off|auto]",
        "one line for each value; auto where rows are too wide",
        this::expand);
    add("timing", "[on|off]", "how long each statement takes", this::timing);
    add("?", "", "this help", a -> commandHelp());
    add("q", "", "leave", a -> session.leave());
  }

  private void add(String name, String arguments, String meaning, Command.Action action) {
    all.put(name, new Command(name, arguments, meaning, action));
  }

  /** Their names, without the backslash. */
  List<Command> all() {
    return List.copyOf(all.values());
  }

  /** Runs what begins with a backslash; false to leave. */
  boolean run(String text) {
    String line = text.substring(1);
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    String name = line.substring(0, end).toLowerCase(Locale.ROOT);
    Optional<Command> command = find(name);
    if (command.isEmpty()) {
      return true;
    }
    String arguments = line.substring(end).strip();
    if (arguments.endsWith(";") && command.get().arguments().indexOf("STATEMENT") < 0) {
      arguments = arguments.substring(0, arguments.length() - 1).strip();
    }
    return command.get().action().act(arguments);
  }

  private Optional<Command> find(String name) {
    Command exact = all.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<String> fitting =
        name.isEmpty() ? List.of() : all.keySet().stream().filter(n -> n.startsWith(name)).toList();
    if (fitting.size() == 1) {
      return Optional.ofNullable(all.get(fitting.getFirst()));
    }
    List<String> near = fitting.isEmpty() ? Nearest.to(name, all.keySet()) : fitting;
    String hint =
        near.isEmpty() ? "; \\? lists them" : "; the nearest: \\" + String.join(", \\", near);
    person.say("there is no command \\" + name + hint);
    return Optional.empty();
  }

  private boolean commandHelp() {
    List<String> lines = new ArrayList<>();
    lines.add("Statements of mig and queries (select …) are run as they are typed. Beside them:");
    for (Command command : all.values()) {
      String call = "\\" + command.name() + " " + command.arguments();
      lines.add("  %-26s %s".formatted(call, command.meaning()));
    }
    lines.add("Tab completes, Ctrl-R searches the history, Alt-Enter begins a line, Ctrl-C drops");
    lines.add("an input or cancels a statement, Ctrl-D leaves.");
    person.show(lines);
    return true;
  }

  private Schema schema() {
    OpenTransaction transaction = shell.transaction();
    transaction.forgetSchema();
    return transaction.schema();
  }

  /** Lists something of a schema. */
  private interface Lister {
    List<String> list(
        Schema schema,
        @org.jspecify.annotations.Nullable String pattern,
        dev.mig.terminal.Colour colour,
        int width);
  }

  private boolean list(String pattern, Lister lister) {
    String wanted = pattern.isEmpty() ? null : pattern;
    shell.print(lister.list(schema(), wanted, person.colour(), person.width()));
    return true;
  }

  private boolean describe(String name) {
    if (name.isEmpty() || name.contains("*") || name.contains("?")) {
      return list(name, Listing::all);
    }
    Schema schema = schema();
    Schema called = Describe.called(schema, name);
    List<String> lines = Describe.all(schema, called, person.colour(), person.width());
    if (lines.isEmpty()) {
      List<String> near = Describe.nearest(schema, name);
      lines.add(
          "there is no table or view "
              + name
              + (near.isEmpty() ? "" : "; the nearest: " + String.join(", ", near)));
    }
    shell.print(lines);
    return true;
  }

  private boolean databases(String none) {
    boolean sqlite = setup.database().name().equals("sqlite");
    shell.query(
        sqlite
            ? "select name, file from pragma_database_list where file <> ''"
            : "select datname as name, pg_get_userbyid(datdba) as owner,"
                + " pg_encoding_to_char(encoding) as encoding"
                + " from pg_catalog.pg_database where datallowconn order by 1");
    return true;
  }

  private boolean help(String topic) {
    if (topic.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add("\\h STATEMENT explains one of these; \\h CODE what a message means:");
      lines.addAll(columns(Pages.names(), person.width()));
      person.show(lines);
      return true;
    }
    Optional<String> page = Code.find(topic).map(Pages::code).or(() -> Pages.statement(topic));
    if (page.isEmpty()) {
      List<String> near = Nearest.to(topic, Pages.names());
      person.say(
          "there is no help on "
              + topic
              + (near.isEmpty()
                  ? "; \\h lists what there is"
                  : "; the nearest: " + String.join(", ", near)));
      return true;
    }
    person.show(Markdown.show(page.get(), person.colour(), person.width() - 1).lines().toList());
    return true;
  }

  /** Words side by side, as many as fit. */
  private static List<String> columns(List<String> words, int width) {
    int column = words.stream().mapToInt(String::length).max().orElse(0) + 2;
    int across = Math.max(1, (width - 2) / column);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < words.size(); i += across) {
      StringBuilder line = new StringBuilder("  ");
      for (String word : words.subList(i, Math.min(words.size(), i + across))) {
        line.append(word).append(" ".repeat(column - word.length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private boolean include(String file) {
    if (file.isEmpty()) {
      person.say("\\i FILE runs the statements of a file");
      return true;
    }
    try {
      shell.statements(Files.readString(setup.folder().resolve(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      person.say("cannot read " + file + ": " + Keeping.reason(e));
    }
    return true;
  }

  private boolean output(String file) {
    shell.output(file.isEmpty() ? null : setup.folder().resolve(file));
    person.say(
        file.isEmpty() ? "what queries give is shown here" : "what queries give goes to " + file);
    return true;
  }

  private boolean history(String file) {
    List<String> inputs = person.history();
    if (file.isEmpty()) {
      person.show(inputs);
      return true;
    }
    Path to = setup.folder().resolve(file);
    try {
      Files.write(to, inputs);
      person.say(Words.count(inputs.size(), "input") + " in " + file);
    } catch (IOException e) {
      person.say("cannot write to " + file + ": " + Keeping.reason(e));
    }
    return true;
  }

  private boolean expand(String mode) {
    shell.expanded(
        switch (mode.toLowerCase(Locale.ROOT)) {
          case "on" -> Grid.Expanded.ON;
          case "off" -> Grid.Expanded.OFF;
          case "auto" -> Grid.Expanded.AUTO;
          default -> shell.expanded() == Grid.Expanded.ON ? Grid.Expanded.OFF : Grid.Expanded.ON;
        });
    person.say("expanded: " + shell.expanded().name().toLowerCase(Locale.ROOT));
    return true;
  }

  private boolean timing(String mode) {
    shell.timing(mode.isEmpty() ? !shell.timing() : mode.equalsIgnoreCase("on"));
    person.say("timing: " + (shell.timing() ? "on" : "off"));
    return true;
  }

  /** Asks what to do with open work; whether it is all right to leave. */
  boolean mayLeave() {
    return !session.leave();
  }
}
