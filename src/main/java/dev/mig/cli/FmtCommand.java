package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "  mig fmt --stdin < in.mig > out.mig"
    })
final class FmtCommand extends Action {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts, rewritten in place.")
  private List<String> files = List.of();

  @Option(names = "--check", description = "Change nothing; exit code 1 if a file would change.")
  private boolean check;

  @Option(names = "--stdin", description = "From standard input to standard output.")
  private boolean stdin;

  private final JsonArray changed = new JsonArray();
  private final List<Diagnostic> problems = new ArrayList<>();

  @Override
  Exit act(Talk talk) {
    if (stdin) {
      return filter(talk);
    }
    talk.put("changed", changed);
    List<Source> sources = sources(talk);
    for (Source source : sources) {
      format(talk, source);
    }
    talk.complain(problems);
    if (!problems.isEmpty()) {
      return Exit.REFUSED;
    }
    if (changed.isEmpty()) {
      talk.line(Words.count(sources.size(), "file") + ", each in its layout");
    }
    return check && !changed.isEmpty() ? Exit.PENDING : Exit.DONE;
  }

  private Exit filter(Talk talk) {
    Source source = Chosen.source(talk, "-");
    Parsed parsed = Syntax.parse(source);
    Optional<String> text = Layout.format(parsed);
    if (text.isEmpty()) {
      throw new Stop(Exit.REFUSED, parsed.diagnostics());
    }
    if (check) {
      return text.get().equals(source.text()) ? Exit.DONE : Exit.PENDING;
    }
    talk.put("text", text.get());
    talk.text(text.get());
    return Exit.DONE;
  }

  private List<Source> sources(Talk talk) {
    if (!files.isEmpty()) {
      return files.stream().map(f -> Chosen.source(talk, f)).toList();
    }
    Path folder = talk.around().folder().resolve(Project.settings(talk, options()).dir());
    if (!Files.isDirectory(folder)) {
      throw Stop.because(Project.noFolder(folder));
    }
    Loaded<List<MigrationFolder.Entry>> loaded = MigrationFolder.read(folder);
    problems.addAll(loaded.problems());
    return loaded.value().orElse(List.of()).stream().map(MigrationFolder.Entry::source).toList();
  }

  private void format(Talk talk, Source source) {
    Parsed parsed = Syntax.parse(source);
    Optional<String> text = Layout.format(parsed);
    if (text.isEmpty()) {
      problems.addAll(parsed.diagnostics());
      return;
    }
    if (text.get().equals(source.text())) {
      return;
    }
    changed.add(source.name());
    if (check) {
      talk.line("would change  " + source.name());
      return;
    }
    try {
      Files.writeString(Path.of(source.name()), text.get());
      talk.line("changed  " + source.name());
    } catch (IOException e) {
      problems.add(
          Diagnostic.error(Code.FILE_PROBLEM, source.name() + " cannot be written")
              .note(String.valueOf(e.getMessage()))
              .build());
    }
  }
}
