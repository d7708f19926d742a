package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one foreign key that points at the table.
 *
 * @param said whether it is to be re-pointed
 * @param conflict the unique key in which one of several rows stays, with the place where that is
 *     said; null for none
 */
record Repointing(Reference reference, boolean said, @Nullable Conflict conflict, Span at) {
  /** One of the rows stays that would agree in this key. */
  record Conflict(List<String> key, boolean last, Span at) {}

  Table from() {
    return reference.from();
  }

  List<String> columns() {
    return reference.key().columns();
  }

  /** As people write it: {@code orders.user_id}, {@code orders(a, b)}. */
  String words() {
    return words(from(), columns());
  }

  private static String words(Table from, List<String> columns) {
    return columns.size() == 1
        ? from.name() + "." + columns.getFirst()
        : from.name() + "(" + String.join(", ", columns) + ")";
  }

  /** One for each foreign key that points at the table; empty after a report. */
  static Optional<List<Repointing>> of(Lowering to, Table table, Dedupe said) {
    List<Repointing> all = new ArrayList<>();
    List<Reference> references = to.schema().referencesTo(table.name());
    for (Dedupe.Repoint clause : said.repoint()) {
      if (clause.table() != null) {
        one(to, table, references, clause)
            .ifPresent(
                r -> {
                  if (all.stream().anyMatch(o -> o.reference().equals(r.reference()))) {
                    to.report(
                        Diagnostic.error(Code.SAID_TWICE, r.words() + " is re-pointed twice")
                            .at(clause.span()));
                  }
                  all.add(r);
                });
      }
    }
    Optional<Dedupe.Repoint> rest =
        said.repoint().stream().filter(r -> r.table() == null).findFirst();
    for (Reference reference : references) {
      if (all.stream().noneMatch(r -> same(r.reference(), reference))) {
        Span at = rest.map(Dedupe.Repoint::span).orElse(said.at());
        all.add(new Repointing(reference, rest.isPresent(), null, at));
      }
    }
    all.stream().filter(Repointing::said).forEach(r -> r.settable(to));
    return to.failed() ? Optional.empty() : Optional.of(all);
  }

  /** Whether two foreign keys say the same, as the two of a table that declares one twice. */
  private static boolean same(Reference one, Reference other) {
    return one.from().name().equals(other.from().name())
        && one.key().columns().equals(other.key().columns())
        && one.key().targetColumns().equals(other.key().targetColumns());
  }

  private static Optional<Repointing> one(
      Lowering to, Table table, List<Reference> references, Dedupe.Repoint clause) {
    if (clause.table() == null) {
      return Optional.empty();
    }
    Table from = to.table(clause.table()).orElse(null);
    List<Column> columns = from == null ? null : to.columns(from, clause.columns()).orElse(null);
    if (from == null || columns == null) {
      return Optional.empty();
    }
    List<String> names = columns.stream().map(Column::name).toList();
    Optional<Reference> found =
        references.stream()
            .filter(r -> r.from().name().equals(from.name()))
            .filter(r -> new HashSet<>(r.key().columns()).equals(new HashSet<>(names)))
            .findFirst();
    if (found.isEmpty()) {
      String others =
          references.stream()
              .map(r -> words(r.from(), r.key().columns()))
              .collect(Collectors.joining(", "));
      to.report(
          Diagnostic.error(
                  Code.UNKNOWN_CONSTRAINT,
                  words(from, names) + " is no foreign key to " + table.name())
              .at(
                  clause.span(),
                  others.isEmpty()
                      ? "nothing points at " + table.name()
                      : "what points there: " + others));
      return Optional.empty();
    }
    Conflict conflict = null;
    if (clause.rule() != null) {
      conflict = conflict(to, table, found.get(), clause.rule());
    }
    return Optional.of(new Repointing(found.get(), true, conflict, clause.span()));
  }

  private static @Nullable Conflict conflict(
      Lowering to, Table table, Reference reference, Dedupe.Rule rule) {
    Table from = reference.from();
    List<Column> columns = to.columns(from, rule.key()).orElse(null);
    if (columns == null) {
      return null;
    }
    List<String> key = columns.stream().map(Column::name).toList();
    boolean unique =
        UniqueKeys.of(from).stream().anyMatch(k -> k.size() == key.size() && k.containsAll(key));
    if (!unique || key.stream().noneMatch(reference.key().columns()::contains)) {
      to.report(
          Diagnostic.error(
                  Code.UNKNOWN_CONSTRAINT,
                  unique
                      ? "re-pointing changes nothing in (" + String.join(", ", key) + ")"
                      : from.name() + " has no unique key (" + String.join(", ", key) + ")")
              .at(rule.span(), "nothing can conflict in it"));
    } else if (from.name().equals(table.name())) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "a row of " + table.name() + " that goes for a conflict may be one that stays")
              .at(rule.span(), "not possible for a table that refers to itself")
              .note("remove such rows by a dedupe of their own"));
    } else if (from.key().isEmpty()) {
      to.report(
          Diagnostic.error(
                  Code.NO_KEY, from.name() + " has no key by which its rows could be told apart")
              .at(rule.span(), "which row stays cannot be said"));
    }
    return new Conflict(key, rule.last(), rule.span());
  }

  private void settable(Lowering to) {
    for (String name : columns()) {
      if (from().column(name).orElseThrow().generated() != null) {
        to.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE,
                    from().name() + "." + name + " is computed by the database")
                .at(at, "so it cannot be re-pointed"));
      }
    }
  }
}
