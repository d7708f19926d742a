package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.project.SourceFiles;
import dev.mig.project.TextFile;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.LineDiff;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import dev.mig.terminal.Colour;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts scripts into the one layout; their meaning, and so their fingerprint, stays. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Put scripts into the one layout.",
      "Comments stay; the meaning of a script, and so its fingerprint, never changes.",
      "Without FILE: the whole folder of migrations."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig fmt                        the whole folder",
      "  mig fmt migrations/014_split_full_name.mig",
      "  mig fmt --check                in a build: exit code 1 if a file would change",
      "  mig fmt --diff                 the same, and what would change in it",
      "  mig fmt --stdin < in.mig > out.mig"
    })
final class FmtCommand extends Action {
  /** Common lines around each difference. */
  private static final int CONTEXT = 2;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts, rewritten in place.")
  private List<String> files = List.of();

  @Option(names = "--check", description = "Change nothing; exit code 1 if a file would change.")
  private boolean check;

  @Option(names = "--diff", description = "As --check, and show what would change.")
  private boolean diff;

  @Option(names = "--stdin", description = "From standard input to standard output.")
  private boolean stdin;

  private final JsonArray changed = new JsonArray();
  private final JsonObject diffs = new JsonObject();
  private final List<Diagnostic> problems = new ArrayList<>();

  @Override
  Exit act(Talk talk) {
    check |= diff;
    if (stdin) {
      return filter(talk);
    }
    talk.put("changed", changed);
    if (diff) {
      talk.put("diffs", diffs);
    }
    List<Source> sources = sources(talk);
    for (Source source : sources) {
      format(talk, source);
    }
    if (!problems.isEmpty()) {
      talk.complain(problems);
      return Stop.because(problems).exit();
    }
    if (changed.isEmpty()) {
      talk.line(Words.count(sources.size(), "file") + ", each in its layout");
    }
    return check && !changed.isEmpty() ? Exit.PENDING : Exit.DONE;
  }

  private Exit filter(Talk talk) {
    if (!files.isEmpty()) {
      throw new Stop(
          Exit.USAGE,
          List.of(
              Diagnostic.error(Code.BAD_SETTING, "--stdin reads standard input, not files")
                  .note("leave out --stdin, or " + String.join(", ", files))
                  .build()));
    }
    Source source = Chosen.source(talk, "-");
    Parsed parsed = Syntax.parse(source);
    Optional<String> text = Layout.format(parsed);
    if (text.isEmpty()) {
      throw new Stop(Exit.REFUSED, parsed.diagnostics());
    }
    if (diff) {
      talk.put("diffs", diffs);
      show(talk, source, text.get());
    }
    if (check) {
      return text.get().equals(source.text()) ? Exit.DONE : Exit.PENDING;
    }
    talk.put("text", text.get());
    talk.text(text.get());
    return Exit.DONE;
  }

  private List<Source> sources(Talk talk) {
    Path here = talk.around().folder();
    if (!files.isEmpty()) {
      Map<Path, String> once = new LinkedHashMap<>();
      files.stream().map(here::resolve).forEach(f -> once.putIfAbsent(real(f), f.toString()));
      return once.values().stream()
          .map(SourceFiles::read)
          .flatMap(loaded -> taken(loaded).stream())
          .toList();
    }
    Path folder = here.resolve(Project.settings(talk, options()).dir());
    if (!Files.isDirectory(folder)) {
      throw Stop.because(Project.noFolder(folder));
    }
    return taken(MigrationFolder.read(folder)).orElse(List.of()).stream()
        .map(MigrationFolder.Entry::source)
        .toList();
  }

  /** One name for a file that is given by several; a file that is not there has its own. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  private <T> Optional<T> taken(Loaded<T> loaded) {
    problems.addAll(loaded.problems());
    return loaded.value();
  }

  private void format(Talk talk, Source source) {
    Parsed parsed = Syntax.parse(source);
    Optional<String> text = Layout.format(parsed);
    if (text.isEmpty()) {
      problems.addAll(parsed.diagnostics());
      return;
    }
    Path file = Path.of(source.name());
    if (text.get().equals(source.text()) && !hasMark(file, source)) {
      return;
    }
    Optional<Diagnostic> problem =
        check ? Optional.empty() : TextFile.replace(file, source.name(), text.get());
    if (problem.isPresent()) {
      problems.add(problem.get());
      return;
    }
    changed.add(source.name());
    talk.line((check ? "would change  " : "changed  ") + source.name());
    if (diff) {
      show(talk, source, text.get());
    }
  }

  /** Whether the file begins with a byte order mark, which is no part of its text. */
  private static boolean hasMark(Path file, Source source) {
    try {
      return Files.size(file) > source.text().getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      return false;
    }
  }

  private void show(Talk talk, Source source, String text) {
    List<String> lines = LineDiff.of(source.text(), text, CONTEXT);
    if (lines.isEmpty() && !text.equals(source.text())) {
      lines = List.of("… line ends only");
    }
    JsonArray array = new JsonArray();
    lines.forEach(array::add);
    diffs.add(source.name(), array);
    lines.forEach(line -> talk.line("  " + coloured(talk.colour(), line)));
  }

  private static String coloured(Colour colour, String line) {
    return switch (line.charAt(0)) {
      case '-' -> colour.red(line);
      case '+' -> colour.green(line);
      default -> line;
    };
  }
}
