package dev.mig.compile.script;

import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.statement.script.Word;
import dev.mig.syntax.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks things up in the schema of the moment, and writes their names so that they are found. */
record Catalog(Schema schema) {
  /** The one table of a name; empty for none, and for several that differ by case alone. */
  Optional<Table> table(List<Word> path) {
    Word last = path.getLast();
    QName name =
        path.size() == 1 ? QName.of(last.text()) : new QName(path.getFirst().text(), last.text());
    if (last.quoted()) {
      return schema.table(name);
    }
    List<Table> found = schema.tablesLike(name);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  Optional<Column> column(Table table, Word name) {
    if (name.quoted()) {
      return table.column(name.text());
    }
    List<Column> found = table.columnsLike(name.text());
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  boolean hasIndex(List<Word> path) {
    String name = path.getLast().text();
    return schema.tables().values().stream()
        .filter(t -> path.size() == 1 || t.name().schema().equalsIgnoreCase(path.getFirst().text()))
        .flatMap(t -> t.indexes().stream())
        .map(Index::name)
        .anyMatch(name::equalsIgnoreCase);
  }

  static boolean hasConstraint(Table table, String name) {
    return table.constraints().stream().map(Catalog::name).anyMatch(name::equalsIgnoreCase);
  }

  /** Whether a key or a foreign key is over just these columns. */
  static boolean hasKey(Table table, List<String> columns) {
    return table.constraints().stream()
        .anyMatch(
            c ->
                switch (c) {
                  case Constraint.PrimaryKey k -> same(k.columns(), columns);
                  case Constraint.Unique k -> same(k.columns(), columns);
                  case Constraint.ForeignKey k -> same(k.columns(), columns);
                  case Constraint.Check k -> false;
                });
  }

  private static boolean same(List<String> one, List<String> other) {
    return lower(one).equals(lower(other));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  /** The name of a constraint, "" for one without. */
  static String name(Constraint constraint) {
    return constraint.name() == null ? "" : constraint.name();
  }

  /** What a constraint is, in the words of a script. */
  static String what(Constraint constraint) {
    return switch (constraint) {
      case Constraint.PrimaryKey k -> "primary key";
      case Constraint.Unique k -> "unique";
      case Constraint.ForeignKey k -> "foreign key";
      case Constraint.Check k -> "check";
    };
  }

  /** A table as a script names it: a name that fits letter by letter goes before others. */
  static String written(QName table) {
    String name = written(table.name());
    return table.schema().isEmpty() ? name : written(table.schema()) + "." + name;
  }

  /** A name as a script writes it. */
  static String written(String name) {
    boolean plain = name.equals(name.toLowerCase(Locale.ROOT)) && Syntax.isPlainName(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
