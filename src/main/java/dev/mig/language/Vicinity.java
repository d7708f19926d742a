package dev.mig.language;

import dev.mig.syntax.Continuation;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The words before a place that decide what may stand there: those of the statement, of the one
 * before it, whose clauses could go on, and of the blocks around. What lies further back is over.
 */
final class Vicinity {
  /** Statements to begin with; where their words do not fit, twice as many, and so on. */
  private static final int FEW = 2;

  /** Nothing reaches further than this many words, unless it is one statement. */
  private static final int MOST_WORDS = 1_000;

  /** The statements of a block that is open at the place, or of the script. */
  private static final class Level {
    /** Of its brace; -1 for the script. */
    private final int opening;

    /** Where statements begin, or what looks so. */
    private final List<Integer> beginnings = new ArrayList<>();

    private Level(int opening) {
      this.opening = opening;
    }

    /** Where the last so many statements begin; behind the brace where there are fewer. */
    private int from(int statements) {
      int size = beginnings.size();
      return size < statements ? opening + 1 : beginnings.get(size - statements);
    }
  }

  private final Words words;

  /** The rank behind the last word. */
  private final int end;

  /** From the script to the innermost block. */
  private final List<Level> levels;

  /**
   * @param end how many of the words stand before the place
   */
  Vicinity(Words words, int end) {
    this.words = words;
    this.end = end;
    Deque<Level> open = new ArrayDeque<>(List.of(new Level(-1)));
    for (int i = 0; i < end; i++) {
      if (begins(i)) {
        open.element().beginnings.add(i);
      }
      switch (words.type(i)) {
        case MigLexer.LEFT_BRACE -> open.push(new Level(i));
        case MigLexer.RIGHT_BRACE -> {
          if (open.size() > 1) {
            open.pop();
          }
        }
        default -> {}
      }
    }
    levels = new ArrayList<>();
    Iterator<Level> outwards = open.descendingIterator();
    outwards.forEachRemaining(levels::add);
  }

  private boolean begins(int rank) {
    if (words.opensStatement(rank)) {
      return true;
    }
    int before = rank == 0 ? MigLexer.SEMICOLON : words.type(rank - 1);
    return switch (before) {
      case MigLexer.LEFT_BRACE, MigLexer.RIGHT_BRACE, MigLexer.SEMICOLON ->
          Words.isStarter(words.type(rank));
      default ->
          words.firstOnItsLine(rank)
              && words.type(rank) == MigLexer.IDENTIFIER
              && words.type(rank + 1) == MigLexer.LEFT_PAREN;
    };
  }

  /** The first word of the statement at the place, or of the one around its braces. */
  int first() {
    for (Level level : levels.reversed()) {
      if (!level.beginnings.isEmpty()) {
        return level.beginnings.getLast();
      }
    }
    return 0;
  }

  /** The words of the statement at the place, and those before the braces around it. */
  List<Token> statement() {
    List<Token> statement = new ArrayList<>();
    int first = first();
    for (int i = 0; i + 1 < levels.size(); i++) {
      int brace = levels.get(i + 1).opening;
      statement.addAll(words.tokens().subList(Math.min(levels.get(i).from(1), first), brace));
    }
    statement.addAll(words.tokens().subList(first, end));
    return statement;
  }

  /** The grammar's automaton behind the last word; null where the words do not fit. */
  @Nullable Continuation run() {
    int few = FEW;
    List<Token> near = near(few);
    while (true) {
      Continuation run = run(near);
      if (run != null) {
        return run;
      }
      few *= 2;
      List<Token> more = near(few);
      if (more.size() == near.size() || more.size() > MOST_WORDS) {
        break;
      }
      near = more;
    }
    Continuation alone = run(near(1));
    return alone == null ? run(words.tokens().subList(first(), end)) : alone;
  }

  private static @Nullable Continuation run(List<Token> near) {
    Continuation run = Continuation.of(MigParser.RULE_script, near, 0, near.size());
    return run.reached() < near.size() ? null : run;
  }

  /** Of each level the words of its last statements. */
  private List<Token> near(int statements) {
    List<Token> near = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      int to = i + 1 < levels.size() ? levels.get(i + 1).opening + 1 : end;
      near.addAll(words.tokens().subList(levels.get(i).from(statements), to));
    }
    return near;
  }
}
