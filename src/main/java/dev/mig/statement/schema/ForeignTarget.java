package dev.mig.statement.schema;

import dev.mig.expression.Types;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ForeignTargetContext;
import dev.mig.syntax.MigParser.ReferentialActionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign key points at, as written: {@code users(id)}, {@code users.id}, or {@code users}
 * for its primary key.
 *
 * @param table the table; of a bare {@code a.b} all but the last word
 * @param columns empty for the primary key
 * @param whole all words of a bare {@code a.b} as a table, in case {@code a} is none; else null
 */
record ForeignTarget(
    TableName table,
    List<WrittenName> columns,
    @Nullable TableName whole,
    List<Rule> rules,
    Span span) {
  /** {@code on delete|update …}. */
  record Rule(boolean delete, Action action, Span span) {}

  ForeignTarget {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
  }

  static ForeignTarget read(
      ForeignTargetContext node, List<ReferentialActionContext> actions, Reader reader) {
    Span span = Reader.span(node);
    List<Rule> rules = actions.stream().map(ForeignTarget::rule).toList();
    if (node.columnNames() != null) {
      List<WrittenName> columns = reader.columns(node.columnNames());
      return new ForeignTarget(reader.table(node.tableRef()), columns, null, rules, span);
    }
    List<? extends ParserRuleContext> parts = node.columnRef().anyName();
    TableName whole = parts.size() > 2 ? null : new TableName(Reader.qualified(parts), span);
    if (whole != null && parts.size() == 1) {
      return new ForeignTarget(whole, List.of(), null, rules, span);
    }
    List<? extends ParserRuleContext> before = parts.subList(0, parts.size() - 1);
    Span place = Reader.span(before.getFirst()).to(Reader.span(before.getLast()));
    TableName table = new TableName(Reader.qualified(before), place);
    return new ForeignTarget(table, List.of(Reader.name(parts.getLast())), whole, rules, span);
  }

  /** The primary key of a table. */
  static ForeignTarget primaryKey(
      TableName table, List<ReferentialActionContext> actions, Span span) {
    List<Rule> rules = actions.stream().map(ForeignTarget::rule).toList();
    return new ForeignTarget(table, List.of(), null, rules, span);
  }

  private static Rule rule(ReferentialActionContext node) {
    Action action =
        node.CASCADE() != null
            ? Action.CASCADE
            : node.RESTRICT() != null
                ? Action.RESTRICT
                : node.NULL() != null
                    ? Action.SET_NULL
                    : node.DEFAULT() != null ? Action.SET_DEFAULT : Action.NO_ACTION;
    return new Rule(node.DELETE() != null, action, Reader.span(node));
  }

  /** A foreign key with the table it points at. */
  record Made(ForeignKey key, Table target) {}

  /** The foreign key from these columns; reports what is wrong with it and answers empty. */
  Optional<Made> from(
      Lowering to,
      Table own,
      @Nullable WrittenName given,
      List<Column> columns,
      Span at,
      Span statement) {
    Optional<Table> found = target(to, own);
    if (found.isEmpty() || !rulesFit(to, own, columns)) {
      return Optional.empty();
    }
    Table target = found.get();
    Optional<List<Column>> theirs = targetColumns(to, target);
    if (theirs.isEmpty() || !fits(to, own, columns, target, theirs.get(), statement)) {
      return Optional.empty();
    }
    List<String> names = columns.stream().map(Column::name).toList();
    String name =
        given == null
            ? ConstraintNames.foreignKey(own, names)
            : to.newName(
                given, Names.ofConstraints(own), "constraint of " + own.name() + " called");
    ForeignKey key =
        new ForeignKey(
            name,
            names,
            target.name(),
            theirs.get().stream().map(Column::name).toList(),
            action(true),
            action(false),
            true,
            "");
    return Optional.of(new Made(key, target));
  }

  private Action action(boolean delete) {
    return rules.stream()
        .filter(r -> r.delete == delete)
        .map(Rule::action)
        .findFirst()
        .orElse(Action.NO_ACTION);
  }

  private Optional<Table> target(Lowering to, Table own) {
    if (table.name().equals(own.name())
        || (isNew(to, own) && table.name().toString().equalsIgnoreCase(own.name().toString()))) {
      return Optional.of(own);
    }
    TableName other = whole;
    if (other != null
        && to.schema().tablesLike(table.name()).isEmpty()
        && !to.schema().tablesLike(other.name()).isEmpty()) {
      return to.table(other);
    }
    return Tables.find(to, table);
  }

  private static boolean isNew(Lowering to, Table own) {
    return to.schema().table(own.name()).isEmpty();
  }

  private boolean isWhole(Table target) {
    TableName other = whole;
    return other != null && !target.name().name().equalsIgnoreCase(table.name().name());
  }

  private Optional<List<Column>> targetColumns(Lowering to, Table target) {
    if (!columns.isEmpty() && !isWhole(target)) {
      return to.columns(target, columns);
    }
    PrimaryKey key = target.primaryKey();
    if (key == null) {
      to.report(
          Diagnostic.error(Code.NO_KEY, target.name() + " has no primary key to point at")
              .at(span, "say which columns: " + target.name() + "(…)")
              .note(keys(target)));
      return Optional.empty();
    }
    return Optional.of(key.columns().stream().map(c -> target.column(c).orElseThrow()).toList());
  }

  private static String keys(Table target) {
    List<String> all = Keys.of(target).stream().map(Keys.Key::toString).toList();
    return all.isEmpty() ? "it has no unique key either" : "its keys: " + String.join(", ", all);
  }

  private boolean fits(
      Lowering to,
      Table own,
      List<Column> columns,
      Table target,
      List<Column> theirs,
      Span statement) {
    if (columns.size() != theirs.size()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  columns.size()
                      + " "
                      + (columns.size() == 1 ? "column points" : "columns point")
                      + " at "
                      + theirs.size())
              .at(
                  span,
                  target.name()
                      + " ("
                      + String.join(", ", theirs.stream().map(Column::name).toList())
                      + ")"));
      return false;
    }
    List<String> names = theirs.stream().map(Column::name).toList();
    if (!Keys.over(target, names)) {
      unkeyed(to, target, names, statement);
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < columns.size(); i++) {
      Column mine = columns.get(i);
      Column there = theirs.get(i);
      if (!comparable(mine, there)) {
        fits = false;
        to.report(
            Diagnostic.error(
                    Code.WRONG_TYPE,
                    own.name()
                        + "."
                        + mine.name()
                        + " is "
                        + mine.type()
                        + ", "
                        + target.name()
                        + "."
                        + there.name()
                        + " is "
                        + there.type())
                .at(span, "expected: " + mine.type()));
      }
    }
    return fits;
  }

  static boolean comparable(Column a, Column b) {
    Types.Family left = Types.family(a.type());
    Types.Family right = Types.family(b.type());
    boolean unknown = left == Types.Family.UNKNOWN || right == Types.Family.UNKNOWN;
    boolean own = left == Types.Family.ENUM || left == Types.Family.OTHER;
    return unknown || (own ? a.type().equals(b.type()) : left == right);
  }

  private void unkeyed(Lowering to, Table target, List<String> names, Span statement) {
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NO_KEY,
                target.name()
                    + " has no primary key or unique key over exactly ("
                    + String.join(", ", names)
                    + ")")
            .at(span, "several rows could be meant");
    List<String> all = Keys.of(target).stream().map(Keys.Key::toString).toList();
    problem.note(all.isEmpty() ? "it has no key at all" : "its keys: " + String.join(", ", all));
    if (!isNew(to, target)) {
      String line = "add unique on " + Names.written(target.name()) + " " + Names.written(names);
      problem.suggest(
          "make " + (names.size() == 1 ? "it" : "them") + " unique first",
          Safety.CHECK,
          Lines.before(statement, null, List.of(line)));
    }
    to.report(problem);
  }

  private boolean rulesFit(Lowering to, Table own, List<Column> columns) {
    boolean fit = true;
    List<Rule> seen = new ArrayList<>();
    for (Rule rule : rules) {
      Optional<Rule> before = seen.stream().filter(r -> r.delete == rule.delete).findFirst();
      seen.add(rule);
      if (before.isPresent()) {
        fit = false;
        to.report(
            Diagnostic.error(
                    Code.SAID_TWICE, "on " + (rule.delete ? "delete" : "update") + " is said twice")
                .at(rule.span, "again")
                .also(before.get().span, "here first"));
        continue;
      }
      List<String> stuck =
          columns.stream().filter(c -> cannotBeSet(c, rule.action)).map(Column::name).toList();
      if (!stuck.isEmpty()) {
        fit = false;
        String names = own.name() + "." + String.join(", ", stuck);
        to.report(
            Diagnostic.error(
                    Code.NULL_INTO_NOT_NULL,
                    names
                        + (stuck.size() == 1 ? " takes" : " take")
                        + " no NULL, which "
                        + rule.action.words()
                        + " would write")
                .at(rule.span));
      }
    }
    return fit;
  }

  private static boolean cannotBeSet(Column column, Action action) {
    return switch (action) {
      case SET_NULL -> !column.nullable();
      case SET_DEFAULT -> !column.nullable() && column.defaultValue() == null;
      case NO_ACTION, RESTRICT, CASCADE -> false;
    };
  }
}
