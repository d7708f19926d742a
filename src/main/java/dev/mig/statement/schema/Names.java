package dev.mig.statement.schema;

import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.statement.Lowering;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which names are taken, and how a name is written in a script. */
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The words that need quotes where a key or an index is named. */
  private static final Set<String> QUOTED =
      Set.of("check", "default", "index", "on", "references", "unique");

  private Names() {}

  /**
   * Whether two names are one: SQLite looks away from the case of letters, and so does whoever
   * writes a script.
   */
  static boolean same(String a, String b) {
    return a.equalsIgnoreCase(b);
  }

  /** The names of tables, views, indexes and keys, which are one space on PostgreSQL. */
  static Predicate<String> ofRelations(Lowering to, String schema) {
    Set<String> taken = new TreeSet<>();
    for (Table table : to.schema().tables().values()) {
      if (table.name().schema().equals(schema)) {
        taken.add(table.name().name());
        table.indexes().forEach(i -> taken.add(i.name()));
        table.constraints().forEach(c -> addKey(c, taken));
      }
    }
    for (QName view : to.schema().views().keySet()) {
      if (view.schema().equals(schema)) {
        taken.add(view.name());
      }
    }
    return among(taken);
  }

  private static void addKey(Constraint constraint, Set<String> taken) {
    String name = constraint.name();
    if (name != null && (constraint instanceof PrimaryKey || constraint instanceof Unique)) {
      taken.add(name);
    }
  }

  /** The names of the constraints of one table. */
  static Predicate<String> ofConstraints(Table table) {
    Set<String> taken = new TreeSet<>();
    for (Constraint constraint : table.constraints()) {
      String name = constraint.name();
      if (name != null) {
        taken.add(name);
      }
    }
    return among(taken);
  }

  /**
   * What a primary key or unique constraint may not be called: it is a constraint, and its index a
   * relation.
   */
  static Predicate<String> ofKeys(Lowering to, Table table) {
    return ofConstraints(table).or(ofRelations(to, table.name().schema()));
  }

  static Predicate<String> ofColumns(Table table) {
    Set<String> taken = new TreeSet<>();
    table.columns().forEach(c -> taken.add(c.name()));
    return among(taken);
  }

  private static Predicate<String> among(Set<String> taken) {
    return name -> taken.stream().anyMatch(t -> same(t, name));
  }

  /** The name as a script has to write it. */
  static String written(String name) {
    boolean plain =
        PLAIN.matcher(name).matches() && !QUOTED.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  static String written(QName name) {
    String last = written(name.name());
    return name.schema().isEmpty() ? last : written(name.schema()) + "." + last;
  }

  /** Several names with commas, in parentheses. */
  static String written(Iterable<String> names) {
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      out.append(out.isEmpty() ? "(" : ", ").append(written(name));
    }
    return out.append(')').toString();
  }
}
