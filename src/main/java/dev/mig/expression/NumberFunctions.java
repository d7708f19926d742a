package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.List;

/** Numbers. Halves round away from zero. */
final class NumberFunctions {
  static final List<Function> ALL =
      List.of(
          def("abs(number) -> number").both("abs($1)").means("without its sign"),
          def("sign(numeric) -> integer")
              .postgres("sign($1::numeric)::integer")
              .plain("sign($1)")
              .means("-1, 0 or 1"),
          def("round(numeric) -> numeric")
              .postgres("round($1::numeric)")
              .sqlite("mig_round($1, 0)")
              .plain("round($1)")
              .means("the nearest whole number, halves away from zero"),
          def("round(numeric, integer) -> numeric")
              .postgres("round($1::numeric, $2)")
              .sqlite("mig_round($1, $2)")
              .plain("round($1, $2)")
              .means("to so many digits after the point; below 0 to tens, hundreds …"),
          def("floor(numeric) -> numeric")
              .postgres("floor($1::numeric)")
              .plain("floor($1)")
              .means("the next whole number below"),
          def("ceil(numeric) -> numeric")
              .postgres("ceil($1::numeric)")
              .plain("ceil($1)")
              .means("the next whole number above"),
          def("ceiling(numeric) -> numeric")
              .postgres("ceil($1::numeric)")
              .plain("ceil($1)")
              .means("as ceil"),
          def("trunc(numeric) -> numeric")
              .postgres("trunc($1::numeric)")
              .plain("trunc($1)")
              .means("without what follows the point"),
          def("trunc(numeric, integer) -> numeric")
              .postgres("trunc($1::numeric, $2)")
              .sqlite("mig_trunc($1, $2)")
              .means("cut after so many digits behind the point"),
          def("mod(bigint, bigint) -> bigint")
              .postgres("mod($1::bigint, $2)")
              .sqlite("mig_mod($1, $2)")
              .plain("$1 % $2")
              .means("what is left of a division, with the sign of the first"),
          def("mod(numeric, numeric) -> numeric")
              .postgres("mod($1::numeric, $2)")
              .sqlite("mig_mod($1, $2)")
              .means("what is left of a division, with the sign of the first"),
          def("div(bigint, bigint) -> bigint")
              .postgres("$1::bigint / $2")
              .sqlite("mig_div($1, $2)")
              .plain("$1 / $2")
              .means("how often the second goes into the first"),
          def("gcd(bigint, bigint) -> bigint")
              .postgres("gcd($1::bigint, $2)")
              .sqlite("mig_gcd($1, $2)")
              .means("the greatest common divisor"),
          def("lcm(bigint, bigint) -> bigint")
              .postgres("lcm($1::bigint, $2)")
              .sqlite("mig_lcm($1, $2)")
              .means("the least common multiple"),
          def("power(double, double) -> double")
              .postgres("power($1::double precision, $2)")
              .sqlite("mig_power($1, $2)")
              .means("the first to the power of the second"),
          def("sqrt(double) -> double")
              .postgres("sqrt($1::double precision)")
              .sqlite("mig_sqrt($1)")
              .means("the square root"),
          def("exp(double) -> double")
              .postgres("exp($1::double precision)")
              .sqlite("mig_exp($1)")
              .means("e to this power"),
          def("ln(double) -> double")
              .postgres("ln($1::double precision)")
              .sqlite("mig_ln($1)")
              .means("the natural logarithm"),
          def("log10(double) -> double")
              .postgres("log10($1::double precision)")
              .sqlite("mig_log10($1)")
              .means("the logarithm to base 10"),
          def("pi() -> double").both("pi()").nulls(Nulls.NEVER).means("3.14159…"));

  private NumberFunctions() {}
}
