package dev.mig.compile;

import dev.mig.compile.Mention.Kind;
import dev.mig.expression.Hearing;
import dev.mig.operation.Operation;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks names up for statements, and keeps what each of them means. */
abstract class Lookups extends Memory {
  private final Names names = new Names(this);
  private final Mentions mentions;

  Lookups(Schema start, Source source) {
    super(start);
    this.mentions = new Mentions(source);
  }

  /** All operations so far. */
  abstract List<Operation> operations();

  /** What the names mean, at their places in the text that is walked. */
  List<Mention> mentions() {
    return mentions.all();
  }

  void remember(Operation operation) {
    names.remember(operation);
  }

  /** A statement is over whose first operation is this one. */
  void settle(int first) {
    mentions.settle(operations(), first);
  }

  @Override
  public Optional<Table> table(TableName written) {
    Optional<Table> found = names.table(written);
    found.ifPresent(t -> mention(Kind.TABLE, t.name(), "", written.span()));
    return found;
  }

  @Override
  public Optional<Column> column(Table table, WrittenName written) {
    return heard(table, names.column(table, written), written);
  }

  @Override
  public Optional<List<Column>> columns(Table table, List<WrittenName> written) {
    Optional<List<Column>> found = names.columns(table, written);
    for (int i = 0; found.isPresent() && i < written.size(); i++) {
      heard(table, Optional.of(found.get().get(i)), written.get(i));
    }
    return found;
  }

  @Override
  public String newName(WrittenName written, Predicate<String> taken, String what) {
    mentions.given(written);
    return names.newName(written, taken, what);
  }

  private Optional<Column> heard(Table table, Optional<Column> found, WrittenName written) {
    found.ifPresent(c -> mention(Kind.COLUMN, table.name(), c.name(), written.span()));
    return found;
  }

  private void mention(Kind kind, QName table, String part, Span at) {
    mentions.name(kind, table, part, at, operations().size());
  }

  @Override
  public void means(QName table, String part, WrittenName written) {
    mention(Kind.CONSTRAINT, table, part, written.span());
  }

  @Override
  public Hearing hearing() {
    return new Hearing() {
      @Override
      public void accept(Diagnostic problem) {
        report(problem.toBuilder());
      }

      @Override
      public void means(QName table, Span at) {
        mention(Kind.TABLE, table, "", at);
      }

      @Override
      public void means(QName table, String column, Span at) {
        mention(Kind.COLUMN, table, column, at);
      }
    };
  }
}
