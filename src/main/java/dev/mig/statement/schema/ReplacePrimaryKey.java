package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.ExistingKeyPartContext;
import dev.mig.syntax.MigParser.NewKeyColumnContext;
import dev.mig.syntax.MigParser.NewKeyPartContext;
import dev.mig.syntax.MigParser.ReplacePrimaryKeyStatementContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code replace primary key [on T] with (c | c TYPE … [filled with e]) repoint all}: every foreign
 * key that points at the old key points at the new one. The old key stays, and stays unique.
 */
public record ReplacePrimaryKey(TableName table, List<Part> parts, Span span) implements Statement {
  /**
   * A column of the new key.
   *
   * @param made the statement that adds it, or null for one that exists
   */
  record Part(WrittenName name, @Nullable AddColumn made) {
    boolean numbered() {
      return made != null && made.spec().option(ColumnSpec.Identity.class) != null;
    }
  }

  public ReplacePrimaryKey {
    parts = List.copyOf(parts);
  }

  public static List<ReplacePrimaryKey> read(
      ReplacePrimaryKeyStatementContext node, Reader reader) {
    TableName table = reader.table(node.tableRef(), node);
    List<Part> parts = node.newKeyPart().stream().map(p -> part(p, table, reader)).toList();
    return List.of(new ReplacePrimaryKey(table, parts, Reader.span(node)));
  }

  private static Part part(NewKeyPartContext node, TableName table, Reader reader) {
    return switch (node) {
      case ExistingKeyPartContext p ->
          new Part(Reader.name(p.columnRef().anyName().getLast()), null);
      case NewKeyColumnContext p -> made(p, table, reader);
      default -> throw new IllegalStateException("key part " + node.getClass());
    };
  }

  /** A column of a primary key takes no NULL, so old rows need a value. */
  private static Part made(NewKeyColumnContext node, TableName table, Reader reader) {
    WrittenName name = Reader.name(node.newName());
    Span span = Reader.span(node);
    ColumnSpec read = ColumnSpec.read(name, node.typeRef(), node.columnOption(), span, reader);
    List<ColumnSpec.Option> options = new ArrayList<>(read.options());
    ColumnSpec.PrimaryKey said = read.option(ColumnSpec.PrimaryKey.class);
    if (said != null) {
      reader.report(
          Diagnostic.error(Code.SAID_TWICE, name.text() + " becomes the primary key by itself")
              .at(said.span(), "leave it out"));
    }
    if (read.option(ColumnSpec.NotNull.class) == null) {
      options.add(new ColumnSpec.NotNull(read.typeSpan()));
    }
    ColumnSpec spec =
        new ColumnSpec(read.name(), read.type(), read.typeSpan(), options, read.span());
    AddColumn.Fill fill =
        node.filledWith() == null ? null : AddColumn.fill(node.filledWith(), reader);
    return new Part(name, new AddColumn(table, spec, fill, reader.block() != null, span));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(own -> lower(to, own));
  }

  private Span at() {
    return parts.getFirst().name().span().to(parts.getLast().name().span());
  }

  private void lower(Lowering to, Table own) {
    PrimaryKey old = own.primaryKey();
    if (old == null) {
      to.report(
          Diagnostic.error(Code.NO_KEY, own.name() + " has no primary key to replace")
              .at(table.span())
              .note("add primary key makes one"));
      return;
    }
    for (Part part : parts) {
      if (part.made() != null && !part.numbered()) {
        part.made().lower(to);
      }
    }
    if (to.failed()) {
      return;
    }
    Table grown = to.schema().known(own.name());
    Optional<PrimaryKey> key = key(to, grown, old);
    List<Reference> references = references(to, own, old);
    if (key.isEmpty() || !same(to, old, key.get()) || !countsFit(to, old, references)) {
      return;
    }
    List<SqlType> types = parts.stream().map(p -> type(grown, p)).toList();
    List<Pointer> pointers =
        references.stream()
            .map(r -> new Pointer(to, own.name(), r, old, key.get(), types, span))
            .toList();
    pointers.forEach(p -> p.check(at()));
    ask(to, grown, key.get());
    if (to.failed()) {
      return;
    }
    pointers.forEach(Pointer::release);
    swap(to, old, key.get());
    Map<Pointer, List<Column>> made = new LinkedHashMap<>();
    pointers.forEach(p -> made.put(p, p.prepare()));
    made.forEach(Pointer::follow);
  }

  private static SqlType type(Table grown, Part part) {
    AddColumn made = part.made();
    return made != null && part.numbered()
        ? made.spec().type()
        : grown.columnsLike(part.name().text()).getFirst().type();
  }

  /** The new key under the name of the old one, with numbered columns that are still to be made. */
  private Optional<PrimaryKey> key(Lowering to, Table grown, PrimaryKey old) {
    Table with = without(grown, old);
    for (Part part : parts) {
      AddColumn made = part.made();
      if (made != null && part.numbered()) {
        with = with.plus(made.spec().plain(to, with));
      }
    }
    List<WrittenName> names = parts.stream().map(Part::name).toList();
    Optional<PrimaryKey> key =
        to.failed()
            ? Optional.empty()
            : Constraints.primaryKey(to, with, null, names, at())
                .map(k -> old.name() == null ? k : k.withName(old.name()));
    if (key.isPresent()) {
      numbers(to, with.plus(key.get()));
    }
    return key;
  }

  private void numbers(Lowering to, Table keyed) {
    Table table = keyed;
    if (to.dialect().equals("sqlite")) {
      // the old key stops counting
      for (Column column : keyed.columns()) {
        boolean isNew = parts.stream().anyMatch(p -> p.name().text().equals(column.name()));
        table = isNew ? table : table.withColumn(column.name(), column.withIdentity(null));
      }
    }
    for (Part part : parts) {
      if (part.numbered()) {
        Column column = table.column(part.name().text()).orElseThrow();
        Numbering.check(to, table, column, part.name().span());
      }
    }
  }

  private static Table without(Table table, PrimaryKey key) {
    return table.withConstraints(table.constraints().stream().filter(c -> !c.equals(key)).toList());
  }

  private static List<Reference> references(Lowering to, Table own, PrimaryKey old) {
    return to.schema().referencesTo(own.name()).stream()
        .filter(r -> Set.copyOf(r.key().targetColumns()).equals(Set.copyOf(old.columns())))
        .toList();
  }

  private boolean same(Lowering to, PrimaryKey old, PrimaryKey key) {
    if (Set.copyOf(old.columns()).equals(Set.copyOf(key.columns()))) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "(" + String.join(", ", old.columns()) + ") is the primary key already")
              .at(at(), "name other columns"));
      return false;
    }
    return true;
  }

  private boolean countsFit(Lowering to, PrimaryKey old, List<Reference> references) {
    if (references.isEmpty() || old.columns().size() == parts.size()) {
      return true;
    }
    ForeignKey key = references.getFirst().key();
    to.report(
        Diagnostic.error(
                Code.NOT_ALLOWED_HERE,
                references.getFirst().from().name()
                    + " ("
                    + String.join(", ", key.columns())
                    + ") cannot point at a key of "
                    + parts.size()
                    + (parts.size() == 1 ? " column" : " columns"))
            .at(at(), "the old key has " + old.columns().size())
            .note("drop its foreign key before this, and add another one after it"));
    return false;
  }

  private void ask(Lowering to, Table grown, PrimaryKey key) {
    boolean there = parts.stream().noneMatch(Part::numbered);
    if (!there || to.failed()) {
      return;
    }
    RowChecks checks = new RowChecks(to, grown, table, at(), span);
    List<Column> columns = key.columns().stream().map(c -> grown.column(c).orElseThrow()).toList();
    checks.noNulls(columns);
    checks.noDuplicates(columns);
  }

  private void swap(Lowering to, PrimaryKey old, PrimaryKey key) {
    Table own = to.table(table).orElseThrow();
    boolean sqlite = to.dialect().equals("sqlite");
    for (String name : old.columns()) {
      Column column = own.column(name).orElseThrow();
      if (sqlite && column.identity() != null) {
        to.emit(new SchemaOperation.AlterColumn(own.name(), column.withIdentity(null), null, span));
      }
    }
    to.emit(new SchemaOperation.DropConstraint(own.name(), old, span));
    for (Part part : parts) {
      AddColumn made = part.made();
      if (made != null && part.numbered()) {
        Column column = made.spec().plain(to, to.schema().known(own.name()));
        to.emit(new SchemaOperation.AddColumn(own.name(), column, null, span));
      }
    }
    to.emit(new SchemaOperation.AddConstraint(own.name(), key, span));
    Table with = to.schema().known(own.name());
    Numbering.rowid(to, with, key)
        .ifPresent(c -> to.emit(new SchemaOperation.AlterColumn(own.name(), c, null, span)));
    if (!Keys.over(with, old.columns())) {
      String name = ConstraintNames.unique(to, with, old.columns());
      to.emit(new SchemaOperation.AddConstraint(own.name(), new Unique(name, old.columns()), span));
    }
  }
}
