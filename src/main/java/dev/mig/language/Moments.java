package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The schema at the places of a script. */
public final class Moments {
  private final List<Compiled> parts;
  private final Schema start;
  private final List<Moment> all;

  /**
   * A statement.
   *
   * @param report what it became; its place in the text is {@link StatementReport#written}
   * @param part the script, or the part of it, that it stands in
   * @param before the schema that it finds
   * @param after the one that it leaves
   */
  public record Moment(StatementReport report, Compiled part, Schema before, Schema after) {
    public Span span() {
      return report.written();
    }
  }

  private Moments(List<Compiled> parts, Schema start, List<Moment> all) {
    this.parts = List.copyOf(parts);
    this.start = start;
    this.all = List.copyOf(all);
  }

  /**
   * Goes through a script.
   *
   * @param parts the script, compiled: one, or {@code expand} and {@code contract}
   * @param otherwise the schema where nothing is compiled
   */
  public static Moments of(List<Compiled> parts, Schema otherwise) {
    List<Moment> all = new ArrayList<>();
    for (Compiled part : parts) {
      Schema schema = part.before();
      for (StatementReport report : part.statements()) {
        Schema before = schema;
        for (Operation operation : report.operations()) {
          schema = operation.applyTo(schema);
        }
        if (!report.written().equals(Span.NONE)) {
          all.add(new Moment(report, part, before, schema));
        }
      }
    }
    return new Moments(parts, parts.isEmpty() ? otherwise : parts.getFirst().before(), all);
  }

  /** The script, compiled; nothing where it is not. */
  List<Compiled> parts() {
    return parts;
  }

  /** The statements that stand in the script, in order; those in loops once for each round. */
  public List<Moment> all() {
    return all;
  }

  /**
   * The statement at a place, or that ends there.
   *
   * @param offset UTF-16 offset in the script
   */
  public Optional<Moment> at(int offset) {
    return all.stream()
        .filter(m -> m.span().start() <= offset && offset <= m.span().end())
        .findFirst();
  }

  /** The schema as the statement at a place finds it; between two, as the first leaves it. */
  public Schema before(int offset) {
    Schema schema = start;
    for (Moment moment : all) {
      if (offset < moment.span().start()) {
        break;
      }
      if (offset <= moment.span().end()) {
        return moment.before();
      }
      schema = moment.after();
    }
    return schema;
  }

  /** The schema as the statement at a place leaves it. */
  public Schema after(int offset) {
    return at(offset).map(Moment::after).orElseGet(() -> before(offset));
  }
}
