package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text gets an answer: none throws, none hangs, none exhausts the stack. */
class AnyInputTest {
  private static final List<String> SAMPLES = Samples.all();

  private static List<Code> codes(String text) {
    return Syntax.parse(new Source("x.mig", text)).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  @Property(tries = 300)
  void randomWordsNeverThrow(@ForAll("soup") String text) {
    assertThatCode(() -> Syntax.parse(new Source("x.mig", text))).doesNotThrowAnyException();
  }

  @Property(tries = 200)
  void randomCharactersNeverThrow(@ForAll String text) {
    Parsed parsed = Syntax.parse(new Source("x.mig", text));
    assertThat(parsed.diagnostics()).allMatch(d -> d.span().end() <= text.length());
  }

  /** A sample with words left out, doubled and swapped is what people really write. */
  @Property(tries = 300)
  void damagedSamplesNeverThrow(@ForAll long seed) {
    Random random = new Random(seed);
    String text = SAMPLES.get(random.nextInt(SAMPLES.size()));
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(8));
    String damaged =
        text.substring(0, from)
            + (random.nextBoolean() ? "" : "{ ")
            + text.substring(to)
            + "\n"
            + SAMPLES.get(random.nextInt(SAMPLES.size()));
    assertThatCode(() -> Syntax.parse(new Source("x.mig", damaged))).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> soup() {
    List<String> words =
        SAMPLES.stream()
            .flatMap(sample -> Syntax.tokens("sample", sample).getTokens().stream())
            .map(token -> token.getType() == MigLexer.EOF ? "" : token.getText())
            .distinct()
            .collect(Collectors.toList());
    return Arbitraries.of(words).list().ofMaxSize(40).map(list -> String.join(" ", list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "- ",
        "case when ",
        "map ",
        "f(",
        "exists(a where ",
        "on a { ",
        "x in ("
      })
  @Timeout(20)
  void nestingTooDeepIsRefused(String opening) {
    assertThat(codes("assert no t where " + opening.repeat(10_000))).containsExactly(Code.TOO_DEEP);
  }

  @Test
  void nestingUpToTheLimitIsParsed() {
    assertThat(codes("fill a = " + "(".repeat(200) + "1" + ")".repeat(200))).isEmpty();
    assertThat(codes("fill a = 1" + " + 1".repeat(1000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", " or b", "::int", " || 'x'", "->'a'", " = 1"})
  @Timeout(20)
  void chainsOfOperatorsEnd(String link) {
    String text = "fill a = 1" + link.repeat(50_000) + "\ndrop table b";
    Parsed parsed = Syntax.parse(new Source("x.mig", text));
    assertThat(parsed.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.TOO_DEEP);
    assertThat(parsed.statements()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void aHugeScriptIsRefusedUnread() {
    assertThat(codes("x".repeat(50_000_000))).containsExactly(Code.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fill a = '\0'", "\u0007", "fill a = '\ud800'", "\udc00"})
  void whatIsNotTextIsSaidOnce(String text) {
    assertThat(codes(text)).containsExactly(Code.NOT_TEXT);
  }

  @Test
  void aByteOrderMarkAndEmptyTextsAreFine() {
    assertThat(codes("\ufefffill a = 1")).isEmpty();
    assertThat(codes("")).isEmpty();
    assertThat(codes("-- nothing")).isEmpty();
  }

  @Test
  @Timeout(30)
  void manyFaultsTakeNoLongerThanTheirNumber() {
    assertThat(codes("fill x\ndrop tabl y\n".repeat(1000))).hasSize(2000);
    assertThat(codes("fill a = x in (" + "1, ".repeat(100_000) + "1 1)"))
        .containsExactly(Code.SYNTAX);
  }

  @Test
  void speedIsPrinted() {
    String script = (String.join("\n", SAMPLES) + "\n").repeat(20);
    long lines = script.lines().count();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      assertThat(codes(script)).isEmpty();
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("%d lines parsed in %.1f ms, best of 10%n", lines, best / 1e6);
  }
}
