package dev.mig.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.mig.language.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What in {@code editor-support/} is made from the lexer's vocabulary and the snippets. */
class GeneratedFilesTest {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z ]+)}}");

  /** The lines from one that tells what is generated, and from what, to the next that ends it. */
  private static final Pattern SECTION =
      Pattern.compile(
          "(?ms)^([^\\w\\n"
              + "]+ generated: (?:([\\w -]+) = )?([a-z ]+))\\n"
              + "(.*?)^([^\\w\\n"
              + "]+ end of generated)$");

  private static final int WIDTH = 110;

  @Test
  void theTextMateGrammarKnowsTheWords() throws IOException {
    Path textmate = Corpus.FOLDER.resolve("textmate");
    JsonObject template =
        JsonParser.parseString(Files.readString(textmate.resolve("mig.template.json")))
            .getAsJsonObject();
    JsonObject names = template.remove("names").getAsJsonObject();
    JsonElement grammar = filled(template, names);
    Golden.hold(
        Corpus.FOLDER.resolve("vscode/syntaxes/mig.tmLanguage.json"), GSON.toJson(grammar) + "\n");
    Golden.hold(
        textmate.resolve("Mig.tmbundle/Syntaxes/mig.tmLanguage"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        %s</plist>
        """
            .formatted(plist(grammar, "")));
  }

  @Test
  void theSnippetsAreThoseOfTheLanguage() throws IOException {
    JsonObject snippets = new JsonObject();
    for (String snippet : Snippets.ALL) {
      String plain = snippet.replaceAll("\\$\\{\\d+:([^}]*)}", "$1");
      JsonObject entry = new JsonObject();
      entry.addProperty("prefix", snippet.substring(0, snippet.indexOf("${")).strip());
      JsonArray body = new JsonArray();
      snippet.lines().forEach(body::add);
      entry.add("body", body);
      snippets.add(plain.lines().findFirst().orElseThrow(), entry);
    }
    Golden.hold(Corpus.FOLDER.resolve("vscode/snippets/mig.json"), GSON.toJson(snippets) + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "highlightjs/mig.js, 6",
    "vim/syntax/mig.vim, 6",
    "vim/indent/mig.vim, 1",
    "emacs/mig-mode.el, 6"
  })
  void theFilesOfEditorsKnowTheWords(String name, int sections) throws IOException {
    Path file = Corpus.FOLDER.resolve(name);
    Matcher section = SECTION.matcher(Files.readString(file));
    StringBuilder text = new StringBuilder();
    int found = 0;
    while (section.find()) {
      List<String> words =
          Objects.requireNonNull(Vocabulary.lists().get(section.group(3)), section.group(3));
      String lines = section(name, String.valueOf(section.group(2)), words);
      section.appendReplacement(
          text, Matcher.quoteReplacement(section.group(1) + "\n" + lines + section.group(5)));
      found++;
    }
    section.appendTail(text);
    assertThat(found).isEqualTo(sections);
    Golden.hold(file, text.toString());
  }

  /** A list of words in the language of a file, under the name that it has there. */
  private static String section(String file, String name, List<String> words) {
    if (file.endsWith(".vim")) {
      List<String> quoted = words.stream().map(word -> "'" + word + "',").toList();
      return "let s:"
          + name
          + " = [\n      \\ "
          + wrapped(quoted, WIDTH).replace("\n", "\n      \\ ")
          + "\n      \\ ]\n";
    }
    if (file.endsWith(".el")) {
      List<String> quoted = words.stream().map(word -> '"' + word + '"').toList();
      return "(defconst "
          + name
          + "\n  '("
          + wrapped(quoted, WIDTH).replace("\n", "\n    ")
          + "))\n";
    }
    return "const "
        + name
        + " = words(`\n  "
        + wrapped(words, WIDTH).replace("\n", "\n  ")
        + "\n`);\n";
  }

  private static String wrapped(List<String> words, int width) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : words) {
      if (column > 0) {
        boolean full = column + 1 + word.length() > width;
        text.append(full ? '\n' : ' ');
        column = full ? 0 : column + 1;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }

  /** The template with what stands in double braces put in: its own names, and lists of words. */
  private static JsonElement filled(JsonElement element, JsonObject names) {
    return switch (element) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.asMap().forEach((key, value) -> copy.add(key, filled(value, names)));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(value -> copy.add(filled(value, names)));
        yield copy;
      }
      default -> new JsonPrimitive(filled(element.getAsString(), names));
    };
  }

  private static String filled(String text, JsonObject names) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String name = place.group(1);
              List<String> words = Vocabulary.lists().get(name);
              return Matcher.quoteReplacement(
                  words == null
                      ? filled(names.get(name).getAsString(), names)
                      : "(?:" + String.join("|", words) + ")");
            });
  }

  private static String plist(JsonElement element, String indent) {
    return switch (element) {
      case JsonObject object ->
          indent
              + "<dict>\n"
              + object.asMap().entrySet().stream()
                  .map(entry -> plist(entry, indent + "  "))
                  .collect(Collectors.joining())
              + indent
              + "</dict>\n";
      case JsonArray array ->
          indent
              + "<array>\n"
              + array.asList().stream()
                  .map(value -> plist(value, indent + "  "))
                  .collect(Collectors.joining())
              + indent
              + "</array>\n";
      default -> indent + "<string>" + escaped(element.getAsString()) + "</string>\n";
    };
  }

  private static String plist(Map.Entry<String, JsonElement> entry, String indent) {
    return indent
        + "<key>"
        + escaped(entry.getKey())
        + "</key>\n"
        + plist(entry.getValue(), indent);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
