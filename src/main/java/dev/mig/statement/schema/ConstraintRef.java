package dev.mig.statement.schema;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ConstraintByColumnsContext;
import dev.mig.syntax.MigParser.ConstraintByNameContext;
import dev.mig.syntax.MigParser.ConstraintRefContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as written: by its name or by its columns.
 *
 * @param kind which constraints are meant
 * @param name null when it is said by columns, or is the primary key
 * @param columns empty when it is said by name, or is the primary key
 */
record ConstraintRef(
    Class<? extends Constraint> kind,
    TableName table,
    @Nullable WrittenName name,
    List<WrittenName> columns,
    Span span) {
  /** What was found. */
  record Found(Table table, Constraint constraint) {}

  ConstraintRef {
    columns = List.copyOf(columns);
  }

  static ConstraintRef primaryKey(TableName table, Span span) {
    return new ConstraintRef(PrimaryKey.class, table, null, List.of(), span);
  }

  static ConstraintRef read(
      Class<? extends Constraint> kind, ConstraintRefContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case ConstraintByColumnsContext c ->
          new ConstraintRef(
              kind, reader.table(c.tableRef(), node), null, reader.columns(c.columnNames()), span);
      case ConstraintByNameContext c -> byName(kind, c, reader, span);
      default -> throw new IllegalStateException("constraint " + node.getClass());
    };
  }

  private static ConstraintRef byName(
      Class<? extends Constraint> kind, ConstraintByNameContext node, Reader reader, Span span) {
    List<ParserRuleContext> parts = new ArrayList<>();
    parts.add(node.constraintWord());
    parts.addAll(node.anyName());
    WrittenName name = Reader.name(parts.removeLast());
    if (parts.isEmpty()) {
      return new ConstraintRef(kind, reader.table(null, node), name, List.of(), span);
    }
    Span place = Reader.span(parts.getFirst()).to(Reader.span(parts.getLast()));
    return new ConstraintRef(
        kind, new TableName(Reader.qualified(parts), place), name, List.of(), span);
  }

  /** The constraint; reports N106 (with the nearest), N104, and what the table and columns lack. */
  Optional<Found> find(Lowering to) {
    return Tables.find(to, table).flatMap(t -> find(to, t));
  }

  private Optional<Found> find(Lowering to, Table in) {
    WrittenName written = name;
    List<Constraint> fitting =
        in.constraints().stream()
            .filter(kind::isInstance)
            .filter(c -> written == null || isCalled(c, written, in))
            .toList();
    if (!columns.isEmpty()) {
      Optional<List<Column>> resolved = to.columns(in, columns);
      if (resolved.isEmpty()) {
        return Optional.empty();
      }
      List<String> names = resolved.get().stream().map(Column::name).toList();
      fitting =
          fitting.stream().filter(c -> Set.copyOf(c.columns()).equals(Set.copyOf(names))).toList();
    }
    if (fitting.size() == 1) {
      if (written != null) {
        to.means(in.name(), String.valueOf(fitting.getFirst().name()), written);
      }
      return Optional.of(new Found(in, fitting.getFirst()));
    }
    to.report(fitting.isEmpty() ? unknown(in) : ambiguous(in, fitting));
    return Optional.empty();
  }

  private static boolean isCalled(Constraint constraint, WrittenName written, Table in) {
    String own = constraint.name();
    if (own == null) {
      return false;
    }
    boolean exact = in.constraints().stream().anyMatch(c -> written.text().equals(c.name()));
    return exact ? own.equals(written.text()) : own.equalsIgnoreCase(written.text());
  }

  private Diagnostic.Builder unknown(Table in) {
    String kindWord = word(kind);
    WrittenName written = name;
    String which =
        written != null
            ? " called " + written.text()
            : columns.isEmpty() ? "" : " over exactly these columns";
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_CONSTRAINT, in.name() + " has no " + kindWord + which)
            .at(written == null ? span : written.span(), "no such " + kindWord);
    List<Constraint> same = in.constraints().stream().filter(kind::isInstance).toList();
    if (written != null) {
      List<String> names = same.stream().map(Constraint::name).filter(Objects::nonNull).toList();
      for (String near : Nearest.to(written.text(), names)) {
        problem.suggest(
            "write " + near, Safety.CHECK, new Edit(written.span(), Names.written(near)));
      }
      otherwise(in, written, problem);
    }
    if (kind == PrimaryKey.class) {
      return problem;
    }
    return problem.note(
        same.isEmpty()
            ? "it has no " + kindWord + " at all"
            : "it has: " + String.join(", ", same.stream().map(ConstraintRef::shown).toList()));
  }

  /** A thing of this name and another kind. */
  private static void otherwise(Table in, WrittenName written, Diagnostic.Builder problem) {
    for (Constraint other : in.constraints()) {
      if (written.text().equalsIgnoreCase(other.name())) {
        problem.note(written.text() + " is a " + word(other) + ": " + drop(in, other));
      }
    }
    if (in.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(written.text()))) {
      QName index = in.name().withName(written.text());
      problem.note(written.text() + " is an index: drop index " + Names.written(index));
    }
  }

  private Diagnostic.Builder ambiguous(Table in, List<Constraint> fitting) {
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.AMBIGUOUS_NAME,
                in.name()
                    + " has "
                    + fitting.size()
                    + " of these: "
                    + String.join(" and ", fitting.stream().map(ConstraintRef::shown).toList()))
            .at(span, "say which");
    for (Constraint each : fitting) {
      String own = each.name();
      if (own != null) {
        String text = Names.written(in.name()) + "." + Names.written(own);
        problem.suggest("write " + text, Safety.CHECK, new Edit(span, text));
      }
    }
    return problem;
  }

  static String shown(Constraint constraint) {
    String columns = "(" + String.join(", ", constraint.columns()) + ")";
    return constraint.name() == null ? columns : constraint.name() + " " + columns;
  }

  /** The kind in the words of a script. */
  static String word(Constraint constraint) {
    return word(constraint.getClass());
  }

  private static String word(Class<? extends Constraint> kind) {
    if (kind == PrimaryKey.class) {
      return "primary key";
    }
    if (kind == Unique.class) {
      return "unique constraint";
    }
    return kind == ForeignKey.class ? "foreign key" : "check";
  }

  /** The statement that drops it, at top level. */
  static String drop(Table table, Constraint constraint) {
    String name = constraint.name();
    String in = Names.written(table.name());
    String which =
        name == null
            ? in + " " + Names.written(constraint.columns())
            : in + "." + Names.written(name);
    return switch (constraint) {
      case PrimaryKey k -> "drop primary key on " + in;
      case Unique u -> "drop unique " + which;
      case ForeignKey k -> "drop foreign key " + which;
      case Check c -> "drop check " + which;
    };
  }
}
