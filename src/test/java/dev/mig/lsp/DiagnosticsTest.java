package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCapabilities;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor is told of its texts. */
class DiagnosticsTest extends OneServer {
  private static final String FILE = "migrations/001_status.mig";

  @ParameterizedTest
  @MethodSource("databases")
  void theRowsAreAsked(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key, status varchar(20))");
    Commands.sql(database, "insert into users values (1, 'N'), (2, 'B'), (3, 'B')");
    editor.create(FILE, "map values users.status {\n  'N' -> 'new'\n} saving\n");
    Diagnostic unmapped = editor.codes(FILE, "D201").getFirst();
    assertThat(unmapped.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
    assertThat(unmapped.getSource()).isEqualTo("mig");
    assertThat(Path.of(URI.create(unmapped.getCodeDescription().getHref())))
        .content()
        .startsWith("# D201");
    assertThat(unmapped.getMessage().getLeft()).contains("'B'").contains("rows: status 'B' 2");
  }

  @Test
  void aLineThatNothingReachesIsGreyed() throws Exception {
    Editor editor = server.project(null);
    editor.create(
        FILE,
        """
        create table users {
          status text
        }
        map values users.status {
          'N' -> 'new'
          'N' -> 'nothing'
        } losing
        """);
    Diagnostic unreachable = editor.codes(FILE, "D202").getFirst();
    assertThat(unreachable.getTags()).containsExactly(DiagnosticTag.Unnecessary);
    assertThat(unreachable.getRange().getStart().getLine()).isEqualTo(5);
    assertThat(unreachable.getRelatedInformation())
        .singleElement()
        .satisfies(
            related -> {
              assertThat(related.getLocation().getUri()).isEqualTo(editor.uri(FILE));
              assertThat(related.getLocation().getRange().getStart().getLine()).isEqualTo(4);
            });
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whatTheRowsSaidStaysAtStatementsThatDidNotChange(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key, status varchar(20))");
    Commands.sql(database, "insert into users values (1, 'N'), (2, 'B')");
    String null_ = "alter column users.id set not null\n";
    editor.create(FILE, "map values users.status {\n  'N' -> 'new'\n} saving\n" + null_);
    editor.codes(FILE, "D201");
    editor.type(FILE, new Position(0, 0), "add column users.note text\n");
    List<Diagnostic> moved = editor.diagnostics(FILE);
    assertThat(Editor.codes(moved)).containsExactly("D201");
    assertThat(moved.getFirst().getRange().getStart().getLine()).isEqualTo(1);
    editor.change(FILE, new Range(new Position(2, 2), new Position(2, 5)), "'B'");
    assertThat(Editor.codes(editor.diagnostics(FILE))).isEmpty();
    editor.save(FILE);
    List<Diagnostic> asked = editor.codes(FILE, "D201");
    assertThat(asked.getFirst().getMessage().getLeft()).contains("'N'");
  }

  @Test
  void oneBrokenStatementHidesNoOther() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key)");
    editor.create(
        FILE,
        """
        add column users.note txet
        alter colunm users.id type text
        drop column users.nothing
        """);
    editor.codes(FILE, "N108", "S101", "N102");
  }

  @Test
  void aFileBehindARefusedOneIsNotChecked() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    editor.write("migrations/001_first.mig", "drop table nothing\n");
    editor.create("migrations/002_second.mig", "drop table something\n");
    List<Diagnostic> told =
        editor.diagnostics(
            "migrations/002_second.mig",
            all -> all.stream().anyMatch(d -> d.getMessage().getLeft().contains("not checked")));
    assertThat(told)
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.getMessage().getLeft())
                  .contains("it comes after first, which is refused");
              assertThat(d.getSeverity()).isEqualTo(DiagnosticSeverity.Information);
            });
    editor.open("migrations/001_first.mig", "create table t {\n  id integer primary key\n}\n");
    editor.save("migrations/001_first.mig");
    editor.codes("migrations/002_second.mig", "N101");
  }

  @Test
  void oneFileFindsWhatAnotherThatIsOpenWouldLeave() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    editor.create("migrations/001_first.mig", "create table a {\n  id integer primary key\n}\n");
    editor.create("migrations/002_second.mig", "add column b.note text\n");
    editor.codes("migrations/002_second.mig", "N101");
    editor.change(
        "migrations/001_first.mig", new Range(new Position(0, 13), new Position(0, 14)), "b");
    editor.codes("migrations/002_second.mig");
  }

  @Test
  void whatIsIncludedIsToldAtItsPlace() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key)");
    editor.write(
        "migrations/lib/audit.mig", "define audited(table t) {\n  add column t.id integer\n}\n");
    editor.create(FILE, "include 'lib/audit.mig'\naudited(users)\n");
    List<Diagnostic> found = editor.codes(FILE, "N103");
    assertThat(found.getFirst().getRange().getStart().getLine()).isEqualTo(1);
    assertThat(found.getFirst().getRelatedInformation())
        .anySatisfy(
            related ->
                assertThat(related.getLocation().getUri())
                    .isEqualTo(editor.uri("migrations/lib/audit.mig")));
  }

  @Test
  void whatIsAppliedIsTold() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    editor.write("migrations/001_first.mig", "create table a {\n  id integer primary key\n}\n");
    assertThat(Commands.run(editor.folder, database.url(), "up")).isZero();
    editor.open("migrations/001_first.mig", "create table a {\n  id integer primary key\n}\n");
    editor.codes("migrations/001_first.mig", "G506");
    editor.type("migrations/001_first.mig", new Position(1, 2), "note text,\n  ");
    editor.codes("migrations/001_first.mig", "G504", "G506");
  }

  @Test
  void anEditorCanAskForThem() throws Exception {
    TextDocumentClientCapabilities texts = new TextDocumentClientCapabilities();
    texts.setDiagnostic(new DiagnosticCapabilities());
    WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
    workspace.setDiagnostics(new DiagnosticWorkspaceCapabilities(true));
    ClientCapabilities all = new ClientCapabilities();
    all.setTextDocument(texts);
    all.setWorkspace(workspace);
    try (Editor editor = Editor.start(folder, null, all)) {
      assertThat(editor.promised.getCapabilities().getDiagnosticProvider()).isNotNull();
      editor.create(FILE, "create tabel a\n");
      List<Diagnostic> found =
          Editor.wait(
                  editor
                      .server
                      .getTextDocumentService()
                      .diagnostic(new DocumentDiagnosticParams(editor.id(FILE))))
              .getRelatedFullDocumentDiagnosticReport()
              .getItems();
      assertThat(Editor.codes(found)).containsExactly("S101");
      assertThat(editor.quit()).isZero();
    }
  }

  @Test
  void theCommandReadsTheDatabaseAgain() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    editor.create(FILE, "add column users.note text\n");
    editor.codes(FILE, "N101");
    Commands.sql(database, "create table users (id integer primary key)");
    Editor.wait(
        editor
            .server
            .getWorkspaceService()
            .executeCommand(new ExecuteCommandParams("mig.refresh", List.of())));
    editor.codes(FILE);
  }

  @Test
  void withoutADatabaseTheSnapshotCounts() throws Exception {
    Editor editor = server.project(null);
    TestDatabase database = sqlite();
    Commands.sql(database, "create table users (id integer primary key)");
    assertThat(Commands.run(editor.folder, database.url(), "schema", "--save")).isZero();
    editor.create(FILE, "add column users.note text\nadd column other.note text\n");
    List<Diagnostic> found = editor.codes(FILE, "N101");
    assertThat(found.getFirst().getRange().getStart().getLine()).isEqualTo(1);
  }

  @Test
  void aSnapshotThatIsOldIsToldOnceAndDoesNotCount() throws Exception {
    TestDatabase database = sqlite();
    Commands.sql(database, "create table users (id integer primary key)");
    Editor editor = server.project(database.url());
    assertThat(Commands.run(editor.folder, database.url(), "schema", "--save")).isZero();
    Commands.sql(database, "create table other (id integer primary key)");
    editor.create(FILE, "add column other.note text\n");
    assertThat(editor.message().getMessage()).contains("mig.schema.json is not as the live schema");
    editor.codes(FILE);
    editor.save(FILE);
    editor.type(FILE, new Position(0, 0), "add column nothing.note text\n");
    editor.save(FILE);
    editor.codes(FILE, "N101");
    assertThat(editor.shown).hasSize(1);
  }

  @Test
  void whereNobodyKnowsTheSchemaUnknownTablesAreNoMistakes() throws Exception {
    Editor editor = server.project(null);
    editor.create(FILE, "add column users.note text\ncreate table t {\n  a integr\n}\n");
    editor.codes(FILE, "N108");
  }

  @Test
  void aProjectThatMakesItsTablesKnowsThem() throws Exception {
    Editor editor = server.project(null);
    editor.create(
        FILE,
        """
        create table users {
          id integer primary key
        }
        add column user.note text
        add column users.id text
        """);
    editor.codes(FILE, "N101", "N103");
  }
}
