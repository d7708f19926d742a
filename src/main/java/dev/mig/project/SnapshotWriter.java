package dev.mig.project;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of a snapshot; what is as usual is left out. Every record is taken apart by a pattern
 * that names all its components, so that a new one does not compile before it is written.
 */
final class SnapshotWriter {
  static final String FORMAT = "mig-schema";

  private SnapshotWriter() {}

  static JsonObject object(Snapshot snapshot) {
    JsonMaker root = new JsonMaker();
    root.put("format", FORMAT);
    root.put("version", Snapshot.FORMAT);
    root.put("dialect", snapshot.dialect());
    root.put("database", snapshot.version());
    root.put("migrations", snapshot.migrations());
    // Beside the migrations, so that two branches which both change the schema meet at one place.
    root.put("fingerprint", snapshot.fingerprint());
    schema(root, snapshot.schema());
    return root.object();
  }

  private static void schema(JsonMaker root, Schema schema) {
    switch (schema) {
      case Schema(
              SortedMap<QName, Table> tables,
              SortedMap<QName, View> views,
              SortedMap<QName, List<String>> enums) -> {
        root.put("tables", JsonMaker.array(tables.values(), SnapshotWriter::table));
        root.put("views", JsonMaker.array(views.values(), SnapshotWriter::view));
        JsonArray all = new JsonArray();
        enums.forEach(
            (name, values) -> {
              JsonMaker one = new JsonMaker();
              name(one, "name", name);
              one.put("values", values);
              all.add(one.object());
            });
        root.put("enums", all);
      }
    }
  }

  private static JsonObject table(Table table) {
    JsonMaker one = new JsonMaker();
    switch (table) {
      case Table(
              QName name,
              List<Column> columns,
              List<Constraint> constraints,
              List<Index> indexes,
              List<Trigger> triggers,
              Table.Options options) -> {
        name(one, "name", name);
        options(one, options);
        one.put("columns", JsonMaker.array(columns, SnapshotWriter::column));
        one.list("constraints", constraints, SnapshotWriter::constraint);
        one.list("indexes", indexes, SnapshotWriter::index);
        one.list("triggers", triggers, SnapshotWriter::trigger);
      }
    }
    return one.object();
  }

  private static void options(JsonMaker one, Table.Options options) {
    switch (options) {
      case Table.Options(boolean strict, boolean withoutRowid, List<Table.Detail> details) -> {
        one.flag("strict", strict, false);
        one.flag("withoutRowid", withoutRowid, false);
        one.list("details", details, SnapshotWriter::detail);
      }
    }
  }

  private static JsonObject detail(Table.Detail detail) {
    JsonMaker one = new JsonMaker();
    switch (detail) {
      case Table.Detail(Table.Detail.Kind kind, List<String> columns, String words) -> {
        one.put("kind", JsonMaker.word(kind));
        one.put("columns", columns);
        one.put("words", words);
      }
    }
    return one.object();
  }

  private static JsonObject column(Column column) {
    JsonMaker one = new JsonMaker();
    switch (column) {
      case Column(
              String name,
              SqlType type,
              boolean nullable,
              @Nullable Formula defaultValue,
              @Nullable Identity identity,
              @Nullable Generated generated,
              @Nullable String collation,
              @Nullable String sequence) -> {
        one.put("name", name);
        type(one, type);
        one.put("nullable", nullable);
        formula(one, "default", defaultValue);
        one.put("identity", identity == null ? null : JsonMaker.word(identity));
        if (generated != null) {
          generated(one, generated);
        }
        one.put("collation", collation);
        one.put("sequence", sequence);
      }
    }
    return one.object();
  }

  private static void type(JsonMaker one, SqlType type) {
    switch (type) {
      case SqlType(SqlType.Kind kind, int length, int scale, String name) -> {
        one.put("type", JsonMaker.word(kind));
        if (length != -1) {
          one.put("length", length);
        }
        if (scale != -1) {
          one.put("scale", scale);
        }
        one.put("of", name.isEmpty() ? null : name);
      }
    }
  }

  private static void generated(JsonMaker one, Generated generated) {
    switch (generated) {
      case Generated(Formula formula, boolean stored) -> {
        formula(one, "generated", formula);
        one.put("stored", stored);
      }
    }
  }

  private static JsonObject constraint(Constraint constraint) {
    JsonMaker one = new JsonMaker();
    switch (constraint) {
      case PrimaryKey(@Nullable String name, List<String> columns) ->
          key(one, "primary key", name, columns);
      case Unique(
              @Nullable String name,
              List<String> columns,
              boolean nullsNotDistinct,
              String deferral) -> {
        key(one, "unique", name, columns);
        one.flag("nullsNotDistinct", nullsNotDistinct, false);
        one.unlessEmpty("deferral", deferral);
      }
      case ForeignKey(
              @Nullable String name,
              List<String> columns,
              QName target,
              List<String> targetColumns,
              Action onDelete,
              Action onUpdate,
              boolean validated,
              String deferral) -> {
        key(one, "foreign key", name, columns);
        name(one, "target", target);
        one.put("targetColumns", targetColumns);
        one.put("onDelete", onDelete == Action.NO_ACTION ? null : JsonMaker.word(onDelete));
        one.put("onUpdate", onUpdate == Action.NO_ACTION ? null : JsonMaker.word(onUpdate));
        one.flag("validated", validated, true);
        one.unlessEmpty("deferral", deferral);
      }
      case Check(@Nullable String name, Formula condition, boolean validated) -> {
        one.put("kind", "check");
        one.put("name", name);
        formula(one, "condition", condition);
        one.flag("validated", validated, true);
      }
    }
    return one.object();
  }

  private static void key(JsonMaker one, String kind, @Nullable String name, List<String> columns) {
    one.put("kind", kind);
    one.put("name", name);
    one.put("columns", columns);
  }

  private static JsonObject index(Index index) {
    JsonMaker one = new JsonMaker();
    switch (index) {
      case Index(
              String name,
              List<Index.Part> parts,
              boolean unique,
              @Nullable Formula where,
              @Nullable String method,
              List<String> include,
              @Nullable String definition,
              boolean valid) -> {
        one.put("name", name);
        one.flag("unique", unique, false);
        one.put("parts", JsonMaker.array(parts, SnapshotWriter::part));
        formula(one, "where", where);
        one.put("method", method);
        one.unlessEmpty("include", include);
        one.text("sql", definition);
        one.flag("valid", valid, true);
      }
    }
    return one.object();
  }

  private static JsonObject part(Index.Part part) {
    JsonMaker one = new JsonMaker();
    switch (part) {
      case Index.Part(
              @Nullable String column,
              @Nullable Formula formula,
              boolean descending,
              String operatorClass) -> {
        one.put("column", column);
        formula(one, "formula", formula);
        one.flag("descending", descending, false);
        one.unlessEmpty("class", operatorClass);
      }
    }
    return one.object();
  }

  private static JsonObject trigger(Trigger trigger) {
    JsonMaker one = new JsonMaker();
    switch (trigger) {
      case Trigger(String name, String definition, Set<String> mentions) -> {
        one.put("name", name);
        one.text(JsonLines.TEXT, definition);
        one.unlessEmpty("mentions", sorted(mentions));
      }
    }
    return one.object();
  }

  private static JsonObject view(View view) {
    JsonMaker one = new JsonMaker();
    switch (view) {
      case View(
              QName name,
              String definition,
              boolean materialized,
              List<String> columns,
              Set<String> uses,
              List<Trigger> triggers,
              ViewExtras extras) -> {
        name(one, "name", name);
        one.flag("materialized", materialized, false);
        one.put("columns", columns);
        one.text(JsonLines.TEXT, definition);
        one.unlessEmpty("uses", sorted(uses));
        one.list("triggers", triggers, SnapshotWriter::trigger);
        extras(one, extras, uses);
      }
    }
    return one.object();
  }

  private static void extras(JsonMaker one, ViewExtras extras, Set<String> uses) {
    switch (extras) {
      case ViewExtras(
              String owner,
              List<String> first,
              List<ViewExtras.Part> parts,
              List<String> obstacles,
              Set<String> usesAsRead,
              boolean respelled) -> {
        one.unlessEmpty("owner", owner);
        one.unlessEmpty("first", first);
        one.list("parts", parts, SnapshotWriter::viewPart);
        one.unlessEmpty("obstacles", obstacles);
        if (!usesAsRead.equals(uses)) {
          one.put("usesAsRead", sorted(usesAsRead));
        }
        one.flag("respelled", respelled, false);
      }
    }
  }

  private static JsonObject viewPart(ViewExtras.Part part) {
    JsonMaker one = new JsonMaker();
    switch (part) {
      case ViewExtras.Part(String what, String sql) -> {
        one.put("what", what);
        one.text("sql", sql);
      }
    }
    return one.object();
  }

  private static void name(JsonMaker one, String member, QName name) {
    switch (name) {
      case QName(String schema, String own) -> {
        one.put(member, own);
        one.unlessEmpty(member.equals("name") ? "schema" : member + "Schema", schema);
      }
    }
  }

  private static void formula(JsonMaker one, String member, @Nullable Formula formula) {
    if (formula == null) {
      return;
    }
    if (!(formula instanceof SqlText(String text, Set<String> columns, boolean guessed))) {
      throw new IllegalArgumentException("not the catalog's own text: " + formula);
    }
    if (columns.isEmpty() && !guessed) {
      one.put(member, text);
      return;
    }
    JsonMaker apart = new JsonMaker();
    apart.put("sql", text);
    apart.unlessEmpty("columns", sorted(columns));
    apart.flag("guessed", guessed, false);
    one.put(member, apart.object());
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
