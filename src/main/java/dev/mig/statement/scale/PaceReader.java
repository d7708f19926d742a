package dev.mig.statement.scale;

import dev.mig.operation.Pace;
import dev.mig.operation.Pace.Method;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.BatchMethodContext;
import dev.mig.syntax.MigParser.BatchOptionContext;
import dev.mig.syntax.MigParser.BatchParallelContext;
import dev.mig.syntax.MigParser.BatchPauseContext;
import dev.mig.syntax.MigParser.BatchSizeContext;
import dev.mig.syntax.MigParser.BatchSyncContext;
import dev.mig.syntax.MigParser.BatchesStatementContext;
import dev.mig.syntax.MigParser.DurationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads the words between {@code in batches} and its block. */
public final class PaceReader {
  private static final int MOST_ROWS = 1_000_000;
  private static final int MOST_WORKERS = 64;
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DIGITS = 9;

  private final Reader reader;
  private final Map<Class<?>, Span> said = new HashMap<>();

  private PaceReader(Reader reader) {
    this.reader = reader;
  }

  /** What a statement says; what cannot be is reported and stands as if it were not said. */
  public static Pace read(BatchesStatementContext node, Reader reader) {
    return new PaceReader(reader).pace(node);
  }

  private Pace pace(BatchesStatementContext node) {
    int rows = 0;
    Duration time = Pace.TIME;
    BatchSizeContext size = node.batchSize();
    if (size != null && size.INTEGER() != null) {
      rows = number(size.INTEGER().getSymbol(), MOST_ROWS, "a batch has 1 to 1 000 000 rows");
    } else if (size != null && size.duration() != null) {
      time =
          duration(size.duration(), 1, LONGEST_BATCH, "a batch takes 1ms to 1s").orElse(Pace.TIME);
    }
    Duration pause = Duration.ZERO;
    int parallel = 1;
    Method method = null;
    boolean sync = false;
    for (BatchOptionContext option : node.batchOption()) {
      once(option);
      switch (option) {
        case BatchPauseContext o ->
            pause =
                duration(o.duration(), 0, LONGEST_PAUSE, "a pause is at most an hour")
                    .orElse(Duration.ZERO);
        case BatchParallelContext o ->
            parallel =
                Math.max(
                    1, number(o.INTEGER().getSymbol(), MOST_WORKERS, "there are 1 to 64 workers"));
        case BatchMethodContext o -> method = method(o);
        case BatchSyncContext o -> sync = true;
        default -> throw new IllegalStateException("unknown option " + option.getText());
      }
    }
    return new Pace(rows, time, pause, parallel, method, sync, node.BACKGROUND() != null);
  }

  private void once(BatchOptionContext option) {
    Span at = Reader.span(option.getStart());
    Span first = said.putIfAbsent(option.getClass(), at);
    if (first != null) {
      reader.report(
          Diagnostic.error(Code.SAID_TWICE, option.getStart().getText() + " is said twice")
              .at(at)
              .also(first, "here first"));
    }
  }

  private int number(Token token, int most, String range) {
    String text = token.getText();
    int number = text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
    if (number < 1 || number > most) {
      refuse(Reader.span(token), range);
      return 0;
    }
    return number;
  }

  private Optional<Duration> duration(
      DurationContext node, long least, Duration most, String range) {
    String digits = node.INTEGER().getText();
    long count = digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(digits);
    String unit = node.unitName().getText().toLowerCase(Locale.ROOT);
    Duration duration =
        switch (unit) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "min" -> Duration.ofMinutes(count);
          default -> null;
        };
    if (duration == null) {
      reader.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a time is said in ms, s or min")
              .at(Reader.span(node.unitName()), "unknown"));
    } else if (duration.toMillis() < least || duration.compareTo(most) > 0) {
      refuse(span(node), range);
    } else {
      return Optional.of(duration);
    }
    return Optional.empty();
  }

  private static Span span(ParserRuleContext node) {
    return Reader.span(node);
  }

  private void refuse(Span at, String range) {
    reader.report(Diagnostic.error(Code.NOT_ALLOWED_HERE, range).at(at, "out of range"));
  }

  private @Nullable Method method(BatchMethodContext node) {
    String word = node.methodRef().getText().toUpperCase(Locale.ROOT);
    List<String> words = Method.sayable().stream().map(Method::name).toList();
    if (words.contains(word)) {
      return Method.valueOf(word);
    }
    List<String> near = Nearest.to(word, words);
    reader.report(
        Diagnostic.error(
                Code.METHOD_DOES_NOT_FIT, "there is no method " + node.methodRef().getText())
            .at(
                Reader.span(node.methodRef()),
                near.isEmpty()
                    ? "unknown"
                    : "the nearest: " + String.join(", ", near).toLowerCase(Locale.ROOT))
            .note("there are: " + String.join(", ", words).toLowerCase(Locale.ROOT)));
    return null;
  }
}
