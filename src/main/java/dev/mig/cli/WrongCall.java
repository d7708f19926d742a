package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.mig.database.Secrets;
import dev.mig.source.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with options and arguments, in a few lines instead of a whole usage page. */
final class WrongCall implements IParameterExceptionHandler {
  private final Surroundings around;

  WrongCall(Surroundings around) {
    this.around = around;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String message = Secrets.scrub(message(wrong));
    if (Arrays.asList(arguments).contains("--json")) {
      JsonObject object = new JsonObject();
      object.addProperty("version", 1);
      object.addProperty("command", command.getCommandName());
      object.addProperty("outcome", Exit.USAGE.word());
      object.addProperty("exit", Exit.USAGE.code());
      object.add("diagnostics", new JsonArray());
      object.addProperty("message", message);
      around.out().println(object);
      return Exit.USAGE.code();
    }
    around.err().println("mig: " + message);
    nearest(wrong).forEach(near -> around.err().println("  did you mean  " + near));
    around.err().println("  more  " + command.getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE.code();
  }

  private static String message(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      boolean root = wrong.getCommandLine().getParent() == null;
      return word.startsWith("-")
          ? "there is no option " + word
          : root ? "there is no command " + word : "one argument too many: " + word;
    }
    return String.valueOf(wrong.getMessage());
  }

  private static Stream<String> nearest(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Stream.empty();
    }
    CommandLine command = wrong.getCommandLine();
    List<String> known =
        Stream.concat(
                command.getSubcommands().keySet().stream(),
                command.getCommandSpec().optionsMap().keySet().stream())
            .toList();
    return Nearest.to(unmatched.getUnmatched().getFirst(), known).stream();
  }
}
