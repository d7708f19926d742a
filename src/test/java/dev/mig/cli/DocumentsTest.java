package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void scriptsInReadmeAndGuideParse() throws IOException {
    for (String file : List.of("README.md", "docs/getting-started.md", "docs/set.md")) {
      Matcher block = BLOCK.matcher(Files.readString(Path.of(file)));
      assertThat(block.results().count()).isPositive();
      block.reset();
      while (block.find()) {
        assertThat(Syntax.parse(new Source(file, block.group(1))).diagnostics()).isEmpty();
      }
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
