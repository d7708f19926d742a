package dev.mig.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The durations of the rounds of one thing. */
public final class Timing {
  private final List<Long> nanos = new ArrayList<>();

  /** Does it, and counts how long it took. */
  public <T> T time(Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    nanos.add(System.nanoTime() - start);
    return result;
  }

  /** Without the first two rounds, in which the program itself is still warming up. */
  private List<Long> counted() {
    return nanos.subList(Math.min(2, nanos.size() - 1), nanos.size());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The median. */
  public String shown() {
    double median = median(counted().stream().map(n -> n / 1e6).toList());
    return median < 10 ? "%.1f ms".formatted(median) : "%.0f ms".formatted(median);
  }

  /** The median of the ratios of each round. */
  public String against(Timing other) {
    List<Long> mine = counted();
    List<Long> theirs = other.counted();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      ratios.add((double) mine.get(i) / theirs.get(i));
    }
    return "%.2f".formatted(median(ratios));
  }

  /** Prints a row of a table. */
  public static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
