package dev.mig.compile.script;

import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.statement.script.Define;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a name of a script stands for. */
sealed interface Binding {
  /** What people call such a thing. */
  default String kind() {
    return switch (this) {
      case OfTable t -> "a table";
      case OfColumn c -> "a column";
      case OfIndex i -> "an index";
      case OfConstraint c -> "a constraint";
      case OfType t -> "a type";
      case OfValue v -> "a value";
      case OfExpression e -> "an expression";
      case OfRow r -> "a row";
      case Macro m -> "a definition";
    };
  }

  /** A table of the schema. */
  record OfTable(QName name) implements Binding {}

  /** A column of the schema. */
  record OfColumn(QName table, String column) implements Binding {}

  /** An index of the schema. */
  record OfIndex(QName table, QName name) implements Binding {}

  /**
   * A constraint of the schema.
   *
   * @param what {@code check}, {@code unique}, {@code primary key} or {@code foreign key}
   */
  record OfConstraint(QName table, String name, String what) implements Binding {}

  /** A type as it is written. */
  record OfType(Output text) implements Binding {}

  /**
   * A constant.
   *
   * @param literal as it stands in a script
   * @param plain as it stands in a name, or null for NULL
   */
  record OfValue(String literal, @Nullable String plain, SqlType type) implements Binding {}

  /** An expression, with the names in it already replaced. */
  record OfExpression(Output text) implements Binding {}

  /** A row of a loop: its values by name in small letters. */
  record OfRow(Map<String, OfValue> values) implements Binding {}

  /** A definition, and the names that hold where it stands. */
  record Macro(Define define, Environment around) implements Binding {}
}
