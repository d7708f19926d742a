package dev.mig.project;

import dev.mig.run.Applied;
import dev.mig.run.Status;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the folder and the database stand to each other.
 *
 * @param scripts every script of the folder in the order of going up
 * @param status the same as the ledger sees it
 */
public record Standing(List<MigrationScript> scripts, Status status) {
  public Standing {
    scripts = List.copyOf(scripts);
  }

  /** What is applied, in order. */
  public List<Applied> applied() {
    return status.lines().stream().map(Status.Line::applied).filter(Objects::nonNull).toList();
  }

  /** Every name that the folder or the ledger knows. */
  public List<String> names() {
    return status.lines().stream().map(Status.Line::name).toList();
  }

  public boolean isApplied(String name) {
    return status.lines().stream()
        .anyMatch(
            line ->
                line.applied() != null
                    && line.state() != Status.State.PENDING
                    && line.name().equals(name));
  }

  /** What is said to somebody who asks for a check of one that is applied. */
  public static Diagnostic alreadyApplied(MigrationScript script) {
    return Diagnostic.info(
            Code.UNKNOWN_MIGRATION,
            script.name() + " is applied already, so there is nothing to check")
        .in(script.read().source())
        .build();
  }

  public boolean isHalfDone(String name) {
    return unfinished().stream().anyMatch(half -> half.name().equals(name));
  }

  private static List<String> names(List<Applied> applied) {
    return applied.stream().map(Applied::name).toList();
  }

  /** Pending ones that the order puts before applied ones. */
  public List<Late> late() {
    Map<String, MigrationScript> byName = new LinkedHashMap<>();
    scripts.stream()
        .filter(script -> !script.isContract())
        .forEach(script -> byName.put(script.name(), script));
    Set<String> pending = new HashSet<>();
    status.pending().stream()
        .filter(line -> line.applied() == null)
        .forEach(line -> pending.add(line.name()));
    return Latecomer.of(List.copyOf(byName.keySet()), new HashSet<>(names(applied())), pending)
        .stream()
        .map(l -> new Late(l, Objects.requireNonNull(byName.get(l.name()))))
        .toList();
  }

  /** The names of the parts that can go up once no old release runs. */
  public List<String> waiting() {
    return pending().stream()
        .filter(s -> s.isContract() && isApplied(s.firstPart()))
        .map(MigrationScript::name)
        .toList();
  }

  /** Migrations that are half done, the oldest first. */
  public List<Unfinished> unfinished() {
    return status.unfinished();
  }

  /** What is yet to go up, in order. */
  public List<MigrationScript> pending() {
    Set<String> names = new HashSet<>();
    status.pending().forEach(line -> names.add(line.name()));
    return scripts.stream().filter(s -> names.contains(s.name())).toList();
  }
}
