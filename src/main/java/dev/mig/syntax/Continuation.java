package dev.mig.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
 * Slower than the parser by far; for faulty statements, and for what an editor asks of one place.
 */
public final class Continuation {
  /** Calls within calls; the parser refuses far less. */
  private static final int MOST_CALLS = 4000;

  /** Call stacks side by side; the language needs a few dozen. */
  private static final int MOST_CONFIGS = 4000;

  private static final int NO_CEILING = Integer.MAX_VALUE;

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
    private final int depth;
    private final Map<Long, Frame> above = new HashMap<>(4);

    private Frame(@Nullable ATNState follow, int precedence, @Nullable Frame below) {
      this.follow = follow;
      this.precedence = precedence;
      this.below = below;
      this.depth = below == null ? 0 : below.depth + 1;
    }

    private Frame call(RuleTransition call) {
      long key = ((long) call.followState.stateNumber << 8) + call.precedence;
      return above.computeIfAbsent(key, k -> new Frame(call.followState, call.precedence, this));
    }
  }

  /**
   * A state of the automaton under a call stack.
   *
   * @param ceiling only operators that bind less than this may follow: the others have been offered
   *     inside the operand that ends here, and a second reading of them would double at each
   *     bracket
   */
  private record Config(ATNState state, Frame frame, int ceiling) {
    private Config(ATNState state, Frame frame) {
      this(state, frame, NO_CEILING);
    }
  }

  /** What the tokens so far may be, and what became of it with each token that was asked for. */
  private static final class Kernel {
    private final Set<Config> configs;
    private final Map<Integer, Kernel> next = new HashMap<>();
    private @Nullable Boolean complete;

    private Kernel(Set<Config> configs) {
      this.configs = configs;
    }
  }

  /**
   * What has been found out of a rule, for all who ask; locked while it is used. One that has grown
   * large is left to those who use it, so that no text fills the memory for ever.
   */
  private static final class Memory {
    private final int rule;
    private final Map<Set<Config>, Kernel> kernels = new HashMap<>();
    private final Kernel start;
    private int configs;

    private Memory(int rule) {
      this.rule = rule;
      ATNState state = MigParser._ATN.ruleToStartState[rule];
      this.start = new Kernel(Set.of(new Config(state, new Frame(null, 0, null))));
    }

    private Kernel kernel(Set<Config> found) {
      @Nullable Kernel known = kernels.get(found);
      if (known != null) {
        return known;
      }
      Kernel made = new Kernel(found);
      kernels.put(found, made);
      configs += found.size();
      if (configs > MOST_SHARED) {
        SHARED.remove(rule, this);
      }
      return made;
    }
  }

  /** Configurations in a shared memory; one takes about a hundred bytes. */
  private static final int MOST_SHARED = 100_000;

  private static final ConcurrentMap<Integer, Memory> SHARED = new ConcurrentHashMap<>();

  private final ATN atn = MigParser._ATN;
  private final Memory memory;
  private Kernel kernel;
  private int reached;

  private Continuation(Memory memory) {
    this.memory = memory;
    this.kernel = memory.start;
  }

  /** The beginning of a rule, named by its index in the parser, before any token. */
  public static Continuation of(int rule) {
    return new Continuation(SHARED.computeIfAbsent(rule, Memory::new));
  }

  /**
   * Runs a rule over the tokens of the default channel.
   *
   * @param from index in {@code tokens} of the first
   * @param to index after the last
   */
  public static Continuation of(int rule, List<Token> tokens, int from, int to) {
    Continuation run = of(rule);
    run.reached = from;
    while (run.reached < to && run.advance(tokens.get(run.reached).getType())) {}
    return run;
  }

  /** Goes on with a token of this type; when it does not fit, all stays as it was. */
  public boolean advance(int tokenType) {
    Kernel next = after(tokenType);
    if (next.configs.isEmpty()) {
      return false;
    }
    kernel = next;
    reached++;
    return true;
  }

  /** The index of the first token that does not fit, or of the end. */
  public int reached() {
    return reached;
  }

  /** Whether the rule could end before {@link #reached()}. */
  public boolean complete() {
    synchronized (memory) {
      Boolean known = kernel.complete;
      if (known == null) {
        known =
            closure(null).stream()
                .anyMatch(c -> c.state() instanceof RuleStopState && c.frame().below == null);
        kernel.complete = known;
      }
      return known;
    }
  }

  /** Whether a token of this type fits next. */
  public boolean accepts(int tokenType) {
    return !after(tokenType).configs.isEmpty();
  }

  /** The token types that fit next outside the things with a phrase, and the phrases of those. */
  Expected expected() {
    Expected expected = new Expected(new TreeSet<>(), new LinkedHashSet<>(), complete());
    Stops stops =
        (rule, config) -> {
          @Nullable String phrase = PHRASES.get(rule);
          if (phrase != null) {
            expected.phrases().add(phrase);
          }
          return phrase != null;
        };
    for (Config config : closure(stops)) {
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

  /**
   * Something that fits next.
   *
   * @param type the token type, or -1 where it is a rule
   * @param rule the rule that may begin, or -1 where it is a token
   * @param within the rules that it would stand in, the innermost first, up to the statement
   */
  public record Item(int type, int rule, List<Integer> within) {
    public Item {
      within = List.copyOf(within);
    }
  }

  /**
   * All that fits next.
   *
   * @param rules the rules that are named as a whole and not looked into
   */
  public Set<Item> next(Set<Integer> rules) {
    Set<Item> items = new LinkedHashSet<>();
    Stops stops =
        (rule, config) -> {
          boolean stop = rules.contains(rule);
          if (stop) {
            items.add(new Item(-1, rule, within(config)));
          }
          return stop;
        };
    for (Config config : closure(stops)) {
      for (Transition transition : config.state().getTransitions()) {
        if (!transition.isEpsilon() && transition.label() != null) {
          List<Integer> within = within(config);
          transition.label().toList().forEach(type -> items.add(new Item(type, -1, within)));
        }
      }
    }
    return items;
  }

  private static List<Integer> within(Config config) {
    List<Integer> rules = new ArrayList<>();
    rules.add(config.state().ruleIndex);
    Frame frame = config.frame();
    while (frame != null
        && frame.follow != null
        && rules.getLast() != MigParser.RULE_statement
        && rules.size() < 40) {
      rules.add(frame.follow.ruleIndex);
      frame = frame.below;
    }
    return rules;
  }

  private Kernel after(int tokenType) {
    synchronized (memory) {
      Kernel known = kernel.next.get(tokenType);
      return known == null ? findAfter(tokenType) : known;
    }
  }

  private Kernel findAfter(int tokenType) {
    Set<Config> next = new LinkedHashSet<>();
    for (Config config : closure(null)) {
      for (Transition transition : config.state().getTransitions()) {
        if (!transition.isEpsilon()
            && transition.matches(tokenType, Token.MIN_USER_TOKEN_TYPE, atn.maxTokenType)) {
          next.add(new Config(transition.target, config.frame()));
        }
      }
    }
    Kernel made = memory.kernel(next);
    kernel.next.put(tokenType, made);
    return made;
  }

  /** Whether a rule is not entered; it is told each rule that would be. */
  private interface Stops {
    boolean at(int rule, Config config);
  }

  /** Everything reachable without a token. */
  private Set<Config> closure(@Nullable Stops stops) {
    synchronized (memory) {
      return findClosure(stops);
    }
  }

  private Set<Config> findClosure(@Nullable Stops stops) {
    Set<Config> seen = new LinkedHashSet<>(kernel.configs);
    Deque<Config> work = new ArrayDeque<>(kernel.configs);
    while (!work.isEmpty() && seen.size() < MOST_CONFIGS) {
      Config config = work.remove();
      if (config.state() instanceof RuleStopState) {
        ATNState follow = config.frame().follow;
        Frame below = config.frame().below;
        if (follow != null && below != null) {
          boolean operand = follow.ruleIndex == config.state().ruleIndex;
          int ceiling = operand ? config.frame().precedence : NO_CEILING;
          reach(new Config(follow, below, ceiling), seen, work);
        }
        continue;
      }
      for (Transition transition : config.state().getTransitions()) {
        if (transition instanceof RuleTransition call) {
          boolean stop = stops != null && stops.at(call.target.ruleIndex, config);
          if (!stop && config.frame().depth < MOST_CALLS) {
            reach(new Config(call.target, config.frame().call(call)), seen, work);
          }
        } else if (transition instanceof PrecedencePredicateTransition climb) {
          if (climb.precedence >= config.frame().precedence
              && climb.precedence < config.ceiling()) {
            reach(new Config(climb.target, config.frame()), seen, work);
          }
        } else if (transition.isEpsilon()) {
          reach(new Config(transition.target, config.frame(), config.ceiling()), seen, work);
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
