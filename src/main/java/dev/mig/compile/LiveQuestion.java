package dev.mig.compile;

import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.Question;
import java.math.BigDecimal;
import java.util.Optional;

/** A question at its place of the script, put to the live tables. */
final class LiveQuestion {
  private LiveQuestion() {}

  /** Empty where the contents at this place cannot be told before the run. */
  static Optional<Question> of(Question question, Contents contents, Contents atStart) {
    return switch (question) {
      case Question.NoRows q -> {
        Optional<Query> rows = contents.resolveRows(q.offending());
        Query of = q.of() == null ? null : contents.resolve(q.of()).orElse(null);
        yield rows.map(r -> new Question.NoRows(r, of, q.enforced(), q.refusal(), q.span()));
      }
      case Question.Same q -> same(contents.resolve(q.left()), contents.resolve(q.right()), q);
      case Question.Unchanged q -> same(atStart.resolve(q.atStart()), contents.resolve(q.now()), q);
    };
  }

  private static Optional<Question> same(
      Optional<Query> left, Optional<Query> right, Question question) {
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Question.Same(left.get(), right.get(), question.refusal(), question.span()));
  }

  /** Whether two numbers differ by no more than was said. */
  static boolean near(Question question, Answer answer) {
    if (!(question instanceof Question.Unchanged u)
        || u.within() == null
        || answer.left() == null
        || answer.right() == null) {
      return false;
    }
    BigDecimal apart = new BigDecimal(answer.left()).subtract(new BigDecimal(answer.right())).abs();
    return apart.compareTo(new BigDecimal(u.within())) <= 0;
  }
}
