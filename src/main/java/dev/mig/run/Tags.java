package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of states that migrations left, by which they are found again. */
public final class Tags {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private Tags() {}

  /**
   * What speaks against a new tag, if anything does.
   *
   * @param migrations the names of all that are known
   */
  public static Optional<Diagnostic> problem(
      String tag, List<Applied> applied, Collection<String> migrations) {
    if (!FORM.matcher(tag).matches()) {
      return bad("a tag is made of letters, digits, '.', '_' and '-': " + tag);
    }
    if (NUMBER.matcher(tag).matches()) {
      return bad("a tag needs something else than digits: mig down " + tag + " means a number");
    }
    if (migrations.contains(tag) || applied.stream().anyMatch(row -> row.name().equals(tag))) {
      return bad(tag + " is the name of a migration, so it cannot be a tag");
    }
    return applied.stream()
        .filter(row -> tag.equals(row.tag()))
        .findFirst()
        .flatMap(row -> bad("there is a tag " + tag + " already, on " + row.name()));
  }

  /**
   * Tags the state that the last applied migration left; answers with its name.
   *
   * @throws dev.mig.compile.Probe.Failed where that cannot be
   */
  public static String set(Database database, Runner.Settings settings, String tag) {
    return new LedgerWork(database, settings)
        .write(
            connection -> {
              Ledger ledger = Ledger.open(connection, database.name());
              List<Applied> applied = ledger.applied();
              Optional<Diagnostic> problem = problem(tag, applied, List.of());
              if (problem.isEmpty()) {
                problem = problem(applied);
              }
              if (problem.isPresent()) {
                throw new Refused(problem.get());
              }
              Applied row = applied.getLast();
              ledger.create();
              ledger.update(row.withTag(tag));
              ledger.append(
                  Event.now(Event.Kind.TAGGED, row.name(), tag),
                  Who.on(connection, settings.tool()));
              return row.name();
            });
  }

  /** What speaks against any tag on the last one. */
  private static Optional<Diagnostic> problem(List<Applied> applied) {
    if (applied.isEmpty()) {
      return bad("nothing is applied, so there is nothing to tag");
    }
    Applied last = applied.getLast();
    if (!last.sealed()) {
      return Optional.of(HistoryProblems.rowChanged(last));
    }
    return last.tag() == null
        ? Optional.empty()
        : bad(last.name() + " has a tag already, " + last.tag());
  }

  private static Optional<Diagnostic> bad(String summary) {
    return Optional.of(Diagnostic.error(Code.BAD_TAG, summary).build());
  }
}
