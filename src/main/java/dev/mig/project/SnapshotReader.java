package dev.mig.project;

import dev.mig.schema.Column;
import dev.mig.schema.Column.Generated;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.schema.View;
import dev.mig.schema.ViewExtras;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} makes; members that it does not know are passed over. */
final class SnapshotReader {
  private static final Pattern CONFLICT = Pattern.compile("(?m)^(<{7}|={7}|>{7})( .*)?\\r?$");

  private static final Pattern OWN =
      Pattern.compile("\"format\"\\s*:\\s*\"" + SnapshotWriter.FORMAT + "\"");

  private static final List<String> DIALECTS = List.of("postgres", "sqlite");

  private static final String ANEW = "mig schema --save writes it anew";

  private final Source source;

  SnapshotReader(Source source) {
    this.source = source;
  }

  Loaded<Snapshot> read() {
    Matcher conflict = CONFLICT.matcher(source.text());
    if (conflict.find()) {
      return failed(
          problem("holds the marks of a merge that is not done")
              .at(new Span(conflict.start(), conflict.end()), "from here on there are two versions")
              .note("migrate a database with all migrations of both, then mig schema --save"));
    }
    try {
      return snapshot(JsonMembers.of(JsonPlaces.parse(source.text())));
    } catch (JsonPlaces.Malformed e) {
      int at = seen(e.offset());
      return failed(
          problem("cannot be read: line " + source.line(at) + " is damaged")
              .at(new Span(at, Math.min(at + 1, source.text().length())), e.what())
              .note(ANEW));
    }
  }

  private Loaded<Snapshot> snapshot(JsonMembers root) throws JsonPlaces.Malformed {
    if (!root.says("format", SnapshotWriter.FORMAT)) {
      return Loaded.failed(notOurs(source, root.span("format")));
    }
    int format = root.number("version", 0);
    if (format < 1) {
      throw root.wrong("there is no \"version\" in this");
    }
    if (format > Snapshot.FORMAT) {
      return failed(
          problem("was written by a newer mig")
              .at(root.span("version"), "this one knows " + Snapshot.FORMAT)
              .note("use that version, or let this one write the file anew: mig schema --save"));
    }
    Snapshot snapshot =
        new Snapshot(
            dialect(root),
            root.text("database"),
            root.texts("migrations"),
            new Schema(
                named("table", root.all("tables", each -> each), SnapshotReader::table),
                named("view", root.all("views", each -> each), SnapshotReader::view),
                named("enum", root.all("enums", each -> each), each -> each.texts("values"))));
    if (root.text("fingerprint").equals(snapshot.fingerprint())) {
      return Loaded.of(snapshot);
    }
    Diagnostic changed =
        Diagnostic.warning(Code.SCHEMA_FILE, source.name() + " was changed after it was written")
            .in(source)
            .at(root.span("fingerprint"), "not that of the schema below")
            .note(ANEW)
            .build();
    return new Loaded<>(Optional.of(snapshot), List.of(changed));
  }

  private static Diagnostic notOurs(Source source, Span place) {
    return Diagnostic.error(Code.SCHEMA_FILE, source.name() + " is no schema file of mig")
        .in(source)
        .at(place, "\"format\" would be \"" + SnapshotWriter.FORMAT + "\"")
        .note("move it away; mig schema --save then writes one")
        .build();
  }

  /** What is said of a text that no version of mig wrote, however damaged it may be by now. */
  static Optional<Diagnostic> foreign(Source source) {
    boolean own = source.text().isBlank() || OWN.matcher(source.text()).find();
    return own ? Optional.empty() : Optional.of(notOurs(source, new Span(0, 1)));
  }

  private static String dialect(JsonMembers root) throws JsonPlaces.Malformed {
    String name = root.text("dialect");
    if (!DIALECTS.contains(name)) {
      throw root.wrong("\"dialect\" is one of " + String.join(", ", DIALECTS));
    }
    return name;
  }

  private Loaded<Snapshot> failed(Diagnostic.Builder problem) {
    return Loaded.failed(problem.build());
  }

  private Diagnostic.Builder problem(String what) {
    return Diagnostic.error(Code.SCHEMA_FILE, source.name() + " " + what).in(source);
  }

  /** Not the end of the line before, nor behind the end. */
  private int seen(int offset) {
    String text = source.text();
    int at = Math.max(0, Math.min(offset, text.length() - 1));
    while (at > 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at;
  }

  private static <T> SortedMap<QName, T> named(
      String kind, List<JsonMembers> all, JsonMembers.Reading<T> reading)
      throws JsonPlaces.Malformed {
    SortedMap<QName, T> map = new TreeMap<>();
    for (JsonMembers each : all) {
      QName name = name(each);
      if (map.put(name, reading.of(each)) != null) {
        throw each.wrong("there are two of " + kind + " " + name);
      }
    }
    return map;
  }

  private static QName name(JsonMembers one) throws JsonPlaces.Malformed {
    return new QName(one.textOrEmpty("schema"), one.text("name"));
  }

  private static Table table(JsonMembers one) throws JsonPlaces.Malformed {
    return new Table(
        name(one),
        one.all("columns", SnapshotReader::column),
        one.all("constraints", SnapshotReader::constraint),
        one.all("indexes", SnapshotReader::index),
        one.all("triggers", SnapshotReader::trigger),
        new Table.Options(
            one.flag("strict", false),
            one.flag("withoutRowid", false),
            one.all("details", SnapshotReader::detail)));
  }

  private static Table.Detail detail(JsonMembers one) throws JsonPlaces.Malformed {
    return new Table.Detail(
        needed(one, "kind", Table.Detail.Kind.class), one.texts("columns"), one.text("words"));
  }

  private static Column column(JsonMembers one) throws JsonPlaces.Malformed {
    Formula generated = one.one("generated", SnapshotReader::formula);
    return new Column(
        one.text("name"),
        new SqlType(
            needed(one, "type", SqlType.Kind.class),
            one.number("length", -1),
            one.number("scale", -1),
            one.textOrEmpty("of")),
        one.flag("nullable", true),
        one.one("default", SnapshotReader::formula),
        one.constant("identity", Identity.class),
        generated == null ? null : new Generated(generated, one.flag("stored", false)),
        one.textOrNull("collation"),
        one.textOrNull("sequence"));
  }

  private static Constraint constraint(JsonMembers one) throws JsonPlaces.Malformed {
    String name = one.textOrNull("name");
    return switch (one.text("kind")) {
      case "primary key" -> new PrimaryKey(name, one.texts("columns"));
      case "unique" ->
          new Unique(
              name,
              one.texts("columns"),
              one.flag("nullsNotDistinct", false),
              one.textOrEmpty("deferral"));
      case "foreign key" ->
          new ForeignKey(
              name,
              one.texts("columns"),
              new QName(one.textOrEmpty("targetSchema"), one.text("target")),
              one.texts("targetColumns"),
              action(one, "onDelete"),
              action(one, "onUpdate"),
              one.flag("validated", true),
              one.textOrEmpty("deferral"));
      case "check" ->
          new Check(
              name,
              needed(one, "condition", one.one("condition", SnapshotReader::formula)),
              one.flag("validated", true));
      case String kind -> throw one.wrong("'" + kind + "' is no kind of constraint");
    };
  }

  private static Action action(JsonMembers one, String member) throws JsonPlaces.Malformed {
    Action said = one.constant(member, Action.class);
    return said == null ? Action.NO_ACTION : said;
  }

  private static Index index(JsonMembers one) throws JsonPlaces.Malformed {
    return new Index(
        one.text("name"),
        one.all("parts", SnapshotReader::part),
        one.flag("unique", false),
        one.one("where", SnapshotReader::formula),
        one.textOrNull("method"),
        one.texts("include"),
        one.textOrNull("sql"),
        one.flag("valid", true));
  }

  private static Index.Part part(JsonMembers one) throws JsonPlaces.Malformed {
    return new Index.Part(
        one.textOrNull("column"),
        one.one("formula", SnapshotReader::formula),
        one.flag("descending", false),
        one.textOrEmpty("class"));
  }

  private static Trigger trigger(JsonMembers one) throws JsonPlaces.Malformed {
    return new Trigger(
        one.text("name"), one.text(JsonLines.TEXT), new HashSet<>(one.texts("mentions")));
  }

  private static View view(JsonMembers one) throws JsonPlaces.Malformed {
    Set<String> uses = new HashSet<>(one.texts("uses"));
    return new View(
        name(one),
        one.text(JsonLines.TEXT),
        one.flag("materialized", false),
        one.texts("columns"),
        uses,
        one.all("triggers", SnapshotReader::trigger),
        new ViewExtras(
            one.textOrEmpty("owner"),
            one.texts("first"),
            one.all("parts", p -> new ViewExtras.Part(p.text("what"), p.text("sql"))),
            one.texts("obstacles"),
            one.has("usesAsRead") ? new HashSet<>(one.texts("usesAsRead")) : uses,
            one.flag("respelled", false)));
  }

  private static Formula formula(JsonMembers one) throws JsonPlaces.Malformed {
    String text = one.asText();
    return text != null
        ? new SqlText(text, Set.of())
        : new SqlText(
            one.text("sql"), new HashSet<>(one.texts("columns")), one.flag("guessed", false));
  }

  private static <E extends Enum<E>> E needed(JsonMembers one, String member, Class<E> kind)
      throws JsonPlaces.Malformed {
    return needed(one, member, one.constant(member, kind));
  }

  private static <T> T needed(JsonMembers one, String member, @Nullable T value)
      throws JsonPlaces.Malformed {
    if (value == null) {
      throw one.wrong("there is no \"" + member + "\" in this");
    }
    return value;
  }
}
