package dev.mig.statement.data;

import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.WrittenName;
import dev.mig.statement.schema.SchemaTypes;
import dev.mig.syntax.MigParser.ColumnDefinitionContext;
import dev.mig.syntax.MigParser.ColumnOptionContext;
import dev.mig.syntax.MigParser.NotNullOptionContext;

/** A new column of which a row statement says the type and whether it may be NULL, no more. */
record PlainColumn(WrittenName name, SqlType type, Span typeSpan, boolean notNull) {
  /**
   * @param verb the statement that makes it, in the words of the user
   */
  static PlainColumn read(ColumnDefinitionContext node, String verb, Reader reader) {
    boolean notNull = false;
    for (ColumnOptionContext option : node.columnOption()) {
      notNull |= option instanceof NotNullOptionContext;
      if (!(option instanceof NotNullOptionContext)) {
        reader.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE,
                    "a column made by " + verb + " takes a type and not null, nothing else")
                .at(Reader.span(option), "say it in a statement after this one"));
      }
    }
    return new PlainColumn(
        Reader.name(node.newName()),
        reader.type(node.typeRef()),
        Reader.span(node.typeRef()),
        notNull);
  }

  /** The column that a refused statement would have made. */
  void assume(Lowering to, Table own, Span span) {
    SqlType resolved = SchemaTypes.resolve(to, type, typeSpan, own.options().strict());
    Assumptions.column(to, own, name.text(), resolved, span);
  }

  /** The column as it shall be in the end; reports a name that is taken and an unknown type. */
  Column make(Lowering to, Table own) {
    String made =
        to.newName(name, n -> !own.columnsLike(n).isEmpty(), "column of " + own.name() + " called");
    SqlType resolved = SchemaTypes.resolve(to, type, typeSpan, own.options().strict());
    return Column.of(made, resolved, !notNull);
  }
}
