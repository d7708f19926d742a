package dev.mig.language;

import dev.mig.syntax.MigParser.*;
import dev.mig.syntax.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** The definitions of a script, as far as their parameters tell what their arguments are. */
final class GivenParameters {
  private final Map<String, List<MacroParameterContext>> byMacro = new HashMap<>();

  private GivenParameters() {}

  static GivenParameters of(Parsed parsed) {
    GivenParameters parameters = new GivenParameters();
    for (StatementContext statement : Trees.statements(parsed)) {
      if (Trees.inner(statement) instanceof DefineStatementContext define
          && define.macroName() != null) {
        parameters.byMacro.put(key(define.macroName()), define.macroParameter());
      }
    }
    return parameters;
  }

  private static String key(ParserRuleContext name) {
    return name.getText().toLowerCase(Locale.ROOT);
  }

  /** The names of all definitions, in small letters. */
  Set<String> macros() {
    return byMacro.keySet();
  }

  /** The arguments of a call that must be tables. */
  List<ValueRefContext> tables(ParserRuleContext call) {
    List<ValueRefContext> tables = new ArrayList<>();
    switch (call) {
      case CallStatementContext statement when statement.macroRef() != null ->
          tables(key(statement.macroRef()), statement.macroArgument(), tables);
      case CallContext expression when expression.functionRef() != null ->
          tables(key(expression.functionRef()), expression.expression(), tables);
      default -> {}
    }
    return tables;
  }

  private void tables(
      String macro, List<? extends ParserRuleContext> arguments, List<ValueRefContext> into) {
    List<MacroParameterContext> parameters = byMacro.getOrDefault(macro, List.of());
    for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
      ParseTree only = arguments.get(i);
      while (only.getChildCount() == 1 && !(only instanceof ValueRefContext)) {
        only = only.getChild(0);
      }
      if (parameters.get(i).TABLE() != null && only instanceof ValueRefContext name) {
        into.add(name);
      }
    }
  }
}
