package dev.mig.statement.check;

import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code count unchanged}: in a block that table has as many rows as when the migration began; at
 * top level every table that was there and that no statement so far is meant to grow or shrink.
 *
 * @param block the table of the block, or null
 */
record AllCounts(@Nullable TableName block, Span at) implements Assertion {
  @Override
  public void ask(Asker asker) {
    Lowering to = asker.to();
    if (block != null) {
      to.table(block).ifPresent(t -> one(asker, t));
      return;
    }
    for (Table table : to.schema().tables().values()) {
      Optional<QName> old = to.nameAtStart(table.name());
      if (old.isPresent() && !to.resized(table.name())) {
        same(asker, table.name(), old.get(), at);
      }
    }
  }

  private void one(Asker asker, Table table) {
    Optional<QName> old = asker.to().nameAtStart(table.name());
    if (old.isEmpty()) {
      asker
          .to()
          .report(
              Diagnostic.error(
                      Code.UNKNOWN_TABLE, table.name() + " was not there when the migration began")
                  .at(at, "nothing to compare with"));
      return;
    }
    same(asker, table.name(), old.get(), at);
  }

  static void same(Asker asker, QName now, QName old, Span at) {
    Diagnostic problem =
        asker
            .failed(now + " had {left} rows when the migration began and has {right} here")
            .at(at, "not unchanged")
            .build();
    asker
        .to()
        .emit(
            new Question.Unchanged(
                Counts.all(old), Counts.all(now), null, Refusal.of(problem), asker.span()));
  }
}
