package dev.mig.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.mig.plan.PlanJson;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans written to a file, to be read by people and then run as they are: what {@code mig plan -o}
 * makes and {@code mig up --plan} takes. Version 1; members are only ever added.
 *
 * @param tool the version that made it
 * @param optimised whether statements that can be one became one
 * @param migrations in the order of going up
 * @param tables fingerprints of the tables that are changed, as they were before the first, as JSON
 */
public record PlanFile(
    String tool, String dialect, boolean optimised, List<Entry> migrations, String tables) {
  private static final String FORMAT = "mig-plan";
  private static final int VERSION = 1;
  private static final String CHECKSUM = "checksum";
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  /**
   * One migration.
   *
   * @param fingerprint of its meaning
   * @param up its plan as {@link PlanJson} writes it
   * @param down the plan that takes it back, or null where there is none
   * @param reverse the words of {@link dev.mig.compile.WayBack}
   */
  public record Entry(
      String name,
      Source source,
      String fingerprint,
      JsonObject up,
      @Nullable JsonObject down,
      String reverse) {
    static Entry of(Prepared prepared, String dialect) {
      return new Entry(
          prepared.name(),
          prepared.source(),
          prepared.fingerprint(),
          PlanJson.of(prepared.up(), dialect, prepared.source()),
          prepared.down() == null ? null : PlanJson.of(prepared.down(), dialect, prepared.source()),
          prepared.wayBack().words());
    }
  }

  public PlanFile {
    migrations = List.copyOf(migrations);
  }

  /**
   * Of migrations that were checked one behind the other.
   *
   * @param live the schema before the first
   */
  public static PlanFile of(
      String tool, String dialect, boolean optimised, List<Prepared> prepared, Schema live) {
    List<Entry> entries = prepared.stream().map(p -> Entry.of(p, dialect)).toList();
    Set<QName> touched = new TreeSet<>();
    boolean told = true;
    for (Prepared each : prepared) {
      told &= each.up().touched() != null;
      touched.addAll(each.up().touched() == null ? Set.of() : each.up().touched());
    }
    return new PlanFile(
        tool, dialect, optimised, entries, Fingerprints.of(live, told ? touched : null).json());
  }

  /** The names of the migrations. */
  public List<String> names() {
    return migrations.stream().map(Entry::name).toList();
  }

  /** The tables that it changes, whether they are there or not; null where that cannot be told. */
  @Nullable Set<QName> touched() {
    Set<QName> touched = new TreeSet<>();
    for (Entry entry : migrations) {
      JsonArray names = entry.up().getAsJsonArray("touched");
      if (names == null) {
        return null;
      }
      for (JsonElement each : names) {
        JsonObject name = each.getAsJsonObject();
        touched.add(new QName(name.get("schema").getAsString(), name.get("name").getAsString()));
      }
    }
    return touched;
  }

  /** The text of the file. */
  public String json() {
    JsonObject object = new JsonObject();
    object.addProperty("format", FORMAT);
    object.addProperty("version", VERSION);
    object.addProperty("tool", tool);
    object.addProperty("dialect", dialect);
    object.addProperty("optimised", optimised);
    JsonArray all = new JsonArray();
    for (Entry entry : migrations) {
      JsonObject each = new JsonObject();
      each.addProperty("name", entry.name());
      each.addProperty("file", entry.source().name());
      each.addProperty("source", entry.source().text());
      each.addProperty("fingerprint", entry.fingerprint());
      each.add("up", entry.up());
      each.add("down", entry.down());
      each.addProperty("reverse", entry.reverse());
      all.add(each);
    }
    object.add("migrations", all);
    object.add("tables", JsonParser.parseString(tables));
    object.addProperty(CHECKSUM, checksum(object));
    return GSON.newBuilder().setPrettyPrinting().create().toJson(object) + "\n";
  }

  /**
   * Reads what {@link #json} made; layout does not count.
   *
   * @throws Damaged when anything in it was changed
   */
  public static PlanFile read(String text) throws Damaged {
    try {
      JsonElement element = JsonParser.parseString(text);
      if (!element.isJsonObject() || !element.getAsJsonObject().has(CHECKSUM)) {
        throw new Damaged("it is no plan, or was cut off");
      }
      JsonObject object = element.getAsJsonObject();
      if (!FORMAT.equals(object.get("format").getAsString())) {
        throw new Damaged("it is no plan");
      }
      if (object.get("version").getAsInt() != VERSION) {
        throw new Damaged("it was written by a newer mig");
      }
      String checksum = object.remove(CHECKSUM).getAsString();
      if (!checksum.equals(checksum(object))) {
        throw new Damaged("it was changed after it was written: its checksum does not fit");
      }
      List<Entry> entries = new ArrayList<>();
      for (JsonElement each : object.getAsJsonArray("migrations")) {
        entries.add(entry(each.getAsJsonObject()));
      }
      return new PlanFile(
          object.get("tool").getAsString(),
          object.get("dialect").getAsString(),
          object.get("optimised").getAsBoolean(),
          entries,
          object.getAsJsonObject("tables").toString());
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | NumberFormatException
        | UnsupportedOperationException e) {
      // What gson throws on a text of another shape.
      throw new Damaged("it is no plan, or was cut off");
    }
  }

  private static Entry entry(JsonObject entry) {
    JsonElement down = entry.get("down");
    return new Entry(
        entry.get("name").getAsString(),
        new Source(entry.get("file").getAsString(), entry.get("source").getAsString()),
        entry.get("fingerprint").getAsString(),
        entry.getAsJsonObject("up"),
        down.isJsonNull() ? null : down.getAsJsonObject(),
        entry.get("reverse").getAsString());
  }

  /** Thrown when a text is not, or not any more, what was written. */
  public static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  private static String checksum(JsonObject rest) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(GSON.toJson(rest).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
