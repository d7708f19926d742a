package dev.mig.repl;

import dev.mig.compile.Probe;
import dev.mig.language.Completion;
import dev.mig.language.Definition;
import dev.mig.language.Definitions;
import dev.mig.language.Knowledge;
import dev.mig.run.Change;
import dev.mig.run.OpenTransaction;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes statements by the language and the schema as changed so far, and commands. */
final class Proposals implements Completer, CompletionMatcher {
  private static final int MOST = 200;

  private final Shell shell;
  private final Knowledge knowledge;
  private final List<Command> commands;

  Proposals(Shell shell, Setup setup, List<Command> commands) {
    this.shell = shell;
    this.commands = commands;
    this.knowledge = new Live(shell.transaction(), setup);
  }

  /** What the open transaction knows. */
  private record Live(OpenTransaction transaction, Setup setup) implements Knowledge {
    @Override
    public Schema schema() {
      return transaction.schema();
    }

    @Override
    public String dialect() {
      return setup.database().name();
    }

    @Override
    public List<Definition> definitions() {
      return transaction.changes().stream()
          .filter(Change::defines)
          .flatMap(c -> Definitions.of(c.text()).stream())
          .toList();
    }

    @Override
    public List<String> values(QName table, String column, int most) {
      return transaction.values(table, column, most);
    }
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String text = line.line();
    if (text.startsWith("\\")) {
      command(text, line.cursor(), line.word(), candidates);
      return;
    }
    try {
      for (dev.mig.language.Candidate c : Completion.at(text, line.cursor(), knowledge, MOST)) {
        candidates.add(
            new Candidate(
                c.plain(),
                c.label(),
                null,
                c.detail().isEmpty() ? null : c.detail(),
                null,
                null,
                true,
                candidates.size()));
      }
    } catch (Probe.Failed cannotLook) {
      // Nothing is proposed where the schema cannot be read; the next statement says why.
      candidates.clear();
    }
  }

  private void command(String text, int cursor, String word, List<Candidate> candidates) {
    int space = text.indexOf(' ');
    if (space < 0 || cursor <= space) {
      int order = 0;
      for (Command command : commands) {
        String name = "\\" + command.name();
        if (name.startsWith(text.substring(0, cursor))) {
          candidates.add(
              new Candidate(name, name, null, command.meaning(), null, null, true, order++));
        }
      }
      return;
    }
    List<String> names = new ArrayList<>();
    String name = text.substring(1, space);
    if (name.startsWith("d")) {
      shell.transaction().schema().tables().keySet().forEach(t -> names.add(t.toString()));
      shell.transaction().schema().views().keySet().forEach(v -> names.add(v.toString()));
    } else if (name.equals("h")) {
      names.addAll(dev.mig.language.Pages.names());
    } else if (name.equals("x")) {
      names.addAll(List.of("on", "off", "auto"));
    } else if (name.equals("timing")) {
      names.addAll(List.of("on", "off"));
    }
    names.stream()
        .filter(n -> n.startsWith(word))
        .limit(MOST)
        .forEach(n -> candidates.add(new Candidate(n)));
  }

  private List<Candidate> matching = List.of();

  /** The language has chosen already, and knows better than a comparison of letters. */
  @Override
  public void compile(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    matching = List.of();
  }

  @Override
  public List<Candidate> matches(List<Candidate> candidates) {
    matching = candidates;
    return candidates;
  }

  @Override
  public @Nullable Candidate exactMatch() {
    return matching.size() == 1 ? matching.getFirst() : null;
  }

  @Override
  public String getCommonPrefix() {
    String common = null;
    for (Candidate candidate : matching) {
      String value = Objects.requireNonNull(candidate.value());
      if (common == null) {
        common = value;
      }
      int i = 0;
      while (i < Math.min(common.length(), value.length()) && common.charAt(i) == value.charAt(i)) {
        i++;
      }
      common = common.substring(0, i);
    }
    return common == null ? "" : common;
  }
}
