package dev.mig.database.sqlite;

import dev.mig.database.Failure;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of the common flavour: of the leftmost matches the longest, as PostgreSQL has
 * it.
 */
final class SqlitePatternFunctions {
  private static final Map<String, Compiled> CACHE = new ConcurrentHashMap<>();
  private static final int MOST_CACHED = 500;
  private static final long DEEP_STACK = 1L << 29;

  /** A pattern, and whether its first match may not be its longest. */
  private record Compiled(Pattern pattern, boolean ambiguous) {}

  private SqlitePatternFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict(
        "mig_regexp_matches",
        2,
        a -> deep(() -> matcher(compiled(a.text(1)), new BoundedText(a.text(0))).find()));
    r.strict(
        "mig_regexp_replace",
        3,
        a -> deep(() -> replace(a.text(0), compiled(a.text(1)), a.text(2))));
    r.strict(
        "mig_regexp_extract",
        3,
        a -> deep(() -> extract(a.text(0), compiled(a.text(1)), (int) a.whole(2))));
  }

  /** Java matches groups by recursion: where the stack ends too soon, it is tried on a deep one. */
  private static @Nullable Object deep(Supplier<@Nullable Object> matching) {
    try {
      return matching.get();
    } catch (StackOverflowError shallow) {
      return onDeepStack(matching);
    }
  }

  private static @Nullable Object onDeepStack(Supplier<@Nullable Object> matching) {
    FutureTask<@Nullable Object> task = new FutureTask<>(matching::get);
    Thread thread = new Thread(null, task, "mig-pattern", DEEP_STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SqliteValues.Refused refused) {
        throw refused;
      }
      throw new SqliteValues.Refused(Failure.TOO_COSTLY + " many characters");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqliteValues.Refused("interrupted");
    }
  }

  private static Matcher matcher(Compiled compiled, BoundedText text) {
    return compiled.pattern.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
  }

  private static Compiled compiled(String pattern) {
    if (CACHE.size() > MOST_CACHED) {
      CACHE.clear();
    }
    return CACHE.computeIfAbsent(
        pattern,
        p -> {
          String bare = p.replaceAll("\\\\.|\\[[^\\]]*\\]", "x").replace("(?:", "(");
          long choices =
              bare.chars().filter(c -> c == '*' || c == '+' || c == '?' || c == '{').count();
          return new Compiled(
              Pattern.compile(p, Pattern.DOTALL), choices > 1 || bare.indexOf('|') >= 0);
        });
  }

  private static @Nullable MatchResult find(BoundedText text, Compiled compiled, int from) {
    Matcher m = matcher(compiled, text);
    if (!m.region(from, text.length()).find()) {
      return null;
    }
    MatchResult first = m.toMatchResult();
    for (int end = text.length(); compiled.ambiguous && end > first.end(); end--) {
      if (m.region(first.start(), end).matches()) {
        return m.toMatchResult();
      }
    }
    return first;
  }

  private static @Nullable String extract(String text, Compiled compiled, int group) {
    MatchResult match = find(new BoundedText(text), compiled, 0);
    return match == null ? null : match.group(group);
  }

  private static String replace(String text, Compiled compiled, String replacement) {
    BoundedText bounded = new BoundedText(text);
    StringBuilder out = new StringBuilder();
    int done = 0;
    int from = 0;
    while (from <= text.length()) {
      MatchResult match = find(bounded, compiled, from);
      if (match == null) {
        break;
      }
      out.append(text, done, match.start());
      append(out, match, replacement);
      done = match.end();
      from = done;
      if (match.start() == match.end()) {
        from += done < text.length() && Character.isHighSurrogate(text.charAt(done)) ? 2 : 1;
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static void append(StringBuilder out, MatchResult match, String replacement) {
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at);
      char next = at + 1 < replacement.length() ? replacement.charAt(at + 1) : ' ';
      boolean escape = c == '\\' && (next == '\\' || next == '&' || (next >= '1' && next <= '9'));
      if (!escape) {
        out.append(c);
      } else if (next == '\\') {
        out.append(next);
      } else {
        int group = next == '&' ? 0 : next - '0';
        String part = group <= match.groupCount() ? match.group(group) : null;
        out.append(part == null ? "" : part);
      }
      at += escape ? 2 : 1;
    }
  }
}
