package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.WrittenName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes primary keys, unique constraints and checks out of what was written; reports what is wrong
 * and answers empty.
 */
final class Constraints {
  private Constraints() {}

  static Optional<PrimaryKey> primaryKey(
      Lowering to, Table own, @Nullable WrittenName given, List<WrittenName> columns, Span at) {
    PrimaryKey existing = own.primaryKey();
    if (existing != null) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  own.name()
                      + " has a primary key already: ("
                      + String.join(", ", existing.columns())
                      + ")")
              .at(at, "a second one")
              .note("a table has one primary key; others are unique"));
      return Optional.empty();
    }
    Optional<List<String>> names = keyColumns(to, own, columns);
    if (names.isEmpty() || generatedOnSqlite(to, own, names.get(), at)) {
      return Optional.empty();
    }
    String name =
        given == null
            ? ConstraintNames.primaryKey(to, own)
            : to.newName(given, Names.ofKeys(to, own), "constraint of " + own.name() + " called");
    return names.map(n -> new PrimaryKey(name, n));
  }

  private static boolean generatedOnSqlite(Lowering to, Table own, List<String> names, Span at) {
    boolean generated =
        names.stream().anyMatch(n -> own.column(n).orElseThrow().generated() != null);
    if (!generated || !to.dialect().equals("sqlite")) {
      return false;
    }
    to.report(
        Diagnostic.error(
                Code.NOT_ON_THIS_DATABASE, "SQLite takes no generated column into a primary key")
            .at(at));
    return true;
  }

  static Optional<Unique> unique(
      Lowering to, Table own, @Nullable WrittenName given, List<WrittenName> columns) {
    return keyColumns(to, own, columns)
        .map(
            names ->
                new Unique(
                    given == null
                        ? ConstraintNames.unique(to, own, names)
                        : to.newName(
                            given,
                            Names.ofKeys(to, own),
                            "constraint of " + own.name() + " called"),
                    names));
  }

  private static Optional<List<String>> keyColumns(
      Lowering to, Table own, List<WrittenName> written) {
    Optional<List<String>> names = ColumnLists.names(to, own, written);
    if (names.isEmpty()) {
      return names;
    }
    for (int i = 0; i < written.size(); i++) {
      Column column = own.column(names.get().get(i)).orElseThrow();
      if (column.type().kind() == Kind.JSON) {
        to.report(unordered(own.name() + "." + column.name(), written.get(i).span()));
        return Optional.empty();
      }
    }
    return names;
  }

  /** PostgreSQL has neither equality nor order for json; both databases are held to that. */
  static Diagnostic.Builder unordered(String what, Span at) {
    return Diagnostic.error(Code.WRONG_TYPE, what + " is json, whose values cannot be compared")
        .at(at, "json")
        .note("jsonb can");
  }

  /** A check with a name of its own, or of a column when none is given. */
  static Optional<Check> check(
      Lowering to, Table own, @Nullable WrittenName given, String column, Expr condition) {
    Optional<Expr> typed = Formulas.check(to, condition, own);
    String name =
        given == null
            ? ConstraintNames.check(own, column)
            : to.newName(
                given, Names.ofConstraints(own), "constraint of " + own.name() + " called");
    return typed.map(c -> new Check(name, c, true));
  }
}
