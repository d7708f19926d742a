package dev.mig.expression;

import static dev.mig.expression.Definition.def;

import dev.mig.expression.Function.Nulls;
import java.util.ArrayList;
import java.util.List;

/** Dates and times. A timestamptz is looked at in UTC, whatever zone the session is in. */
final class DateFunctions {
  private static final String UTC = "($1 at time zone 'UTC')";
  static final List<Function> ALL = all();

  private DateFunctions() {}

  private static List<Function> all() {
    List<Function> all = new ArrayList<>(clocks());
    all.addAll(parts());
    all.addAll(steps());
    all.addAll(differences());
    return List.copyOf(all);
  }

  private static List<Function> clocks() {
    return List.of(
        def("now() -> timestamptz")
            .postgres("now()")
            .sqlite("mig_timestamptz(strftime('%Y-%m-%d %H:%M:%f', 'now'))")
            .plain("CURRENT_TIMESTAMP")
            .nulls(Nulls.NEVER)
            .unstable()
            .means("this moment"),
        def("current_date() -> date")
            .postgres("current_date")
            .plain("CURRENT_DATE")
            .nulls(Nulls.NEVER)
            .unstable()
            .means("today"),
        def("make_date(integer, integer, integer) -> date")
            .postgres("make_date($1, $2, $3)")
            .sqlite("mig_make_date($1, $2, $3)")
            .means("the date of a year, month and day"),
        def("make_timestamp(integer, integer, integer, integer, integer, numeric) -> timestamp")
            .postgres("make_timestamp($1, $2, $3, $4, $5, $6::double precision)")
            .sqlite("mig_make_timestamp($1, $2, $3, $4, $5, $6)")
            .means("year, month, day, hour, minute, second"),
        def("to_timestamp(numeric) -> timestamptz")
            .postgres("to_timestamp($1::double precision)")
            .sqlite("mig_to_timestamp($1)")
            .means("the moment so many seconds after 1970"),
        def("epoch(timestamp) -> numeric")
            .postgres("extract(epoch from $1)")
            .sqlite("mig_extract('epoch', $1)")
            .means("how many seconds after 1970"),
        def("epoch(timestamptz) -> numeric")
            .postgres("extract(epoch from $1)")
            .sqlite("mig_extract('epoch', mig_timestamptz($1))")
            .means("how many seconds after 1970"),
        def("at_zone(timestamptz, text) -> timestamp")
            .postgres("$1 at time zone $2")
            .sqlite("mig_at_zone($1, $2)")
            .means("what the clocks of a zone such as 'Europe/Berlin' show"),
        def("from_zone(timestamp, text) -> timestamptz")
            .postgres("$1 at time zone $2")
            .sqlite("mig_from_zone($1, $2)")
            .means("the moment when the clocks of a zone show this"));
  }

  private static List<Function> parts() {
    List<Function> all = new ArrayList<>();
    for (String part : List.of("year", "month", "day", "hour", "minute", "second")) {
      String means = "the " + part + (part.equals("second") ? ", with its fraction" : "");
      String result = part.equals("second") ? "numeric" : "integer";
      String end = part.equals("second") ? "" : "::integer";
      String start = "extract(" + part + " from ";
      all.add(
          def(part + "(timestamp) -> " + result)
              .postgres(start + "$1)" + end)
              .sqlite("mig_extract('" + part + "', $1)")
              .means(means));
      all.add(
          def(part + "(timestamptz) -> " + result)
              .postgres(start + UTC + ")" + end)
              .sqlite("mig_extract('" + part + "', mig_timestamptz($1))")
              .means(means));
      String whole = List.of("year", "month", "day").contains(part) ? "date" : "time";
      all.add(
          def(part + "(" + whole + ") -> " + result)
              .postgres(start + "$1)" + end)
              .sqlite("mig_extract('" + part + "', $1)")
              .means(means));
    }
    String means =
        "year month day hour minute second quarter week dow isodow doy isoyear or epoch of it";
    all.add(
        def("extract(word, date) -> numeric")
            .postgres("extract($1 from $2::timestamp)")
            .sqlite("mig_extract($1, $2)")
            .means(means));
    all.add(
        def("extract(word, time) -> numeric")
            .postgres("extract($1 from $2)")
            .sqlite("mig_extract($1, $2)")
            .means(means));
    all.add(
        def("extract(word, timestamp) -> numeric")
            .postgres("extract($1 from $2)")
            .sqlite("mig_extract($1, $2)")
            .means(means));
    all.add(
        def("extract(word, timestamptz) -> numeric")
            .postgres("extract($1 from $2 at time zone 'UTC')")
            .sqlite("mig_extract($1, mig_timestamptz($2))")
            .means(means));
    String trunc =
        "the start of the second, minute, hour, day, week (Monday), month, quarter or year";
    all.add(
        def("date_trunc(word, date) -> date")
            .postgres("date_trunc($1, $2::timestamp)::date")
            .sqlite("mig_date_trunc($1, $2)")
            .means(trunc));
    all.add(
        def("date_trunc(word, timestamp) -> timestamp")
            .postgres("date_trunc($1, $2)")
            .sqlite("mig_date_trunc($1, mig_timestamp($2))")
            .means(trunc));
    all.add(
        def("date_trunc(word, timestamptz) -> timestamptz")
            .postgres("date_trunc($1, $2, 'UTC')")
            .sqlite("mig_date_trunc($1, mig_timestamptz($2))")
            .means(trunc));
    all.add(
        def("last_day(date) -> date")
            .postgres("(date_trunc('month', $1::timestamp) + interval '1 month - 1 day')::date")
            .sqlite("mig_last_day($1)")
            .means("the last day of its month"));
    String format = "as a text made of YYYY YY MM DD DDD HH24 MI SS MS US, signs and \"text\"";
    all.add(
        def("format_date(date, word) -> text")
            .postgres("to_char($1::timestamp, $2)")
            .sqlite("mig_format_date($1, $2)")
            .means(format));
    all.add(
        def("format_date(timestamp, word) -> text")
            .postgres("to_char($1, $2)")
            .sqlite("mig_format_date($1, $2)")
            .means(format));
    all.add(
        def("format_date(timestamptz, word) -> text")
            .postgres("to_char($1 at time zone 'UTC', $2)")
            .sqlite("mig_format_date(mig_timestamptz($1), $2)")
            .means(format));
    return all;
  }

  private static List<Function> steps() {
    List<Function> all = new ArrayList<>();
    for (String unit : List.of("years", "months", "days", "hours", "minutes", "seconds")) {
      String step =
          "make_interval("
              + (unit.equals("minutes") ? "mins" : unit.equals("seconds") ? "secs" : unit)
              + " => $2)";
      String means = "so many " + unit + " later; a day that the month lacks becomes its last";
      if (List.of("years", "months", "days").contains(unit)) {
        all.add(
            def("add_" + unit + "(date, integer) -> date")
                .postgres("($1 + " + step + ")::date")
                .sqlite("mig_add('" + unit + "', $1, $2)")
                .means(means));
      }
      all.add(
          def("add_" + unit + "(timestamp, integer) -> timestamp")
              .postgres("$1 + " + step)
              .sqlite("mig_add('" + unit + "', mig_timestamp($1), $2)")
              .means(means));
      all.add(
          def("add_" + unit + "(timestamptz, integer) -> timestamptz")
              .postgres("(" + UTC + " + " + step + ") at time zone 'UTC'")
              .sqlite("mig_add('" + unit + "', mig_timestamptz($1), $2)")
              .means(means));
    }
    return all;
  }

  private static List<Function> differences() {
    String months =
        "(extract(year from $2) * 12 + extract(month from $2) - extract(year from $1) * 12 -"
            + " extract(month from $1) - case when $2 >= $1 and extract(day from $2) < extract(day"
            + " from $1) then 1 when $2 < $1 and extract(day from $2) > extract(day from $1) then"
            + " -1 else 0 end)::integer";
    return List.of(
        def("days_between(date, date) -> integer")
            .postgres("$2 - $1")
            .sqlite("mig_days_between($1, $2)")
            .means("how many days from the first to the second"),
        def("months_between(date, date) -> integer")
            .postgres(months)
            .sqlite("mig_months_between($1, $2)")
            .means("how many whole months from the first to the second"),
        def("years_between(date, date) -> integer")
            .postgres(months + " / 12")
            .sqlite("mig_months_between($1, $2) / 12")
            .means("how many whole years, such as an age"),
        def("seconds_between(timestamp, timestamp) -> numeric")
            .postgres("extract(epoch from $2 - $1)")
            .sqlite("mig_seconds_between($1, $2)")
            .means("how many seconds from the first to the second"),
        def("seconds_between(timestamptz, timestamptz) -> numeric")
            .postgres("extract(epoch from $2 - $1)")
            .sqlite("mig_seconds_between(mig_timestamptz($1), mig_timestamptz($2))")
            .means("how many seconds from the first to the second"));
  }
}
