package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON; results are written as PostgreSQL writes jsonb: keys in order of length, one space after
 * colon and comma.
 */
final class JsonFunctions {
  private static final int MOST_PAIRS = 12;
  static final List<Function> ALL = all();

  private JsonFunctions() {}

  private static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.addAll(
        List.of(
            def("json_get(jsonb, text…) -> jsonb")
                .postgres("jsonb_extract_path($*)")
                .sqlite("mig_json_get($*)")
                .nulls(Nulls.MAYBE)
                .means("what stands at the end of a path of keys and places (from '0'), as JSON"),
            def("json_text(jsonb, text…) -> text")
                .postgres("jsonb_extract_path_text($*)")
                .sqlite("mig_json_text($*)")
                .nulls(Nulls.MAYBE)
                .means("what stands at the end of a path, as text; JSON's null is NULL"),
            def("json_type(jsonb) -> text")
                .postgres("jsonb_typeof($1)")
                .sqlite("mig_json_type($1)")
                .means("object, array, string, number, boolean or null"),
            def("json_array_length(jsonb) -> integer")
                .postgres("case when jsonb_typeof($1) = 'array' then jsonb_array_length($1) end")
                .sqlite("mig_json_array_length($1)")
                .nulls(Nulls.MAYBE)
                .means("how many elements; NULL of anything but an array"),
            def("json_has(jsonb, text) -> boolean")
                .postgres("jsonb_exists($1, $2)")
                .sqlite("mig_json_has($1, $2)")
                .means("whether an object has this key, or an array this text"),
            def("json_set(jsonb, text, as_json) -> jsonb")
                .postgres("$1 || jsonb_build_object($2, $3)")
                .sqlite("mig_json_set($1, $2, $3)")
                .nulls(Nulls.MAYBE)
                .means("the object with this field set; NULL becomes JSON's null"),
            def("json_remove(jsonb, text) -> jsonb")
                .postgres("$1 - $2")
                .sqlite("mig_json_remove($1, $2)")
                .means("the object without this field"),
            def("json_merge(jsonb, jsonb) -> jsonb")
                .postgres("$1 || $2")
                .sqlite("mig_json_merge($1, $2)")
                .means("both objects in one, the second wins; arrays one after the other"),
            def("json_array(as_json…) -> jsonb")
                .postgres("jsonb_build_array($*)")
                .sqlite("mig_json_array($*)")
                .nulls(Nulls.NEVER)
                .means("an array of these values"),
            def("json_array() -> jsonb")
                .postgres("jsonb_build_array()")
                .plain("'[]'")
                .nulls(Nulls.NEVER)
                .means("the empty array"),
            def("json_object() -> jsonb")
                .postgres("jsonb_build_object()")
                .plain("'{}'")
                .nulls(Nulls.NEVER)
                .means("the empty object"),
            def("to_json(boolean) -> jsonb")
                .postgres("to_jsonb($1)")
                .sqlite("mig_json_of_boolean($1)")
                .means("true or false"),
            def("to_json(number) -> jsonb")
                .postgres("to_jsonb(trim_scale($1::numeric))")
                .sqlite("mig_json_of_number($1)")
                .means("the number"),
            def("to_json(text) -> jsonb")
                .postgres("to_jsonb($1::text)")
                .sqlite("mig_json_of_text($1)")
                .means("the text in quotes"),
            def("to_json(jsonb) -> jsonb").postgres("$1").sqlite("$1").means("as it is")));
    String signature = "";
    for (int pairs = 1; pairs <= MOST_PAIRS; pairs++) {
      signature += (pairs == 1 ? "" : ", ") + "text, as_json";
      all.add(
          def("json_object(" + signature + ") -> jsonb")
              .postgres("jsonb_build_object($*)")
              .sqlite("mig_json_object($*)")
              .nulls(Nulls.NEVER)
              .means("an object of these keys and values"));
    }
    return List.copyOf(all);
  }
}
