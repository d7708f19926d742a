package dev.mig.database;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts questions about the rows of one table into one, so that it is read once for all of them. */
final class OnePass {
  /** SQLite limits how deep an expression may be. */
  private static final int MOST = 50;

  private OnePass() {}

  /** As few questions as possible, all of which hold exactly if all the given ones do. */
  static List<Question> of(List<Question> questions) {
    Map<From, List<NoRows>> together = new LinkedHashMap<>();
    List<Question> all = new ArrayList<>();
    for (Question question : questions) {
      if (question instanceof NoRows q && q.offending() instanceof Select s && isPlain(s)) {
        together.computeIfAbsent(place(s), from -> new ArrayList<>()).add(q);
      } else {
        all.add(question);
      }
    }
    together.forEach(
        (from, parts) -> {
          for (int i = 0; i < parts.size(); i += MOST) {
            all.add(merged(from, parts.subList(i, Math.min(parts.size(), i + MOST))));
          }
        });
    return all;
  }

  private static boolean isPlain(Select select) {
    return select.from() != null
        && select.where() != null
        && select.groupBy().isEmpty()
        && select.having() == null
        && select.keep() == null
        && select.limit() < 0;
  }

  /** Where it reads; the place in the script does not matter. */
  private static From place(Select select) {
    return select.from() instanceof TableFrom t
        ? new TableFrom(t.table(), t.alias(), Span.NONE)
        : Objects.requireNonNull(select.from());
  }

  private static Question merged(From from, List<NoRows> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Expr any = null;
    for (NoRows part : parts) {
      Expr condition = Objects.requireNonNull(((Select) part.offending()).where());
      any = any == null ? condition : Exprs.or(any, condition);
    }
    NoRows first = parts.getFirst();
    Select rows = Select.of(List.of(new Item(Exprs.number(1), "one")), from, any);
    return new NoRows(rows, null, false, first.refusal(), first.span());
  }
}
