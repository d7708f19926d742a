package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import dev.mig.statement.WrittenName;
import dev.mig.statement.schema.LookupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lookup table of an {@link Extract}: made, or found with the keys that it needs. */
final class ExtractTarget {
  private ExtractTarget() {}

  /** {@code countries (name, code)}. */
  static String shown(Table lookup, List<WrittenName> columns) {
    return lookup.name()
        + " ("
        + columns.stream().map(WrittenName::text).collect(Collectors.joining(", "))
        + ")";
  }

  static Optional<Table> make(Extraction extraction) {
    Lowering to = extraction.to();
    Extract said = extraction.said();
    if (said.missing() == Missing.REFUSE || said.missing() == Missing.KEEP) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "there is no table " + said.into().name() + " yet, so every value is missing")
              .at(said.missingSpan(), "leave this out to make the table with all values"));
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < said.columns().size(); i++) {
      WrittenName written = said.columns().get(i);
      String name =
          to.newName(
              written,
              n -> columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(n)),
              "column of " + said.into().name() + " called");
      columns.add(Column.of(name, extraction.values().get(i).type(), false));
    }
    if (to.failed()) {
      return Optional.empty();
    }
    return LookupTable.make(
        to,
        said.into(),
        said.lastWord(),
        extraction.made().type(),
        said.column().typeSpan(),
        columns,
        said.span());
  }

  /** The table with a primary key of one column and a unique key over exactly the columns said. */
  static Optional<Table> find(Extraction extraction) {
    Lowering to = extraction.to();
    Extract said = extraction.said();
    Optional<Table> found = to.table(said.into());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Table lookup = found.get();
    Span at = said.columns().getFirst().span().to(said.columns().getLast().span());
    if (lookup.name().equals(extraction.own().name())) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "the lookup table is the table itself")
              .at(said.into().span(), "name another one"));
      return Optional.empty();
    }
    Optional<List<Column>> columns = to.columns(lookup, said.columns());
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = columns.get().stream().map(Column::name).collect(Collectors.toSet());
    PrimaryKey key = lookup.primaryKey();
    if (key == null || key.columns().size() != 1) {
      to.report(
          Diagnostic.error(
                  Code.NO_KEY, lookup.name() + " has no primary key of one column to point at")
              .at(said.into().span(), "cannot be pointed at by one column"));
      return Optional.empty();
    }
    if (UniqueKeys.of(lookup).stream().noneMatch(k -> Set.copyOf(k).equals(names))) {
      to.report(
          Diagnostic.error(Code.NO_KEY, shown(lookup, said.columns()) + " is not unique")
              .at(at, "several rows could be meant")
              .note("make it unique before this: add unique on " + shown(lookup, said.columns())));
      return Optional.empty();
    }
    return found;
  }
}
