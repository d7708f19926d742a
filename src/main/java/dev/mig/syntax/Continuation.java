package dev.mig.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.PrecedencePredicateTransition;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.jspecify.annotations.Nullable;

/**
 * How far tokens fit a rule, and what would fit next: the grammar's own automaton run over the
 * tokens with every call stack kept, so that the first token that cannot be right is the one found.
 * Slow, for faulty statements only.
 */
final class Continuation {
  /**
   * What people call the things that rules stand for; below such a rule no single word is listed.
   */
  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(MigParser.RULE_statement, "a statement"),
          Map.entry(MigParser.RULE_tableRef, "a table name"),
          Map.entry(MigParser.RULE_subjectTable, "a table name"),
          Map.entry(MigParser.RULE_newTable, "a table name"),
          Map.entry(MigParser.RULE_columnRef, "a column name"),
          Map.entry(MigParser.RULE_newColumn, "a column name"),
          Map.entry(MigParser.RULE_lineName, "a column name"),
          Map.entry(MigParser.RULE_lineTarget, "a column name"),
          Map.entry(MigParser.RULE_anyName, "a name"),
          Map.entry(MigParser.RULE_exprName, "a name"),
          Map.entry(MigParser.RULE_constraintName, "a constraint name"),
          Map.entry(MigParser.RULE_constraintRef, "a constraint name"),
          Map.entry(MigParser.RULE_indexRef, "an index name"),
          Map.entry(MigParser.RULE_migrationRef, "a migration name"),
          Map.entry(MigParser.RULE_typeRef, "a type"),
          Map.entry(MigParser.RULE_defaultValue, "a default value"),
          Map.entry(MigParser.RULE_expression, "an expression"),
          Map.entry(MigParser.RULE_arithmetic, "an expression"),
          Map.entry(MigParser.RULE_primary, "an expression"),
          Map.entry(MigParser.RULE_mapPattern, "a value"),
          Map.entry(MigParser.RULE_mapResult, "a value"),
          Map.entry(MigParser.RULE_number, "a number"));

  /**
   * A call of a rule. One object for each chain of calls, so that chains compare at once however
   * long they are.
   */
  private static final class Frame {
    private final @Nullable ATNState follow;
    private final int precedence;
    private final @Nullable Frame below;
    private final Map<Long, Frame> above = new HashMap<>();

    private Frame(@Nullable ATNState follow, int precedence, @Nullable Frame below) {
      this.follow = follow;
      this.precedence = precedence;
      this.below = below;
    }

    private Frame call(RuleTransition call) {
      long key = ((long) call.followState.stateNumber << 8) + call.precedence;
      return above.computeIfAbsent(key, k -> new Frame(call.followState, call.precedence, this));
    }
  }

  private record Config(ATNState state, Frame frame) {}

  private final ATN atn = MigParser._ATN;
  private Set<Config> kernel = new LinkedHashSet<>();
  private int reached;

  private Continuation() {}

  /**
   * Runs a rule over the tokens of the default channel.
   *
   * @param from index in {@code tokens} of the first
   * @param to index after the last
   */
  static Continuation of(int rule, List<Token> tokens, int from, int to) {
    Continuation run = new Continuation();
    run.kernel.add(new Config(run.atn.ruleToStartState[rule], new Frame(null, 0, null)));
    run.reached = from;
    while (run.reached < to) {
      Set<Config> next = run.after(tokens.get(run.reached).getType());
      if (next.isEmpty()) {
        break;
      }
      run.kernel = next;
      run.reached++;
    }
    return run;
  }

  /** The index of the first token that does not fit, or of the end. */
  int reached() {
    return reached;
  }

  /** Whether the rule could end before {@link #reached()}. */
  boolean complete() {
    return closure(null).stream()
        .anyMatch(c -> c.state() instanceof RuleStopState && c.frame().below == null);
  }

  boolean accepts(int tokenType) {
    return !after(tokenType).isEmpty();
  }

  /** The token types that fit next outside the things with a phrase, and the phrases of those. */
  Expected expected() {
    Expected expected = new Expected(new TreeSet<>(), new LinkedHashSet<>(), complete());
    for (Config config : closure(expected.phrases())) {
      for (Transition transition : config.state().getTransitions()) {
        if (!transition.isEpsilon() && transition.label() != null) {
          expected.types().addAll(transition.label().toList());
        }
      }
    }
    return expected;
  }

  /**
   * What fits at a place: types in the order of the lexer grammar, and whether the rule may end.
   */
  record Expected(Set<Integer> types, Set<String> phrases, boolean end) {}

  private Set<Config> after(int tokenType) {
    Set<Config> next = new LinkedHashSet<>();
    for (Config config : closure(null)) {
      for (Transition transition : config.state().getTransitions()) {
        if (!transition.isEpsilon()
            && transition.matches(tokenType, Token.MIN_USER_TOKEN_TYPE, atn.maxTokenType)) {
          next.add(new Config(transition.target, config.frame()));
        }
      }
    }
    return next;
  }

  /**
   * Everything reachable without a token; with a place for phrases, their rules are named and not
   * entered.
   */
  private Set<Config> closure(@Nullable Set<String> phrases) {
    Set<Config> seen = new LinkedHashSet<>(kernel);
    Deque<Config> work = new ArrayDeque<>(kernel);
    while (!work.isEmpty()) {
      Config config = work.remove();
      if (config.state() instanceof RuleStopState) {
        ATNState follow = config.frame().follow;
        Frame below = config.frame().below;
        if (follow != null && below != null) {
          reach(new Config(follow, below), seen, work);
        }
        continue;
      }
      for (Transition transition : config.state().getTransitions()) {
        if (transition instanceof RuleTransition call) {
          @Nullable String phrase = phrases == null ? null : PHRASES.get(call.target.ruleIndex);
          if (phrases != null && phrase != null) {
            phrases.add(phrase);
          } else {
            reach(new Config(call.target, config.frame().call(call)), seen, work);
          }
        } else if (transition instanceof PrecedencePredicateTransition climb) {
          if (climb.precedence >= config.frame().precedence) {
            reach(new Config(climb.target, config.frame()), seen, work);
          }
        } else if (transition.isEpsilon()) {
          reach(new Config(transition.target, config.frame()), seen, work);
        }
      }
    }
    return seen;
  }

  private static void reach(Config config, Set<Config> seen, Deque<Config> work) {
    if (seen.add(config)) {
      work.add(config);
    }
  }
}
