package dev.mig.project;

import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of a folder of migrations, in the order of their file names. */
public final class MigrationFolder {
  public static final String EXTENSION = ".mig";

  private static final int LEAST_DIGITS = 3;

  /** More are no number that anybody counts on. */
  private static final int MOST_DIGITS = 18;

  private static final Pattern PREFIX = Pattern.compile("(\\d+)(.*)", Pattern.DOTALL);
  private static final Pattern NUMBERED = Pattern.compile("\\d++[_.-]*+(.+)", Pattern.DOTALL);

  /**
   * File names in the order of going up: leading numbers count as numbers, so that 9 comes before
   * 10; else the names as they are.
   */
  public static final Comparator<String> ORDER =
      Comparator.comparing(MigrationFolder::number).thenComparing(Comparator.naturalOrder());

  private MigrationFolder() {}

  /** One file that could be read. */
  public record Entry(Path file, Source source) {
    /** The name of the migration where its text does not say one. */
    public String defaultName() {
      return nameOf(String.valueOf(file.getFileName()));
    }
  }

  /**
   * Every {@code *.mig} file right in the folder; those that cannot be read are problems, beside
   * the others.
   */
  public static Loaded<List<Entry>> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      String what = Files.exists(folder) ? " is a file; a folder was expected" : " does not exist";
      Diagnostic problem =
          SourceFiles.problem("the folder of migrations " + folder + what)
              .note("mig init makes one; --dir names another")
              .build();
      return Loaded.failed(problem);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> String.valueOf(f.getFileName()).endsWith(EXTENSION))
              .sorted(Comparator.comparing(f -> String.valueOf(f.getFileName()), ORDER))
              .toList();
    } catch (AccessDeniedException e) {
      return Loaded.failed(
          SourceFiles.problem("the folder " + folder + " may not be read by this user").build());
    } catch (IOException e) {
      return Loaded.failed(
          SourceFiles.problem("the folder " + folder + " cannot be read")
              .note(SourceFiles.reason(e))
              .build());
    }
    List<Entry> entries = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (Path file : files) {
      Loaded<Source> source = SourceFiles.read(file, file.toString());
      source.value().ifPresent(text -> entries.add(new Entry(file, text)));
      problems.addAll(source.problems());
    }
    return new Loaded<>(Optional.of(List.copyOf(entries)), problems);
  }

  /**
   * The names of the migrations' files right in a folder, in no order; none where it cannot be
   * listed.
   */
  public static List<String> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> String.valueOf(f.getFileName()))
          .filter(f -> f.endsWith(EXTENSION))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The file of a new migration: behind all others by its number. */
  public static Path next(Path folder, String name) {
    long last = 0;
    int digits = LEAST_DIGITS;
    for (String file : files(folder)) {
      Matcher number = PREFIX.matcher(file);
      if (number.matches() && number.group(1).length() <= MOST_DIGITS) {
        last = Math.max(last, Long.parseLong(number.group(1)));
        digits = Math.max(digits, number.group(1).length());
      }
    }
    String number = String.format(Locale.ROOT, "%0" + digits + "d", last + 1);
    return folder.resolve(number + "_" + name + EXTENSION);
  }

  /**
   * The name that a file name gives: without its number in front and its extension; {@code
   * 014_add_x.mig} is {@code add_x}.
   */
  public static String nameOf(String fileName) {
    String bare =
        fileName.endsWith(EXTENSION)
            ? fileName.substring(0, fileName.length() - EXTENSION.length())
            : fileName;
    Matcher numbered = NUMBERED.matcher(bare);
    return numbered.matches() ? numbered.group(1) : bare;
  }

  private static BigInteger number(String fileName) {
    Matcher prefix = PREFIX.matcher(fileName);
    // Names without a number come last, as they do in the order of characters.
    return prefix.matches() ? new BigInteger(prefix.group(1)) : BigInteger.TWO.pow(512);
  }
}
