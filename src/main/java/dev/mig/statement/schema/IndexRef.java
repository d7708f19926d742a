package dev.mig.statement.schema;

import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.IndexRefContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index as written.
 *
 * @param place the schema or table said before its name, or null
 */
record IndexRef(@Nullable WrittenName place, WrittenName name, Span span) {
  /** What was found. */
  record Found(Table table, Index index) {}

  static IndexRef read(IndexRefContext node) {
    WrittenName name = Reader.name(node.anyName().getLast());
    WrittenName place = node.anyName().size() == 1 ? null : Reader.name(node.anyName().getFirst());
    return new IndexRef(place, name, Reader.span(node));
  }

  /** The index of this name in any case; reports N107 (with the nearest) or N104. */
  Optional<Found> find(Lowering to) {
    List<Found> exact = new ArrayList<>();
    List<Found> like = new ArrayList<>();
    for (Table table : to.schema().tables().values()) {
      for (Index index : table.indexes()) {
        if (!stands(table)) {
          continue;
        }
        if (index.name().equals(name.text())) {
          exact.add(new Found(table, index));
        } else if (index.name().equalsIgnoreCase(name.text())) {
          like.add(new Found(table, index));
        }
      }
    }
    List<Found> found = exact.isEmpty() ? like : exact;
    if (found.size() == 1) {
      to.means(found.getFirst().table().name(), found.getFirst().index().name(), name);
      return Optional.of(found.getFirst());
    }
    to.report(found.isEmpty() ? unknown(to) : ambiguous(found));
    return Optional.empty();
  }

  private boolean stands(Table table) {
    WrittenName said = place;
    return said == null
        ? table.name().schema().isEmpty()
        : said.text().equalsIgnoreCase(table.name().schema())
            || said.text().equalsIgnoreCase(table.name().name());
  }

  private Diagnostic.Builder unknown(Lowering to) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_INDEX, "there is no index " + name.text())
            .at(name.span(), "not in the schema");
    List<String> names = new ArrayList<>();
    for (Table table : to.schema().tables().values()) {
      table.indexes().forEach(i -> names.add(i.name()));
      for (Constraint constraint : table.constraints()) {
        if (name.text().equalsIgnoreCase(constraint.name())) {
          problem.note(
              name.text()
                  + " is a "
                  + ConstraintRef.word(constraint)
                  + " of "
                  + table.name()
                  + ": "
                  + ConstraintRef.drop(table, constraint));
        }
      }
    }
    List<String> near = Nearest.to(name.text(), names);
    for (String each : near) {
      problem.suggest("write " + each, Safety.CHECK, new Edit(name.span(), Names.written(each)));
    }
    if (!near.isEmpty()) {
      problem.note("did you mean " + String.join(", ", near) + "?");
    }
    return problem;
  }

  private Diagnostic.Builder ambiguous(List<Found> found) {
    List<String> all = found.stream().map(f -> f.table().name() + "." + f.index().name()).toList();
    return Diagnostic.error(
            Code.AMBIGUOUS_NAME, name.text() + " may be " + String.join(" or ", all))
        .at(span, "say which, in double quotes where they differ by case alone");
  }
}
