package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.Unasked;
import dev.mig.compile.World;
import dev.mig.compile.script.Library;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scripts of a project one after the other, from nothing; the caret is a bar. */
record Scripts(List<Source> sources, List<Compiled> compiled, String file, int caret) {
  /** Of no database. */
  static final Knowledge NOTHING =
      new Knowledge() {
        @Override
        public Schema schema() {
          return Schema.EMPTY;
        }

        @Override
        public String dialect() {
          return "postgres";
        }

        @Override
        public List<String> values(QName table, String column, int most) {
          return List.of();
        }
      };

  /**
   * @param texts names and texts by turns; one text has the bar
   */
  static Scripts of(String dialect, String... texts) {
    Map<String, Source> sources = new LinkedHashMap<>();
    String file = "";
    int caret = -1;
    for (int i = 0; i < texts.length; i += 2) {
      int bar = texts[i + 1].indexOf('¦');
      String text = texts[i + 1].replace("¦", "");
      if (bar >= 0) {
        file = texts[i];
        caret = bar;
      }
      sources.put(texts[i], new Source(texts[i], text));
    }
    Library library = (from, path) -> Library.Found.of(Objects.requireNonNull(sources.get(path)));
    Compiler compiler =
        new Compiler(new Unasked(dialect, dialect.equals("postgres") ? "16" : "3.45"), false);
    World world = World.live(Schema.EMPTY);
    List<Compiled> compiled = new ArrayList<>();
    for (Source source : sources.values()) {
      if (!source.name().startsWith("lib")) {
        Compiled result = compiler.compile(Compiler.read(source, library), source.name(), world);
        compiled.add(result);
        world = result.next();
      }
    }
    return new Scripts(List.copyOf(sources.values()), compiled, file, caret);
  }

  /** The text with the caret. */
  Source source() {
    return sources.stream().filter(s -> s.name().equals(file)).findFirst().orElseThrow();
  }

  /** The schemas of the script with the caret. */
  Moments moments() {
    return Moments.of(
        compiled.stream().filter(c -> c.written().name().equals(file)).toList(), Schema.EMPTY);
  }

  Symbols symbols() {
    return Symbols.of(compiled, sources);
  }

  /** Where the name at the caret, as it is called there, stands: {@code file:line:column}. */
  List<String> places(List<Occurrence> occurrences) {
    return occurrences.stream().map(Scripts::place).toList();
  }

  static String place(Occurrence occurrence) {
    Source source = occurrence.place().source();
    int start = occurrence.place().span().start();
    return source.name()
        + ":"
        + source.line(start)
        + ":"
        + source.column(start)
        + (occurrence.gives() ? "!" : "");
  }
}
