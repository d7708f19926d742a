package dev.mig.project;

import com.google.gson.JsonObject;
import dev.mig.run.Live;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.SchemaFingerprint;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Severity;
import dev.mig.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A schema as it was read from a database, to be kept in a file beside {@code mig.toml}, so that
 * scripts can be checked where no database is. The ledger's record of the schema is another thing:
 * that one tells of changes by hand and never leaves its database.
 *
 * @param dialect {@code postgres} or {@code sqlite}
 * @param version the database's release as far as its SQL depends on it, such as {@code 18} or
 *     {@code 3.50}
 * @param migrations the names of those that are applied, in order
 * @param schema with the constraints, indexes and triggers of each table in an order that does not
 *     hang on the order in which they were made
 */
public record Snapshot(String dialect, String version, List<String> migrations, Schema schema) {
  /** The name of the file. */
  public static final String FILE = "mig.schema.json";

  /** The format that is written; a higher number is one that this version cannot read. */
  public static final int FORMAT = 1;

  private static final int MOST_DIFFERENCES = 20;

  private static final Comparator<@Nullable String> NAMES =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<Constraint> CONSTRAINTS =
      Comparator.comparingInt(Snapshot::rank).thenComparing(Constraint::name, NAMES);

  public Snapshot {
    migrations = List.copyOf(migrations);
    schema = ordered(schema);
  }

  /** What is live at a moment. */
  public static Snapshot of(Live.Moment live) {
    return new Snapshot(live.dialect(), live.release(), live.applied(), live.schema());
  }

  /** Where the file of a project is; none without a {@code mig.toml}. */
  public static Optional<Path> place(ProjectSettings settings) {
    Path toml = settings.file();
    return toml == null ? Optional.empty() : Optional.of(toml.resolveSibling(FILE));
  }

  /**
   * Reads a file. A value with a warning is one that was edited by hand, or merged, and still says
   * what a schema needs.
   *
   * @param name what the user calls it
   */
  public static Loaded<Snapshot> read(Path file, String name) {
    Loaded<Source> source = SourceFiles.read(file, name);
    return source
        .value()
        .map(Snapshot::parse)
        .orElseGet(() -> new Loaded<>(Optional.empty(), source.problems()));
  }

  /** Why a text is not to be replaced by a snapshot: it is of something else; nothing if it is. */
  public static Optional<Diagnostic> foreign(Source source) {
    return SnapshotReader.foreign(source);
  }

  /** Reads the text of a file, as {@link #read} does. */
  public static Loaded<Snapshot> parse(Source source) {
    return new SnapshotReader(source).read();
  }

  /**
   * The text of the file: the same for equal values, one line for each column, constraint and
   * index, with a line end at the end.
   *
   * @throws IllegalArgumentException when a formula of the schema is not the catalog's own text
   */
  public String json() {
    return JsonLines.of(object());
  }

  /**
   * The same as one object.
   *
   * @throws IllegalArgumentException when a formula of the schema is not the catalog's own text
   */
  public JsonObject object() {
    return SnapshotWriter.object(this);
  }

  /** That of the schema, which the file holds, too. */
  public String fingerprint() {
    return SchemaFingerprint.of(schema);
  }

  /**
   * How what is live now differs from this, in words; none if it does not. The order of columns,
   * the release of the database and who owns a view do not count: elsewhere they may be others.
   */
  public List<String> differences(Snapshot live) {
    if (!dialect.equals(live.dialect)) {
      return List.of("the database is " + live.dialect + ", expected " + dialect);
    }
    List<String> found =
        new ArrayList<>(
            SchemaDiff.between(
                ownerless(schema),
                ownerless(live.schema),
                SchemaDiff.Rules.EXACT.anyColumnOrder()));
    if (!migrations.equals(live.migrations)) {
      found.addAll(migrations(live.migrations));
    }
    return List.copyOf(found);
  }

  private List<String> migrations(List<String> live) {
    List<String> found = new ArrayList<>();
    live.stream()
        .filter(name -> !migrations.contains(name))
        .forEach(name -> found.add("migration " + name + " is applied, and was not"));
    migrations.stream()
        .filter(name -> !live.contains(name))
        .forEach(name -> found.add("migration " + name + " is not applied, and was"));
    return found.isEmpty() ? List.of("the migrations were applied in another order") : found;
  }

  /**
   * What is said where the live schema is not as the file has it.
   *
   * @param severity an error where it refuses, a warning where it only is told
   * @param name what the user calls the file
   * @param differences as {@link #differences} found them
   */
  public static Diagnostic outdated(Severity severity, String name, List<String> differences) {
    String summary = name + " is not as the live schema";
    Diagnostic.Builder problem =
        severity == Severity.ERROR
            ? Diagnostic.error(Code.SCHEMA_FILE_OLD, summary)
            : Diagnostic.warning(Code.SCHEMA_FILE_OLD, summary);
    differences.stream().limit(MOST_DIFFERENCES).forEach(problem::note);
    if (differences.size() > MOST_DIFFERENCES) {
      problem.note("and " + (differences.size() - MOST_DIFFERENCES) + " more");
    }
    return problem.note("mig schema --save writes it anew").build();
  }

  private static Schema ownerless(Schema schema) {
    SortedMap<QName, View> views = new TreeMap<>(schema.views());
    views.replaceAll((name, view) -> view.withOwner(""));
    return schema.withViews(views);
  }

  private static Schema ordered(Schema schema) {
    SortedMap<QName, Table> tables = new TreeMap<>(schema.tables());
    tables.replaceAll((name, table) -> ordered(table));
    return new Schema(tables, schema.views(), schema.enums());
  }

  private static Table ordered(Table table) {
    return table
        .withConstraints(table.constraints().stream().sorted(CONSTRAINTS).toList())
        .withIndexes(table.indexes().stream().sorted(Comparator.comparing(Index::name)).toList())
        .withTriggers(
            table.triggers().stream().sorted(Comparator.comparing(Trigger::name)).toList());
  }

  private static int rank(Constraint constraint) {
    return switch (constraint) {
      case Constraint.PrimaryKey k -> 0;
      case Constraint.Unique u -> 1;
      case Constraint.ForeignKey k -> 2;
      case Constraint.Check c -> 3;
    };
  }
}
