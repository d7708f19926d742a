package dev.mig.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.mig.plan.Plan;
import dev.mig.plan.PlanText;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a {@link PlanFile} from being run as it is, in words; nothing when all is as it was
 * when it was made. How many rows there are does not count, nor do comments and layout.
 */
public final class PlanChanges {
  private static final int LONGEST_LINE = 120;

  private PlanChanges() {}

  /** What is pending now, in order. */
  public record Pending(String name, String fingerprint) {}

  /**
   * What can be told before anything is checked.
   *
   * @param pending all that is; what comes behind the last of the file does not count
   */
  public static List<String> of(
      PlanFile file, String tool, String dialect, List<Pending> pending, Schema live) {
    List<String> changes = new ArrayList<>();
    if (!file.dialect().equals(dialect)) {
      return List.of("it was made for " + file.dialect() + ", this database is " + dialect);
    }
    if (!file.tool().equals(tool)) {
      changes.add("it was made by " + file.tool() + ", this is " + tool);
    }
    changes.addAll(pending(file, pending));
    for (PlanFile.Entry entry : file.migrations()) {
      pending.stream()
          .filter(p -> p.name().equals(entry.name()))
          .filter(p -> !p.fingerprint().equals(entry.fingerprint()))
          .forEach(p -> changes.add("the file of " + p.name() + " says something else now"));
    }
    Fingerprints now = Fingerprints.of(live, file.touched());
    changes.addAll(Fingerprints.read(file.tables()).changes(now));
    return changes;
  }

  private static List<String> pending(PlanFile file, List<Pending> pending) {
    List<String> names = pending.stream().map(Pending::name).toList();
    List<String> planned = file.names();
    int last = -1;
    for (String name : planned) {
      last = Math.max(last, names.indexOf(name));
    }
    List<String> now = names.subList(0, last + 1);
    List<String> changes = new ArrayList<>();
    planned.stream()
        .filter(n -> !names.contains(n))
        .forEach(n -> changes.add(n + " was pending, and is not any more"));
    now.stream()
        .filter(n -> !planned.contains(n))
        .forEach(n -> changes.add(n + " is pending and comes before others, but is not planned"));
    if (changes.isEmpty() && !now.equals(planned)) {
      changes.add("their order is another one now: " + String.join(", ", now));
    }
    return changes;
  }

  /** How plans that were made now differ from those of the file; the first difference only. */
  public static List<String> of(PlanFile file, List<Prepared> now) {
    for (int i = 0; i < now.size(); i++) {
      PlanFile.Entry then = file.migrations().get(i);
      Prepared prepared = now.get(i);
      PlanFile.Entry fresh = PlanFile.Entry.of(prepared, file.dialect());
      if (!meant(then.up()).equals(meant(fresh.up()))) {
        return difference(then, then.up(), prepared.up(), fresh.up(), "up", file.dialect());
      }
      Plan down = prepared.down();
      JsonObject planned = then.down();
      JsonObject freshDown = fresh.down();
      if (down == null || planned == null || freshDown == null) {
        if (down != null || planned != null) {
          return List.of(
              "how "
                  + then.name()
                  + " is taken back was "
                  + then.reverse()
                  + ", now it is "
                  + fresh.reverse());
        }
      } else if (!meant(planned).equals(meant(freshDown))) {
        return difference(then, planned, down, freshDown, "down", file.dialect());
      }
    }
    return List.of();
  }

  private static List<String> difference(
      PlanFile.Entry entry,
      JsonObject then,
      Plan now,
      JsonObject nowJson,
      String way,
      String dialect) {
    PlanText.Header header = new PlanText.Header(entry.name(), "", way, null);
    List<String> planned = List.of();
    try {
      StoredPlan stored = StoredPlan.read(then.toString(), entry.source());
      Plan plan = new Plan(stored.steps(), stored.foreignKeysOff(), stored.touched(), Schema.EMPTY);
      planned = PlanText.of(plan, header, dialect).lines().toList();
    } catch (StoredPlan.Damaged e) {
      // Another version's form of a plan: it is told by its JSON.
    }
    List<String> fresh = PlanText.of(now, header, dialect).lines().toList();
    if (planned.isEmpty() || planned.equals(fresh)) {
      planned = List.of(meant(then).toString().split("(?<=[,{\\[])"));
      fresh = List.of(meant(nowJson).toString().split("(?<=[,{\\[])"));
    }
    int line = 0;
    while (line < planned.size()
        && line < fresh.size()
        && planned.get(line).equals(fresh.get(line))) {
      line++;
    }
    return List.of(
        entry.name()
            + (way.equals("up") ? " would be run otherwise" : " would be taken back otherwise")
            + ", first in line "
            + (line + 1)
            + " of its plan",
        "planned  " + line(planned, line),
        "now      " + line(fresh, line));
  }

  private static String line(List<String> lines, int number) {
    String line = number < lines.size() ? lines.get(number).strip() : "(its end)";
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
  }

  /** The same without places in the script and without estimates. */
  private static JsonElement meant(JsonElement json) {
    JsonElement copy = json.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(@Nullable JsonElement json) {
    if (json instanceof JsonObject object) {
      object.remove("span");
      if (object.has("do") && object.get("do").getAsString().equals("walk")) {
        object.remove("rows");
      }
      Set<String> members = new HashSet<>(object.keySet());
      members.forEach(member -> strip(object.get(member)));
    } else if (json != null && json.isJsonArray()) {
      json.getAsJsonArray().forEach(PlanChanges::strip);
    }
  }
}
