package dev.mig.compile.script;

import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that hold at a place of a script; those of a block end with it. */
final class Environment {
  private final @Nullable Environment outer;
  private final Map<String, Binding> names = new HashMap<>();

  Environment(@Nullable Environment outer) {
    this.outer = outer;
  }

  /** What an unquoted name stands for. */
  Optional<Binding> find(Word word) {
    return word.quoted() || word.built() ? Optional.empty() : find(word.text());
  }

  Optional<Binding> find(String name) {
    Binding here = names.get(name.toLowerCase(Locale.ROOT));
    if (here != null) {
      return Optional.of(here);
    }
    return outer == null ? Optional.empty() : outer.find(name);
  }

  void bind(String name, Binding binding) {
    names.put(name.toLowerCase(Locale.ROOT), binding);
  }

  /** Every name that holds here. */
  List<String> all() {
    List<String> all = new ArrayList<>(names.keySet());
    if (outer != null) {
      all.addAll(outer.all());
    }
    return all;
  }
}
