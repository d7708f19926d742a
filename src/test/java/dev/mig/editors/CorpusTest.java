package dev.mig.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.mig.language.Tint;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the editors' grammars are held to: {@code corpus.json} with each token's name, meaning and
 * scope, and a picture in letters of every example. Both come from the real lexer.
 */
class CorpusTest {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Test
  void theCorpusIsWhatTheLexerSays() throws IOException {
    String entries =
        Corpus.entries().entrySet().stream()
            .map(entry -> shown(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",\n"));
    Golden.hold(Corpus.FOLDER.resolve("corpus.json"), "[\n" + entries + "\n]\n");
  }

  @Test
  void theCorpusHasEveryTokenAndEveryMeaning() throws IOException {
    Set<String> tokens = new TreeSet<>();
    Set<String> meanings = new TreeSet<>();
    for (String code : Corpus.entries().values()) {
      for (Meaning meaning : Meaning.of(code)) {
        tokens.add(meaning.token());
        meanings.add(meaning.meaning());
      }
    }
    assertThat(tokens)
        .containsAll(
            IntStream.rangeClosed(1, MigLexer.VOCABULARY.getMaxTokenType())
                .filter(type -> type != MigLexer.BLANK)
                .mapToObj(MigLexer.VOCABULARY::getSymbolicName)
                .toList());
    assertThat(meanings)
        .containsAll(
            Arrays.stream(Tint.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyExampleHasItsPicture() throws IOException {
    for (Map.Entry<String, String> script : Corpus.scripts().entrySet()) {
      Golden.hold(
          Corpus.SNAPSHOTS.resolve(script.getKey() + ".txt"), Corpus.picture(script.getValue()));
    }
    try (Stream<Path> files = Files.list(Corpus.SNAPSHOTS)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(Corpus.scripts().keySet());
    }
  }

  @Test
  void theScriptOnThePicturesIsRight() throws IOException {
    Path script = Corpus.FOLDER.resolve("screenshots/example.mig");
    Parsed parsed = Syntax.parse(new Source("example.mig", Files.readString(script)));
    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(Layout.format(parsed)).contains(Files.readString(script));
  }

  private static String shown(String name, String code) {
    List<String> tokens =
        Meaning.of(code).stream().map(token -> "    " + GSON.toJson(token)).toList();
    return "  {\"name\": %s,\n   \"code\": %s,\n   \"tokens\": [\n%s\n  ]}"
        .formatted(GSON.toJson(name), GSON.toJson(code), String.join(",\n", tokens));
  }
}
