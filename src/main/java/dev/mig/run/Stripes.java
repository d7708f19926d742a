package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.plan.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows in stripes as long as that pays: a row that finds room on its own page needs no new
 * entry in any index (PostgreSQL calls that a HOT update). It does not pay while somebody holds an
 * old snapshot, because the room of dead rows is not free then; what a page of stripes gained is
 * looked at now and then. Docs: https://www.postgresql.org/docs/current/storage-hot.html
 */
final class Stripes {
  /** More stripes cost more than they gain, fewer leave too little room. */
  private static final int MOST = 16;

  /** Rows of one stripe: their page of the table shall fit into the caches. */
  static final int MOST_ROWS = 4_000;

  /** A page is watched after so many that were not. */
  private static final int WATCHED_EVERY = 32;

  /** Below this share of HOT updates, stripes cost more than they gain. */
  private static final double PAYS = 0.4;

  /** So many batches are done without stripes before they are tried again. */
  private static final int RESTS = 64;

  private final Database database;
  private final Step.Walk walk;
  private final WalkKeys keys;
  private final BatchSize size;
  private int resting;
  private int pages;
  private long watched;
  private long hot;
  private boolean pageDone;
  private int rowsOnAPage;

  /** The keys of each stripe of the page at hand; null where another process has begun it. */
  private @Nullable List<List<List<String>>> lists;

  private @Nullable List<String> end;

  Stripes(Database database, Step.Walk walk, WalkKeys keys, BatchSize size) {
    this.database = database;
    this.walk = walk;
    this.keys = keys;
    this.size = size;
  }

  /**
   * The rows of one stripe.
   *
   * @param next the number of the stripe after it, or -1 when it is the last one of its page
   * @param end whether nothing of the range is left behind its page
   */
  record Stripe(Mover.Turn turn, int next, boolean end) {}

  /** A change of rows that is watched. */
  @FunctionalInterface
  interface Change {
    long run() throws SQLException;
  }

  boolean used() {
    return walk.method() == Pace.Method.STRIPED && resting == 0;
  }

  /** A batch was done without stripes. */
  void rest() {
    resting = Math.max(0, resting - 1);
  }

  /** What was begun is not committed. */
  void forget() {
    lists = null;
    end = null;
  }

  /** The next stripe of a range; a page is begun where there is none. */
  Stripe next(Connection connection, JobTable.Range at, JobTable jobs, long job)
      throws SQLException {
    Page page = at.page();
    if (page == null) {
      page = begin(connection, at);
      if (page == null) {
        return new Stripe(new Mover.Turn(null, 0, at.last()), -1, true);
      }
      jobs.begin(job, at.number(), page);
    }
    int last = Math.min(page.stripes(), page.ends().size()) - 1;
    boolean isLast = at.stripe() >= last;
    pageDone = isLast;
    Mover.Turn turn = turn(at, page, isLast);
    return new Stripe(turn, isLast ? -1 : at.stripe() + 1, page.last().equals(at.last()));
  }

  private @Nullable Page begin(Connection connection, JobTable.Range at) throws SQLException {
    if (rowsOnAPage == 0) {
      rowsOnAPage =
          (int) Math.max(1, Math.min(1000, database.rowsOnAPage(connection, walk.name())));
    }
    int stripes = rowsOnAPage >= MOST ? MOST : rowsOnAPage >= MOST / 2 ? MOST / 2 : MOST / 4;
    int run = Math.max(1, Math.round((float) rowsOnAPage / stripes));
    int wanted = Math.min(size.rows(), MOST_ROWS) * stripes;
    List<List<String>> all = keys.list(connection, at, wanted);
    if (all.isEmpty()) {
      return null;
    }
    pages++;
    if (all.size() < wanted && !all.getLast().equals(at.last())) {
      // The last key was deleted meanwhile; the range ends there all the same.
      all.add(at.last());
    }
    Page page = Page.of(all, stripes, run);
    List<List<List<String>>> byStripe = new ArrayList<>();
    for (int s = 0; s < stripes; s++) {
      byStripe.add(new ArrayList<>());
    }
    for (int i = 0; i < all.size(); i++) {
      byStripe.get(i / run % stripes).add(all.get(i));
    }
    lists = byStripe;
    end = page.last();
    return page;
  }

  private Mover.Turn turn(JobTable.Range at, Page page, boolean isLast) {
    List<String> last = isLast ? page.last() : at.last();
    List<List<List<String>>> known = lists;
    if (known != null && page.last().equals(end)) {
      List<List<String>> some = known.get(at.stripe());
      return new Mover.Turn(keys.these(some), some.size(), last);
    }
    List<Stretch> runs = new ArrayList<>();
    for (JobTable.KeyRange run : page.runs(at, at.stripe())) {
      runs.add(keys.between(run.after(), run.last()));
    }
    return new Mover.Turn(new Stretch.Any(runs), -1, last);
  }

  /** Makes a change, and looks now and then what stripes gain. */
  long watching(Connection connection, Change change) throws SQLException {
    if (pages % WATCHED_EVERY != 1) {
      return change.run();
    }
    Database.Updates before = database.updates(connection, walk.name());
    long rows = change.run();
    Database.Updates after = database.updates(connection, walk.name());
    watched += after.all() - before.all();
    hot += after.hot() - before.hot();
    return rows;
  }

  /** After a commit: gives stripes up for a while where they gain nothing. */
  void judge() {
    if (!pageDone || pages % WATCHED_EVERY != 1) {
      return;
    }
    if (watched > 0 && (double) hot / watched < PAYS) {
      resting = RESTS;
    }
    watched = 0;
    hot = 0;
  }
}
