package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents show is so: scripts parse, commands and exit codes are those there are, files
 * are where links lead.
 */
class DocumentsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```mig\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");

  @TempDir Path folder;

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(
                  Path.of("README.md"), Path.of("examples/README.md"), Path.of("CHANGELOG.md")),
              docs.filter(d -> d.toString().endsWith(".md")))
          .toList();
    }
  }

  /** The files below these, the folder itself or the file. */
  private static List<Path> texts(String extension, String... roots) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(f -> f.toString().endsWith(extension)).forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void scriptsParseAndAreInTheirLayout() throws IOException {
    int count = 0;
    for (Path file : texts(".md", "README.md", "docs", "src/main/resources/mig")) {
      Matcher block = BLOCK.matcher(Files.readString(file));
      while (block.find()) {
        Parsed parsed = Syntax.parse(new Source(file.toString(), block.group(1)));
        Optional<String> text = Layout.format(parsed);
        // what the page of a code calls wrong may be wrong already for the parser
        if (text.isPresent() || !file.toString().contains("explain")) {
          assertThat(parsed.diagnostics()).as(file.toString()).isEmpty();
          assertThat(block.group(1)).as(file.toString()).isEqualTo(text.orElseThrow());
        }
        count++;
      }
    }
    assertThat(count).isGreaterThan(200);
  }

  @Test
  void examplesAreInTheirLayout() throws IOException {
    for (Path file : texts("script.mig", "examples")) {
      String text = Files.readString(file);
      assertThat(text)
          .as(file.toString())
          .isEqualTo(Layout.format(Syntax.parse(new Source("x", text))).orElseThrow());
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        assertThat(document.toAbsolutePath().resolveSibling(link.group(1))).exists();
      }
    }
  }

  @Test
  void theReferenceNamesEveryCommandAndOption() throws IOException {
    String reference = Files.readString(Path.of("docs/cli.md"));
    String help = new Shell(folder).mig("--help").out();
    for (String command :
        "init new check plan up down to redo status graph history verify repair schema run work jobs saved fmt explain demo"
            .split(" ")) {
      assertThat(reference).contains("| `mig " + command);
      help += new Shell(folder).mig(command, "--help").out();
    }
    Matcher option = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)").matcher(help);
    while (option.find()) {
      assertThat(reference).contains(option.group(1));
    }
    for (Exit exit : Exit.values()) {
      assertThat(reference).contains("| " + exit.code() + " |").contains("`" + exit.word() + "`");
    }
  }

  @Test
  void theGuideIsWhatHappens() throws IOException {
    String guide = Files.readString(Path.of("docs/getting-started.md"));
    Shell shell = new Shell(folder);
    for (String statement : block(guide, "sql", 0).split(";\n")) {
      shell.sql(statement);
    }
    String first = block(guide, "mig", 0);
    shell.write("migrations/001_split_full_name.mig", first);
    String found = shell.mig("check").out().replace(folder + "/", "");
    String shown = block(guide, "", 0);
    assertThat(found).startsWith(shown.substring(shown.indexOf('\n') + 1, shown.indexOf("…")));
    shell.write("migrations/001_split_full_name.mig", block(guide, "mig", 1));
    shown = block(guide, "", 1);
    assertThat(shell.mig("check").out().replace(folder + "/", ""))
        .isEqualTo(shown.substring(shown.indexOf('\n') + 1));
    assertThat(shell.mig("up").exit()).isZero();
    assertThat(shell.mig("down").exit()).isZero();
    assertThat(shell.rows("select full_name from users order by id"))
        .containsExactly("Ada Lovelace", "Grace Hopper", "Plato");
  }

  private static String block(String text, String language, int number) {
    List<String> blocks =
        Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
            .matcher(text)
            .results()
            .filter(m -> m.group(1).equals(language))
            .map(m -> m.group(2))
            .toList();
    return blocks.get(number);
  }
}
