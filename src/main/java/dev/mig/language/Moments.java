package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.source.Place;
import java.util.List;
import java.util.Optional;

/** The schema at the places of a script. */
public final class Moments {
  private Moments() {}

  /**
   * The schema that the statement at a place finds, or the next one where none stands there.
   *
   * @param parts of one script, in order; at least one
   * @param source the name of the text that the place is in: the script's, or one that it includes
   * @param offset UTF-16 offset in it
   */
  public static Schema before(List<Compiled> parts, String source, int offset) {
    Schema schema = parts.getFirst().before();
    for (Compiled part : parts) {
      if (startsBehind(part, source, offset)) {
        return schema;
      }
      schema = part.before();
      for (StatementReport report : part.statements()) {
        if (ends(report, source) > offset) {
          return schema;
        }
        schema = after(schema, report.operations());
      }
    }
    return schema;
  }

  /** The schema that the statement at a place leaves; the same as before it where none stands. */
  public static Schema after(List<Compiled> parts, String source, int offset) {
    Schema before = before(parts, source, offset);
    return statement(parts, source, offset).map(s -> after(before, s.operations())).orElse(before);
  }

  /** The statement at a place; of one that a loop repeats, its first round. */
  public static Optional<StatementReport> statement(
      List<Compiled> parts, String source, int offset) {
    return parts.stream()
        .flatMap(p -> p.statements().stream())
        .filter(r -> ends(r, source) > offset && begins(r) <= offset)
        .findFirst();
  }

  private static boolean startsBehind(Compiled part, String source, int offset) {
    return part.statements().stream()
        .filter(r -> ends(r, source) >= 0)
        .findFirst()
        .filter(r -> begins(r) > offset)
        .isPresent();
  }

  /** Where it ends in this text; -1 where it stands in another. */
  private static int ends(StatementReport report, String source) {
    Place place = report.written();
    return place == null || !place.source().name().equals(source) ? -1 : place.span().end();
  }

  private static int begins(StatementReport report) {
    Place place = report.written();
    return place == null ? 0 : place.span().start();
  }

  private static Schema after(Schema before, List<Operation> operations) {
    Schema schema = before;
    for (Operation operation : operations) {
      schema = operation.applyTo(schema);
    }
    return schema;
  }
}
