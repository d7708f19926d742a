package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.List;

/** Texts. Lengths and places count characters (code points), from 1. */
final class TextFunctions {
  static final List<Function> ALL =
      List.of(
          def("lower(text) -> text")
              .postgres("lower($1)")
              .sqlite("mig_lower($1)")
              .plain("lower($1)")
              .means("small letters, of every alphabet (in a SQLite schema: A to Z only)"),
          def("upper(text) -> text")
              .postgres("upper($1)")
              .sqlite("mig_upper($1)")
              .plain("upper($1)")
              .means("capital letters, of every alphabet (in a SQLite schema: a to z only)"),
          def("initcap(text) -> text")
              .postgres("initcap($1)")
              .sqlite("mig_initcap($1)")
              .means("each word with a capital first letter and small ones after it"),
          def("trim(text) -> text")
              .postgres("btrim($1)")
              .plain("trim($1)")
              .means("without spaces at both ends"),
          def("trim(text, text) -> text")
              .postgres("btrim($1, $2)")
              .plain("trim($1, $2)")
              .means("without any of these characters at both ends"),
          def("ltrim(text) -> text").both("ltrim($1)").means("without spaces at the start"),
          def("ltrim(text, text) -> text")
              .both("ltrim($1, $2)")
              .means("without any of these characters at the start"),
          def("rtrim(text) -> text").both("rtrim($1)").means("without spaces at the end"),
          def("rtrim(text, text) -> text")
              .both("rtrim($1, $2)")
              .means("without any of these characters at the end"),
          def("squeeze(text) -> text")
              .postgres("regexp_replace($1, '[ \\t\\n\\r\\f\\v]+', ' ', 'g')")
              .sqlite("mig_squeeze($1)")
              .means("each run of blanks, tabs and line ends as one space"),
          def("length(text) -> integer").both("length($1)").means("how many characters"),
          def("length(bytea) -> integer").both("length($1)").means("how many bytes"),
          def("char_length(text) -> integer")
              .postgres("char_length($1)")
              .plain("length($1)")
              .means("as length"),
          def("octet_length(text) -> integer")
              .both("octet_length($1)")
              .means("how many bytes in UTF-8"),
          def("octet_length(bytea) -> integer").both("octet_length($1)").means("how many bytes"),
          def("substr(text, integer) -> text")
              .postgres("substr($1, $2)")
              .plain("substr($1, max($2, 1))")
              .means("from this place on"),
          def("substr(text, integer, integer) -> text")
              .postgres("case when $3 < 0 then substr($1, $2, 0) else substr($1, $2, $3) end")
              .plain("substr($1, max($2, 1), max(0, $3 + min($2, 1) - 1))")
              .means("so many characters from this place on; places before 1 count as empty"),
          def("substring(text, integer) -> text")
              .postgres("substr($1, $2)")
              .plain("substr($1, max($2, 1))")
              .means("as substr"),
          def("substring(text, integer, integer) -> text")
              .postgres("case when $3 < 0 then substr($1, $2, 0) else substr($1, $2, $3) end")
              .plain("substr($1, max($2, 1), max(0, $3 + min($2, 1) - 1))")
              .means("as substr"),
          def("left(text, integer) -> text")
              .postgres("left($1, $2)")
              .plain("substr($1, 1, case when $2 < 0 then max(0, length($1) + $2) else $2 end)")
              .means("the first n characters; with n below 0 all but the last -n"),
          def("right(text, integer) -> text")
              .postgres("right($1, $2)")
              .plain(
                  "case when $2 > 0 then substr($1, -$2) when $2 < 0 then substr($1, 1 - $2) else"
                      + " substr($1, 1, $2) end")
              .means("the last n characters; with n below 0 all but the first -n"),
          def("replace(text, text, text) -> text")
              .postgres("replace($1, $2, $3)")
              .plain("case when $3 is not null then replace($1, $2, $3) end")
              .means("every second text in the first becomes the third"),
          def("translate(text, text, text) -> text")
              .postgres("translate($1, $2, $3)")
              .sqlite("mig_translate($1, $2, $3)")
              .means(
                  "each character of the second text becomes the one at its place in the third, or"
                      + " goes"),
          def("strpos(text, text) -> integer")
              .postgres("strpos($1, $2)")
              .plain("instr($1, $2)")
              .means("where the second text begins in the first, 0 when it does not occur"),
          def("position(text, text) -> integer")
              .postgres("strpos($2, $1)")
              .plain("instr($2, $1)")
              .means("where the first text begins in the second, 0 when it does not occur"),
          def("contains(text, text) -> boolean")
              .postgres("strpos($1, $2) > 0")
              .plain("instr($1, $2) > 0")
              .means("whether the second text occurs in the first"),
          def("starts_with(text, text) -> boolean")
              .postgres("starts_with($1, $2)")
              .plain("substr($1, 1, length($2)) = $2")
              .means("whether the first text begins with the second"),
          def("ends_with(text, text) -> boolean")
              .postgres("right($1, length($2)) = $2")
              .sqlite("mig_ends_with($1, $2)")
              .means("whether the first text ends with the second"),
          def("lpad(text, integer) -> text")
              .postgres("lpad($1, $2)")
              .sqlite("mig_lpad($1, $2, ' ')")
              .means("exactly so long, with spaces before it or cut at the end"),
          def("lpad(text, integer, text) -> text")
              .postgres("lpad($1, $2, $3)")
              .sqlite("mig_lpad($1, $2, $3)")
              .means("exactly so long, with the third text before it or cut at the end"),
          def("rpad(text, integer) -> text")
              .postgres("rpad($1, $2)")
              .sqlite("mig_rpad($1, $2, ' ')")
              .means("exactly so long, with spaces after it or cut"),
          def("rpad(text, integer, text) -> text")
              .postgres("rpad($1, $2, $3)")
              .sqlite("mig_rpad($1, $2, $3)")
              .means("exactly so long, with the third text after it or cut"),
          def("repeat(text, integer) -> text")
              .postgres("repeat($1, $2)")
              .sqlite("mig_repeat($1, $2)")
              .means("so many times over"),
          def("reverse(text) -> text")
              .postgres("reverse($1)")
              .sqlite("mig_reverse($1)")
              .means("last character first"),
          def("split_part(text, text, integer) -> text")
              .postgres("split_part($1, $2, $3)")
              .sqlite("mig_split_part($1, $2, $3)")
              .means(
                  "the n-th part between separators, from the end when n is below 0; '' when there"
                      + " is none"),
          def("concat(as_text…) -> text")
              .both("concat($*)")
              .nulls(Nulls.NEVER)
              .means("all in a row, NULL as nothing"),
          def("concat_ws(text, as_text…) -> text")
              .both("concat_ws($*)")
              .nulls(Nulls.MAYBE)
              .means("all with the first text between them, NULLs left out"),
          def("ascii(text) -> integer")
              .postgres("ascii($1)")
              .plain("case when $1 = '' then 0 else unicode($1) end")
              .means("the number of the first character in Unicode, 0 of ''"),
          def("chr(integer) -> text")
              .postgres("chr($1)")
              .sqlite("mig_chr($1)")
              .means("the character of this number"),
          def("normalize(text) -> text")
              .postgres("normalize($1)")
              .sqlite("mig_normalize($1)")
              .means("Unicode's composed form (NFC), so that equal looks are equal texts"),
          def("unaccent(text) -> text")
              .postgres(
                  "normalize(regexp_replace(normalize($1, NFD), '[\\u0300-\\u036f]', '', 'g'))")
              .sqlite("mig_unaccent($1)")
              .means("letters without their accents: é is e"),
          def("slug(text) -> text")
              .postgres(
                  "btrim(regexp_replace(lower(regexp_replace(normalize($1, NFD),"
                      + " '[\\u0300-\\u036f]', '', 'g')), '[^a-z0-9]+', '-', 'g'), '-')")
              .sqlite("mig_slug($1)")
              .means("for addresses: small letters without accents, digits, and - for all else"),
          def("to_hex(bigint) -> text")
              .postgres("to_hex($1::bigint)")
              .plain("case when $1 is not null then printf('%x', $1) end")
              .means("in base 16; below 0 as two's complement of 64 bits"));

  private TextFunctions() {}
}
