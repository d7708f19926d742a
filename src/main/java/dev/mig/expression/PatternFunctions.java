package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.List;

/** Regular expressions, see {@link Regex}; the pattern is always a literal. */
final class PatternFunctions {
  static final List<Function> ALL =
      List.of(
          def("regexp_matches(text, pattern) -> boolean")
              .postgres("$1 ~ $2")
              .sqlite("mig_regexp_matches($1, $2)")
              .means("whether the pattern matches anywhere in the text"),
          def("regexp_replace(text, pattern, text) -> text")
              .postgres("regexp_replace($1, $2, $3, 'g')")
              .sqlite("mig_regexp_replace($1, $2, $3)")
              .means(
                  "every match becomes the third text, in which \\1 to \\9 are groups and \\& the"
                      + " match"),
          def("regexp_extract(text, pattern) -> text")
              .postgres("(regexp_match($1, $(2)))[1]")
              .sqlite("mig_regexp_extract($1, $2, 0)")
              .nulls(Nulls.MAYBE)
              .means("the first match, NULL when there is none"),
          def("regexp_extract(text, pattern, integer) -> text")
              .postgres("(regexp_match($1, $(2)))[$3 + 1]")
              .sqlite("mig_regexp_extract($1, $2, $3)")
              .nulls(Nulls.MAYBE)
              .means("the n-th group of the first match, 0 the whole match"));

  private PatternFunctions() {}
}
