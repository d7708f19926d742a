package dev.mig.compile;

import dev.mig.schema.Schema;

/** The schema and the contents of the tables at a place between two migrations. */
public final class World {
  private final Schema schema;
  private final Contents contents;

  private World(Schema schema, Contents contents) {
    this.schema = schema;
    this.contents = contents;
  }

  /** The live database as it is. */
  public static World live(Schema schema) {
    return new World(schema, new Contents());
  }

  static World of(Schema schema, Contents contents) {
    return new World(schema, new Contents(contents));
  }

  public Schema schema() {
    return schema;
  }

  Contents contents() {
    return new Contents(contents);
  }
}
