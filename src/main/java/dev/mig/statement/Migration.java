package dev.mig.statement;

import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole script, as read.
 *
 * @param name what the header says, or null
 * @param title the text after the name, or null
 * @param repeatable whether it is applied again whenever what it says changes
 * @param after the migrations it says it follows
 * @param statements in order, blocks opened
 * @param reverse the statements of {@code reverse { … }}, or null
 * @param irreversible the reason of {@code irreversible '…'}, or null
 */
public record Migration(
    Source source,
    @Nullable WrittenName name,
    @Nullable String title,
    boolean repeatable,
    List<WrittenName> after,
    List<Statement> statements,
    @Nullable List<Statement> reverse,
    @Nullable String irreversible,
    @Nullable Span reverseSpan) {
  public Migration {
    after = List.copyOf(after);
    statements = List.copyOf(statements);
    reverse = reverse == null ? null : List.copyOf(reverse);
  }
}
