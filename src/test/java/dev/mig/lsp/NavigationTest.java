package dev.mig.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor asks of names and statements, over the protocol; the cursor is a broken bar. */
class NavigationTest extends OneServer {
  private static final String FIRST = "migrations/001_users.mig";
  private static final String SECOND = "migrations/002_orders.mig";

  private static final String USERS =
      """
      create table users {
        id integer primary key
        full_name varchar(50) not null
      }
      """;

  private static final String ORDERS =
      """
      migration orders after users
      -- 🐘 first
      create table orders {
        id integer primary key
        user_id integer references users.id
        number text
      }
      update users set full_name = upper(u.full_name) from users as u matching u.id = users.id saving
      delete users where full_name is null losing
      """;

  private static TextDocumentService texts(Editor editor) {
    return editor.server.getTextDocumentService();
  }

  /** Opens the second script with a cursor before a word, and gives its place. */
  private static Position open(Editor editor, String at) throws Exception {
    String marked = ORDERS.replaceFirst(java.util.regex.Pattern.quote(at), "¦" + at);
    editor.create(FIRST, USERS);
    editor.create(SECOND, marked);
    editor.diagnostics(SECOND);
    return Editor.cursor(marked);
  }

  private static String place(Editor editor, Location location) {
    Position start = location.getRange().getStart();
    String file = location.getUri().substring(location.getUri().lastIndexOf('/') + 1);
    assertThat(location.getUri()).startsWith(editor.folder.toUri().toString());
    return file + ":" + start.getLine() + ":" + start.getCharacter();
  }

  private static List<TextEdit> changes(WorkspaceEdit edit, String uri) {
    return Objects.requireNonNull(edit.getChanges().get(uri));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aColumnIsExplainedFoundAndFollowed(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    Position at = open(editor, "full_name) from");
    Hover hover =
        Objects.requireNonNull(
            Editor.wait(texts(editor).hover(new HoverParams(editor.id(SECOND), at))));
    assertThat(hover.getContents().getRight().getValue())
        .isEqualTo(
            "```mig\nusers.full_name varchar(50) not null\n```\n\n"
                + "from migrations/001_users.mig, line 3");
    assertThat(
            Editor.wait(texts(editor).definition(new DefinitionParams(editor.id(SECOND), at)))
                .getLeft()
                .stream()
                .map(l -> place(editor, l)))
        .containsExactly("001_users.mig:2:2");
    assertThat(
            Editor.wait(
                    texts(editor)
                        .references(
                            new ReferenceParams(editor.id(SECOND), at, new ReferenceContext(true))))
                .stream()
                .map(l -> place(editor, l)))
        .containsExactly(
            "001_users.mig:2:2",
            "002_orders.mig:7:17",
            "002_orders.mig:7:37",
            "002_orders.mig:8:19");
    assertThat(
            Editor.wait(
                texts(editor)
                    .documentHighlight(new DocumentHighlightParams(editor.id(SECOND), at))))
        .hasSize(3);
  }

  @Test
  void aNameChangesInAllFilesButNotInWhatIsApplied() throws Exception {
    TestDatabase database = sqlite();
    Editor editor = server.project(database.url());
    Position at = open(editor, "full_name) from");
    assertThat(
            Editor.wait(texts(editor).prepareRename(new PrepareRenameParams(editor.id(SECOND), at)))
                .getSecond()
                .getPlaceholder())
        .isEqualTo("full_name");
    WorkspaceEdit edit =
        Editor.wait(texts(editor).rename(new RenameParams(editor.id(SECOND), at, "Real name")));
    assertThat(Editor.edited(USERS, changes(edit, editor.uri(FIRST))))
        .contains("  \"Real name\" varchar(50)");
    assertThat(Editor.edited(ORDERS, changes(edit, editor.uri(SECOND))))
        .contains("set \"Real name\" = upper(u.\"Real name\") from");
    editor.write("migrations/002_orders.mig", "assert no users where id < 0\n");
    assertThat(Commands.run(editor.folder, database.url(), "up")).isZero();
    editor.save(SECOND);
    editor.diagnostics(FIRST, all -> !all.isEmpty());
    assertThatThrownBy(
            () ->
                Editor.wait(texts(editor).rename(new RenameParams(editor.id(SECOND), at, "name"))))
        .hasMessageContaining(
            "full_name is named in 001_users.mig, which is applied; a new migration can say:"
                + " rename column users.full_name to …");
  }

  @Test
  void theShapeOfAText() throws Exception {
    Editor editor = server.project(null);
    Position at = open(editor, "full_name is");
    List<DocumentSymbol> outline =
        Editor.wait(texts(editor).documentSymbol(new DocumentSymbolParams(editor.id(SECOND))))
            .stream()
            .map(s -> s.getRight())
            .toList();
    assertThat(outline)
        .extracting(DocumentSymbol::getName)
        .containsExactly("migration orders", "create table orders", "update users", "delete users");
    assertThat(
            Editor.wait(
                texts(editor).foldingRange(new FoldingRangeRequestParams(editor.id(SECOND)))))
        .extracting(f -> f.getStartLine() + "-" + f.getEndLine())
        .containsExactly("2-5");
    SelectionRange word =
        Editor.wait(
                texts(editor)
                    .selectionRange(new SelectionRangeParams(editor.id(SECOND), List.of(at))))
            .getFirst();
    assertThat(word.getRange()).isEqualTo(new Range(new Position(8, 19), new Position(8, 28)));
    assertThat(word.getParent().getRange().getEnd()).isEqualTo(new Position(8, 36));
    assertThat(Editor.wait(texts(editor).documentLink(new DocumentLinkParams(editor.id(SECOND)))))
        .extracting(l -> l.getTarget())
        .containsExactly(editor.uri(FIRST));
  }

  @Test
  void whatWordsMeanAsColours() throws Exception {
    Editor editor = server.project(null);
    open(editor, "number");
    SemanticTokensLegend legend =
        editor.promised.getCapabilities().getSemanticTokensProvider().getLegend();
    SemanticTokens tokens =
        Editor.wait(texts(editor).semanticTokensFull(new SemanticTokensParams(editor.id(SECOND))));
    String[] lines = ORDERS.split("\n");
    List<String> words = new ArrayList<>();
    int line = 0;
    int column = 0;
    for (int i = 0; i < tokens.getData().size(); i += 5) {
      List<Integer> data = tokens.getData().subList(i, i + 5);
      column = data.get(0) == 0 ? column + data.get(1) : data.get(1);
      line += data.get(0);
      words.add(
          lines[line].substring(column, column + data.get(2))
              + " "
              + legend.getTokenTypes().get(data.get(3))
              + (data.get(4) == 1 ? "!" : ""));
    }
    assertThat(words)
        .contains(
            "create keyword",
            "orders class!",
            "number property!",
            "users class",
            "full_name property",
            "upper function",
            "-- 🐘 first comment");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void remarksInLinesAndTheSqlOfStatements(TestDatabase database) throws Exception {
    Editor editor = server.project(database.url());
    open(editor, "upper");
    Range all = new Range(new Position(0, 0), new Position(99, 0));
    assertThat(Editor.wait(texts(editor).inlayHint(new InlayHintParams(editor.id(SECOND), all))))
        .extracting(h -> h.getPosition().getLine() + " " + h.getLabel().getLeft())
        .containsExactly("2 back: exact", "7 back: exact with saved data", "8 back: none");
    List<? extends CodeLens> lenses =
        Editor.wait(texts(editor).codeLens(new CodeLensParams(editor.id(SECOND))));
    assertThat(lenses)
        .extracting(l -> l.getCommand().getTitle())
        .startsWith("SQL on postgres", "SQL on sqlite")
        .last()
        .asString()
        .startsWith("irreversible: ");
    for (CodeLens lens : lenses.subList(0, 2)) {
      String sql =
          Editor.wait(
                  editor
                      .server
                      .getWorkspaceService()
                      .executeCommand(
                          new ExecuteCommandParams(
                              lens.getCommand().getCommand(), lens.getCommand().getArguments())))
              .toString();
      assertThat(sql).containsIgnoringCase("create table").contains("orders");
    }
    assertThatThrownBy(
            () ->
                Editor.wait(
                    editor
                        .server
                        .getWorkspaceService()
                        .executeCommand(new ExecuteCommandParams("mig.sql", List.of("x")))))
        .hasMessageContaining("mig.sql takes");
  }

  @Test
  void howAFunctionIsCalled() throws Exception {
    Editor editor = server.project(null);
    Position at = open(editor, "u.full_name) from");
    SignatureHelp help =
        Objects.requireNonNull(
            Editor.wait(
                texts(editor).signatureHelp(new SignatureHelpParams(editor.id(SECOND), at))));
    assertThat(help.getSignatures().getFirst().getLabel()).startsWith("upper(");
    assertThat(help.getActiveParameter()).isZero();
  }
}
