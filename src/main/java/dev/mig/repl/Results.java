package dev.mig.repl;

import dev.mig.compile.WayBack;
import dev.mig.operation.Question;
import dev.mig.run.Change;
import dev.mig.run.Glimpse;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Describe;
import dev.mig.terminal.Grid;
import dev.mig.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what a statement did. */
final class Results {
  private final Person person;

  Results(Person person) {
    this.person = person;
  }

  void show(Change change, boolean timing) {
    List<String> lines = new ArrayList<>();
    Colour colour = person.colour();
    if (!change.before().equals(change.after())) {
      lines.addAll(Describe.changed(change.before(), change.after(), colour, person.width()));
    }
    for (Glimpse glimpse : change.glimpses()) {
      lines.addAll(glimpse(glimpse));
    }
    lines.forEach(person::say);
    List<String> last = new ArrayList<>();
    if (change.touchesRows()) {
      last.add(Words.count(change.rows(), "row"));
    } else if (change.defines()) {
      last.add("known from here on");
    } else if (comparesWithTheBeginning(change)) {
      last.add("compared with the moment before it; \\rehearse compares with the beginning");
    } else if (change.before().equals(change.after())) {
      last.add("holds");
    }
    if (timing) {
      last.add(Words.duration(change.took()));
    }
    if (change.compiled().wayBack() == WayBack.NONE && change.rows() > 0) {
      last.add("\\undo takes it back, mig down alone could not");
    }
    if (!last.isEmpty()) {
      person.say(colour.dim(String.join(" · ", last)));
    }
  }

  /** As a statement of its own, "unchanged" has nothing before it that could have changed. */
  private static boolean comparesWithTheBeginning(Change change) {
    return change.compiled().up().stream().anyMatch(Question.Unchanged.class::isInstance);
  }

  private List<String> glimpse(Glimpse glimpse) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Glimpse.Row row : glimpse.rows()) {
      rows.add(values(glimpse, row));
    }
    Colour colour = person.colour();
    String what =
        switch (glimpse.kind()) {
          case CHANGED -> colour.yellow("~");
          case ADDED -> colour.green("+");
          case GONE -> colour.red("-");
        };
    List<String> table =
        Grid.table(glimpse.columns(), rows, person.width() - 2, Grid.Expanded.AUTO, colour);
    List<String> lines = new ArrayList<>();
    for (String line : table.subList(0, table.size() - 1)) {
      lines.add(what + " " + line);
    }
    return lines;
  }

  private static List<@Nullable String> values(Glimpse glimpse, Glimpse.Row row) {
    if (glimpse.kind() != Glimpse.Kind.CHANGED) {
      return glimpse.kind() == Glimpse.Kind.ADDED ? row.after() : row.before();
    }
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < glimpse.columns().size(); i++) {
      String before = row.before().get(i);
      String after = row.after().get(i);
      values.add(Objects.equals(before, after) ? after : shown(before) + " → " + shown(after));
    }
    return values;
  }

  private static String shown(@Nullable String value) {
    return value == null ? "NULL" : value.isEmpty() ? "''" : value;
  }
}
