package dev.mig.cli;

import dev.mig.project.MigrationScript;
import dev.mig.run.Applied;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which migrations a call is about: so many, or as far as one of them. What is all digits counts as
 * a number.
 *
 * @param count how many; 0 when it is a name
 */
record Target(String text, int count) {
  private static final String NUMBER = "\\d{1,9}";

  static Target of(String text) {
    int count = text.matches(NUMBER) ? Integer.parseInt(text) : 0;
    if (count == 0 && text.matches(NUMBER)) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, text + " migrations are none")
              .note("say how many, from 1 on, or the name of one")
              .build());
    }
    return new Target(text, count);
  }

  boolean isNumber() {
    return count > 0;
  }

  /** The last so many, from the named one on, or all after a tag; in the order given. */
  List<Applied> lastOf(List<Applied> applied) {
    if (isNumber()) {
      return applied.subList(Math.max(0, applied.size() - count), applied.size());
    }
    List<String> names = applied.stream().map(Applied::name).toList();
    Optional<Applied> tagged = names.contains(text) ? Optional.empty() : tagged(text, applied);
    if (tagged.isPresent()) {
      return applied.subList(applied.indexOf(tagged.get()) + 1, applied.size());
    }
    List<String> known = new ArrayList<>(names);
    applied.stream().map(Applied::tag).filter(Objects::nonNull).forEach(known::add);
    return applied.subList(place(names, "applied", known), applied.size());
  }

  /** The migration that bears a tag: the tag means the state that it left. */
  static Optional<Applied> tagged(String tag, List<Applied> applied) {
    return applied.stream().filter(a -> tag.equals(a.tag())).findFirst();
  }

  /**
   * The first so many, or up to the named one; in the order given.
   *
   * @param known all names, pending or not, among which the nearest is looked for
   */
  List<MigrationScript> firstOf(List<MigrationScript> pending, Collection<String> known) {
    if (isNumber()) {
      return pending.subList(0, Math.min(count, pending.size()));
    }
    List<String> names = pending.stream().map(MigrationScript::name).toList();
    return pending.subList(0, place(names, "pending", known) + 1);
  }

  private int place(List<String> names, String state, Collection<String> known) {
    int place = names.indexOf(text);
    if (place < 0) {
      throw Stop.because(unknown(text, state, known));
    }
    return place;
  }

  /**
   * That there is none of a name.
   *
   * @param state what it is not, such as {@code pending}
   */
  static Diagnostic unknown(String name, String state, Collection<String> known) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_MIGRATION, "no migration " + name + " is " + state);
    List<String> near = Nearest.to(name, known);
    if (!near.isEmpty()) {
      problem.note("the nearest: " + String.join(", ", near));
    }
    return problem.build();
  }
}
