package dev.mig.language;

import dev.mig.language.Meaning.Kind;
import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Name;
import dev.mig.syntax.Parsed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** The names that a script itself gives at a place: parameters, variables and aliases. */
final class GivenNames {
  private final Map<String, Kind> names;

  private GivenNames(Map<String, Kind> names) {
    this.names = names;
  }

  /** Those of {@code param} and {@code let}, wherever they stand. */
  static GivenNames ofScript(Parsed parsed) {
    Map<String, Kind> names = new HashMap<>();
    for (StatementContext statement : Trees.statements(parsed)) {
      switch (Trees.inner(statement)) {
        case ParamStatementContext param -> put(names, param.newName(), Kind.PARAMETER);
        case LetStatementContext let -> put(names, let.newName(), Kind.VARIABLE);
        case null, default -> {}
      }
    }
    return new GivenNames(names);
  }

  private static void put(Map<String, Kind> names, @Nullable ParserRuleContext name, Kind kind) {
    if (name != null && name.exception == null) {
      names.put(key(Name.of(name).text()), kind);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** With what a node gives to what stands in it. */
  GivenNames within(ParserRuleContext node) {
    Map<String, Kind> more = new HashMap<>();
    switch (node) {
      case ForStatementContext loop when loop.loop() != null ->
          put(more, loop.loop().getRuleContext(NewNameContext.class, 0), Kind.VARIABLE);
      case DefineStatementContext define ->
          define.macroParameter().forEach(p -> put(more, p.newName(), Kind.PARAMETER));
      case StatementContext statement -> aliases(statement, more);
      default -> {}
    }
    if (more.isEmpty()) {
      return this;
    }
    Map<String, Kind> all = new HashMap<>(names);
    all.putAll(more);
    return new GivenNames(all);
  }

  /** Those of a whole statement: which of them reach a place, its queries tell. */
  private static void aliases(StatementContext statement, Map<String, Kind> into) {
    Deque<ParserRuleContext> work = new ArrayDeque<>(List.of(statement));
    while (!work.isEmpty()) {
      for (ParserRuleContext child : Trees.nodes(work.pop())) {
        if (child instanceof AliasContext alias) {
          put(into, alias, Kind.ALIAS);
        } else if (!(child instanceof BlockContext)) {
          work.push(child);
        }
      }
    }
  }

  /** What a name before a dot was given to; null for none of these. */
  @Nullable Kind get(String name) {
    return names.get(key(name));
  }

  /** What a name that stands alone was given to, which never is an alias. */
  Kind variable(String name, Kind otherwise) {
    Kind given = get(name);
    return given == null || given == Kind.ALIAS ? otherwise : given;
  }
}
