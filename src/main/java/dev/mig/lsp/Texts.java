package dev.mig.lsp;

import dev.mig.compile.script.Library;
import dev.mig.compile.script.Script;
import dev.mig.project.MigrationFolder;
import dev.mig.project.MigrationScript;
import dev.mig.project.ScriptLibrary;
import dev.mig.project.Scripts;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The texts of a project, those that are open as they stand in the editor, read as scripts. What
 * did not change since it was last read is not read again. For one thread.
 */
final class Texts {
  private Map<String, Kept> kept = new HashMap<>();

  /** One text as it was read. */
  private record Kept(Source source, Ground ground, List<MigrationScript> parts) {}

  /**
   * A text of the project.
   *
   * @param entry its file and what stands in it
   * @param parts its scripts; of most there is one
   */
  record Text(MigrationFolder.Entry entry, List<MigrationScript> parts) {}

  /** What a round of reading gave. */
  record Read(List<Text> folder, List<Text> others) {}

  /**
   * Reads what is not known yet.
   *
   * @param open by their files
   * @param disk what is found at a path that is not open; asked for what is included
   */
  Read read(Ground ground, Map<Path, Document> open, Function<Path, Library.Found> disk) {
    Map<Path, Source> inFolder = new LinkedHashMap<>();
    ground.files().stream()
        .filter(e -> e.source().text().length() <= Document.MOST)
        .forEach(e -> inFolder.put(e.file(), e.source()));
    List<Document> others = new ArrayList<>();
    for (Document document : open.values()) {
      if (document.isTooLarge()) {
        inFolder.remove(document.file());
        continue;
      }
      Path file = document.file();
      if (ground.folder().equals(file.getParent())
          && file.toString().endsWith(MigrationFolder.EXTENSION)) {
        inFolder.put(file, document.source());
      } else {
        others.add(document);
      }
    }
    ScriptLibrary library =
        new ScriptLibrary(
            ground.home(),
            file -> {
              Document document = open.get(file);
              return document == null ? disk.apply(file) : Library.Found.of(document.source());
            });
    Map<String, Kept> now = new HashMap<>();
    Map<String, Document> documents = new HashMap<>();
    open.values().forEach(d -> documents.put(d.source().name(), d));
    List<Text> folder = new ArrayList<>();
    inFolder.entrySet().stream()
        .sorted(
            Comparator.comparing(
                e -> String.valueOf(e.getKey().getFileName()), MigrationFolder.ORDER))
        .forEach(e -> folder.add(text(e.getKey(), e.getValue(), ground, library, documents, now)));
    List<Text> outside = new ArrayList<>();
    for (Document document : others) {
      Path file = document.file();
      outside.add(text(file, document.source(), ground, library, documents, now));
    }
    kept = now;
    return new Read(folder, outside);
  }

  private Text text(
      Path file,
      Source source,
      Ground ground,
      Library library,
      Map<String, Document> documents,
      Map<String, Kept> now) {
    MigrationFolder.Entry entry = new MigrationFolder.Entry(file, source);
    Kept known = kept.get(source.name());
    if (known == null
        || known.source() != source
        || !known.ground().hooks().equals(ground.hooks())
        || !stands(known, library)) {
      Document document = documents.get(source.name());
      Parsed parsed =
          document != null && document.source() == source
              ? document.parsed()
              : Syntax.parse(source);
      known =
          new Kept(
              source, ground, Scripts.of(parsed, entry.defaultName(), library, ground.hooks()));
    }
    now.put(source.name(), known);
    return new Text(entry, known.parts());
  }

  /** Whether all that it includes is as it was. */
  private static boolean stands(Kept known, Library library) {
    for (MigrationScript part : known.parts()) {
      Script script = part.read().script();
      if (script == null) {
        continue;
      }
      for (Script.Unit unit : script.units().values()) {
        for (Map.Entry<String, String> include : unit.includes().entrySet()) {
          Script.Unit there = script.units().get(include.getValue());
          Library.Found found = library.find(unit.source(), include.getKey());
          if (there == null || found.source() != there.source()) {
            return false;
          }
        }
      }
      // What could not be included may be there by now.
      if (part.read().diagnostics().stream().anyMatch(d -> d.code() == Code.INCLUDE_PROBLEM)) {
        return false;
      }
    }
    return true;
  }
}
