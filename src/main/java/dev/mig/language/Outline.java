package dev.mig.language;

import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a script as a table of contents. A broken statement keeps its place in it as
 * far as it can be read, and the others stay what they are.
 */
public final class Outline {
  /** Longer names are cut. */
  private static final int MOST = 60;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** What a statement is about; its name ends with the first of them. */
  private static final Set<Integer> SUBJECTS =
      Set.of(
          MigParser.RULE_tableRef,
          MigParser.RULE_subjectTable,
          MigParser.RULE_newTable,
          MigParser.RULE_columnRef,
          MigParser.RULE_newColumn,
          MigParser.RULE_tableColumnRef,
          MigParser.RULE_constraintName,
          MigParser.RULE_constraintRef,
          MigParser.RULE_indexRef,
          MigParser.RULE_columnNames,
          MigParser.RULE_mapColumns,
          MigParser.RULE_remapColumns,
          MigParser.RULE_macroName,
          MigParser.RULE_macroRef,
          MigParser.RULE_newName,
          MigParser.RULE_assertion,
          MigParser.RULE_requirement,
          MigParser.RULE_expression,
          MigParser.RULE_newKeyPart,
          MigParser.RULE_batchSize);

  /** Subjects that name nothing: broken ones are shown as far as their line goes. */
  private static final Set<Integer> PHRASES =
      Set.of(MigParser.RULE_assertion, MigParser.RULE_requirement, MigParser.RULE_expression);

  /**
   * An entry.
   *
   * @param name the statement up to what it is about, on one line: {@code split users.full_name}
   * @param whole from its first to its last word
   * @param named the part of {@code whole} to go to: what it is about, or its first word
   * @param children what stands in its blocks, its parameters, the columns of a new table
   */
  public record Symbol(String name, Kind kind, Span whole, Span named, List<Symbol> children) {
    public Symbol {
      children = List.copyOf(children);
    }
  }

  /** What an entry is. */
  public enum Kind {
    MIGRATION,
    /** A table that is made here. */
    TABLE,
    /** A column of a table that is made here. */
    COLUMN,
    /** A change of the schema. */
    SCHEMA,
    /** A change of rows. */
    ROWS,
    /** An assertion, an expectation, a requirement, or that there is no way back. */
    CHECK,
    /** Statements in braces: of a table, in batches, a loop, a condition, a phase, the reverse. */
    BLOCK,
    DEFINITION,
    PARAMETER,
    /** A {@code let}. */
    VARIABLE,
    /** The use of a definition. */
    CALL,
    INCLUDE,
    /** SQL of the user's own. */
    SQL,
    /** A statement that broke before it told what it is. */
    UNKNOWN
  }

  private final String text;

  private Outline(String text) {
    this.text = text;
  }

  /** The entries in the order of the text; those of one level do not overlap. */
  public static List<Symbol> of(Parsed parsed) {
    String text = parsed.source().text();
    Outline outline = new Outline(text);
    List<Symbol> symbols = new ArrayList<>();
    List<StatementContext> statements = parsed.tree().statement();
    MigrationHeaderContext header = parsed.tree().migrationHeader();
    if (header != null) {
      int next = statements.isEmpty() ? text.length() : start(statements.getFirst());
      outline.add(header, header.newName(), Kind.MIGRATION, next, List.of(), symbols);
    }
    outline.statements(statements, text.length(), symbols);
    return List.copyOf(symbols);
  }

  private static int start(ParserRuleContext node) {
    return Spans.of(node).start();
  }

  /** After a fault the parser may go back; then two statements have claimed the same words. */
  private void statements(List<StatementContext> statements, int end, List<Symbol> into) {
    for (int i = 0; i < statements.size(); i++) {
      int next = i + 1 < statements.size() ? Math.min(end, start(statements.get(i + 1))) : end;
      statement(statements.get(i), next, into);
    }
  }

  private void statement(StatementContext statement, int end, List<Symbol> into) {
    ParserRuleContext inner = Trees.inner(statement);
    if (inner == null) {
      add(statement, null, Kind.UNKNOWN, end, List.of(), into);
      return;
    }
    int last = Math.min(end, Spans.of(statement).end());
    List<Symbol> children = new ArrayList<>();
    if (inner instanceof DefineStatementContext define) {
      for (MacroParameterContext parameter : define.macroParameter()) {
        part(parameter, parameter.newName(), Kind.PARAMETER, last, children);
      }
    } else if (inner instanceof CreateTableStatementContext table) {
      for (TableElementContext element : table.tableElement()) {
        if (element instanceof ColumnElementContext column) {
          part(column, column.lineName(), Kind.COLUMN, last, children);
        }
      }
    }
    statements(Trees.within(inner), last, children);
    add(statement, subject(inner), kind(inner), end, children, into);
  }

  /** A parameter or column, called by its name alone. */
  private void part(
      ParserRuleContext node,
      @Nullable ParserRuleContext name,
      Kind kind,
      int end,
      List<Symbol> into) {
    if (name != null && !Spans.of(name).isEmpty() && Spans.of(node).end() <= end) {
      Span named = Spans.of(name);
      into.add(new Symbol(shown(named), kind, Spans.of(node), named, List.of()));
    }
  }

  private void add(
      ParserRuleContext node,
      @Nullable ParserRuleContext subject,
      Kind kind,
      int end,
      List<Symbol> children,
      List<Symbol> into) {
    Span whole = stripped(Math.min(start(node), end), Math.min(Spans.of(node).end(), end));
    if (whole.isEmpty()) {
      return;
    }
    Span first = Spans.of(node.getStart());
    Span named = subject == null ? first : Spans.of(subject);
    if (named.isEmpty() || named.start() < whole.start() || named.end() > whole.end()) {
      named = new Span(whole.start(), Math.min(whole.end(), first.end()));
    }
    into.add(new Symbol(name(node, whole, subject), kind, whole, named, children));
  }

  private Span stripped(int start, int end) {
    int last = end;
    while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return new Span(start, last);
  }

  private String name(ParserRuleContext node, Span whole, @Nullable ParserRuleContext subject) {
    ParserRuleContext inner =
        node instanceof StatementContext statement ? Trees.inner(statement) : node;
    if (inner instanceof CopyStatementContext copy) {
      return shown(copy, copy.source(), copy.tableRef());
    }
    if (inner instanceof MoveStatementContext move) {
      return shown(move, move.source(), move.tableRef());
    }
    int end;
    if (inner == null || (subject != null && subject.exception != null)) {
      end = lineEnd(whole);
    } else {
      end = subject == null ? verbs(inner) : last(subject).end();
    }
    return shown(new Span(whole.start(), Math.clamp(end, whole.start(), whole.end())));
  }

  /** {@code copy users into people}, whatever stands between. */
  private String shown(
      ParserRuleContext node, @Nullable SourceContext source, @Nullable TableRefContext target) {
    StringBuilder name = new StringBuilder(node.getStart().getText());
    if (source != null && source.sourceStart() != null) {
      name.append(' ').append(shown(Spans.of(source.sourceStart())));
    }
    if (target != null) {
      name.append(" into ").append(shown(Spans.of(target)));
    }
    return cut(name.toString());
  }

  private int lineEnd(Span whole) {
    int line = text.indexOf('\n', whole.start());
    return line < 0 ? whole.end() : Math.min(line, whole.end());
  }

  /** Where the words end that a statement without a subject begins with, and a text after them. */
  private static int verbs(ParserRuleContext inner) {
    int end = Spans.of(inner.getStart()).end();
    for (ParseTree child : inner.children) {
      if (!(child instanceof TerminalNode word)) {
        break;
      }
      int type = word.getSymbol().getType();
      if (Words.isKeyword(type) || type == MigLexer.STRING) {
        end = Spans.of(word).end();
      } else {
        break;
      }
    }
    return end;
  }

  /** The last of a list that begins with this one: {@code drop column a, b}. */
  private static Span last(ParserRuleContext subject) {
    ParserRuleContext parent = subject.getParent();
    Span last = Spans.of(subject);
    if (parent == null) {
      return last;
    }
    for (int i = parent.children.indexOf(subject); i + 2 < parent.getChildCount(); i += 2) {
      boolean comma =
          parent.getChild(i + 1) instanceof TerminalNode sign
              && sign.getSymbol().getType() == MigLexer.COMMA;
      if (!comma
          || !(parent.getChild(i + 2) instanceof ParserRuleContext next)
          || next.getRuleIndex() != subject.getRuleIndex()) {
        break;
      }
      last = Spans.of(next);
    }
    return last;
  }

  private String shown(Span span) {
    return cut(text.substring(span.start(), span.end()));
  }

  private static String cut(String name) {
    String line = BLANKS.matcher(name.strip()).replaceAll(" ");
    if (line.length() <= MOST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
    return line.substring(0, end) + "…";
  }

  /** What the name of a statement ends with, and an editor goes to. */
  private static @Nullable ParserRuleContext subject(ParserRuleContext inner) {
    if (inner instanceof MoveStatementContext || inner instanceof CopyStatementContext) {
      return inner.getRuleContext(TableRefContext.class, 0);
    }
    for (ParserRuleContext child : Trees.nodes(inner)) {
      ParserRuleContext found =
          switch (child) {
            case AssignmentContext assignment -> assignment.columnRef();
            case JsonPathContext path -> path.columnRef();
            case LoopContext loop -> loop.getRuleContext(NewNameContext.class, 0);
            default -> SUBJECTS.contains(child.getRuleIndex()) ? child : null;
          };
      if (found != null && (found.exception == null || PHRASES.contains(found.getRuleIndex()))) {
        return found;
      }
    }
    return null;
  }

  private static Kind kind(ParserRuleContext inner) {
    return switch (inner.getRuleIndex()) {
      case MigParser.RULE_createTableStatement -> Kind.TABLE;
      case MigParser.RULE_defineStatement -> Kind.DEFINITION;
      case MigParser.RULE_letStatement -> Kind.VARIABLE;
      case MigParser.RULE_paramStatement -> Kind.PARAMETER;
      case MigParser.RULE_callStatement -> Kind.CALL;
      case MigParser.RULE_includeStatement -> Kind.INCLUDE;
      case MigParser.RULE_sqlStatement -> Kind.SQL;
      case MigParser.RULE_assertStatement,
          MigParser.RULE_expectStatement,
          MigParser.RULE_requireStatement,
          MigParser.RULE_irreversibleStatement ->
          Kind.CHECK;
      case MigParser.RULE_onStatement,
          MigParser.RULE_batchesStatement,
          MigParser.RULE_forStatement,
          MigParser.RULE_ifStatement,
          MigParser.RULE_phaseStatement,
          MigParser.RULE_reverseStatement ->
          Kind.BLOCK;
      case MigParser.RULE_combineStatement,
          MigParser.RULE_copyStatement,
          MigParser.RULE_dedupeStatement,
          MigParser.RULE_deleteStatement,
          MigParser.RULE_extractStatement,
          MigParser.RULE_fillStatement,
          MigParser.RULE_foldStatement,
          MigParser.RULE_insertStatement,
          MigParser.RULE_liftStatement,
          MigParser.RULE_mapStatement,
          MigParser.RULE_moveStatement,
          MigParser.RULE_remapStatement,
          MigParser.RULE_saveStatement,
          MigParser.RULE_splitStatement,
          MigParser.RULE_updateStatement ->
          Kind.ROWS;
      default -> Kind.SCHEMA;
    };
  }
}
