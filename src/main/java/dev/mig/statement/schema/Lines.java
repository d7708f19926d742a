package dev.mig.statement.schema;

import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.statement.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines that a suggestion puts before a statement. */
final class Lines {
  private Lines() {}

  /**
   * @param table the table of the statement: where it is said before the statement, that stands in
   *     a block and is indented
   */
  static Edit before(Span statement, @Nullable TableName table, List<String> lines) {
    boolean inBlock = table != null && table.span().start() < statement.start();
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append(inBlock ? "\n  " : "\n"));
    return new Edit(new Span(statement.start(), statement.start()), text.toString());
  }
}
