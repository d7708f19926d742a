package dev.mig.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.mig.source.Diagnostic;
import dev.mig.source.JsonRenderer;
import dev.mig.source.Severity;
import dev.mig.source.TextRenderer;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a command says: lines for people on standard output, remarks on standard error, diagnostics
 * on either; or, with {@code --json}, one object on standard output when it ends.
 */
final class Talk {
  private final Surroundings around;
  private final boolean json;
  private final boolean samples;
  private final Colour out;
  private final Colour err;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final JsonObject details = new JsonObject();
  private boolean writing;
  private boolean begun;

  Talk(Surroundings around, GlobalOptions options) {
    this.around = around;
    this.json = options.json;
    this.samples = !options.noSamples;
    this.out = Colour.decide(options.color, around.environment(), around.terminals().out());
    this.err = Colour.decide(options.color, around.environment(), around.terminals().err());
  }

  Surroundings around() {
    return around;
  }

  boolean json() {
    return json;
  }

  /** The colours of standard output. */
  Colour colour() {
    return out;
  }

  /** The colours of standard error. */
  Colour remarkColour() {
    return err;
  }

  /** A line of the result; nothing with {@code --json}. */
  void line(String text) {
    if (!json) {
      around.out().println(text);
      begun = true;
    }
  }

  /** A blank line between two parts of the result. */
  void gap() {
    if (begun) {
      line("");
    }
  }

  void text(String text) {
    if (!json) {
      around.out().print(text);
      begun = true;
    }
  }

  /** A line about what is going on, which is not the result. */
  void remark(String text) {
    around.err().println(text);
  }

  /**
   * Something that happens on the way, with {@code --json}: an object in a line of its own on
   * standard error.
   */
  void event(JsonObject event) {
    remark(JsonRenderer.text(event));
  }

  /** Whether standard error takes more than ASCII. */
  boolean unicode() {
    return around.err().charset().equals(StandardCharsets.UTF_8);
  }

  /** A member of the JSON object. */
  void put(String name, JsonElement value) {
    details.add(name, value);
  }

  void put(String name, String value) {
    details.addProperty(name, value);
  }

  /** Shows diagnostics that are the result, such as those of a check. */
  void find(List<Diagnostic> found) {
    show(found, around.out(), out);
  }

  /** Shows diagnostics that say why there is no result. */
  void complain(List<Diagnostic> found) {
    show(found, around.err(), err);
  }

  /** Shows what a run remarks, unless the check has said it of the same place. */
  void remark(Diagnostic found) {
    boolean said =
        diagnostics.stream()
            .anyMatch(
                d ->
                    d.code() == found.code()
                        && d.span().equals(found.span())
                        && Objects.equals(d.source(), found.source()));
    if (!said) {
      complain(List.of(found));
    }
  }

  private void show(List<Diagnostic> found, PrintStream stream, Colour colour) {
    for (Diagnostic diagnostic : found) {
      Diagnostic shown = samples ? diagnostic : diagnostic.with(null);
      if (!diagnostics.isEmpty() && !json) {
        stream.println();
      }
      diagnostics.add(shown);
      if (!json) {
        stream.print(renderer(stream, colour).render(shown));
        begun = true;
      }
    }
  }

  private TextRenderer renderer(PrintStream stream, Colour colour) {
    boolean unicode = stream.charset().equals(StandardCharsets.UTF_8);
    return new TextRenderer(around.width(), unicode, colour.on());
  }

  /** {@code 2 errors, 1 warning}, or nothing for none, of all that was shown. */
  String tally() {
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      long n = diagnostics.stream().filter(d -> d.severity() == severity).count();
      if (n > 0) {
        parts.add(Words.count(n, severity.word()));
      }
    }
    return String.join(", ", parts);
  }

  /** Asks for a yes; no where nobody is there to answer. */
  boolean agrees(String question) {
    String said = answer(question + " [y/N] ").toLowerCase(Locale.ROOT);
    return said.equals("y") || said.equals("yes");
  }

  /** Asks for a line; nothing where nobody is there to answer. */
  String answer(String question) {
    if (!around.interactive()) {
      return "";
    }
    around.err().print(question);
    around.err().flush();
    try {
      StringBuilder answer = new StringBuilder();
      for (int c = around.in().read(); c >= 0 && c != '\n'; c = around.in().read()) {
        answer.append((char) c);
      }
      return answer.toString().strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** From here on the database may be written to. */
  void beginWriting() {
    writing = true;
  }

  /** Whether the database may have been written to. */
  boolean writing() {
    return writing;
  }

  /** Prints the JSON object, if that is wanted, and flushes everything. */
  void end(String command, Exit exit) {
    if (json) {
      JsonObject object = new JsonRenderer(samples).document(exit.word(), exit.code(), diagnostics);
      object.addProperty("command", command);
      details.entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
      around.out().println(JsonRenderer.text(object));
    }
    around.out().flush();
    around.err().flush();
  }
}
