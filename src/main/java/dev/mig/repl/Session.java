package dev.mig.repl;

import dev.mig.plan.Plan;
import dev.mig.plan.PlanText;
import dev.mig.run.Change;
import dev.mig.run.OpenTransaction;
import dev.mig.run.Tried;
import dev.mig.statement.script.Piece;
import dev.mig.terminal.Describe;
import dev.mig.terminal.Highlight;
import dev.mig.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands about what was done in this session: undo, plan, commit, save. */
final class Session {
  private final Shell shell;
  private final Person person;
  private final String dialect;
  private final Keeping keeping;

  Session(Shell shell, Setup setup, Person person) {
    this.shell = shell;
    this.person = person;
    this.dialect = setup.database().name();
    this.keeping = new Keeping(shell, setup, person);
  }

  private OpenTransaction transaction() {
    return shell.transaction();
  }

  private boolean nothing() {
    if (transaction().changes().isEmpty()) {
      person.say("nothing was done that is not committed");
      return true;
    }
    return false;
  }

  boolean undo(String number) {
    if (nothing()) {
      return true;
    }
    int most = transaction().changes().size();
    int wanted = 1;
    if (!number.isEmpty()) {
      try {
        wanted = Integer.parseInt(number);
      } catch (NumberFormatException e) {
        wanted = 0;
      }
    }
    if (wanted < 1 || wanted > most) {
      person.say("\\undo takes a number from 1 to " + most);
      return true;
    }
    List<Change> gone = transaction().undo(wanted);
    for (Change change : gone) {
      person.say("undone  " + Names.brief(change.text(), person.width() - 8));
    }
    List<String> shape =
        Describe.changed(
            gone.getFirst().after(), gone.getLast().before(), person.colour(), person.width());
    shape.forEach(person::say);
    long rows = gone.stream().mapToLong(Change::rows).sum();
    if (rows > 0) {
      person.say(person.colour().dim(Words.count(rows, "row") + " as before"));
    }
    return true;
  }

  boolean changes(String none) {
    if (nothing()) {
      return true;
    }
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Change change : transaction().changes()) {
      number++;
      String rows = change.touchesRows() ? Words.count(change.rows(), "row") : "";
      lines.add(
          "%3d  %s  %s"
              .formatted(number, Names.brief(change.text(), person.width() - 20), rows)
              .stripTrailing());
    }
    person.show(lines);
    return true;
  }

  boolean plan(String statement) {
    List<String> lines = new ArrayList<>();
    if (!statement.isEmpty()) {
      for (Piece piece : Piece.of(statement)) {
        Tried tried = transaction().plan(piece);
        shell.tell(tried);
        if (tried.change() != null) {
          lines.addAll(sql(tried.change().plan()));
        }
      }
    } else if (!nothing()) {
      transaction().changes().forEach(c -> lines.addAll(sql(c.plan())));
    }
    shell.print(lines);
    return true;
  }

  private List<String> sql(Plan plan) {
    String text = PlanText.steps(plan, dialect);
    return Highlight.all(text, person.colour()).lines().toList();
  }

  boolean rehearse(String statement) {
    List<String> locks = new ArrayList<>();
    if (statement.isEmpty()) {
      if (!nothing()) {
        rehearsed(transaction().rehearse(locks), locks);
      }
      return true;
    }
    for (Piece piece : Piece.of(statement)) {
      locks.clear();
      rehearsed(transaction().rehearse(piece, locks), locks);
    }
    return true;
  }

  private void rehearsed(Tried tried, List<String> locks) {
    shell.tell(tried);
    Change change = tried.change();
    if (change == null) {
      return;
    }
    shell.results().show(change, true);
    locks.forEach(l -> person.say("lock  " + l));
    person.say("way back  " + change.compiled().wayBack().words());
    person.say(person.colour().dim("rehearsed: all of it is taken back"));
  }

  boolean commit(String none) {
    if (!nothing()) {
      changes("");
      keeping.commit();
    }
    return true;
  }

  boolean save(String file) {
    if (file.isEmpty()) {
      person.say("\\save FILE|NAME writes what was done as a migration");
    } else if (!nothing()) {
      keeping.save(file);
    }
    return true;
  }

  boolean rollback(String none) {
    int number = transaction().changes().size();
    boolean lost = transaction().lost();
    transaction().rollback();
    person.say(
        lost
            ? "connected anew"
            : number == 0
                ? "nothing was done that is not committed"
                : "rolled back  " + Words.count(number, "statement"));
    return true;
  }

  boolean edit(String which) {
    List<Change> changes = transaction().changes();
    String text = "";
    if (!which.isEmpty()) {
      for (int i = 0; i < changes.size(); i++) {
        String statement = changes.get(i).text().strip();
        if (which.equals(String.valueOf(i + 1)) || statement.startsWith(which)) {
          text = statement;
        }
      }
      if (text.isEmpty()) {
        person.say("no statement " + which + "; \\changes lists them");
        return true;
      }
    } else {
      List<String> inputs = person.history();
      for (int i = inputs.size() - 1; i >= 0 && text.isEmpty(); i--) {
        text = inputs.get(i).startsWith("\\") ? "" : inputs.get(i);
      }
    }
    String edited = person.edit(text);
    if (edited != null && !edited.isBlank()) {
      person.offer(edited.strip());
    }
    return true;
  }

  /** Leaves at once where nothing is open, else asks; false to leave. */
  boolean leave() {
    if (transaction().changes().isEmpty() || transaction().lost()) {
      return false;
    }
    String what = Words.count(transaction().changes().size(), "statement") + " not committed: ";
    String said = person.ask(what + "[c]ommit, [r]oll back or [s]tay? ");
    if (said == null) {
      // The end of the input once more: nobody is there, or somebody means it.
      rollback("");
      return false;
    }
    return switch (said.strip().toLowerCase(Locale.ROOT)) {
      case "c", "commit" -> {
        commit("");
        yield !transaction().changes().isEmpty();
      }
      case "r", "rollback", "roll back" -> {
        rollback("");
        yield false;
      }
      default -> {
        person.say("staying; all of it is still there");
        yield true;
      }
    };
  }
}
