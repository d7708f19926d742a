package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Looks names up in the moving schema, and says what is near or where a name has gone. */
final class Names {
  /** PostgreSQL cuts longer names without a word. */
  private static final int LONGEST = 63;

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Lowering walk;
  private final Map<String, Gone> gone = new HashMap<>();

  /** What became of a name, and where. */
  private record Gone(String what, Span where) {}

  Names(Lowering walk) {
    this.walk = walk;
  }

  /** Takes note of names that go. */
  void remember(Operation operation) {
    switch (operation) {
      case RenameTable o ->
          gone.put(key(o.table()), new Gone("renamed to " + o.to() + " here", o.span()));
      case DropTable o -> gone.put(key(o.table()), new Gone("dropped here", o.span()));
      case RenameColumn o ->
          gone.put(key(o.table(), o.from()), new Gone("renamed to " + o.to() + " here", o.span()));
      case DropColumns o ->
          o.columns().forEach(c -> gone.put(key(o.table(), c), new Gone("dropped here", o.span())));
      default -> {}
    }
  }

  private static String key(QName table) {
    return table.toString().toLowerCase(Locale.ROOT);
  }

  private static String key(QName table, String column) {
    return (table + "." + column).toLowerCase(Locale.ROOT);
  }

  Optional<Table> table(TableName written) {
    if (written.name().name().isEmpty()) {
      return Optional.empty(); // already reported by the reader
    }
    List<Table> found = walk.schema().tablesLike(written.name());
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    if (found.size() > 1) {
      walk.report(
          Diagnostic.error(
                  Code.AMBIGUOUS_NAME,
                  written.name() + " fits " + found.get(0).name() + " and " + found.get(1).name())
              .at(written.span(), "put the one that is meant into double quotes"));
      return Optional.empty();
    }
    if (!reportGone(key(written.name()), "table " + written.name(), written.span())) {
      List<String> tables = walk.schema().tables().keySet().stream().map(QName::toString).toList();
      boolean view = walk.schema().views().containsKey(written.name());
      missing(
          Code.UNKNOWN_TABLE,
          view ? written.name() + " is a view, not a table" : "there is no table " + written.name(),
          written.name().toString(),
          tables,
          written.span());
    }
    return Optional.empty();
  }

  /** All of them, or empty when one is missing; each that is missing is reported. */
  Optional<List<Column>> columns(Table table, List<WrittenName> written) {
    List<Optional<Column>> found = written.stream().map(w -> column(table, w)).toList();
    return found.stream().allMatch(Optional::isPresent)
        ? Optional.of(found.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  Optional<Column> column(Table table, WrittenName written) {
    List<Column> found =
        written.quoted()
            ? table.column(written.text()).map(List::of).orElse(List.of())
            : table.columnsLike(written.text());
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    if (found.size() > 1) {
      walk.report(
          Diagnostic.error(
                  Code.AMBIGUOUS_NAME,
                  written.text() + " fits " + found.get(0).name() + " and " + found.get(1).name())
              .at(written.span(), "put the one that is meant into double quotes"));
      return Optional.empty();
    }
    String full = table.name() + "." + written.text();
    if (!reportGone(key(table.name(), written.text()), "column " + full, written.span())) {
      missing(
          Code.UNKNOWN_COLUMN,
          table.name() + " has no column " + written.text(),
          written.text(),
          table.columns().stream().map(Column::name).toList(),
          written.span());
    }
    return Optional.empty();
  }

  private boolean reportGone(String key, String what, Span at) {
    Gone where = gone.get(key);
    if (where == null) {
      return false;
    }
    walk.report(
        Diagnostic.error(Code.GONE, what + " is no longer there at this place")
            .at(at)
            .also(where.where(), where.what()));
    return true;
  }

  private void missing(Code code, String summary, String name, List<String> known, Span at) {
    List<String> near = Nearest.to(name, known);
    Diagnostic.Builder problem = Diagnostic.error(code, summary);
    if (near.isEmpty()) {
      problem.at(at);
      if (!known.isEmpty() && known.size() <= 20) {
        problem.note("there are: " + String.join(", ", known));
      }
    } else {
      problem.at(at, "nearest: " + String.join(", ", near));
      problem.suggest("write " + near.getFirst(), Safety.CHECK, new Edit(at, near.getFirst()));
    }
    walk.report(problem);
  }

  String newName(WrittenName written, Predicate<String> taken, String what) {
    String name = written.text();
    if (name.isEmpty()) {
      walk.report(Diagnostic.error(Code.SYNTAX, "a name cannot be empty").at(written.span()));
    } else if (taken.test(name)) {
      walk.report(
          Diagnostic.error(Code.NAME_TAKEN, "there is already a " + what + " " + name)
              .at(written.span()));
    } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      walk.report(
          Diagnostic.error(
                  Code.NAME_TOO_LONG, "this name is longer than the 63 bytes that PostgreSQL keeps")
              .at(written.span()));
    } else if (!written.quoted() && !PLAIN.matcher(name).matches() && !othersNeedQuotes()) {
      walk.report(
          Diagnostic.warning(
                  Code.NEEDS_QUOTING_IN_SQL,
                  name + " must be written in double quotes wherever SQL is written by hand")
              .at(written.span()));
    }
    return name;
  }

  /** Whoever works with this schema writes quotes already; one more name is no news to them. */
  private boolean othersNeedQuotes() {
    return walk.start().tables().values().stream()
        .anyMatch(
            t ->
                !PLAIN.matcher(t.name().name()).matches()
                    || t.columns().stream().anyMatch(c -> !PLAIN.matcher(c.name()).matches()));
  }

  /** A name for a saved table that fits into PostgreSQL's limit and stays different from others. */
  static String shortened(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return plain.length() <= 50
        ? plain
        : plain.substring(0, 40) + "_" + Integer.toHexString(name.hashCode());
  }
}
