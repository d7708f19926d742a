package dev.mig.expression;

import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Scope.Found;
import dev.mig.expression.Scope.Relation;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The wording of everything that typing has to say, and whom it is said to. */
record Problems(Hearing sink) {
  /** No problem: what a name means. */
  void meaning(Found found, Span span) {
    QName table = found.relation().table();
    if (table != null) {
      sink.means(table, found.column().name(), span);
    }
  }

  void unknownTable(Scope scope, QName written, Span span) {
    List<String> known = new ArrayList<>();
    scope.schema().tables().keySet().forEach(q -> known.add(q.toString()));
    scope.schema().views().keySet().forEach(q -> known.add(q.toString()));
    Diagnostic.Builder d =
        Diagnostic.error(Code.UNKNOWN_TABLE, "there is no table " + written)
            .at(span, "not in the schema");
    nearest(d, written.toString(), known, span);
    sink.accept(d.build());
  }

  void twoTables(QName written, List<Table> found, Span span) {
    String names =
        found.stream().map(t -> t.name().toString()).collect(Collectors.joining(" and "));
    sink.accept(
        Diagnostic.error(
                Code.AMBIGUOUS_NAME, written + " fits " + names + ", which differ by case alone")
            .at(span, "write the one that is meant as it stands in the schema, in double quotes")
            .build());
  }

  void unknownColumn(Scope scope, List<String> parts, Span span) {
    String name = parts.getLast();
    List<String> qualifier = parts.subList(0, parts.size() - 1);
    List<Relation> asked = new ArrayList<>();
    List<String> aliases = new ArrayList<>();
    for (Scope s = scope; s != null; s = s.outer()) {
      for (Relation r : s.relations()) {
        aliases.add(shown(r));
        if (qualifier.isEmpty() || r.answersTo(qualifier)) {
          asked.add(r);
        }
      }
    }
    if (asked.isEmpty()) {
      noRelation(parts, aliases, span);
      return;
    }
    String where = asked.stream().map(Problems::shown).distinct().collect(Collectors.joining(", "));
    Diagnostic.Builder d =
        Diagnostic.error(
                Code.UNKNOWN_COLUMN,
                where + (asked.size() == 1 ? " has" : " have") + " no column " + name)
            .at(span, "no such column");
    List<String> columns =
        asked.stream().flatMap(r -> r.columns().stream()).map(c -> c.name()).distinct().toList();
    nearest(
        d, name, columns, new Span(Math.max(span.start(), span.end() - name.length()), span.end()));
    for (Relation r : asked) {
      d.note(
          "columns of "
              + shown(r)
              + ": "
              + listed(r.columns().stream().map(c -> c.name()).toList()));
    }
    sink.accept(d.build());
  }

  private void noRelation(List<String> parts, List<String> aliases, Span span) {
    String qualifier = String.join(".", parts.subList(0, parts.size() - 1));
    String full = String.join(".", parts);
    String what =
        qualifier.isEmpty()
            ? "there are no columns here that " + full + " could mean"
            : "no table " + qualifier + " is in reach here";
    Diagnostic.Builder d =
        Diagnostic.error(qualifier.isEmpty() ? Code.UNKNOWN_COLUMN : Code.UNKNOWN_TABLE, what)
            .at(span);
    if (!aliases.isEmpty()) {
      d.note("in reach: " + listed(aliases));
    }
    sink.accept(d.build());
  }

  private static String shown(Relation r) {
    return r.alias().isEmpty() && r.table() != null ? r.table().toString() : r.alias();
  }

  private static String listed(List<String> names) {
    int most = 20;
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }

  void ambiguous(List<String> parts, List<Found> found, Span span) {
    List<String> full =
        found.stream().map(f -> shown(f.relation()) + "." + f.column().name()).distinct().toList();
    Diagnostic.Builder d =
        Diagnostic.error(
                Code.AMBIGUOUS_NAME,
                String.join(".", parts) + " may mean " + String.join(" or ", full))
            .at(span, "say which");
    for (String name : full) {
      d.suggest("write " + name, Safety.CHECK, new Edit(span, name));
    }
    sink.accept(d.build());
  }

  void shadowed(String name, Found found, Span span) {
    sink.accept(
        Diagnostic.error(
                Code.AMBIGUOUS_NAME,
                name
                    + " is a value of the script and also the column "
                    + shown(found.relation())
                    + "."
                    + found.column().name())
            .at(span, "rename the one in the script, or write the column with its table")
            .build());
  }

  void unknownFunction(String name, Collection<String> known, Span span) {
    Diagnostic.Builder d =
        Diagnostic.error(Code.UNKNOWN_FUNCTION, "there is no function " + name)
            .at(span, "not in the library");
    List<String> near = Nearest.to(name, known);
    for (String n : near) {
      d.suggest(
          "write " + n,
          Safety.CHECK,
          new Edit(new Span(span.start(), span.start() + name.length()), n));
    }
    if (!near.isEmpty()) {
      d.note("did you mean " + String.join(", ", near) + "?");
    }
    sink.accept(d.build());
  }

  void arguments(String summary, List<Function> forms, Span span) {
    Diagnostic.Builder d = Diagnostic.error(Code.WRONG_ARGUMENTS, summary).at(span);
    for (Function f : forms) {
      d.note(f.signature() + " – " + f.summary());
    }
    sink.accept(d.build());
  }

  /** Expected beside found. */
  void type(String summary, String expected, String found, Span span) {
    sink.accept(
        Diagnostic.error(Code.WRONG_TYPE, summary)
            .at(span, found)
            .note("expected: " + expected)
            .note("found: " + found)
            .build());
  }

  void castNeeded(String summary, SqlType expected, SqlType found, Span span) {
    Diagnostic.Builder d =
        Diagnostic.error(Code.WRONG_TYPE, summary)
            .at(span, "this is " + found)
            .note("expected: " + expected)
            .note("found: " + found);
    if (Types.casts(found, expected) && !span.equals(Span.NONE)) {
      d.suggest(
          "convert it",
          Safety.CHECK,
          new Edit(new Span(span.start(), span.start()), "cast("),
          new Edit(new Span(span.end(), span.end()), " as " + expected + ")"));
    }
    sink.accept(d.build());
  }

  void literal(Literal literal, SqlType wanted, String why) {
    sink.accept(
        Diagnostic.error(Code.WRONG_TYPE, Literals.shown(literal) + " " + why)
            .at(literal.span(), "expected: " + wanted)
            .build());
  }

  void neverTrue(String summary, Span span) {
    sink.accept(Diagnostic.warning(Code.NEVER_TRUE, summary).at(span, "never true").build());
  }

  void neverTrue(String summary, Span span, String title, Edit edit) {
    sink.accept(
        Diagnostic.warning(Code.NEVER_TRUE, summary)
            .at(span, "never true")
            .suggest(title, Safety.CHECK, edit)
            .build());
  }

  void aggregate(String summary, Span span) {
    sink.accept(Diagnostic.error(Code.MISPLACED_AGGREGATE, summary).at(span).build());
  }

  void error(Code code, String summary, Span span) {
    sink.accept(Diagnostic.error(code, summary).at(span).build());
  }

  private static void nearest(Diagnostic.Builder d, String written, List<String> known, Span span) {
    List<String> near = Nearest.to(written, known);
    for (String name : near) {
      d.suggest("write " + name, Safety.CHECK, new Edit(span, name));
    }
    if (!near.isEmpty()) {
      d.note("did you mean " + String.join(", ", near) + "?");
    }
  }
}
