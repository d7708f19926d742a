package dev.mig.repl;

import dev.mig.compile.Probe;
import dev.mig.run.Change;
import dev.mig.run.OpenTransaction;
import dev.mig.run.QueryRows;
import dev.mig.run.RunListener;
import dev.mig.run.Tried;
import dev.mig.schema.SqlWords;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.TextRenderer;
import dev.mig.statement.script.Piece;
import dev.mig.terminal.Grid;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an input does: statements, queries and commands over one open transaction. */
final class Shell implements AutoCloseable {
  /** What a query begins with that is not mig's. */
  private static final Set<String> QUERIES =
      Set.of("select", "with", "values", "table", "explain", "show");

  private static final int MOST_ROWS = 10_000;

  private final Setup setup;
  private final Person person;
  private final OpenTransaction transaction;
  private final Results results;
  private final Commands commands;
  private Grid.Expanded expanded = Grid.Expanded.AUTO;
  private final List<Diagnostic> remarks = new ArrayList<>();
  private boolean timing = true;
  private @Nullable Path output;

  Shell(Setup setup, Person person) {
    this.setup = setup;
    this.person = person;
    this.transaction = new OpenTransaction(setup.database(), setup.transaction(), new Listener());
    this.results = new Results(person);
    this.commands = new Commands(this, setup, person);
  }

  /** Tells what goes on while a statement runs. */
  private final class Listener implements RunListener {
    @Override
    public void waiting(String what) {
      person.say(person.colour().yellow(what) + person.colour().dim("  Ctrl-C gives up"));
    }

    @Override
    public void remarked(Diagnostic remark) {
      remarks.add(remark);
    }
  }

  OpenTransaction transaction() {
    return transaction;
  }

  /** Takes an input; false when that means to leave. */
  boolean take(String input) {
    String text = input.strip();
    if (text.isEmpty()) {
      return true;
    }
    try {
      if (text.startsWith("\\")) {
        return commands.run(text);
      }
      if (isQuery(text)) {
        query(text);
      } else {
        statements(input);
      }
    } catch (Probe.Failed e) {
      tell(List.of(e.diagnostic()));
    }
    return true;
  }

  /** Whether this is a query in the database's own SQL. */
  static boolean isQuery(String text) {
    for (SqlWords.Word word : SqlWords.of(text.substring(0, Math.min(2_000, text.length())))) {
      if (word.kind() != SqlWords.Kind.BLANK) {
        return word.kind() == SqlWords.Kind.NAME
            && QUERIES.contains(word.value().toLowerCase(Locale.ROOT));
      }
    }
    return false;
  }

  /** Carries out statements one by one, up to the first that is refused; whether all went well. */
  boolean statements(String text) {
    for (Piece piece : Piece.of(text)) {
      Tried tried = transaction.run(piece);
      tell(tried);
      if (tried.change() == null) {
        return false;
      }
      results.show(tried.change(), timing);
    }
    return true;
  }

  void tell(Tried tried) {
    // Until the commit \\undo takes back everything; what down can do is said with the result.
    boolean done = tried.change() != null;
    List<Diagnostic> all = new ArrayList<>(tried.diagnostics());
    // What a run remarks, the check has mostly said of the same place.
    remarks.stream()
        .filter(r -> all.stream().noneMatch(d -> d.code() == r.code() && d.span().equals(r.span())))
        .toList()
        .forEach(all::add);
    remarks.clear();
    tell(all.stream().filter(d -> !done || d.code() != Code.NO_REVERSE).toList());
    if (tried.cancelled() && tried.change() == null) {
      person.say("cancelled; nothing of this statement is left");
    }
    if (tried.lost() > 0) {
      person.say(
          "with it went "
              + Words.count(tried.lost(), "statement")
              + " before it, which could not be done again");
    }
  }

  void tell(List<Diagnostic> diagnostics) {
    TextRenderer renderer =
        new TextRenderer(Math.max(20, person.width()), setup.unicode(), person.colour().on());
    for (Diagnostic diagnostic : diagnostics) {
      Diagnostic shown = setup.samples() ? diagnostic : diagnostic.with(null);
      renderer.render(shown).lines().forEach(person::say);
    }
  }

  void query(String sql) {
    long began = System.nanoTime();
    QueryRows found = transaction.query(sql, MOST_ROWS);
    java.time.Duration took = java.time.Duration.ofNanos(System.nanoTime() - began);
    List<String> lines =
        new ArrayList<>(
            Grid.table(found.columns(), found.rows(), person.width(), expanded, person.colour()));
    if (found.more()) {
      lines.add("there are more; these are the first " + Words.number(MOST_ROWS));
    }
    if (timing) {
      lines.add(person.colour().dim(Words.duration(took)));
    }
    print(lines);
  }

  /** Shows lines, or appends them to the file that {@code \\o} named. */
  void print(List<String> lines) {
    Path file = output;
    if (file == null) {
      person.show(lines);
      return;
    }
    try {
      Files.write(
          file,
          lines.stream().map(Shell::plain).toList(),
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      person.say("cannot write to " + file + ": " + e.getMessage());
      output = null;
    }
  }

  private static String plain(String line) {
    return line.replaceAll("\u001B\\[[0-9;]*m", "");
  }

  void output(@Nullable Path file) {
    output = file;
  }

  @Nullable Path output() {
    return output;
  }

  Grid.Expanded expanded() {
    return expanded;
  }

  void expanded(Grid.Expanded mode) {
    expanded = mode;
  }

  boolean timing() {
    return timing;
  }

  void timing(boolean on) {
    timing = on;
  }

  Results results() {
    return results;
  }

  /** Stops what is running, from another thread. */
  void cancel() {
    transaction.cancel();
  }

  /** {@code app.db*2>}: the database, a star for what is not committed, how much can be undone. */
  String prompt() {
    List<Change> changes = transaction.changes();
    String state = transaction.lost() ? "?" : changes.isEmpty() ? "" : "*" + changes.size();
    String name = Names.database(setup.database().shownUrl());
    return "mig " + Names.brief(name, Math.max(4, person.width() / 3)) + state + "> ";
  }

  List<Command> commands() {
    return commands.all();
  }

  /** At the end of the input: whether that is the end of the shell, too. */
  boolean leaves() {
    return commands.mayLeave();
  }

  /** Where this is, in a few words. */
  String where() {
    int tables = transaction.schema().tables().size();
    return setup.database().shownUrl() + ", " + Words.count(tables, "table");
  }

  /** Lets the transaction go while the process is ended from outside, from another thread. */
  void abandon() {
    transaction.cancel();
    transaction.abandon();
  }

  @Override
  public void close() {
    transaction.close();
  }
}
