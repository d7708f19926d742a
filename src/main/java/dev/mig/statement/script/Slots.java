package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Slot.Kind;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Name;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Finds the places in a parse tree where variables and definitions may act. */
final class Slots {
  private static final Set<Integer> NAMES =
      Set.of(
          MigParser.RULE_anyName,
          MigParser.RULE_exprName,
          MigParser.RULE_lineName,
          MigParser.RULE_constraintWord,
          MigParser.RULE_subjectWord);

  private final Source source;
  private final List<Slot> found = new ArrayList<>();

  private Slots(Source source) {
    this.source = source;
  }

  /** The text of a node with its places. */
  static Template template(Source source, ParserRuleContext node) {
    return new Template(source, Spans.of(node), in(source, node));
  }

  /** From a node to the sign before another one. */
  static Template inside(
      Source source, ParserRuleContext around, ParserRuleContext first, TerminalNode end) {
    Span span = new Span(Spans.of(first).start(), Spans.of(end).start());
    List<Slot> slots =
        in(source, around).stream()
            .filter(s -> s.span().start() >= span.start() && s.span().end() <= span.end())
            .toList();
    return new Template(source, span, slots);
  }

  private static List<Slot> in(Source source, ParseTree node) {
    Slots slots = new Slots(source);
    slots.visit(node);
    return slots.found;
  }

  private void visit(ParseTree node) {
    switch (node) {
      case TableRefContext c -> add(Kind.TABLE, c);
      case SubjectTableContext c -> add(Kind.TABLE, c);
      case NewTableContext c -> add(Kind.TABLE, c);
      case TableColumnRefContext c -> add(Kind.COLUMN, c);
      case NewColumnContext c -> add(Kind.COLUMN, c);
      case ColumnRefContext c -> add(isBare(c) ? Kind.BARE_COLUMN : Kind.COLUMN, c);
      case IndexRefContext c -> add(Kind.INDEX, c);
      case ConstraintByNameContext c -> add(Kind.CONSTRAINT, c);
      case ValueRefContext c -> add(Kind.VALUE, c);
      case AliasContext c -> add(Kind.ALIAS, c);
      case PlainTypeContext c -> type(c);
      case CallContext c -> call(c);
      case ExistsInSchemaContext c -> exists(c);
      case IsDatabaseContext c -> database(c);
      case ParserRuleContext c when NAMES.contains(c.getRuleIndex()) -> add(Kind.NAME, c);
      default -> children(node);
    }
  }

  private void children(ParseTree node) {
    for (int i = 0; i < node.getChildCount(); i++) {
      visit(node.getChild(i));
    }
  }

  private static boolean isBare(ColumnRefContext node) {
    return node.getParent() instanceof ColumnNamesContext;
  }

  private void add(Kind kind, ParserRuleContext node) {
    found.add(Slot.of(kind, Spans.of(node), path(node)));
  }

  static List<Word> path(ParserRuleContext node) {
    return Name.path(node).stream().map(n -> new Word(n.text(), n.quoted(), n.span())).toList();
  }

  static Word word(ParserRuleContext node) {
    Name name = Name.of(node);
    return new Word(name.text(), name.quoted(), name.span());
  }

  private void type(PlainTypeContext node) {
    if (node.typeWord().size() == 1 && node.typeArguments() == null) {
      found.add(Slot.of(Kind.TYPE, Spans.of(node), List.of(word(node.typeWord(0)))));
    }
  }

  private void call(CallContext node) {
    List<Template> arguments = node.expression().stream().map(e -> template(source, e)).toList();
    Slots inside = new Slots(source);
    node.children.stream().skip(1).forEach(inside::visit);
    Span span = Spans.of(node);
    found.add(
        new Slot(Kind.CALL, span, List.of(word(node.functionRef())), arguments, inside.found));
  }

  private void exists(ExistsInSchemaContext node) {
    Span span = Spans.of(node);
    if (node.tableRef() != null) {
      found.add(Slot.of(Kind.TABLE_EXISTS, span, path(node.tableRef())));
    } else if (node.columnRef() != null) {
      found.add(Slot.of(Kind.COLUMN_EXISTS, span, path(node.columnRef())));
    } else if (node.indexRef() != null) {
      found.add(Slot.of(Kind.INDEX_EXISTS, span, path(node.indexRef())));
    } else if (node.constraintRef() instanceof ConstraintByColumnsContext key) {
      List<Word> table = key.tableRef() == null ? List.of() : path(key.tableRef());
      found.add(new Slot(Kind.KEY_EXISTS, span, table, List.of(), in(source, key.columnNames())));
    } else {
      found.add(Slot.of(Kind.CONSTRAINT_EXISTS, span, path(node.constraintRef())));
    }
  }

  private void database(IsDatabaseContext node) {
    Span left = Spans.of(node.expression());
    Span right = Spans.of(node.getStop());
    List<Word> path =
        List.of(
            new Word(source.text(left), false, left), new Word(source.text(right), false, right));
    Kind kind = node.NOT() == null ? Kind.IS_DATABASE : Kind.IS_NOT_DATABASE;
    found.add(Slot.of(kind, Spans.of(node), path));
  }
}
