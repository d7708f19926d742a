package dev.mig.language;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Functions;
import dev.mig.language.Meaning.Kind;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Name;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a script stand for, as far as the text alone tells: from the parse tree where
 * it holds, else as {@link Tints} has it.
 */
public final class Meanings {
  private record Meant(Kind kind, boolean made) {}

  /** A node that waits to be looked at, with what names mean there. */
  private record Place(ParseTree node, GivenNames names) {}

  private final Set<String> macros = new HashSet<>();
  private final Set<ParserRuleContext> tables = new HashSet<>();
  private final GivenParameters parameters;

  /** By the offset at which a token begins. */
  private final TreeMap<Integer, Meant> meant = new TreeMap<>();

  private Meanings(Parsed parsed) {
    parameters = GivenParameters.of(parsed);
    macros.addAll(parameters.macros());
  }

  /**
   * The meanings in order and without overlaps. What has none between them is blank or punctuation.
   */
  public static List<Meaning> of(Parsed parsed) {
    Meanings meanings = new Meanings(parsed);
    meanings.walk(parsed);
    List<Meaning> found = new ArrayList<>();
    for (Tint tint : Tints.of(parsed.tokens().getTokens())) {
      Meant meant = meanings.meant.get(tint.from());
      if (meant == null) {
        meant = new Meant(Kind.valueOf(tint.kind().name()), false);
      }
      found.add(new Meaning(tint.from(), tint.to(), meant.kind(), meant.made()));
    }
    return List.copyOf(found);
  }

  /** In the order of the text, and without recursion: a broken statement may be deep. */
  private void walk(Parsed parsed) {
    Deque<Place> work = new ArrayDeque<>();
    work.push(new Place(parsed.tree(), GivenNames.ofScript(parsed)));
    while (!work.isEmpty()) {
      Place place = work.pop();
      if (place.node() instanceof TerminalNode word) {
        keyword(word);
      } else if (place.node() instanceof ParserRuleContext node && !name(node, place.names())) {
        GivenNames inside = place.names().within(node);
        if (node instanceof StatementContext statement) {
          begin(statement.getStart());
        }
        for (int i = node.getChildCount() - 1; i >= 0; i--) {
          ParseTree child = node.getChild(i);
          boolean told = node.exception == null || child instanceof ParserRuleContext;
          if (told && !(child instanceof ErrorNode)) {
            work.push(new Place(child, inside));
          }
        }
      }
    }
  }

  /** After a fault the parser may go back: what was said of the words from here on is void. */
  private void begin(Token first) {
    meant.tailMap(first.getStartIndex(), true).clear();
    if (Words.isKeyword(first.getType())) {
      put(first, Kind.STATEMENT, false);
    }
  }

  private void keyword(TerminalNode word) {
    Token token = word.getSymbol();
    if (!Words.isKeyword(token.getType())) {
      return;
    }
    ParseTree parent = word.getParent();
    boolean header =
        (parent instanceof MigrationHeaderContext || parent instanceof AfterHeaderContext)
            && (token.getType() == MigLexer.MIGRATION || token.getType() == MigLexer.AFTER);
    Kind kind =
        header ? Kind.STATEMENT : parent instanceof TypedLiteralContext ? Kind.TYPE : Kind.KEYWORD;
    meant.putIfAbsent(token.getStartIndex(), new Meant(kind, false));
  }

  private void put(Token token, Kind kind, boolean made) {
    meant.put(token.getStartIndex(), new Meant(kind, made));
  }

  private void put(Name name, Kind kind, boolean made) {
    meant.put(name.span().start(), new Meant(kind, made));
  }

  /** Whether a node is a name, which then has its meaning. */
  private boolean name(ParserRuleContext node, GivenNames names) {
    if (node.exception != null || node.getChildCount() == 0) {
      return false;
    }
    switch (node) {
      case TableRefContext table -> table(table, names);
      case SubjectTableContext table -> table(table, names);
      case NewTableContext table -> path(table, names, true, Kind.TABLE, Kind.NAME);
      case ColumnRefContext column -> column(column, names);
      case TableColumnRefContext column -> column(column, names);
      case NewColumnContext column -> path(column, names, true, Kind.COLUMN, Kind.TABLE, Kind.NAME);
      case LineNameContext column -> path(column, names, true, Kind.COLUMN);
      case LineTargetContext column -> path(column, names, false, Kind.COLUMN);
      case ValueRefContext value -> value(value, names);
      case AliasContext alias -> path(alias, names, true, Kind.ALIAS);
      case ConstraintNameContext key -> path(key, names, true, constraint(key));
      case ConstraintByNameContext key ->
          path(key, names, false, Kind.CONSTRAINT, Kind.TABLE, Kind.NAME);
      case IndexRefContext index -> path(index, names, false, Kind.INDEX, Kind.NAME);
      case FunctionRefContext function -> path(function, names, false, function(function));
      case AggregateNameContext function -> path(function, names, false, Kind.FUNCTION);
      case MacroNameContext macro -> path(macro, names, true, Kind.MACRO);
      case MacroRefContext macro -> path(macro, names, false, Kind.MACRO);
      case MigrationRefContext migration -> path(migration, names, false, Kind.MIGRATION);
      case NewNameContext made -> path(made, names, true, made(made));
      case TypeNameContext type -> type(type, names);
      case MethodRefContext method -> path(method, names, false, Kind.KEYWORD);
      case IndexMethodContext method -> path(method, names, false, Kind.KEYWORD);
      case UnitNameContext unit -> path(unit, names, false, Kind.KEYWORD);
      default -> {
        if (node instanceof CallContext || node instanceof CallStatementContext) {
          tables.addAll(parameters.tables(node));
        }
        return false;
      }
    }
    return true;
  }

  /**
   * The parts of a dotted name.
   *
   * @param kinds of the last part, of the one before, and so on
   */
  private void path(ParserRuleContext node, GivenNames names, boolean made, Kind... kinds) {
    List<Name> parts = Name.path(node);
    for (int i = 0; i < parts.size(); i++) {
      int fromEnd = parts.size() - 1 - i;
      Kind kind = kinds[Math.min(fromEnd, kinds.length - 1)];
      Kind given = i == 0 && parts.size() > 1 ? names.get(parts.getFirst().text()) : null;
      put(parts.get(i), given == null ? kind : given, made && fromEnd == 0);
    }
  }

  private void table(ParserRuleContext node, GivenNames names) {
    List<Name> parts = Name.path(node);
    Name first = parts.getFirst();
    if (parts.size() > 1) {
      path(node, names, false, Kind.TABLE, Kind.NAME);
    } else if (node.getStart().getType() != MigLexer.ROWS) {
      put(first, names.variable(first.text(), Kind.TABLE), false);
    } else {
      put(first, Kind.KEYWORD, false);
    }
  }

  private void column(ParserRuleContext node, GivenNames names) {
    List<Name> parts = Name.path(node);
    boolean key = parts.size() == 1 && node.getParent() instanceof ForeignTargetContext;
    if (parts.size() > 1) {
      path(node, names, false, Kind.COLUMN, Kind.TABLE, Kind.NAME);
    } else {
      Name name = parts.getFirst();
      put(name, names.variable(name.text(), key ? Kind.TABLE : Kind.COLUMN), false);
    }
  }

  private void value(ValueRefContext node, GivenNames names) {
    ParserRuleContext around = node.getParent();
    if (tables.contains(node)) {
      table(node, names);
    } else if (around instanceof NameDefaultContext) {
      Name name = Name.of(node);
      put(name, names.variable(name.text(), Kind.NAME), false);
    } else if (isDatabase(node)) {
      put(node.getStart(), Kind.KEYWORD, false);
    } else {
      column(node, names);
    }
  }

  /** Whether it is the {@code dialect} of {@code dialect is postgres}. */
  private static boolean isDatabase(ParserRuleContext node) {
    ParserRuleContext outer = node;
    while (outer.getParent() != null && outer.getParent().getChildCount() == 1) {
      outer = outer.getParent();
    }
    return outer.getParent() instanceof IsDatabaseContext;
  }

  private static Kind constraint(ParserRuleContext name) {
    return name.getParent() instanceof AddIndexStatementContext ? Kind.INDEX : Kind.CONSTRAINT;
  }

  private Kind function(FunctionRefContext node) {
    String name = node.getText().toLowerCase(Locale.ROOT);
    boolean known = !Functions.named(name).isEmpty() || Aggregates.names().contains(name);
    boolean each = node.getParent() instanceof EachClauseContext;
    return each || (known && !macros.contains(name)) ? Kind.FUNCTION : Kind.MACRO;
  }

  private static Kind made(NewNameContext node) {
    return switch (node.getParent().getRuleIndex()) {
      case MigParser.RULE_migrationHeader -> Kind.MIGRATION;
      case MigParser.RULE_renameTableStatement -> Kind.TABLE;
      case MigParser.RULE_renameIndexStatement -> Kind.INDEX;
      case MigParser.RULE_renameConstraintStatement -> Kind.CONSTRAINT;
      case MigParser.RULE_paramStatement, MigParser.RULE_macroParameter -> Kind.PARAMETER;
      case MigParser.RULE_letStatement, MigParser.RULE_loop -> Kind.VARIABLE;
      default -> Kind.COLUMN;
    };
  }

  /** All words of a type: {@code timestamp (3) with time zone}. */
  private void type(TypeNameContext node, GivenNames names) {
    for (int i = 0; i < node.getChildCount(); i++) {
      switch (node.getChild(i)) {
        case TypeWordContext word -> {
          @Nullable Kind given = node.getChildCount() == 1 ? names.get(Name.of(word).text()) : null;
          put(word.getStart(), given == null ? Kind.TYPE : given, false);
        }
        case TerminalNode word -> put(word.getSymbol(), Kind.TYPE, false);
        default -> {}
      }
    }
  }
}
