package dev.mig.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of diagnostic, by family. An id is never reused; its page is {@code
 * mig/explain/<id>.md}.
 *
 * <p>Families: S syntax, N names, T types, D data, L loss and reverses, E what a script decides, K
 * locks and scale, G the graph of migrations, P project and settings, R run, W style.
 */
public enum Code {
  SYNTAX("S101"),
  UNKNOWN_STATEMENT("S102"),
  UNCLOSED("S103"),
  TOO_DEEP("S104"),
  TOO_LARGE("S105"),
  EMPTY_SCRIPT("S106"),
  NEEDS_QUOTES("S107"),
  NOT_TEXT("S108"),

  UNKNOWN_TABLE("N101"),
  UNKNOWN_COLUMN("N102"),
  NAME_TAKEN("N103"),
  AMBIGUOUS_NAME("N104"),
  UNKNOWN_FUNCTION("N105"),
  UNKNOWN_CONSTRAINT("N106"),
  UNKNOWN_INDEX("N107"),
  UNKNOWN_TYPE("N108"),
  NAME_TOO_LONG("N109"),
  NEEDS_QUOTING_IN_SQL("N110"),
  GONE("N111"),
  SAID_TWICE("N112"),
  NO_KEY("N113"),

  WRONG_TYPE("T101"),
  WRONG_ARGUMENTS("T102"),
  NEVER_TRUE("T103"),
  NOT_IN_SCHEMA_ON_SQLITE("T104"),
  NOT_ON_THIS_DATABASE("T105"),
  MISPLACED_AGGREGATE("T106"),
  NULL_INTO_NOT_NULL("T107"),
  NOT_ALLOWED_HERE("T108"),

  UNMAPPED_VALUE("D201"),
  UNREACHABLE_LINE("D202"),
  NULLS_PRESENT("D203"),
  SPLIT_DOES_NOT_FIT("D204"),
  CAST_FAILS("D205"),
  CAST_LOSES("D206"),
  DUPLICATES("D207"),
  ORPHANS("D208"),
  NO_MATCH("D209"),
  MANY_MATCHES("D210"),
  ASSERTION_FAILED("D211"),
  REFERENCED_ROWS("D212"),
  VALUE_DOES_NOT_FIT("D213"),
  CHECK_VIOLATED("D214"),
  CONFLICTING_KEYS("D215"),
  NOTHING_TO_FILL("D216"),
  TRIGGERS_FIRE("D217"),
  TIED_ROWS("D218"),
  POINTS_AT_ITSELF("D219"),
  NOT_AN_ARRAY("D231"),
  WALK_IN_CIRCLE("D232"),
  DOES_NOT_COMBINE_BACK("D240"),

  LOSS_UNSAID("L301"),
  NO_REVERSE("L302"),
  STILL_USED("L303"),
  CHANGED_SINCE("L304"),
  VIEW_NOT_RESTORED("L310"),
  VIEW_DOES_NOT_FIT("L311"),

  PARAM_MISSING("E401"),
  PARAM_VALUE("E402"),
  UNKNOWN_DEFINITION("E403"),
  WRONG_ARGUMENT("E404"),
  TOO_MUCH("E405"),
  CALLS_ITSELF("E406"),
  NOT_CONSTANT("E407"),
  NAME_CLASH("E408"),
  BAD_NAME_PART("E409"),
  INCLUDE_PROBLEM("E410"),
  WRONG_VARIABLE("E411"),
  UNKNOWN_PARAM("E412"),
  EXPANSION_DOES_NOT_FIT("E413"),

  SAME_NAME_TWICE("G501"),
  UNKNOWN_AFTER("G502"),
  CYCLE("G503"),
  EDITED("G504"),
  MISSING("G505"),
  UNKNOWN_MIGRATION("G506"),
  NOT_THE_LAST("G507"),
  OUT_OF_ORDER("G508"),
  PLAN_OUTDATED("G509"),
  BAD_TAG("G510"),
  NOTHING_TO_REPAIR("G511"),

  NOT_IN_BATCHES("B801"),
  METHOD_DOES_NOT_FIT("B802"),
  ROW_REFUSED("B803"),
  UNFINISHED("B804"),
  JOB_STOPPED("B805"),
  WAITS("B810"),
  ROWS_KEEP_COMING("B820"),

  BAD_SETTING("P601"),
  BAD_URL("P602"),
  FILE_PROBLEM("P603"),
  NOT_A_PROJECT("P604"),
  WRONG_CALL("P605"),
  SCHEMA_FILE("P606"),
  SCHEMA_FILE_OLD("P607"),

  CANNOT_CONNECT("R701"),
  LOCKED("R702"),
  DATABASE_REFUSED("R703"),
  NOT_AS_PREDICTED("R704"),
  SCHEMA_CHANGED("R705"),
  READ_ONLY("R706"),
  LEDGER("R707"),
  PATTERN_TOO_COSTLY("R708"),
  CHANGED_BY_HAND("R709"),
  LEDGER_EDITED("R710"),
  EVENTS_EDITED("R711"),
  SNAPSHOT_EDITED("R712"),
  SAVED_GONE("R713"),
  NOT_IN_A_TRANSACTION("R714"),
  INTERNAL("R799");

  private final String id;

  Code(String id) {
    this.id = id;
  }

  /** The short form, such as {@code D204}. */
  public String id() {
    return id;
  }

  /** The readable form, such as {@code split-does-not-fit}, used to allow a warning by name. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a code by either form, in any case. */
  public static Optional<Code> find(String idOrSlug) {
    return Arrays.stream(values())
        .filter(c -> c.id.equalsIgnoreCase(idOrSlug) || c.slug().equalsIgnoreCase(idOrSlug))
        .findFirst();
  }
}
