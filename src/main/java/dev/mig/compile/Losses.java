package dev.mig.compile;

import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.operation.Answer;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Templates;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Samples;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/** Counts what a statement takes away without saying so, and says it. */
final class Losses {
  private Losses() {}

  /** What a user can do about it. */
  static final String ADVICE = "say saving (kept, so that down brings it back) or losing";

  /**
   * Loss that nobody spoke of: refused, or only told.
   *
   * @param statement whose end is offered the word, where it takes one there
   */
  static Diagnostic.Builder unsaid(
      String what, long rows, boolean strict, Source source, Span statement) {
    String told = told(what, rows);
    Diagnostic.Builder problem =
        strict
            ? Diagnostic.error(Code.LOSS_UNSAID, told)
            : Diagnostic.warning(Code.LOSS_UNSAID, told);
    Span end = new Span(statement.end(), statement.end());
    // A script that decides something has no text yet, and its statements stand in no single place.
    boolean written = statement.end() <= source.text().length();
    if (written && takes(source.text(statement) + " saving")) {
      problem.suggest("keep what is lost", Safety.CHECK, new Edit(end, " saving"));
      problem.suggest("let it go", Safety.CHECK, new Edit(end, " losing"));
    }
    return problem;
  }

  private static boolean takes(String statement) {
    return Syntax.fragment(new Source("", statement), statement, 0)
        .filter(parsed -> parsed.statements().size() == 1)
        .isPresent();
  }

  private static String told(String what, long rows) {
    if (rows < 0) {
      return Templates.fill(what.replace("{n}", "some"), Answer.YES);
    }
    return Templates.fill(
        what, new Answer(false, new Samples(rows, -1, List.of(), List.of()), null, null));
  }

  /** The number that a query counts, or -1 when it cannot be told before the run. */
  static long count(Query count, Contents contents, Probe probe) {
    Optional<Query> live = contents.resolve(count);
    if (live.isEmpty()) {
      return -1;
    }
    Query zero = Select.of(List.of(new Item(Exprs.number(0), "zero")), null, null);
    Diagnostic unused = Diagnostic.info(Code.LOSS_UNSAID, "").build();
    Answer answer = probe.ask(new Question.Same(live.get(), zero, Refusal.of(unused), Span.NONE));
    if (!answer.told()) {
      return -1;
    }
    String number = answer.holds() ? "0" : answer.left();
    return number == null ? 0 : Long.parseLong(number);
  }
}
