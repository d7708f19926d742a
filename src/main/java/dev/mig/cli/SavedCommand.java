package dev.mig.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.mig.run.RunListener;
import dev.mig.run.Runner;
import dev.mig.run.SavedRows;
import dev.mig.run.SavedRows.Kept;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.terminal.Grid;
import dev.mig.terminal.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what migrations saved, shows it, copies it back into reach, and removes it for good. */
@Command(
    name = "saved",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "What migrations saved before they overwrote or removed it (saving, save).",
      "list: what there is, how old and how large; the default.",
      "show NAME: its first rows.",
      "restore NAME: copy it into an ordinary new table, from which a script can take it;",
      "with --in-place, put it back into the rows it came from, if none has changed since.",
      "purge NAME…: remove it for good; its migration can then no longer be taken back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig saved",
      "  mig saved restore lower_emails_1_users --as users_before",
      "  mig saved restore lower_emails_1_users --in-place",
      "  mig saved purge --older-than 90"
    })
final class SavedCommand extends Action {
  private static final int SHOWN = 10;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "WHAT",
      defaultValue = "list",
      description = "list, show, restore or purge. Default: list.")
  private Verb verb = Verb.LIST;

  @Parameters(index = "1..*", paramLabel = "NAME", description = "As mig saved lists it.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--as",
      paramLabel = "TABLE",
      description = "The table that restore makes. Default: NAME.")
  private @Nullable String newTable;

  @Option(
      names = "--in-place",
      description = "restore: into the rows they came from; refused where one was changed since.")
  private boolean inPlace;

  @Option(
      names = "--of",
      paramLabel = "MIGRATION",
      description = "purge: all that this migration saved.")
  private @Nullable String migration;

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      description = "purge: all that was saved more than so many days ago.")
  private @Nullable Integer days;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  enum Verb {
    LIST,
    SHOW,
    RESTORE,
    PURGE
  }

  @Override
  Exit act(Talk talk) {
    Project project =
        verb == Verb.LIST || verb == Verb.SHOW
            ? Project.look(talk, options())
            : Project.open(talk, options());
    SavedRows saved =
        new SavedRows(
            project.database(),
            new Runner.Settings(
                "mig " + Main.Version.number(), options().patience(), RunListener.SILENT));
    List<Kept> all = saved.list();
    return switch (verb) {
      case LIST -> list(talk, all);
      case SHOW -> show(talk, saved, one(all));
      case RESTORE -> restore(talk, saved, one(all));
      case PURGE -> purge(talk, saved, all);
    };
  }

  private static Exit list(Talk talk, List<Kept> all) {
    JsonArray array = new JsonArray();
    all.forEach(kept -> array.add(json(kept)));
    talk.put("saved", array);
    if (all.isEmpty()) {
      talk.line("nothing is saved");
      return Exit.DONE;
    }
    List<List<@Nullable String>> rows =
        all.stream()
            .map(
                kept ->
                    Stream.<@Nullable String>of(
                            kept.name(),
                            kept.migration(),
                            age(kept.at()),
                            kept.rows() == null ? "gone" : Words.number(kept.rows()),
                            kept.bytes() == null ? "" : size(kept.bytes()))
                        .toList())
            .toList();
    List<String> heads = List.of("name", "migration", "age", "rows", "size");
    Grid.allLines(heads, rows, talk.colour()).forEach(talk::line);
    return Exit.DONE;
  }

  private static Exit show(Talk talk, SavedRows saved, Kept kept) {
    SavedRows.Rows found = saved.rows(kept, SHOWN);
    JsonArray array = new JsonArray();
    for (List<@Nullable String> row : found.rows()) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        object.addProperty(found.columns().get(i), row.get(i));
      }
      array.add(object);
    }
    talk.put("rows", array);
    Grid.allLines(found.columns(), found.rows(), talk.colour()).forEach(talk::line);
    long more = Objects.requireNonNull(kept.rows()) - found.rows().size();
    if (more > 0) {
      talk.line("and " + Words.count(more, "row") + " more");
    }
    return Exit.DONE;
  }

  private Exit restore(Talk talk, SavedRows saved, Kept kept) {
    if (inPlace && newTable != null) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "--as and --in-place exclude each other").build());
    }
    if (inPlace) {
      talk.beginWriting();
      long back = saved.restoreInPlace(kept);
      talk.put("restored", new JsonPrimitive(back));
      talk.line(Words.count(back, "row") + " got back what " + kept.name() + " holds");
      return Exit.DONE;
    }
    String table = newTable == null ? kept.name() : newTable;
    talk.beginWriting();
    long rows = saved.restore(kept, table);
    talk.put("table", table);
    talk.line(Words.count(rows, "row") + " of " + kept.name() + " are in table " + table);
    return Exit.DONE;
  }

  private Exit purge(Talk talk, SavedRows saved, List<Kept> all) {
    List<Kept> chosen = chosen(all);
    if (chosen.isEmpty()) {
      talk.put("purged", new JsonArray());
      talk.line("nothing to purge");
      return Exit.DONE;
    }
    LinkedHashSet<String> migrations = new LinkedHashSet<>();
    chosen.forEach(kept -> migrations.add(kept.migration()));
    if (!yes && talk.around().interactive()) {
      chosen.forEach(kept -> talk.remark("  " + kept.name()));
      boolean agreed =
          talk.agrees(
              "Remove it for good? "
                  + String.join(", ", migrations)
                  + " can then no longer be taken back.");
      if (!agreed) {
        talk.remark("nothing was changed");
        return Exit.REFUSED;
      }
    }
    talk.beginWriting();
    saved.purge(chosen);
    JsonArray purged = new JsonArray();
    chosen.forEach(kept -> purged.add(kept.name()));
    talk.put("purged", purged);
    chosen.forEach(kept -> talk.line("purged  " + kept.name()));
    talk.line("no way back any more: " + String.join(", ", migrations));
    return Exit.DONE;
  }

  private List<Kept> chosen(List<Kept> all) {
    if (names.isEmpty() && migration == null && days == null) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "purge what?")
              .note("name it, or say --of MIGRATION or --older-than DAYS; mig saved lists it all")
              .build());
    }
    names.forEach(name -> find(all, name));
    Instant latest = days == null ? Instant.MAX : Instant.now().minus(Duration.ofDays(days));
    return all.stream()
        .filter(kept -> names.isEmpty() || names.contains(kept.name()))
        .filter(kept -> migration == null || migration.equals(kept.migration()))
        .filter(kept -> kept.at().isBefore(latest))
        .toList();
  }

  private Kept one(List<Kept> all) {
    if (names.size() != 1) {
      String word = verb.name().toLowerCase(Locale.ROOT);
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, word + " takes one name")
              .note("mig saved lists them")
              .build());
    }
    Kept kept = find(all, names.getFirst());
    if (kept.rows() == null) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "somebody has dropped " + kept.name()).build());
    }
    return kept;
  }

  private static Kept find(List<Kept> all, String name) {
    List<String> known = all.stream().map(Kept::name).toList();
    int at = known.indexOf(name);
    if (at >= 0) {
      return all.get(at);
    }
    Diagnostic.Builder problem =
        Diagnostic.error(Code.WRONG_CALL, "nothing is saved under the name " + name);
    List<String> near = Nearest.to(name, known);
    throw Stop.because(
        near.isEmpty()
            ? problem.note("mig saved lists what there is").build()
            : problem.note("the nearest: " + String.join(", ", near)).build());
  }

  private static String age(Instant at) {
    Duration age = Duration.between(at, Instant.now());
    return age.toDays() > 0
        ? Words.count(age.toDays(), "day")
        : age.toHours() > 0
            ? Words.count(age.toHours(), "hour")
            : Words.count(Math.max(0, age.toMinutes()), "minute");
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? Words.number((bytes + 1023) / 1024) + " KiB"
        : Words.number(bytes >> 20) + " MiB";
  }

  private static JsonObject json(Kept kept) {
    JsonObject object = new JsonObject();
    object.addProperty("name", kept.name());
    object.addProperty("migration", kept.migration());
    object.addProperty("at", kept.at().toString());
    object.addProperty("rows", kept.rows());
    object.addProperty("bytes", kept.bytes());
    return object;
  }
}
