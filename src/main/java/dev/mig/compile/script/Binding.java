package dev.mig.compile.script;

import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.statement.script.Define;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a name of a script stands for. */
sealed interface Binding {
  /** What people call such a thing. */
  String kind();

  /** A table of the schema. */
  record OfTable(QName name) implements Binding {
    @Override
    public String kind() {
      return "a table";
    }
  }

  /** A column of the schema. */
  record OfColumn(QName table, String column) implements Binding {
    @Override
    public String kind() {
      return "a column";
    }
  }

  /** An index of the schema. */
  record OfIndex(QName table, QName name) implements Binding {
    @Override
    public String kind() {
      return "an index";
    }
  }

  /**
   * A constraint of the schema.
   *
   * @param what {@code check}, {@code unique}, {@code primary key} or {@code foreign key}
   */
  record OfConstraint(QName table, String name, String what) implements Binding {
    @Override
    public String kind() {
      return "a constraint";
    }
  }

  /** A type as it is written. */
  record OfType(Output text) implements Binding {
    @Override
    public String kind() {
      return "a type";
    }
  }

  /**
   * A constant.
   *
   * @param literal as it stands in a script
   * @param plain as it stands in a name, or null for NULL
   */
  record OfValue(String literal, @Nullable String plain, SqlType type) implements Binding {
    @Override
    public String kind() {
      return "a value";
    }
  }

  /** An expression, with the names in it already replaced. */
  record OfExpression(Output text) implements Binding {
    @Override
    public String kind() {
      return "an expression";
    }
  }

  /** A row of a loop: its values by name in small letters. */
  record OfRow(Map<String, OfValue> values) implements Binding {
    @Override
    public String kind() {
      return "a row";
    }
  }

  /** A definition, and the names that hold where it stands. */
  record Macro(Define define, Environment around) implements Binding {
    @Override
    public String kind() {
      return "a definition";
    }
  }
}
