package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.operation.Answer;
import dev.mig.operation.Pace;
import dev.mig.operation.Refusal;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPlanTest {
  private static final Source SOURCE = new Source("a.mig", "migration a\nassert no \"täble\"\n");
  private static final Span PLACE = new Span(12, 18);

  @Test
  void everyKindOfStepComesBackAsItWas() throws StoredPlan.Damaged {
    List<Step> plain =
        List.of(
            new Step.Execute("UPDATE \"tä\"\nSET a = 'it''s \\ \u2028'", "why", true, PLACE),
            new Step.Execute("DROP TABLE b", "", false, Span.NONE),
            new Step.Remember(3, "SELECT 1", PLACE),
            new Step.Walk(
                new QName("s", "t"),
                "s.\"t\"",
                List.of(new Step.Key("a", "a::text", "int"), new Step.Key("b", "quote(b)", null)),
                "SELECT a FROM t",
                List.of(
                    new Step.Part("UPDATE t WHERE {stretch}", List.of("t.a", "t.b"), "w", true)),
                new Step.Proof(
                    "a sweep",
                    "SELECT a, b FROM t",
                    List.of(new Step.Part("UPDATE t SET c", List.of("t.a", "t.b"), "w", true))),
                new Pace(0, Duration.ofMillis(70), Duration.ofMillis(3), 2, null, true, true),
                Pace.Method.KEYSET,
                "why",
                1234,
                PLACE));
    Plan plan = new Plan(plain, true, Set.of(QName.of("b"), new QName("s.t", "a.b")), Schema.EMPTY);
    StoredPlan read = StoredPlan.read(StoredPlan.write(plan, "sqlite", SOURCE), SOURCE);
    assertThat(read).isEqualTo(StoredPlan.of(plan));
  }

  @Test
  void whatCannotBeToldStaysUntold() throws StoredPlan.Damaged {
    Plan plan = new Plan(List.of(), false, null, Schema.EMPTY);
    assertThat(StoredPlan.read(StoredPlan.write(plan, "postgres", SOURCE), SOURCE).touched())
        .isNull();
  }

  @Test
  void questionsRefuseInTheSameWords() throws StoredPlan.Damaged {
    Refusal refusal =
        Refusal.of(
            Diagnostic.error(Code.ASSERTION_FAILED, "{n} {n:row|rows} of {of}, {left} for {right}")
                .in(SOURCE)
                .at(PLACE, "here {n}")
                .note("first")
                .note("second {n}")
                .build());
    Plan plan =
        new Plan(
            List.of(
                new Step.AskNone("SELECT 1", "SELECT 2", refusal, PLACE),
                new Step.AskNone("SELECT 1", null, refusal, Span.NONE),
                new Step.AskSame("SELECT 3", "SELECT 4", refusal, PLACE),
                new Step.AskUnchanged(1, "SELECT 5", "0.5", refusal, PLACE),
                new Step.AskUnchanged(1, "SELECT 5", null, refusal, PLACE)),
            false,
            Set.of(),
            Schema.EMPTY);
    StoredPlan read = StoredPlan.read(StoredPlan.write(plan, "postgres", SOURCE), SOURCE);
    Answer answer =
        new Answer(false, new Samples(1200, 3400, List.of("id"), List.of(List.of("7"))), "a", "b");
    assertThat(read.steps()).hasSize(5);
    assertThat(read.steps().stream().map(StoredPlanTest::refusal).map(r -> r.explain(answer)))
        .containsOnly(refusal.explain(answer));
    assertThat(read.steps().stream().map(StoredPlanTest::withoutRefusal))
        .containsExactlyElementsOf(
            plan.steps().stream().map(StoredPlanTest::withoutRefusal).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"version\":1",
        "{\"version\":2,\"steps\":[],\"foreignKeysOff\":false}",
        "{\"version\":1,\"steps\":{},\"foreignKeysOff\":false}",
        "{\"version\":1,\"steps\":[{\"do\":\"dance\"}],\"foreignKeysOff\":false}",
        "{\"version\":1,\"steps\":[{\"do\":\"execute\",\"sql\":[],\"why\":\"\",\"rows\":1}],\"foreignKeysOff\":false}",
        "{\"version\":1,\"steps\":[{\"do\":\"ask-none\",\"sql\":\"\",\"refusal\":{\"code\":\"X999\",\"summary\":\"\"}}],\"foreignKeysOff\":false}",
        "{\"version\":1,\"steps\":[],\"foreignKeysOff\":false,\"touched\":[\"a\"]}"
      })
  void whatIsNoPlanIsSaidToBeNone(String text) {
    assertThatThrownBy(() -> StoredPlan.read(text, SOURCE)).isInstanceOf(StoredPlan.Damaged.class);
  }

  private static Refusal refusal(Step step) {
    return switch (step) {
      case Step.AskNone ask -> ask.refusal();
      case Step.AskSame ask -> ask.refusal();
      case Step.AskUnchanged ask -> ask.refusal();
      case Step.Execute execute -> throw new AssertionError(execute);
      case Step.Remember remember -> throw new AssertionError(remember);
      case Step.Walk walk -> throw new AssertionError(walk);
    };
  }

  private static List<Object> withoutRefusal(Step step) {
    return switch (step) {
      case Step.AskNone ask -> List.of(ask.sql(), String.valueOf(ask.ofSql()), ask.span());
      case Step.AskSame ask -> List.of(ask.left(), ask.right(), ask.span());
      case Step.AskUnchanged ask ->
          List.of(ask.slot(), ask.sql(), String.valueOf(ask.within()), ask.span());
      case Step.Execute execute -> List.of(execute);
      case Step.Remember remember -> List.of(remember);
      case Step.Walk walk -> List.of(walk);
    };
  }
}
