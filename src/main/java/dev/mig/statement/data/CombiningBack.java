package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.MadeFrom;
import dev.mig.statement.data.Split.How;
import dev.mig.statement.schema.MadeAgain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the parts of a split give the whole again, for the way back of what later takes it away. */
record CombiningBack(Table table, Column source, List<Column> parts, Expr whole) {
  /** Empty where the parts cannot say it, which is reported where the split speaks of it. */
  static Optional<CombiningBack> of(
      Lowering to, Table table, Column source, List<Column> parts, Split split) {
    boolean matching = split.how() == How.MATCHING;
    List<String> between = matching ? FixedTexts.around(split.text(), parts.size()) : List.of();
    String why =
        parts.stream().anyMatch(p -> p.name().equals(source.name()))
            ? source.name() + " itself gets a part"
            : between == null ? "the text between the groups is not always the same" : null;
    Span at = split.combining();
    if (at != null && why != null) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "these parts do not combine back to " + source.name())
              .at(at, why));
    }
    return between == null || why != null
        ? Optional.empty()
        : Optional.of(
            new CombiningBack(
                table,
                source,
                parts,
                matching ? written(table, parts, between) : joined(table, parts, split.text())));
  }

  /** After the parts are written: asks where the split says so. */
  void remember(Lowering to, Split split) {
    Span at = split.combining();
    if (at != null) {
      Optional<MadeAgain> again = MadeAgain.unproven(to, table, source, whole);
      if (again.isPresent()) {
        again.get().ask(to, at, split.span());
      } else {
        to.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE, "these parts do not combine back to " + source.name())
                .at(at, "no text of " + source.name() + "'s own kind comes out of them"));
      }
    }
    to.madeFrom(table.name(), source.name(), new MadeFrom(whole, at != null));
  }

  private static Expr part(Table table, Column part) {
    return new Expr.Name(List.of(table.name().name(), part.name()), Span.NONE);
  }

  /** The parts that are there with the separator between them; NULL where there is none. */
  private static Expr joined(Table table, List<Column> parts, String separator) {
    List<Expr> arguments = new ArrayList<>(List.of(Exprs.text(separator)));
    Expr some = null;
    for (Column part : parts) {
      arguments.add(part(table, part));
      Expr there = Exprs.isNotNull(part(table, part));
      some = some == null ? there : Exprs.or(some, there);
    }
    Expr joined = new Expr.Call("concat_ws", arguments, null, Typing.UNKNOWN, Span.NONE);
    return some == null || parts.stream().anyMatch(p -> !p.nullable())
        ? joined
        : new Expr.Case(
            null, List.of(new Expr.When(some, joined)), null, Typing.UNKNOWN, Span.NONE);
  }

  /** The parts in the texts of the pattern around them. */
  private static Expr written(Table table, List<Column> parts, List<String> between) {
    Expr all = Exprs.text(between.getFirst());
    for (int i = 0; i < parts.size(); i++) {
      all = plus(all, part(table, parts.get(i)));
      String text = between.get(i + 1);
      all = text.isEmpty() ? all : plus(all, Exprs.text(text));
    }
    return all;
  }

  private static Expr plus(Expr left, Expr right) {
    return new Expr.Binary(BinaryOp.CONCAT, left, right, Typing.UNKNOWN, Span.NONE);
  }
}
