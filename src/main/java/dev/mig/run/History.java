package dev.mig.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ever happened, oldest first.
 *
 * @param last the seal that the newest event must have, or null where nothing says so
 */
public record History(List<Recorded> events, @Nullable String last) {
  /** Of a database without a ledger. */
  public static final History NONE = new History(List.of(), null);

  public History {
    events = List.copyOf(events);
  }

  /** The last thing that happened to each migration, what was said of it afterwards left out. */
  Map<String, Event> lastOfEach() {
    Map<String, Event> all = new HashMap<>();
    for (Recorded each : events) {
      switch (each.event().kind()) {
        case APPLIED, BEGUN, RESUMED, FAILED, REVERTED, PURGED ->
            all.put(each.event().migration(), each.event());
        case REPAIRED, TAGGED -> {}
      }
    }
    return all;
  }

  /** Migrations that went on after a stop, the last time that they went up. */
  Set<String> resumed() {
    Set<String> names = new TreeSet<>();
    for (Recorded each : events) {
      switch (each.event().kind()) {
        case RESUMED -> names.add(each.event().migration());
        case BEGUN, REVERTED -> names.remove(each.event().migration());
        case APPLIED, FAILED, PURGED, REPAIRED, TAGGED -> {}
      }
    }
    return names;
  }

  /** What is applied as far as the log goes, each with the event that says so. */
  Map<String, Event> applied() {
    Map<String, Event> all = new LinkedHashMap<>();
    for (Recorded each : events) {
      Event event = each.event();
      switch (event.kind()) {
        case APPLIED -> all.put(event.migration(), event);
        case REVERTED -> all.remove(event.migration());
        case REPAIRED -> {
          if (Mend.FORGET.isIn(event)) {
            all.remove(event.migration());
          } else if (Mend.ACCEPT_ROW.isIn(event)) {
            all.putIfAbsent(event.migration(), event);
          }
        }
        case BEGUN, RESUMED, FAILED, PURGED, TAGGED -> {}
      }
    }
    return all;
  }

  /** Where the chain of events is broken, in words; empty when it is whole. */
  List<String> breaks() {
    List<String> found = new ArrayList<>();
    String before = "";
    boolean begun = false;
    for (int i = 0; i < events.size(); i++) {
      Recorded each = events.get(i);
      String seal = each.seal();
      if (seal == null && !begun && !each.isSealed()) {
        continue;
      }
      begun = true;
      String expected = each.sealAfter(before);
      if (seal == null && goesOn(i, expected)) {
        found.add(words(each) + " lost its seal");
        seal = expected;
      } else if (seal == null || (!seal.equals(expected) && goesOn(i, before))) {
        found.add(words(each) + " was not written by mig");
        continue;
      } else if (!seal.equals(expected)) {
        found.add(words(each) + " was changed, or one right before it was removed");
      }
      before = seal;
    }
    boolean end = begun || last != null;
    if (end && !before.equals(Objects.requireNonNullElse(last, ""))) {
      found.add(
          events.isEmpty()
              ? "all events were removed"
              : "what followed " + words(events.getLast()) + " was removed or replaced");
    }
    return found;
  }

  /** Whether what stands behind this event was written behind the event of this seal. */
  private boolean goesOn(int index, String seal) {
    if (index + 1 == events.size()) {
      return seal.equals(last);
    }
    Recorded next = events.get(index + 1);
    return next.sealAfter(seal).equals(next.seal());
  }

  private static String words(Recorded each) {
    Event event = each.event();
    return "event "
        + each.id()
        + " ("
        + event.kind().word()
        + (event.migration().isEmpty() ? "" : " " + event.migration())
        + ", "
        + Ledger.instant(event.at())
        + ")";
  }
}
