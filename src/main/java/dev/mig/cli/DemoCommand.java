package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.database.Databases;
import dev.mig.lsp.Warming;
import dev.mig.repl.Repl;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one example from beginning to end on a SQLite database of its own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "See a migration checked, planned, run and taken back.",
      "On a SQLite database made for it: touches nothing of yours and asks nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  mig demo", "  mig demo --list", "  mig demo map_status"})
final class DemoCommand extends Action {
  /** Set where the launcher makes its class-data cache: shell and server are to be in it, too. */
  private static final String WARM = "mig.warm";

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "f_split_full_name",
      description = "An example, or a part of its name. Default: f_split_full_name.")
  private String name = "";

  @Option(names = "--list", description = "List the examples.")
  private boolean list;

  @Override
  Exit act(Talk talk) {
    List<Examples.Example> examples = Examples.all();
    if (list) {
      list(talk, examples);
      return Exit.DONE;
    }
    Examples.Example example = find(examples);
    Path folder = temporary();
    try {
      Exit exit = new Demo(talk, options(), example, folder).play();
      if (System.getProperty(WARM) != null) {
        Repl.warm(Databases.open("sqlite:" + folder.resolve("warm.db"), Map.of()), folder);
        Warming.warm(folder);
      }
      return exit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  /**
   * The one of this name, else the only one whose name begins with the word, else the only one that
   * holds it.
   */
  private Examples.Example find(List<Examples.Example> examples) {
    List<Examples.Example> near = List.of();
    for (Predicate<String> fits :
        List.<Predicate<String>>of(
            n -> n.equals(name), n -> n.startsWith(name), n -> n.contains(name))) {
      near = examples.stream().filter(e -> fits.test(e.name())).toList();
      if (near.size() == 1) {
        return near.getFirst();
      }
    }
    List<String> nearest =
        (near.isEmpty() ? examples : near).stream().map(Examples.Example::name).toList();
    nearest = near.isEmpty() ? Nearest.to(name, nearest) : nearest;
    throw Stop.because(
        Diagnostic.error(Code.UNKNOWN_MIGRATION, "there is no one example " + name)
            .note(
                nearest.isEmpty()
                    ? "mig demo --list shows all"
                    : "the nearest: " + String.join(", ", nearest))
            .build());
  }

  private static void list(Talk talk, List<Examples.Example> examples) {
    JsonArray all = new JsonArray();
    for (Examples.Example example : examples) {
      JsonObject one = new JsonObject();
      one.addProperty("name", example.name());
      one.addProperty("shows", example.shows());
      all.add(one);
      talk.line("  %-24s %s".formatted(example.name(), talk.colour().dim(example.shows())));
    }
    talk.put("examples", all);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mig-demo");
    } catch (IOException e) {
      throw Stop.because(
          Diagnostic.error(Code.FILE_PROBLEM, "no temporary folder can be made")
              .note(String.valueOf(e.getMessage()))
              .build());
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
