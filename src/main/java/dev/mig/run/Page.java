package dev.mig.run;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a range whose rows are not done one after the other but in stripes: stripe {@code s}
 * is every {@code stripes}-th run of neighbouring keys, beginning with run {@code s}. Each page of
 * the table then loses only a few rows at a time, whose room the next stripe uses again.
 *
 * <p>The ends of the runs are kept, so that a row belongs to one stripe whatever is inserted or
 * deleted meanwhile.
 *
 * @param stripes how many there are
 * @param ends the last key of each run, in order
 */
record Page(int stripes, List<List<String>> ends) {
  Page {
    ends = List.copyOf(ends);
  }

  /**
   * Cuts keys into runs.
   *
   * @param run how many keys a run has
   */
  static Page of(List<List<String>> keys, int stripes, int run) {
    List<List<String>> ends = new ArrayList<>();
    for (int i = run - 1; i < keys.size(); i += run) {
      ends.add(keys.get(i));
    }
    if (ends.isEmpty() || !ends.getLast().equals(keys.getLast())) {
      ends.add(keys.getLast());
    }
    return new Page(stripes, ends);
  }

  /** The runs of a stripe. */
  List<JobTable.KeyRange> runs(JobTable.Range range, int stripe) {
    List<JobTable.KeyRange> runs = new ArrayList<>();
    for (int i = stripe; i < ends.size(); i += stripes) {
      runs.add(new JobTable.KeyRange(i == 0 ? range.after() : ends.get(i - 1), ends.get(i)));
    }
    return runs;
  }

  List<String> last() {
    return ends.getLast();
  }

  String json() {
    return new Gson().toJson(this);
  }

  static Page read(String json) {
    return new Gson().fromJson(json, Page.class);
  }
}
