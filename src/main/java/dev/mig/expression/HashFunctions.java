package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import java.util.ArrayList;
import java.util.List;

/** Hashes and encodings of texts in UTF-8. */
final class HashFunctions {
  static final List<Function> ALL = all();

  private HashFunctions() {}

  private static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.add(
        def("md5(text) -> text")
            .postgres("md5($1)")
            .sqlite("mig_hash('MD5', $1)")
            .means("MD5 in hexadecimal digits"));
    for (String bits : List.of("224", "256", "384", "512")) {
      all.add(
          def("sha" + bits + "(text) -> text")
              .postgres("encode(sha" + bits + "(convert_to($1, 'UTF8')), 'hex')")
              .sqlite("mig_hash('SHA-" + bits + "', $1)")
              .means("SHA-" + bits + " in hexadecimal digits"));
    }
    all.addAll(
        List.of(
            def("base64_encode(text) -> text")
                .postgres("translate(encode(convert_to($1, 'UTF8'), 'base64'), E'\\n', '')")
                .sqlite("mig_base64_encode($1)")
                .means("base 64, in one line"),
            def("base64_decode(text) -> text")
                .postgres("convert_from(decode($1, 'base64'), 'UTF8')")
                .sqlite("mig_base64_decode($1)")
                .means("the text that was encoded"),
            def("hex_encode(text) -> text")
                .postgres("encode(convert_to($1, 'UTF8'), 'hex')")
                .plain("case when $1 is not null then lower(hex($1)) end")
                .means("two hexadecimal digits a byte"),
            def("hex_decode(text) -> text")
                .postgres("convert_from(decode($1, 'hex'), 'UTF8')")
                .sqlite("mig_hex_decode($1)")
                .means("the text that was encoded"),
            def("to_bytes(text) -> bytea")
                .postgres("convert_to($1, 'UTF8')")
                .plain("cast($1 as blob)")
                .means("the bytes of the text in UTF-8"),
            def("from_bytes(bytea) -> text")
                .postgres("convert_from($1, 'UTF8')")
                .sqlite("mig_from_bytes($1)")
                .means("the text that the bytes are in UTF-8"),
            def("gen_random_uuid() -> uuid")
                .postgres("gen_random_uuid()")
                .plain(RANDOM_UUID)
                .nulls(Function.Nulls.NEVER)
                .unstable()
                .means("a new random uuid"),
            def("random_token() -> text")
                .postgres("replace(gen_random_uuid()::text, '-', '')")
                .plain("lower(hex(randomblob(16)))")
                .nulls(Function.Nulls.NEVER)
                .unstable()
                .means("32 random hexadecimal digits"),
            def("md5_uuid(text) -> uuid")
                .postgres("md5($1)::uuid")
                .sqlite("mig_md5_uuid($1)")
                .means("a uuid that is always the same for the same text")));
    return List.copyOf(all);
  }

  private static final String RANDOM_UUID =
      "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)),"
          + " 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2)"
          + " || '-' || hex(randomblob(6)))";
}
