package dev.mig.language;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Function;
import dev.mig.expression.Functions;
import dev.mig.language.Candidate.Kind;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.statement.Types;
import dev.mig.syntax.Continuation;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** What may stand at a place of a text that is being written, told by the grammar's automaton. */
public final class Completion {
  private static final int MOST_VALUES = 50;

  /** The rules of names: which kind of thing is meant, the rule around them says. */
  private static final Set<Integer> NAMES =
      Set.of(
          MigParser.RULE_anyName,
          MigParser.RULE_exprName,
          MigParser.RULE_lineName,
          MigParser.RULE_constraintWord,
          MigParser.RULE_subjectWord,
          MigParser.RULE_macroWord,
          MigParser.RULE_typeWord);

  private static final Set<Integer> UNCLOSED =
      Set.of(
          MigLexer.UNCLOSED_STRING,
          MigLexer.UNCLOSED_COMMENT,
          MigLexer.UNCLOSED_DOLLAR_TEXT,
          MigLexer.UNCLOSED_QUOTED_NAME);

  private final Knowledge knowledge;
  private final Words before;
  private final List<Token> words;
  private final Ranking ranking;
  private final Map<QName, Table> scope = new LinkedHashMap<>();

  /** The first word of the statement at the place. */
  private int first;

  private Completion(String text, int start, int offset, Knowledge knowledge, int most) {
    this.knowledge = knowledge;
    this.before = new Words(Syntax.tokens("", text.substring(0, start)));
    this.words = before.tokens().subList(0, before.tokens().size() - 1);
    this.ranking = new Ranking(start, offset, text.substring(start, offset), most);
  }

  /**
   * Proposals for a place, the best first.
   *
   * @param text a whole script, or as much of one as there is
   * @param offset UTF-16 offset of the caret in it
   * @param most how many at most
   * @return none inside of texts and comments, and where nothing fits
   */
  public static List<Candidate> at(String text, int offset, Knowledge knowledge, int most) {
    int caret = Math.clamp(offset, 0, text.length());
    int start = caret;
    while (start > 0 && isPart(text.charAt(start - 1))) {
      start--;
    }
    Completion completion = new Completion(text, start, caret, knowledge, most);
    return completion.isInsideOfSomething(text, start) ? List.of() : completion.find();
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** A remark to the end of the line has no token that is open. */
  private boolean isInsideOfSomething(String text, int start) {
    if (words.stream().anyMatch(t -> UNCLOSED.contains(t.getType()))) {
      return true;
    }
    List<Token> all = Syntax.tokens("", text.substring(0, start) + "x").getTokens();
    Token last = all.get(Math.max(0, all.size() - 2));
    return last.getType() != MigLexer.IDENTIFIER || last.getStartIndex() != start;
  }

  private List<Candidate> find() {
    for (int i = 0; i < words.size(); i++) {
      if (before.opensStatement(i)) {
        first = i;
      }
    }
    Continuation run = run(0);
    if (run == null) {
      run = run(first);
    }
    if (run == null) {
      return List.of();
    }
    see();
    boolean opens = false;
    for (Continuation.Item item : run.next(NAMES)) {
      opens |= item.type() == MigLexer.ADD && opens(item);
      if (item.type() >= 0) {
        word(item);
      } else {
        name(item);
      }
    }
    if (opens) {
      Snippets.ALL.forEach(ranking::snippet);
    }
    return ranking.best();
  }

  private @org.jspecify.annotations.Nullable Continuation run(int from) {
    Continuation run = Continuation.of(MigParser.RULE_script, words, from, words.size());
    return run.reached() < words.size() ? null : run;
  }

  /** The tables that the statement names, and those of the block that it stands in. */
  private void see() {
    int block = first;
    for (int i = first; i >= 0; i--) {
      if (before.type(i) == MigLexer.ON) {
        block = i;
        break;
      }
    }
    Schema schema = knowledge.schema();
    for (int i = block; i < words.size(); i++) {
      String name = bare(words.get(i));
      for (Table table : schema.tables().values()) {
        if (table.name().name().equalsIgnoreCase(name)) {
          scope.put(table.name(), table);
        }
      }
    }
  }

  private static String bare(Token token) {
    String text = token.getText();
    return token.getType() == MigLexer.QUOTED_NAME && text.length() > 1
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text;
  }

  private void word(Continuation.Item item) {
    String text = Words.keyword(item.type());
    if (Words.isKeyword(item.type())) {
      String word = text.toLowerCase(Locale.ROOT);
      Optional<String> page = opens(item) ? Pages.statement(word) : Optional.empty();
      if (page.isEmpty()) {
        ranking.add(Kind.KEYWORD, word, word, "", null);
      } else {
        ranking.add(Kind.STATEMENT, word, word, Pages.summary(word), page.get());
      }
    } else if (item.type() == MigLexer.STRING
        && item.within().contains(MigParser.RULE_mapStatement)) {
      values();
    }
  }

  private boolean opens(Continuation.Item item) {
    return Words.isStarter(item.type()) && (words.isEmpty() || item.within().size() <= 2);
  }

  /** What a column holds now, for the left sides of a map. */
  private void values() {
    int last = words.size() - 1;
    boolean left =
        last >= 0
            && (before.type(last) == MigLexer.LEFT_BRACE
                || before.type(last) == MigLexer.COMMA
                || before.type(last - 1) == MigLexer.ARROW);
    if (!left) {
      return;
    }
    for (int i = first; i < words.size() && before.type(i) != MigLexer.LEFT_BRACE; i++) {
      String name = bare(words.get(i));
      for (Table table : scope.values()) {
        for (Column column : table.columnsLike(name)) {
          for (String value : knowledge.values(table.name(), column.name(), MOST_VALUES)) {
            String text = "'" + value.replace("'", "''") + "'";
            ranking.add(Kind.VALUE, text, text, table.name() + "." + column.name(), null);
          }
        }
      }
    }
  }

  private void name(Continuation.Item item) {
    int last = words.size() - 1;
    if (last > 0 && before.type(last) == MigLexer.DOT) {
      qualified(bare(words.get(last - 1)));
      return;
    }
    Set<Integer> within = Set.copyOf(item.within());
    if (item.rule() == MigParser.RULE_typeWord) {
      Types.names().forEach(t -> ranking.add(Kind.TYPE, t, t, "", null));
    } else if (within.contains(MigParser.RULE_tableRef)
        || within.contains(MigParser.RULE_subjectTable)) {
      tables();
    } else if (within.contains(MigParser.RULE_functionRef)) {
      functions();
    } else if (within.contains(MigParser.RULE_constraintRef)) {
      scope.values().forEach(this::constraints);
      tables();
    } else if (within.contains(MigParser.RULE_indexRef)) {
      indexes();
    } else if (within.contains(MigParser.RULE_macroRef)) {
      definitions();
    } else if (within.contains(MigParser.RULE_newColumn)) {
      if (scope.isEmpty()) {
        tables();
      }
    } else if (within.stream().anyMatch(Completion::namesAColumn)) {
      columns();
    }
  }

  private static boolean namesAColumn(int rule) {
    return rule == MigParser.RULE_columnRef
        || rule == MigParser.RULE_tableColumnRef
        || rule == MigParser.RULE_valueRef
        || rule == MigParser.RULE_lineTarget;
  }

  private void columns() {
    for (Table table : scope.values()) {
      table.columns().forEach(c -> column(table, c));
    }
    if (scope.isEmpty()) {
      tables();
    }
    definitions();
  }

  private void column(Table table, Column column) {
    String detail = column.type() + (column.nullable() ? "" : " not null") + ", " + table.name();
    ranking.add(Kind.COLUMN, column.name(), quoted(column.name()), detail, null);
  }

  private void qualified(String qualifier) {
    for (Table table : knowledge.schema().tables().values()) {
      if (table.name().name().equalsIgnoreCase(qualifier)) {
        table.columns().forEach(c -> column(table, c));
      } else if (table.name().schema().equalsIgnoreCase(qualifier)) {
        String name = table.name().name();
        ranking.add(Kind.TABLE, name, quoted(name), "", null);
      }
    }
  }

  private void tables() {
    for (Table table : knowledge.schema().tables().values()) {
      ranking.add(
          Kind.TABLE,
          table.name().toString(),
          written(table.name()),
          table.columns().size() + " columns",
          null);
    }
    for (View view : knowledge.schema().views().values()) {
      ranking.add(Kind.VIEW, view.name().toString(), written(view.name()), "view", null);
    }
  }

  private void constraints(Table table) {
    table.constraints().stream()
        .map(c -> c.name())
        .filter(n -> n != null && !n.isEmpty())
        .forEach(n -> ranking.add(Kind.CONSTRAINT, n, quoted(n), table.name().toString(), null));
  }

  private void indexes() {
    for (Table table : knowledge.schema().tables().values()) {
      table
          .indexes()
          .forEach(
              i ->
                  ranking.add(
                      Kind.INDEX, i.name(), quoted(i.name()), table.name().toString(), null));
    }
  }

  private void functions() {
    for (String name : Functions.names()) {
      List<Function> all = Functions.named(name);
      String usage = all.isEmpty() ? "" : all.getFirst().summary();
      ranking.add(Kind.FUNCTION, name, name + "(", usage, null);
    }
    for (String name : Aggregates.names()) {
      ranking.add(Kind.FUNCTION, name, name + "(", Aggregates.usage(name), null);
    }
  }

  private void definitions() {
    for (Definition definition : knowledge.definitions()) {
      ranking.add(
          Kind.NAME, definition.name(), quoted(definition.name()), definition.signature(), null);
    }
  }

  private static String written(QName name) {
    return name.schema().isEmpty() || name.toString().equals(name.name())
        ? quoted(name.name())
        : quoted(name.schema()) + "." + quoted(name.name());
  }

  /** A keyword can stand as a name almost everywhere; only what is no name needs quotes. */
  private static String quoted(String name) {
    List<Token> tokens = Syntax.tokens("", name).getTokens();
    boolean plain =
        tokens.size() == 2
            && (tokens.getFirst().getType() == MigLexer.IDENTIFIER
                || Words.isKeyword(tokens.getFirst().getType()));
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
