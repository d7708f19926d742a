package dev.mig.lsp;

import dev.mig.compile.World;
import dev.mig.project.MigrationScript;
import dev.mig.project.Snapshot;
import dev.mig.project.Standing;
import dev.mig.run.Applied;
import dev.mig.run.History;
import dev.mig.run.Past;
import dev.mig.run.Status;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database of a project, without asking it again.
 *
 * @param dialect {@code postgres} or {@code sqlite}
 * @param version as {@link dev.mig.compile.Probe#version} has it
 * @param guessed whether nobody said which database is meant
 * @param world before all that is pending
 * @param applied the names of what is applied
 * @param past what the ledger holds; null where the database was not read
 */
record Known(
    Origin origin,
    String dialect,
    String version,
    boolean guessed,
    World world,
    Set<String> applied,
    @Nullable Past past) {
  /** Who knows it. */
  enum Origin {
    /** The database, when it was last read. */
    LIVE,
    /** The snapshot that is committed beside the migrations. */
    SNAPSHOT,
    /** Nobody. */
    NOTHING
  }

  /** Always the same, so that what was checked in it is not checked again. */
  private static final World EMPTY = World.live(Schema.EMPTY);

  private static final String POSTGRES = "postgres";
  private static final String POSTGRES_VERSION = "18";
  private static final String SQLITE_VERSION = "3.50";

  Known {
    applied = Set.copyOf(applied);
  }

  /**
   * Nothing but, where somebody said so, the dialect.
   *
   * @param dialect or null
   */
  static Known nothing(@Nullable String dialect) {
    String name = dialect == null ? POSTGRES : dialect;
    return new Known(Origin.NOTHING, name, usual(name), dialect == null, EMPTY, Set.of(), null);
  }

  static Known live(String dialect, String version, World world, Past past) {
    return new Known(Origin.LIVE, dialect, version, false, world, past.names(), past);
  }

  static Known snapshot(Snapshot read) {
    return new Known(
        Origin.SNAPSHOT,
        read.dialect(),
        read.version(),
        false,
        World.live(read.schema()),
        Set.copyOf(read.migrations()),
        null);
  }

  private static String usual(String dialect) {
    return dialect.equals(POSTGRES) ? POSTGRES_VERSION : SQLITE_VERSION;
  }

  /** What is live, as the snapshot of it would be. */
  Snapshot asSnapshot() {
    List<String> names =
        past == null ? List.of() : past.applied().stream().map(Applied::name).toList();
    return new Snapshot(dialect, version, names, world.schema());
  }

  /** Where these scripts, in the order of going up, stand to it. */
  Standing standing(List<MigrationScript> scripts) {
    if (past != null) {
      return new Standing(
          scripts, past.against(scripts.stream().map(MigrationScript::known).toList()));
    }
    List<Status.Line> lines = new ArrayList<>();
    for (MigrationScript script : scripts) {
      Status.State state =
          applied.contains(script.name()) ? Status.State.APPLIED : Status.State.PENDING;
      lines.add(new Status.Line(script.name(), state, null, null, null, false));
    }
    return new Standing(scripts, new Status(lines, List.of(), History.NONE));
  }
}
