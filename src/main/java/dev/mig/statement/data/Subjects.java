package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.schema.Table;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.SubjectTableContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** The table after {@code delete} and {@code save}, and the condition over it. */
final class Subjects {
  private Subjects() {}

  /**
   * The table said, {@code rows} or nothing for that of the block; without either S101 is reported.
   */
  static TableName table(
      @Nullable SubjectTableContext node, ParserRuleContext statement, Reader reader) {
    if (node == null) {
      return reader.table(null, statement);
    }
    TableName block = reader.block();
    if (block != null && node.getText().equalsIgnoreCase("rows")) {
      return new TableName(block.name(), Reader.span(node));
    }
    List<ParserRuleContext> words = new ArrayList<>();
    words.add(node.subjectWord());
    if (node.anyName() != null) {
      words.add(node.anyName());
    }
    return new TableName(Reader.qualified(words), Reader.span(node));
  }

  /** The condition typed over the table under its own name; null for none and after a report. */
  static @Nullable Expr condition(Lowering to, Table table, boolean block, @Nullable Expr where) {
    if (where == null) {
      return null;
    }
    String alias = table.name().name();
    Expr named = block ? Names.qualify(where, alias, table) : where;
    Select read = Select.of(List.of(), new TableFrom(table.name(), alias), named);
    return RowTyper.typer(to, Scope.of(to.schema())).query(read) instanceof Select s
        ? s.where()
        : null;
  }
}
