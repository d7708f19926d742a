package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.schema.View;
import java.util.ArrayList;
import java.util.List;

/** The schema and the contents of the tables at a place between two migrations. */
public final class World {
  private final Schema live;
  private final List<Operation> pending;
  private final Schema schema;
  private final Contents contents;

  private World(Schema live, List<Operation> pending, Schema schema, Contents contents) {
    this.live = live;
    this.pending = List.copyOf(pending);
    this.schema = schema;
    this.contents = contents;
  }

  /** The live database as it is. */
  public static World live(Schema schema) {
    return new World(schema, List.of(), schema, new Contents());
  }

  /** The world after these operations. */
  World after(List<Operation> operations, Schema left, Contents then) {
    return new World(live, with(operations), left, new Contents(then));
  }

  public Schema schema() {
    return schema;
  }

  /** The schema of the live database, before everything that is pending. */
  Schema live() {
    return live;
  }

  /** Whether the live database has these views as they are. */
  boolean isLive(List<View> views) {
    return views.stream()
        .allMatch(
            v -> {
              View now = live.views().get(v.name());
              return now != null && now.definition().equals(v.definition());
            });
  }

  /** Everything that is pending before this place and, after it, these operations. */
  List<Operation> with(List<Operation> operations) {
    List<Operation> all = new ArrayList<>(pending);
    all.addAll(operations);
    return all;
  }

  Contents contents() {
    return new Contents(contents);
  }
}
