package dev.mig.database.sqlite;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Typing;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The changes of one table that wait to be made together, and where its values come from. */
final class Alteration {
  /**
   * Where the values of a column come from.
   *
   * @param base the column of the table as it stands that it continues, or null for a new one
   * @param value what is computed for each old row, or null to copy the base or take the default
   * @param first the default at the moment when it was added
   */
  record Origin(@Nullable String base, @Nullable Expr value, @Nullable Formula first) {}

  private final Table source;
  private final List<SchemaOperation> operations = new ArrayList<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Set<QName> reads = new TreeSet<>();
  private boolean onlyForbids = true;

  /**
   * @param source the table as it stands in the database
   */
  Alteration(Table source) {
    this.source = source;
    source.columns().forEach(c -> origins.put(c.name(), new Origin(c.name(), null, null)));
  }

  Table source() {
    return source;
  }

  List<SchemaOperation> operations() {
    return operations;
  }

  Span span() {
    return operations.stream().map(SchemaOperation::span).reduce(Span.NONE, Span::to);
  }

  Origin origin(String column) {
    return Objects.requireNonNull(origins.get(column));
  }

  /** The tables that its values are computed from. */
  Set<QName> reads() {
    return reads;
  }

  /** Old names of the columns that are renamed, by their new ones. */
  Map<String, String> renamed() {
    Map<String, String> all = new LinkedHashMap<>();
    origins.forEach(
        (name, origin) -> {
          if (origin.base != null && !origin.base.equals(name)) {
            all.put(name, origin.base);
          }
        });
    return all;
  }

  /**
   * Whether the operation can join: renames come last, so no new name may be the old one of a
   * column that is still to be renamed; and a value must be computable from the table as it stands.
   */
  boolean accepts(SchemaOperation operation) {
    return switch (operation) {
      case AddColumn o -> free(o.column().name()) && computable(o.fill());
      case RenameColumn o -> free(o.to()) || o.to().equals(origin(o.from()).base);
      case AlterColumn o -> computable(o.using());
      case CreateTable o -> false;
      case DropTable o -> false;
      case RenameTable o -> false;
      case DropColumns o -> true;
      case AddConstraint o -> true;
      case DropConstraint o -> true;
      case RenameConstraint o -> true;
      case ValidateConstraint o -> true;
      case CreateIndex o -> true;
      case DropIndex o -> true;
      case RenameIndex o -> true;
      case KeepInSync o -> false;
      case EndSync o -> false;
    };
  }

  private boolean free(String name) {
    return !renamed().containsValue(name);
  }

  private boolean computable(@Nullable Expr value) {
    return value == null
        || own(value).stream()
            .map(origins::get)
            .allMatch(o -> o != null && (o.base != null || o.value != null));
  }

  private Set<String> own(Expr value) {
    Set<String> names = new TreeSet<>();
    Exprs.walk(
        value,
        e -> {
          if (e instanceof Expr.Column c && c.relation().equals(source.name().name())) {
            names.add(c.name());
          }
        });
    return names;
  }

  /**
   * Adds an operation.
   *
   * @param before the table as the operations so far leave it
   */
  void add(SchemaOperation operation, Table before) {
    operations.add(operation);
    onlyForbids &= forbids(operation, before);
    switch (operation) {
      case AddColumn o ->
          origins.put(
              o.column().name(), new Origin(null, based(o.fill()), o.column().defaultValue()));
      case DropColumns o -> o.columns().forEach(origins::remove);
      case RenameColumn o -> origins.put(o.to(), Objects.requireNonNull(origins.remove(o.from())));
      case AlterColumn o -> alter(o, before.column(o.after().name()).orElseThrow());
      case CreateTable o -> {}
      case DropTable o -> {}
      case RenameTable o -> {}
      case AddConstraint o -> {}
      case DropConstraint o -> {}
      case RenameConstraint o -> {}
      case ValidateConstraint o -> {}
      case CreateIndex o -> {}
      case DropIndex o -> {}
      case RenameIndex o -> {}
      case KeepInSync o -> {}
      case EndSync o -> {}
    }
  }

  private void alter(AlterColumn o, Column before) {
    Origin old = origin(before.name());
    Expr value = old.value;
    if (o.using() != null) {
      value = based(o.using());
    } else if (!before.type().equals(o.after().type()) && !holds(before.type(), o.after().type())) {
      if (old.value != null || old.base != null) {
        Expr from =
            based(
                new Expr.Column(
                    source.name().name(),
                    before.name(),
                    Typing.of(before.type(), before.nullable()),
                    Span.NONE));
        SqlType target = o.after().type();
        value =
            from == null
                ? null
                : new Expr.Cast(
                    from, target, Typing.of(target, from.typing().nullable()), Span.NONE);
      }
    }
    origins.put(before.name(), new Origin(old.base, value, old.first));
  }

  /** Whether every value of one type is, as it is stored, one of the other. */
  private static boolean holds(SqlType from, SqlType to) {
    boolean longer = to.length() < 0 || (from.length() >= 0 && from.length() <= to.length());
    if (from.isText() && to.isText()) {
      return to.kind() != SqlType.Kind.CHAR && from.kind() != SqlType.Kind.CHAR && longer;
    }
    return from.isInteger() && to.isInteger() && from.kind().compareTo(to.kind()) <= 0;
  }

  /** The value in terms of the table as it stands. */
  private @Nullable Expr based(@Nullable Expr value) {
    if (value == null) {
      return null;
    }
    reads.addAll(Queries.tables(value));
    return Exprs.map(value, this::basedPart);
  }

  private Expr basedPart(Expr part) {
    if (part instanceof Expr.Column c && c.relation().equals(source.name().name())) {
      Origin origin = origin(c.name());
      if (origin.value != null) {
        return origin.value;
      }
      String base = Objects.requireNonNull(origin.base);
      return new Expr.Column(c.relation(), base, c.typing(), c.span());
    }
    return part;
  }

  /** Whether it does nothing but forbid: then rows may be changed before it as well as after it. */
  boolean onlyForbids() {
    return onlyForbids;
  }

  private static boolean forbids(SchemaOperation operation, Table before) {
    if (operation instanceof AlterColumn a) {
      Column column = before.column(a.after().name()).orElseThrow();
      return a.using() == null && column.withNullable(false).equals(a.after());
    }
    return operation instanceof AddConstraint a
        && (a.constraint() instanceof Check || a.constraint() instanceof ForeignKey);
  }

  /** Whether a check comes in that old rows need not fulfil. */
  boolean unchecked() {
    return operations.stream()
        .anyMatch(
            o ->
                o instanceof AddConstraint a
                    && a.constraint() instanceof Check c
                    && !c.validated());
  }
}
