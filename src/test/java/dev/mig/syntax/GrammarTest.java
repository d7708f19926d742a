package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;

/** What must stay true of the grammar whatever is added to it: see docs/grammar.md. */
class GrammarTest {
  /** Where two readings are possible by design and the first written in the grammar is meant. */
  private static final Set<String> SETTLED_BY_ORDER = Set.of("mapElse", "matchingClause");

  private static final List<String> SAMPLES = Samples.all();

  /** A tree in one line, and what was said while parsing. */
  private record Outcome(String tree, List<String> errors, Set<String> ambiguous) {}

  private static Outcome parse(String text, PredictionMode mode) {
    MigParser parser = new MigParser(Syntax.tokens("sample", text));
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(mode);
    List<String> errors = new ArrayList<>();
    Set<String> ambiguous = new TreeSet<>();
    parser.addErrorListener(
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object symbol,
              int line,
              int column,
              String message,
              RecognitionException e) {
            errors.add(line + ":" + column + " " + message);
          }

          @Override
          public void reportAmbiguity(
              Parser recognizer,
              DFA dfa,
              int start,
              int stop,
              boolean exact,
              BitSet alternatives,
              ATNConfigSet configs) {
            ambiguous.add(MigParser.ruleNames[dfa.atnStartState.ruleIndex]);
          }
        });
    return new Outcome(parser.script().toStringTree(parser), errors, ambiguous);
  }

  private static String inside(Outcome outcome) {
    return outcome.tree().replaceFirst("^\\(script ", "").replaceFirst(" <EOF>\\)$", "");
  }

  @Test
  void everySampleParses() {
    for (String sample : SAMPLES) {
      Parsed parsed = Syntax.parse(new Source("sample", sample));
      assertThat(parsed.diagnostics()).as(sample).isEmpty();
      assertThat(parsed.statements()).as(sample).hasSize(1);
    }
  }

  @Test
  void everyStatementHasASample() {
    Set<String> seen = new TreeSet<>();
    for (String sample : SAMPLES) {
      MigParser.StatementContext statement =
          Syntax.parse(new Source("sample", sample)).statements().getFirst();
      ParserRuleContext kind = (ParserRuleContext) statement.getChild(0);
      seen.add(MigParser.ruleNames[kind.getRuleIndex()]);
    }
    List<String> statements =
        IntStream.range(0, MigParser.ruleNames.length)
            .mapToObj(i -> MigParser.ruleNames[i])
            .filter(name -> name.endsWith("Statement"))
            .toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(statements);
  }

  @Test
  void everyStatementFollowedByEveryOtherIsTheTwoAlone() {
    List<String> alone =
        SAMPLES.stream().map(sample -> inside(parse(sample, PredictionMode.SLL))).toList();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < SAMPLES.size(); i++) {
      for (int j = 0; j < SAMPLES.size(); j++) {
        String both = SAMPLES.get(i) + "\n" + SAMPLES.get(j);
        if (!inside(parse(both, PredictionMode.SLL)).equals(alone.get(i) + " " + alone.get(j))) {
          wrong.add(both);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void bothPredictionsAgreeAndNothingIsAmbiguous() {
    for (String sample : SAMPLES) {
      Outcome exact = parse(sample, PredictionMode.LL_EXACT_AMBIG_DETECTION);
      assertThat(exact.errors()).as(sample).isEmpty();
      assertThat(SETTLED_BY_ORDER).as(sample).containsAll(exact.ambiguous());
      assertThat(parse(sample, PredictionMode.SLL).tree()).as(sample).isEqualTo(exact.tree());
    }
  }

  @Test
  void semicolonsChangeNothing() {
    for (String sample : SAMPLES) {
      Parsed parsed = Syntax.parse(new Source("sample", sample + ";;" + sample + ";"));
      assertThat(parsed.diagnostics()).as(sample).isEmpty();
      assertThat(parsed.statements()).hasSize(2);
    }
  }

  @Test
  void wordsMatchInAnyCase() {
    for (String sample : SAMPLES) {
      String text = sample.toUpperCase(Locale.ROOT);
      assertThat(parse(text, PredictionMode.SLL).errors()).as(text).isEmpty();
    }
  }

  @Test
  void everyTokenOfASampleIsPartOfTheLanguage() {
    String all = String.join("\n", SAMPLES);
    assertThat(Syntax.tokens("all", all).getTokens())
        .noneMatch(token -> token.getType() == MigLexer.UNRECOGNIZED);
    StringBuilder text = new StringBuilder();
    Syntax.tokens("all", all).getTokens().stream()
        .filter(token -> token.getType() != MigLexer.EOF)
        .forEach(token -> text.append(token.getText()));
    assertThat(text.toString()).isEqualTo(all);
  }
}
