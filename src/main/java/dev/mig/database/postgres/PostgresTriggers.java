package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.operation.RowOperation.SetTriggers;
import dev.mig.schema.Trigger;
import java.util.List;

/** Keeps triggers from firing, and lets them fire again as they did: O, R, A or D. */
final class PostgresTriggers {
  private PostgresTriggers() {}

  static void set(SetTriggers o, PostgresSteps steps) {
    for (Trigger trigger : o.from()) {
      if (!named(o.to(), trigger) && !state(trigger).equals("disable")) {
        act(o, trigger, "disable", " must not fire", steps);
      }
    }
    for (Trigger trigger : o.to()) {
      String state = state(trigger);
      if (!named(o.from(), trigger) && !state.equals("disable")) {
        act(o, trigger, state, " fires again as before", steps);
      }
    }
  }

  private static boolean named(List<Trigger> all, Trigger trigger) {
    return all.stream().anyMatch(t -> t.name().equals(trigger.name()));
  }

  private static void act(
      SetTriggers o, Trigger trigger, String what, String why, PostgresSteps steps) {
    steps.ddl(
        "alter table %s %s trigger %s".formatted(table(o.table()), what, name(trigger.name())),
        o.table() + ": trigger " + trigger.name() + why,
        o.span());
  }

  /** What the catalog's definition ends with where a trigger does not just fire. */
  private static String state(Trigger trigger) {
    String definition = trigger.definition();
    for (String state : List.of("disable", "enable replica", "enable always")) {
      if (definition.endsWith(" " + state + " trigger " + name(trigger.name()))) {
        return state;
      }
    }
    return "enable";
  }
}
