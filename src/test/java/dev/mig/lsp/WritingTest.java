package dev.mig.lsp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What helps while a text is written: completion, quick fixes, the layout. */
class WritingTest extends OneServer {
  private static final String FILE = "migrations/001_status.mig";
  private static final FormattingOptions OPTIONS = new FormattingOptions(2, true);

  private static List<CompletionItem> complete(Editor editor, String text) throws Exception {
    return Editor.wait(
            editor
                .server
                .getTextDocumentService()
                .completion(new CompletionParams(editor.id(FILE), Editor.cursor(text))))
        .getRight()
        .getItems();
  }

  private static CompletionItem item(List<CompletionItem> items, String label) {
    return items.stream()
        .filter(i -> i.getLabel().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(items.stream().map(CompletionItem::getLabel).toList()));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void completionKnowsTheSchemaAsOfThisLine(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key, status varchar(20))");
    String text =
        """
        rename column users.status to state
        add column users.note text
        fill users.¦
        drop column users.note saving
        """;
    editor.create(FILE, text);
    editor.logged("asked the database of " + editor.folder);
    List<CompletionItem> items = complete(editor, text);
    assertThat(items.stream().map(CompletionItem::getLabel))
        .contains("id", "state", "note")
        .doesNotContain("status");
    assertThat(item(items, "note").getKind()).isEqualTo(CompletionItemKind.Field);
    assertThat(item(items, "note").getDetail()).contains("text");
    String later = text.replace("¦", "id = 1").replace("saving\n", "saving\nfill users.¦");
    editor.replace(FILE, later.replace("¦", ""));
    editor.diagnostics(FILE);
    assertThat(complete(editor, later).stream().map(CompletionItem::getLabel))
        .contains("state")
        .doesNotContain("note");
  }

  @Test
  void statementsHaveSnippetsAndTheirPages() throws Exception {
    Editor editor = server.project(null);
    editor.create(FILE, "spl¦");
    List<CompletionItem> items = complete(editor, "spl¦");
    CompletionItem page =
        Editor.wait(
            editor.server.getTextDocumentService().resolveCompletionItem(item(items, "split")));
    assertThat(page.getDocumentation().getRight().getValue()).contains("split");
    CompletionItem snippet =
        items.stream()
            .filter(i -> i.getInsertTextFormat() == InsertTextFormat.Snippet)
            .findFirst()
            .orElseThrow();
    assertThat(snippet.getTextEdit().getLeft().getNewText()).startsWith("split ${1:table}.");
    assertThat(snippet.getTextEdit().getLeft().getRange())
        .isEqualTo(new Range(new Position(0, 0), new Position(0, 3)));
  }

  private static List<CodeAction> actions(Editor editor, Diagnostic diagnostic, String kind)
      throws Exception {
    CodeActionContext context = new CodeActionContext(List.of(diagnostic), List.of(kind));
    return Editor.wait(
            editor
                .server
                .getTextDocumentService()
                .codeAction(new CodeActionParams(editor.id(FILE), diagnostic.getRange(), context)))
        .stream()
        .map(Either::getRight)
        .toList();
  }

  private static void apply(Editor editor, CodeAction action) {
    editor.apply(FILE, requireNonNull(action.getEdit().getChanges().get(editor.uri(FILE))));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void valuesThatAMapLacksAreAdded(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key, status varchar(20))");
    Commands.sql(database, "insert into users values (1, 'N'), (2, '🏠'), (3, 'it''s')");
    editor.create(FILE, "map values users.status {\n  'N' -> 'new'\n} saving\n");
    Diagnostic unmapped = editor.codes(FILE, "D201").getFirst();
    List<CodeAction> fixes = actions(editor, unmapped, CodeActionKind.QuickFix);
    assertThat(fixes.stream().map(CodeAction::getTitle))
        .containsExactly(
            "keep every other value", "add the missing lines and say what each becomes");
    assertThat(fixes.getLast().getDiagnostics()).containsExactly(unmapped);
    apply(editor, fixes.getLast());
    assertThat(editor.text(FILE)).contains("'🏠' -> '🏠'").contains("'it''s' -> 'it''s'");
    editor.save(FILE);
    editor.codes(FILE);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whatAMissingPartBecomesIsSaid(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key, full_name varchar(50))");
    Commands.sql(database, "insert into users values (1, 'Ada Lovelace'), (2, 'Cher')");
    editor.create(
        FILE, "split users.full_name at first ' ' into (first varchar(50), last varchar(50))\n");
    Diagnostic unfit = editor.codes(FILE, "D204").getFirst();
    apply(editor, actions(editor, unfit, CodeActionKind.QuickFix).getFirst());
    assertThat(editor.text(FILE)).contains("missing last = first");
    editor.save(FILE);
    editor.codes(FILE);
  }

  @Test
  void theNearestNameIsPut() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    Commands.sql(database, "create table users (id integer primary key)");
    editor.create(FILE, "-- 🏠\nadd column usres.note text\n");
    Diagnostic unknown = editor.codes(FILE, "N101").getFirst();
    CodeAction fix = actions(editor, unknown, CodeActionKind.QuickFix).getFirst();
    assertThat(fix.getTitle()).isEqualTo("write users");
    assertThat(fix.getIsPreferred()).isFalse();
    apply(editor, fix);
    assertThat(editor.text(FILE)).isEqualTo("-- 🏠\nadd column users.note text\n");
    editor.codes(FILE);
  }

  @Test
  void allThatIsSafeIsAppliedAtOnce() throws Exception {
    Editor editor = server.project(null);
    editor.create(
        FILE,
        """
        create tabel users {
          id integer primary key
        }
        add colunm users.note text
        add column user.age integer
        """);
    List<Diagnostic> found = editor.diagnostics(FILE, all -> all.size() > 1);
    assertThat(actions(editor, found.getFirst(), CodeActionKind.QuickFix))
        .anySatisfy(a -> assertThat(a.getIsPreferred()).isTrue());
    List<CodeAction> all = actions(editor, found.getFirst(), CodeActionKind.SourceFixAll);
    assertThat(all).hasSize(1);
    apply(editor, all.getFirst());
    assertThat(editor.text(FILE))
        .isEqualTo(
            """
            create table users {
              id integer primary key
            }
            add column users.note text
            add column user.age integer
            """);
    // The nearest name needs a look first.
    Diagnostic left = editor.codes(FILE, "N101").getFirst();
    assertThat(actions(editor, left, CodeActionKind.SourceFixAll)).isEmpty();
  }

  @Test
  void theLayoutOfAFileWithTheLineEndsThatItHas() throws Exception {
    Editor editor = server.project(null);
    editor.create(
        FILE, "ADD  COLUMN users.note text -- 🏠  \r\n\r\n\r\n\tadd column users.age integer");
    List<? extends TextEdit> edits =
        Editor.wait(
            editor
                .server
                .getTextDocumentService()
                .formatting(new DocumentFormattingParams(editor.id(FILE), OPTIONS)));
    editor.apply(FILE, edits);
    assertThat(editor.text(FILE))
        .isEqualTo("add column users.note text  -- 🏠\r\n\r\nadd column users.age integer\r\n");
    assertThat(
            Editor.wait(
                editor
                    .server
                    .getTextDocumentService()
                    .formatting(new DocumentFormattingParams(editor.id(FILE), OPTIONS))))
        .isEmpty();
  }

  @Test
  void theLayoutOfARangeChangesNothingElse() throws Exception {
    Editor editor = server.project(null);
    editor.create(
        FILE, "add  column users.a text\nadd  column users.b text\nadd  column users.c text\n");
    List<? extends TextEdit> edits =
        Editor.wait(
            editor
                .server
                .getTextDocumentService()
                .rangeFormatting(
                    new DocumentRangeFormattingParams(
                        editor.id(FILE),
                        OPTIONS,
                        new Range(new Position(1, 0), new Position(2, 0)))));
    editor.apply(FILE, edits);
    assertThat(editor.text(FILE))
        .isEqualTo("add  column users.a text\nadd column users.b text\nadd  column users.c text\n");
  }

  @Test
  void aBraceThatClosesBringsItsStatementIntoLayout() throws Exception {
    Editor editor = server.project(null);
    String text =
        "add  column users.a text\nmap values users.status {\n'N' -> 'new'\n'LONG' -> 'x'\n}¦";
    editor.create(FILE, text);
    List<? extends TextEdit> edits =
        Editor.wait(
            editor
                .server
                .getTextDocumentService()
                .onTypeFormatting(
                    new DocumentOnTypeFormattingParams(
                        editor.id(FILE), OPTIONS, Editor.cursor(text), "}")));
    editor.apply(FILE, edits);
    assertThat(editor.text(FILE))
        .isEqualTo(
            "add  column users.a text\nmap values users.status {\n"
                + "  'N'    -> 'new'\n  'LONG' -> 'x'\n}");
  }
}
