package dev.mig.language;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Function;
import dev.mig.expression.Functions;
import dev.mig.language.Candidate.Kind;
import dev.mig.operation.Pace;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** What may stand at a place of a text that is being written, told by the grammar's automaton. */
public final class Completion {
  private static final int MOST_VALUES = 50;

  /** The rules of names: which kind of thing is meant, the rule around them says. */
  private static final Set<Integer> NAMES =
      Set.of(
          MigParser.RULE_aggregateName,
          MigParser.RULE_anyName,
          MigParser.RULE_exprName,
          MigParser.RULE_lineName,
          MigParser.RULE_constraintWord,
          MigParser.RULE_subjectWord,
          MigParser.RULE_macroWord,
          MigParser.RULE_typeWord);

  private final Knowledge knowledge;
  private final Words before;

  /** Those of {@link #before} that stand before the place. */
  private final List<Token> words;

  private final Vicinity vicinity;
  private final Ranking ranking;
  private final LocalNames local;
  private final Map<QName, Table> scope = new LinkedHashMap<>();

  private Completion(Words before, Ranking ranking, Knowledge knowledge) {
    this.knowledge = knowledge;
    this.before = before;
    this.words = before.tokens().subList(0, before.size() - 2);
    this.vicinity = new Vicinity(before, words.size());
    this.local = new LocalNames(vicinity.statement());
    this.ranking = ranking;
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
    // a name in the place of what is typed: what takes it up, such as a comment, is no place
    Words before = new Words(Syntax.tokens("", text.substring(0, start) + "x"));
    Token last = before.get(Math.max(0, before.size() - 2));
    if (last.getType() != MigLexer.IDENTIFIER || last.getStartIndex() != start) {
      return List.of();
    }
    Ranking ranking = new Ranking(start, caret, text.substring(start, caret), most);
    return new Completion(before, ranking, knowledge).find();
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private List<Candidate> find() {
    Continuation run = vicinity.run();
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

  /** The tables that the statement names, and those of the blocks that it stands in. */
  private void see() {
    Set<String> names =
        vicinity.statement().stream()
            .map(word -> Written.bare(word).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (Table table : knowledge.schema().tables().values()) {
      if (names.contains(table.name().name().toLowerCase(Locale.ROOT))) {
        scope.put(table.name(), table);
      }
    }
  }

  private void word(Continuation.Item item) {
    String text = Words.keyword(item.type());
    if (Words.isKeyword(item.type())) {
      String word = text.toLowerCase(Locale.ROOT);
      boolean known = opens(item) && !Pages.ofVerb(word).isEmpty();
      if (known) {
        ranking.add(
            Kind.STATEMENT,
            word,
            word,
            Pages.summary(word),
            () -> Pages.statement(word).orElse(null));
      } else {
        ranking.add(Kind.KEYWORD, word, word, "");
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
    for (int i = vicinity.first(); i < words.size() && before.type(i) != MigLexer.LEFT_BRACE; i++) {
      String name = Written.bare(words.get(i));
      for (Table table : scope.values()) {
        for (Column column : table.columnsLike(name)) {
          for (String value : knowledge.values(table.name(), column.name(), MOST_VALUES)) {
            String text = "'" + value.replace("'", "''") + "'";
            ranking.add(Kind.VALUE, text, text, table.name() + "." + column.name());
          }
        }
      }
    }
  }

  private void name(Continuation.Item item) {
    int last = words.size() - 1;
    if (last > 0 && before.type(last) == MigLexer.DOT) {
      qualified(Written.bare(words.get(last - 1)));
      return;
    }
    Set<Integer> within = Set.copyOf(item.within());
    if (item.rule() == MigParser.RULE_typeWord) {
      Types.names().forEach(t -> ranking.add(Kind.TYPE, t, t, ""));
    } else if (within.contains(MigParser.RULE_tableRef)
        || within.contains(MigParser.RULE_subjectTable)) {
      tables();
    } else if (within.contains(MigParser.RULE_functionRef)) {
      functions();
    } else if (item.rule() == MigParser.RULE_aggregateName) {
      aggregates();
    } else if (within.contains(MigParser.RULE_methodRef)) {
      for (Pace.Method method : Pace.Method.sayable()) {
        String word = method.name().toLowerCase(Locale.ROOT);
        ranking.add(Kind.KEYWORD, word, word, "");
      }
    } else if (within.contains(MigParser.RULE_migrationRef)) {
      for (String name : knowledge.migrations()) {
        ranking.add(Kind.NAME, name, Written.quoted(name), "migration");
      }
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
    for (Map.Entry<String, String> alias : local.aliases().entrySet()) {
      String name = alias.getKey();
      ranking.add(Kind.NAME, name, Written.quoted(name), alias.getValue());
    }
    if (scope.isEmpty()) {
      tables();
    } else {
      variables();
    }
    definitions();
  }

  private void variables() {
    for (Definition name : local.names()) {
      ranking.add(Kind.NAME, name.name(), Written.quoted(name.name()), name.signature());
    }
  }

  private void column(Table table, Column column) {
    String detail = column.type() + (column.nullable() ? "" : " not null") + ", " + table.name();
    ranking.add(
        Kind.COLUMN,
        column.name(),
        Written.quoted(column.name()),
        detail,
        () -> Descriptions.column(table, column));
  }

  private void qualified(String written) {
    String qualifier = local.meant(written);
    if (qualifier.isEmpty()) {
      LocalNames.OF_AN_ELEMENT.forEach(
          name -> ranking.add(Kind.COLUMN, name, name, "of an element"));
      return;
    }
    for (Table table : knowledge.schema().tables().values()) {
      if (table.name().name().equalsIgnoreCase(qualifier)) {
        table.columns().forEach(c -> column(table, c));
      } else if (table.name().schema().equalsIgnoreCase(qualifier)) {
        String name = table.name().name();
        ranking.add(Kind.TABLE, name, Written.quoted(name), "", () -> Descriptions.table(table));
      }
    }
  }

  private void tables() {
    variables();
    for (Table table : knowledge.schema().tables().values()) {
      ranking.add(
          Kind.TABLE,
          table.name().toString(),
          written(table.name()),
          table.columns().size() + " columns",
          () -> Descriptions.table(table));
    }
    for (View view : knowledge.schema().views().values()) {
      ranking.add(Kind.VIEW, view.name().toString(), written(view.name()), "view");
    }
  }

  private void constraints(Table table) {
    table.constraints().stream()
        .map(c -> c.name())
        .filter(n -> n != null && !n.isEmpty())
        .forEach(n -> ranking.add(Kind.CONSTRAINT, n, Written.quoted(n), table.name().toString()));
  }

  private void indexes() {
    for (Table table : knowledge.schema().tables().values()) {
      table
          .indexes()
          .forEach(
              i ->
                  ranking.add(
                      Kind.INDEX, i.name(), Written.quoted(i.name()), table.name().toString()));
    }
  }

  private void functions() {
    for (String name : Functions.names()) {
      List<Function> all = Functions.named(name);
      String usage = all.isEmpty() ? "" : all.getFirst().summary();
      ranking.add(Kind.FUNCTION, name, name + "(", usage, () -> Descriptions.function(name));
    }
    aggregates();
  }

  private void aggregates() {
    for (String name : Aggregates.names()) {
      String usage = Aggregates.usage(name);
      ranking.add(Kind.FUNCTION, name, name + "(", usage, () -> Descriptions.function(name));
    }
  }

  private void definitions() {
    for (Definition definition : knowledge.definitions()) {
      String signature = definition.signature();
      ranking.add(
          Kind.NAME,
          definition.name(),
          Written.quoted(definition.name()),
          signature,
          () -> definition.called() ? Descriptions.code(signature).strip() : null);
    }
  }

  private static String written(QName name) {
    return name.schema().isEmpty() || name.toString().equals(name.name())
        ? Written.quoted(name.name())
        : Written.quoted(name.schema()) + "." + Written.quoted(name.name());
  }
}
