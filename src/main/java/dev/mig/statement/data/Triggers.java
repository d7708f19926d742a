package dev.mig.statement.data;

import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.List;
import java.util.stream.Collectors;

/** Names the triggers that a statement sets off. */
public final class Triggers {
  private Triggers() {}

  /**
   * Says which triggers fire.
   *
   * @param event {@code insert}, {@code update} or {@code delete}
   */
  public static void tell(Lowering to, Table table, String event, Span at) {
    List<Trigger> fired = table.triggers().stream().filter(t -> t.firesOn(event)).toList();
    if (fired.isEmpty() || to.triggersSilent()) {
      return;
    }
    String names = fired.stream().map(Trigger::name).collect(Collectors.joining(", "));
    String what =
        fired.size() == 1 ? "the trigger " + names + " fires" : "the triggers " + names + " fire";
    to.report(
        Diagnostic.info(
                Code.TRIGGERS_FIRE,
                what + " for every row of " + table.name() + " that this changes")
            .at(at)
            .note("what triggers do is not taken back by down")
            .note("without triggers behind the statement keeps them from it"));
  }
}
