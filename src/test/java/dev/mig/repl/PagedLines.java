package dev.mig.repl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A program that pages as many lines as it is told, for a test on a terminal. */
final class PagedLines {
  private PagedLines() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    List<String> lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "\u001B[32mline\u001B[0m 日本 " + i + " of " + count)
            .toList();
    new Pager(System.getenv(), StandardCharsets.UTF_8).show(lines, 24, 80, System.out::println);
    System.out.println("that was all");
  }
}
