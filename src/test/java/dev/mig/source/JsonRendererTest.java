package dev.mig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Suggestion.Safety;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRendererTest {
  private static Diagnostic diagnostic() {
    Source source = new Source("a.mig", "-- 😀\n/* 😀 */ fil a = 1");
    return Diagnostic.error(Code.UNKNOWN_STATEMENT, "`fil` does not begin a statement")
        .in(source)
        .at(new Span(15, 18), "here")
        .also(new Span(19, 20), "a")
        .note("a note")
        .samples(new Samples(2, 10, List.of("id", "name"), List.of(Arrays.asList("1", null))))
        .suggest("write `fill`", Safety.SAFE, new Edit(new Span(15, 18), "fill"))
        .build();
  }

  @Test
  void everyField() {
    String json =
        JsonRenderer.text(new JsonRenderer(true).document("refused", 1, List.of(diagnostic())));
    assertThat(json)
        .isEqualTo(
            """
            {"version":1,"outcome":"refused","exit":1,"diagnostics":[\
            {"code":"S102","name":"unknown-statement","severity":"error",\
            "summary":"`fil` does not begin a statement","file":"a.mig",\
            "span":{"start":{"line":2,"column":9,"offset":15},"end":{"line":2,"column":12,"offset":18}},\
            "label":"here",\
            "labels":[{"span":{"start":{"line":2,"column":13,"offset":19},"end":{"line":2,"column":14,"offset":20}},"text":"a"}],\
            "notes":["a note"],\
            "samples":{"total":2,"of":10,"columns":["id","name"],"rows":[["1",null]]},\
            "related":[],\
            "suggestions":[{"title":"write `fill`","safety":"safe","edits":[\
            {"span":{"start":{"line":2,"column":9,"offset":15},"end":{"line":2,"column":12,"offset":18}},"text":"fill"}]}],\
            "explain":"mig explain S102"}]}\
            """);
  }

  @Test
  void withoutRows() {
    String json =
        JsonRenderer.text(new JsonRenderer(false).document("refused", 1, List.of(diagnostic())));
    assertThat(json).contains("\"samples\":null");
  }

  @Test
  void withoutAPlace() {
    Diagnostic fault = Diagnostic.warning(Code.CANNOT_CONNECT, "no answer").build();
    assertThat(JsonRenderer.text(new JsonRenderer(true).document("failed", 3, List.of(fault))))
        .contains("\"file\":null,\"span\":null")
        .contains("\"severity\":\"warning\"");
  }
}
