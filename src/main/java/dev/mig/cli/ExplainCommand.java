package dev.mig.cli;

import dev.mig.language.Pages;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.terminal.Markdown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a code of a message, or a statement of the language. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Explain the code of a message, or a statement of the language.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig explain D204",
      "  mig explain unmapped-value",
      "  mig explain split",
      "  mig explain add           the forms that it has",
      "  mig explain add column",
      "  mig explain               lists everything there is"
    })
final class ExplainCommand extends Action {
  @Parameters(
      arity = "0..*",
      paramLabel = "CODE|STATEMENT",
      description = "Such as D204, unmapped-value, split, or add column.")
  private List<String> words = List.of();

  @Override
  Exit act(Talk talk) {
    if (words.isEmpty()) {
      list(talk);
      return Exit.DONE;
    }
    String asked = String.join(" ", words);
    Optional<Code> code = Code.find(asked);
    String page =
        code.map(Pages::code)
            .or(() -> Pages.statement(asked))
            .orElseThrow(() -> new Stop(Exit.USAGE, List.of(unknown(asked))));
    talk.put("topic", code.map(Code::id).orElse(asked.toLowerCase(Locale.ROOT)));
    talk.put("page", page);
    talk.text(
        Markdown.show(page, talk.colour(), talk.colour().on() ? talk.around().width() - 1 : 0));
    return Exit.DONE;
  }

  private static void list(Talk talk) {
    talk.line("statements");
    Pages.statements()
        .forEach(s -> talk.line("  " + String.join(", ", s.names()) + ": " + s.summary()));
    talk.line("");
    talk.line("codes");
    for (Code code : Code.values()) {
      talk.line("  " + code.id() + "  " + code.slug());
    }
  }

  private static Diagnostic unknown(String asked) {
    List<String> known = new ArrayList<>(Pages.names());
    Arrays.stream(Code.values()).forEach(c -> known.addAll(List.of(c.id(), c.slug())));
    Diagnostic.Builder problem =
        Diagnostic.error(Code.BAD_SETTING, "there is no code and no statement '" + asked + "'");
    List<String> near = Nearest.to(asked, known);
    if (!near.isEmpty()) {
      problem.note("the nearest: " + String.join(", ", near));
    }
    return problem.note("mig explain lists all").build();
  }
}
