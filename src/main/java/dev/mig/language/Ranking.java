package dev.mig.language;

import dev.mig.language.Candidate.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what may stand at a place and keeps what fits the letters that are there: a beginning goes
 * before the beginnings of words ({@code cid} for {@code customer_id}), those before letters in
 * order.
 */
final class Ranking {
  private static final int CLASSES = 3;

  /** The order of kinds that fit equally well. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.VALUE,
          Kind.COLUMN,
          Kind.TABLE,
          Kind.VIEW,
          Kind.CONSTRAINT,
          Kind.INDEX,
          Kind.NAME,
          Kind.STATEMENT,
          Kind.KEYWORD,
          Kind.TYPE,
          Kind.FUNCTION);

  private final int from;
  private final int to;
  private final String typed;
  private final int most;
  private final List<List<Candidate>> buckets = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  Ranking(int from, int to, String typed, int most) {
    this.from = from;
    this.to = to;
    this.typed = typed.toLowerCase(Locale.ROOT);
    this.most = most;
    for (int i = 0; i < CLASSES * ORDER.size(); i++) {
      buckets.add(new ArrayList<>());
    }
  }

  /** A usual form of a statement, with placeholders. */
  void snippet(String text) {
    String verb = text.substring(0, text.indexOf(' '));
    Candidate named = new Candidate(from, to, text, "", Kind.STATEMENT, "", null, true);
    String label = named.plain().replaceAll("\\s+", " ");
    if (label.regionMatches(true, 0, typed, 0, typed.length())) {
      String page = Pages.statement(verb);
      bucket(0, Kind.STATEMENT)
          .add(new Candidate(from, to, text, label, Kind.STATEMENT, "", page, true));
    }
  }

  private List<Candidate> bucket(int fits, Kind kind) {
    return buckets.get(fits * ORDER.size() + ORDER.indexOf(kind));
  }

  /** Something that may stand there, of which the detail says all. */
  void add(Kind kind, String label, String text, String detail) {
    add(kind, label, text, detail, () -> null);
  }

  /**
   * Something that may stand there.
   *
   * @param page asked only when it is kept
   */
  void add(Kind kind, String label, String text, String detail, Supplier<@Nullable String> page) {
    int fits = fits(label);
    if (fits < 0) {
      return;
    }
    List<Candidate> bucket = bucket(fits, kind);
    if (bucket.size() < most && known.add(kind + " " + label)) {
      bucket.add(new Candidate(from, to, text, label, kind, detail, page.get(), false));
    }
  }

  /** 0 for a beginning, 1 for beginnings of words, 2 for letters in order, -1 for none of them. */
  private int fits(String label) {
    if (label.regionMatches(true, 0, typed, 0, typed.length())) {
      return 0;
    }
    if (typed.length() > label.length()) {
      return -1;
    }
    String name = label.toLowerCase(Locale.ROOT);
    if (!inOrder(name)) {
      return -1;
    }
    return inOrder(initials(name)) ? 1 : 2;
  }

  private boolean inOrder(String name) {
    int at = 0;
    for (int i = 0; i < name.length() && at < typed.length(); i++) {
      at += name.charAt(i) == typed.charAt(at) ? 1 : 0;
    }
    return at == typed.length();
  }

  /** The first letters of the words of a name. */
  private static String initials(String name) {
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.charAt(i - 1) == '_') {
        first.append(name.charAt(i));
      }
    }
    return first.toString();
  }

  List<Candidate> best() {
    List<Candidate> all = new ArrayList<>();
    for (List<Candidate> bucket : buckets) {
      for (Candidate candidate : bucket) {
        if (all.size() == most) {
          return all;
        }
        all.add(candidate);
      }
    }
    return all;
  }
}
