package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.statement.data.Update;
import dev.mig.syntax.MigParser.AddColumnStatementContext;
import dev.mig.syntax.MigParser.FilledWithContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code add column [T.]NAME TYPE [not null] [default e] [unique] [references U(c)] … [filled with
 * e [from SOURCE matching …]]}: without a value for old rows a NOT NULL column is refused while
 * there are any.
 */
public record AddColumn(
    TableName table, ColumnSpec spec, @Nullable Fill fill, boolean block, Span span)
    implements Statement {
  /** What old rows get, and out of which other table. */
  record Fill(Expr value, @Nullable Lookup from, Span span) {}

  public static List<AddColumn> read(AddColumnStatementContext node, Reader reader) {
    ColumnName column = reader.column(node.newColumn());
    Span span = Reader.span(node);
    ColumnSpec spec =
        ColumnSpec.read(column.column(), node.typeRef(), node.columnOption(), span, reader);
    FilledWithContext filled = node.filledWith();
    Fill fill = filled == null ? null : fill(filled, reader);
    return List.of(new AddColumn(reader.tableOf(column), spec, fill, reader.block() != null, span));
  }

  static Fill fill(FilledWithContext node, Reader reader) {
    return new Fill(
        reader.expression(node.expression()),
        node.fromClause() == null ? null : reader.lookup(node.fromClause()),
        Reader.span(node));
  }

  /** What its options ask for, when the column itself was made. */
  @Override
  public void assume(Lowering to) {
    Optional<Table> own = Tables.find(to, table);
    own.flatMap(t -> t.column(spec.name().text()))
        .ifPresent(c -> constraints(to, own.orElseThrow().name()));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(own -> lower(to, own));
  }

  private void lower(Lowering to, Table own) {
    Column plain = spec.plain(to, own);
    if (own.column(plain.name()).isPresent()) {
      return;
    }
    Column column = spec.whole(to, own.plus(plain), plain);
    numbered(to, own, column);
    boolean generated = spec.option(ColumnSpec.Generated.class) != null;
    Fill said = fill;
    if (generated && said != null) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  plain.name() + " is generated, so its rows fill themselves")
              .at(said.span, "leave it out"));
    }
    if (said == null || generated) {
      bare(to, own, column, generated);
    } else if (said.from == null) {
      filled(to, own, column, said);
    } else {
      lookedUp(to, own, column, said, said.from);
    }
    constraints(to, own.name());
  }

  private void bare(Lowering to, Table own, Column column, boolean generated) {
    boolean valueless =
        !column.nullable() && column.defaultValue() == null && column.identity() == null;
    if (valueless && !generated && !to.failed()) {
      new RowChecks(to, own, table, spec.name().span(), span)
          .noRows(column.name(), column.type(), spec.typeSpan());
    }
    to.emit(new SchemaOperation.AddColumn(own.name(), column, null, span));
  }

  /** The column is made loose, takes its values, and becomes what it shall be. */
  private void lookedUp(Lowering to, Table own, Column column, Fill said, Lookup from) {
    Column loose = column.withNullable(true).withDefault(null);
    to.emit(new SchemaOperation.AddColumn(own.name(), loose, null, span));
    WrittenName name = new WrittenName(column.name(), true, spec.name().span());
    Update.filling(table, name, said.value, from, block, span).lower(to);
    if (to.failed() || loose.equals(column)) {
      return;
    }
    if (!column.nullable()) {
      Table with = to.schema().known(own.name());
      new RowChecks(to, with, table, said.value.span(), span).noNulls(List.of(loose));
    }
    to.emit(new SchemaOperation.AlterColumn(own.name(), column, null, span));
  }

  private void filled(Lowering to, Table own, Column column, Fill said) {
    Expr value = Formulas.rows(to, own).assignable(said.value, column);
    if (!to.failed() && !column.nullable() && value.typing().nullable()) {
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "for {n} {n:row|rows} of "
                      + own.name()
                      + " this is NULL, but "
                      + column.name()
                      + " is not null")
              .at(said.value.span(), "NULL for {n} {n:row|rows}")
              .note("say what they get: coalesce(…, …)");
      List<Column> read =
          own.columns().stream().filter(c -> value.columns().contains(c.name())).toList();
      new RowChecks(to, own, table, said.value.span(), span)
          .none(Exprs.isNull(value), read, problem);
    }
    if (!to.failed()) {
      Conversions.fits(to, own, table, value, column, said.value.span(), span);
    }
    to.emit(new SchemaOperation.AddColumn(own.name(), column, to.failed() ? null : value, span));
  }

  private void numbered(Lowering to, Table own, Column column) {
    ColumnSpec.Identity identity = spec.option(ColumnSpec.Identity.class);
    if (identity != null && column.identity() != null) {
      Numbering.check(to, own, column, identity.span());
    }
  }

  /** The constraints of the column, each with its question about the values it has by then. */
  private void constraints(Lowering to, QName name) {
    Optional<Table> found = to.schema().table(name);
    if (found.isEmpty() || to.failed()) {
      return;
    }
    Column column = found.get().column(spec.name().text()).orElseThrow();
    for (ColumnSpec.Option option : spec.options()) {
      Table own = to.schema().table(name).orElseThrow();
      Span at = option.span();
      switch (option) {
        case ColumnSpec.PrimaryKey o ->
            Constraints.primaryKey(to, own, null, List.of(spec.name()), at)
                .ifPresent(k -> AddPrimaryKey.add(to, own, k, table, at, span));
        case ColumnSpec.Unique o ->
            Constraints.unique(to, own, null, List.of(spec.name()))
                .ifPresent(k -> AddUnique.add(to, own, k, table, at, span));
        case ColumnSpec.References o ->
            o.target()
                .from(to, own, null, List.of(column), at, span)
                .ifPresent(m -> AddForeignKey.add(to, own, m, table, true, at, span));
        case ColumnSpec.Check o ->
            Constraints.check(to, own, null, column.name(), o.condition())
                .ifPresent(c -> AddCheck.add(to, own, c, table, true, at, span));
        case ColumnSpec.NotNull o -> {}
        case ColumnSpec.Default o -> {}
        case ColumnSpec.Identity o -> {}
        case ColumnSpec.Generated o -> {}
      }
    }
  }
}
