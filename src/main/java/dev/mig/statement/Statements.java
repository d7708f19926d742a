package dev.mig.statement;

import dev.mig.statement.check.Assert;
import dev.mig.statement.check.Expect;
import dev.mig.statement.check.Require;
import dev.mig.statement.data.Combine;
import dev.mig.statement.data.Copy;
import dev.mig.statement.data.Dedupe;
import dev.mig.statement.data.Delete;
import dev.mig.statement.data.Extract;
import dev.mig.statement.data.Fill;
import dev.mig.statement.data.Fold;
import dev.mig.statement.data.Insert;
import dev.mig.statement.data.Lift;
import dev.mig.statement.data.MapValues;
import dev.mig.statement.data.Move;
import dev.mig.statement.data.Remap;
import dev.mig.statement.data.Save;
import dev.mig.statement.data.Split;
import dev.mig.statement.data.Sql;
import dev.mig.statement.data.Update;
import dev.mig.statement.data.WithoutTriggers;
import dev.mig.statement.schema.AddCheck;
import dev.mig.statement.schema.AddColumn;
import dev.mig.statement.schema.AddForeignKey;
import dev.mig.statement.schema.AddIndex;
import dev.mig.statement.schema.AddPrimaryKey;
import dev.mig.statement.schema.AddUnique;
import dev.mig.statement.schema.AlterColumn;
import dev.mig.statement.schema.CreateTable;
import dev.mig.statement.schema.DropColumn;
import dev.mig.statement.schema.DropConstraint;
import dev.mig.statement.schema.DropIndex;
import dev.mig.statement.schema.DropTable;
import dev.mig.statement.schema.RenameColumn;
import dev.mig.statement.schema.RenameConstraint;
import dev.mig.statement.schema.RenameIndex;
import dev.mig.statement.schema.RenameTable;
import dev.mig.statement.schema.ReplacePrimaryKey;
import dev.mig.statement.schema.ValidateConstraint;
import dev.mig.syntax.MigParser.AddCheckStatementContext;
import dev.mig.syntax.MigParser.AddColumnStatementContext;
import dev.mig.syntax.MigParser.AddForeignKeyStatementContext;
import dev.mig.syntax.MigParser.AddIndexStatementContext;
import dev.mig.syntax.MigParser.AddPrimaryKeyStatementContext;
import dev.mig.syntax.MigParser.AddUniqueStatementContext;
import dev.mig.syntax.MigParser.AlterColumnStatementContext;
import dev.mig.syntax.MigParser.AssertStatementContext;
import dev.mig.syntax.MigParser.CombineStatementContext;
import dev.mig.syntax.MigParser.CopyStatementContext;
import dev.mig.syntax.MigParser.CreateTableStatementContext;
import dev.mig.syntax.MigParser.DedupeStatementContext;
import dev.mig.syntax.MigParser.DeleteStatementContext;
import dev.mig.syntax.MigParser.DropColumnStatementContext;
import dev.mig.syntax.MigParser.DropConstraintStatementContext;
import dev.mig.syntax.MigParser.DropIndexStatementContext;
import dev.mig.syntax.MigParser.DropTableStatementContext;
import dev.mig.syntax.MigParser.ExpectStatementContext;
import dev.mig.syntax.MigParser.ExtractStatementContext;
import dev.mig.syntax.MigParser.FillStatementContext;
import dev.mig.syntax.MigParser.FoldStatementContext;
import dev.mig.syntax.MigParser.InsertStatementContext;
import dev.mig.syntax.MigParser.LiftStatementContext;
import dev.mig.syntax.MigParser.MapStatementContext;
import dev.mig.syntax.MigParser.MoveStatementContext;
import dev.mig.syntax.MigParser.OnStatementContext;
import dev.mig.syntax.MigParser.RemapStatementContext;
import dev.mig.syntax.MigParser.RenameColumnStatementContext;
import dev.mig.syntax.MigParser.RenameConstraintStatementContext;
import dev.mig.syntax.MigParser.RenameIndexStatementContext;
import dev.mig.syntax.MigParser.RenameTableStatementContext;
import dev.mig.syntax.MigParser.ReplacePrimaryKeyStatementContext;
import dev.mig.syntax.MigParser.RequireStatementContext;
import dev.mig.syntax.MigParser.SaveStatementContext;
import dev.mig.syntax.MigParser.SplitStatementContext;
import dev.mig.syntax.MigParser.SqlStatementContext;
import dev.mig.syntax.MigParser.UpdateStatementContext;
import dev.mig.syntax.MigParser.ValidateConstraintStatementContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;

/** Which class reads which parse-tree node: one line for each statement. */
public final class Statements {
  /** Reads one statement; a statement over several tables or columns may become several. */
  @FunctionalInterface
  interface Read<C extends ParserRuleContext> {
    List<? extends Statement> read(C node, Reader reader);
  }

  private static final Map<Class<?>, Read<ParserRuleContext>> READERS =
      Map.ofEntries(
          entry(AddCheckStatementContext.class, AddCheck::read),
          entry(AddColumnStatementContext.class, AddColumn::read),
          entry(AddForeignKeyStatementContext.class, AddForeignKey::read),
          entry(AddIndexStatementContext.class, AddIndex::read),
          entry(AddPrimaryKeyStatementContext.class, AddPrimaryKey::read),
          entry(AddUniqueStatementContext.class, AddUnique::read),
          entry(AlterColumnStatementContext.class, AlterColumn::read),
          entry(AssertStatementContext.class, Assert::read),
          entry(CombineStatementContext.class, Combine::read),
          entry(CopyStatementContext.class, Copy::read),
          entry(CreateTableStatementContext.class, CreateTable::read),
          entry(DedupeStatementContext.class, Dedupe::read),
          entry(DeleteStatementContext.class, Delete::read),
          entry(DropColumnStatementContext.class, DropColumn::read),
          entry(DropConstraintStatementContext.class, DropConstraint::read),
          entry(DropIndexStatementContext.class, DropIndex::read),
          entry(DropTableStatementContext.class, DropTable::read),
          entry(ExpectStatementContext.class, Expect::read),
          entry(ExtractStatementContext.class, Extract::read),
          entry(FillStatementContext.class, Fill::read),
          entry(FoldStatementContext.class, Fold::read),
          entry(InsertStatementContext.class, Insert::read),
          entry(LiftStatementContext.class, Lift::read),
          entry(MapStatementContext.class, MapValues::read),
          entry(MoveStatementContext.class, Move::read),
          entry(RemapStatementContext.class, Remap::read),
          entry(RenameColumnStatementContext.class, RenameColumn::read),
          entry(RenameConstraintStatementContext.class, RenameConstraint::read),
          entry(RenameIndexStatementContext.class, RenameIndex::read),
          entry(RenameTableStatementContext.class, RenameTable::read),
          entry(ReplacePrimaryKeyStatementContext.class, ReplacePrimaryKey::read),
          entry(RequireStatementContext.class, Require::read),
          entry(SaveStatementContext.class, Save::read),
          entry(SplitStatementContext.class, Split::read),
          entry(SqlStatementContext.class, Sql::read),
          entry(UpdateStatementContext.class, Update::read),
          entry(ValidateConstraintStatementContext.class, ValidateConstraint::read));

  private static final Set<Class<?>> ROWS =
      Set.of(
          CombineStatementContext.class,
          CopyStatementContext.class,
          DedupeStatementContext.class,
          DeleteStatementContext.class,
          ExtractStatementContext.class,
          FillStatementContext.class,
          FoldStatementContext.class,
          InsertStatementContext.class,
          LiftStatementContext.class,
          MapStatementContext.class,
          MoveStatementContext.class,
          OnStatementContext.class,
          RemapStatementContext.class,
          SaveStatementContext.class,
          SplitStatementContext.class,
          UpdateStatementContext.class);

  private Statements() {}

  private static <C extends ParserRuleContext> Map.Entry<Class<?>, Read<ParserRuleContext>> entry(
      Class<C> node, Read<C> read) {
    return Map.entry(node, (n, reader) -> read.read(node.cast(n), reader));
  }

  /** Reads the statement that this node is the tree of. */
  static List<? extends Statement> read(ParserRuleContext node, Reader reader) {
    Read<ParserRuleContext> read = READERS.get(node.getClass());
    if (read == null) {
      throw new IllegalStateException("no class reads " + node.getClass().getSimpleName());
    }
    return WithoutTriggers.read(node, read.read(node, reader));
  }

  /** Whether a node may stand in a block whose rows are moved in batches. */
  static boolean movesRows(ParserRuleContext node) {
    return ROWS.contains(node.getClass());
  }

  /** Every kind of node that has a reader. */
  public static Set<Class<?>> nodes() {
    return READERS.keySet();
  }
}
